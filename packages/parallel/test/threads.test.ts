// The transport of threads, with workers in this very thread: who gets which batch, what comes of losses. Real threads are in the package glissade.
import { momentum, sgd } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import {
  adadelay,
  adaptiveRevision,
  downpour,
  eamsgd,
  easgd,
  easgdSync,
  hogwild,
  local,
  simulate,
  sync,
  threads,
  WorkersGoneError,
  simulated,
  type Standing,
  type Strategy,
  type Team,
} from '../src/index.ts'
import { bowl, type Bowl } from '../src/testing/bowl.ts'
import { gathered } from './local-engine.ts'

const strategies = [
  sync({ workers: 1 }),
  local({ workers: 1, tau: 3 }),
  hogwild({ workers: 1 }),
  hogwild({ workers: 1, lossless: true }),
  downpour({ workers: 1, fetch: 2, push: 3, shards: 2 }),
  adaptiveRevision({ workers: 1 }),
  adadelay({ workers: 1 }),
  easgd({ workers: 1, tau: 2 }),
  easgdSync({ workers: 1, tau: 2 }),
  eamsgd({ workers: 1, tau: 2, momentum: 0.5 }),
]

const rule = momentum({ lr: 0.1, momentum: 0.5 })

/** Trains for two epochs and tells which batches were asked for, and by whom. */
async function run(
  strategy: Strategy,
  settings: Parameters<typeof bowl>[0] = {},
  during: (rank: number, asked: number, lose: (rank: number) => void) => void = () => {},
) {
  const asked: { rank: number; at: string }[] = []
  let lose: (rank: number) => void = () => {}
  const build = (rank: number): Bowl =>
    bowl({
      rule,
      ...settings,
      perturb(g, { epoch, batch }) {
        asked.push({ rank, at: `${epoch}.${batch}` })
        settings.perturb?.(g, { epoch, batch })
        during(rank, asked.length, lose)
      },
    })
  const trainee = build(-1)
  const standings: (readonly Standing[])[] = []
  const { team, ...others } = await gathered(trainee, { build, strategy })
  lose = others.lose
  for (let epoch = 0; epoch < 2; epoch++) {
    await team.epoch(
      { epoch, batch: 0 },
      (each) => standings.push(each),
      () => false,
    )
  }
  await team.close()
  return { trainee, asked, team, last: standings.at(-1)! }
}

describe('one worker', () => {
  it.each(strategies)('$name is the simulator’s run, bit for bit', async (strategy) => {
    const { trainee, asked } = await run(strategy)
    const own = bowl({ rule })
    const { centre } = simulate({
      strategy,
      start: own.w.slice(),
      steps: 16,
      rule,
      gradient(w, g, { batch }) {
        own.w.set(w)
        own.gradient({ epoch: Math.floor(batch / 8), batch: batch % 8 })
        g.set(own.g)
      },
    })
    expect([...trainee.w]).toEqual([...centre])
    expect(asked.map(({ at }) => at)).toEqual(
      [0, 1].flatMap((e) => [...Array(8).keys()].map((b) => `${e}.${b}`)),
    )
  })
})

describe('several workers of a server', () => {
  const of3 = [hogwild({ workers: 3 }), downpour({ workers: 3 }), easgd({ workers: 3, tau: 2 })]
  const every = [0, 1].flatMap((e) => [...Array(8).keys()].map((b) => `${e}.${b}`))

  it.each(of3)('$name: each batch is learnt from once', async (strategy) => {
    const { asked, trainee, last } = await run(strategy)
    expect(asked.map(({ at }) => at).sort()).toEqual(every)
    // Where nothing is asked of a server, the first worker does not let go of this thread until all is done.
    expect(new Set(asked.map(({ rank }) => rank)).size).toBe(strategy.carrier === 'memory' ? 1 : 3)
    expect(last.reduce((sum, { batches }) => sum + batches, 0)).toBe(8)
    expect(trainee.loss()).toBeLessThan(bowl().loss())
  })
  it.each(of3)('$name: a worker that is lost leaves its batches to the others', async (strategy) => {
    const { asked, team } = await run(strategy, {}, (_, seen, lose) => seen === 4 && lose(1))
    expect([...new Set(asked.map(({ at }) => at))].sort()).toEqual(every)
    expect(asked.length).toBeLessThanOrEqual(17)
    expect(team.report().lost).toEqual([{ rank: 1, reason: 'it was killed' }])
  })
  it('averages statistics wherever weights move', async () => {
    const { trainee } = await run(downpour({ workers: 3 }), { statistics: 2 })
    expect(trainee.statistics[0]).toBeGreaterThan(0.5)
    expect(trainee.statistics[0]).toBeLessThan(7)
  })
  it('refuses a gradient that is not finite, and the run goes on', async () => {
    const poison = {
      perturb: (g: { fill(x: number): unknown }, { batch }: { batch: number }) => batch === 3 && g.fill(NaN),
    }
    const { trainee, team } = await run(downpour({ workers: 2 }), poison as never)
    expect(trainee.w.every(Number.isFinite)).toBe(true)
    expect([...team.report().refused.values()].reduce((a, b) => a + b)).toBe(2)
  })
  it.each([hogwild({ workers: 2 }), hogwild({ workers: 2, lossless: true })])(
    'writes nothing that is not finite into shared weights ($#)',
    async (strategy) => {
      const { trainee, team, last } = await run(strategy, {
        statistics: 2,
        perturb: (g, { batch }) => batch === 3 && g.fill(NaN),
      })
      expect(trainee.w.every(Number.isFinite)).toBe(true)
      expect(trainee.statistics.every(Number.isFinite)).toBe(true)
      expect([...team.report().refused.values()].reduce((a, b) => a + b)).toBe(2)
      expect(last.reduce((sum, { batches }) => sum + batches, 0)).toBe(8)
      const gone = run(strategy, { batches: 40, perturb: (g) => g.fill(NaN) })
      await expect(gone).rejects.toThrow(WorkersGoneError)
    },
  )
  it('fetches first after a refusal, however long it is to the next fetch', async () => {
    const strategy = downpour({ workers: 1, fetch: 20, maxStaleness: 25 })
    const { team } = await run(strategy, { batches: 60, perturb: (g, { epoch, batch }) => epoch === 0 && batch === 41 && g.fill(NaN) }) // prettier-ignore
    expect(team.report().lost).toEqual([])
    expect([...team.report().refused]).toEqual([['0', 1]])
  })
  it('gives up a worker that is refused ten times in a row, and ends with the model when nobody is left', async () => {
    const start = [...bowl().w]
    const error = await run(downpour({ workers: 2 }), { batches: 40, perturb: (g) => g.fill(NaN) }).catch(
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(WorkersGoneError)
    expect((error as Error).message).toMatch(
      /^downpour: no worker is left; .* was refused 10 times in a row, the last time since a number in it is not finite; /,
    )
    expect([...(error as WorkersGoneError).centre]).toEqual(start)
  })
  it.each([easgd({ workers: 2, tau: 2 }), downpour({ workers: 2, fetch: 1, push: 3 })])(
    '$name: steps in which nothing is sent do not end the row of refusals',
    async (strategy) => {
      const error = run(strategy, { batches: 60, perturb: (g) => g.fill(NaN) })
      await expect(error).rejects.toThrow(/was refused 10 times in a row/)
    },
  )
  it('warms up with its first worker alone', async () => {
    const { asked } = await run(downpour({ workers: 3, warmStart: 5 }))
    expect(asked.slice(0, 5).map(({ rank }) => rank)).toEqual([0, 0, 0, 0, 0])
    expect(new Set(asked.map(({ rank }) => rank)).size).toBe(3)
  })
  it('stops when told, and says where to go on', async () => {
    const strategy = downpour({ workers: 2 })
    const seen: number[] = []
    const build = () => bowl({ batches: 50_000, perturb: (_, { batch }) => void seen.push(batch) })
    const { team } = await gathered(build(), { build, strategy })
    const next = await team.epoch(
      { epoch: 3, batch: 10 },
      () => {},
      () => true,
    )
    await team.close()
    expect(next.epoch).toBe(3)
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: next.batch - 10 }, (_, i) => 10 + i))
  })
})

it.each([
  adaptiveRevision({ workers: 1 }),
  easgd({ workers: 1, tau: 3 }),
  eamsgd({ workers: 1, tau: 3, momentum: 0.5 }),
])('$name: server and worker go on from what others were', async (strategy) => {
  const build = (): Bowl => bowl({ rule })
  const [whole, begun, resumed] = [build(), build(), build()]
  const teams = await Promise.all(
    [whole, begun, resumed].map((trainee) => gathered(trainee, { build, strategy })),
  )
  const [one, two, three] = teams.map(({ team }) => team)
  const epoch = (team: Team, at: number) => team.epoch({ epoch: at, batch: 0 }, () => {}, () => false) // prettier-ignore
  await epoch(one, 0)
  await epoch(one, 1)
  await epoch(two, 0)
  three.restore!(structuredClone(await two.state!()))
  await epoch(three, 1)
  expect(resumed.w).toEqual(whole.w)
  expect(resumed.w).not.toEqual(begun.w)
  for (const team of [one, two, three]) await team.close()
})

describe('workers that meet now and then', () => {
  it('have a mean at the end of an epoch, also where they have not met', async () => {
    const built: Bowl[] = []
    const build = (): Bowl => bowl({ rule, statistics: 2 })
    const trainee = build()
    const { team } = await gathered(trainee, {
      build: () => (built.push(build()), built.at(-1)!),
      strategy: local({ workers: 2, tau: 100 }),
    })
    await team.epoch(
      { epoch: 0, batch: 0 },
      () => {},
      () => false,
    )
    await team.close()
    const [one, other] = built
    expect(one.w).not.toEqual(other.w)
    expect(trainee.w).toEqual(one.w.map((x, i) => (x + other.w[i]) / 2))
    const means = one.statistics as Float64Array
    expect(trainee.statistics).toEqual(means.map((x, i) => (x + other.statistics[i]) / 2))
  })
})

describe('an epoch whose batches do not come out even', () => {
  const strategy = local({ workers: 2, tau: 100 })
  const build = (): Bowl => bowl({ rule, statistics: 2, batches: 7 })
  const train = async (team: Team, epochs: number): Promise<void> => {
    for (let epoch = 0; epoch < epochs; epoch++)
      await team.epoch(
        { epoch, batch: 0 },
        () => {},
        () => false,
      )
    await team.close()
  }

  it('has the steps of those, too, who had none in the last round', async () => {
    const built: Bowl[] = []
    const trainee = build()
    const { team } = await gathered(trainee, {
      build: () => (built.push(build()), built.at(-1)!),
      strategy,
    })
    await train(team, 1)
    const [one, other] = built
    expect(trainee.w).toEqual(one.w.map((x, i) => (x + other.w[i]) / 2))
  })

  it('is followed by others that begin from the mean: as in the simulator, bit for bit', async () => {
    const [trainee, again] = [build(), build()]
    await train((await gathered(trainee, { build, strategy })).team, 3)
    await train((await simulated().enter(strategy, again))!, 3)
    expect([trainee.w, trainee.statistics]).toEqual([again.w, again.statistics])
  })
})

describe('a team is not gathered', () => {
  it.each([
    ['the strategy of worker 0 is local; it needs sync', { theirs: local() }],
    ['the number of batches of worker 0 is 9; it needs 8', { build: () => bowl({ batches: 9 }) }],
    ['the number of statistics of worker 0 is 1; it needs 0', { build: () => bowl({ statistics: 1 }) }],
  ])('where %s', async (words, part) => {
    const strategy = sync({ workers: 2 })
    await expect(gathered(bowl(), { build: () => bowl(), strategy, ...part })).rejects.toThrow(
      `fit: ${words}, as in the coordinator. Does the program do something else in a worker?`,
    )
  })
  it('of more threads than one process is to have', async () => {
    const strategy = sync({ workers: 2000, entry: 'file:///here.js' })
    await expect(threads().enter(strategy, bowl())).rejects.toThrow(
      'fit: 2000 threads; it needs at most 1,024 workers in one process.',
    )
  })
  it('without an entry', async () => {
    await expect(threads().enter(sync(), bowl({ rule: sgd() }))).rejects.toThrow(
      'fit: sync has no entry; it needs the module that its workers import. Give it { entry: import.meta.url }.',
    )
  })
})
