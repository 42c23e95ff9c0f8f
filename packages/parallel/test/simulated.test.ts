// The simulator as a transport: one worker is the sequential run, several are those of the simulator, faults or not, epoch by epoch.
import { adagrad, adam, type ConfiguredRule } from '@glissade/optim'
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
  SettingError,
  simulate,
  simulated,
  sync,
  WorkersGoneError,
  type Simulated,
  type Simulation,
  type Standing,
  type Strategy,
} from '../src/index.ts'
import { alone, bowl } from '../src/testing/bowl.ts'

const lr = 0.1
const rule = adam({ lr })

async function run(
  strategy: Strategy,
  settings: Simulated = {},
  problem: Parameters<typeof bowl>[0] = {},
  stopped = () => false,
) {
  const trainee = bowl({ rule, ...problem })
  const team = (await simulated(settings).enter(strategy, trainee))!
  const rows: (readonly Standing[])[] = []
  let next = { epoch: 0, batch: 0 }
  while (next.epoch < 2) {
    let last: readonly Standing[] = []
    next = await team.epoch(next, (standings) => (last = standings), stopped)
    rows.push(last)
    if (stopped()) break
  }
  await team.close()
  return { trainee, rows, next, report: team.report() }
}

const count = (row: readonly Standing[]): number => row.reduce((sum, { batches }) => sum + batches, 0)

describe('one worker', () => {
  const rows: [Strategy, ConfiguredRule][] = [
    [sync({ workers: 1 }), rule],
    [local({ workers: 1, tau: 3 }), rule],
    [hogwild({ workers: 1 }), rule],
    [downpour({ workers: 1, rule, shards: 2 }), rule],
    [adaptiveRevision({ workers: 1, lr }), adagrad({ lr, eps: 0, initialAccumulator: 1 })],
    [adadelay({ workers: 1, lr, smoothness: 0.5 }), adagrad({ lr, eps: 0.5 })],
  ]
  it.each(rows)('of $name is the sequential run, bit for bit', async (strategy, sequential) => {
    const { trainee, rows: epochs, report } = await run(strategy, { latency: 0.3 }, { statistics: 2 })
    const own = alone({ rule: sequential, statistics: 2 }, 2)
    expect([...trainee.w]).toEqual([...own.w])
    expect([...trainee.statistics]).toEqual([...own.statistics])
    expect(epochs.map(count)).toEqual([8, 8])
    expect(report).toMatchObject({ transport: 'simulate', workers: 1, lost: [] })
    expect(report.time).toBeGreaterThanOrEqual(16)
  })
})

const table = (workers: number): Strategy[] => [
  sync({ workers }),
  local({ workers, tau: 3 }),
  hogwild({ workers }),
  hogwild({ workers, lossless: true }),
  downpour({ workers, rule, fetch: 2, push: 2, shards: 2 }),
  adaptiveRevision({ workers, lr }),
  adadelay({ workers, lr }),
  easgd({ workers, tau: 2, alpha: 0.3 }),
  easgdSync({ workers, tau: 2, alpha: 0.3 }),
  eamsgd({ workers, tau: 2, alpha: 0.3, lr, momentum: 0.5 }),
]

/** The simulator by itself: a model for each worker. */
function apart(strategy: Strategy, settings: Simulated, batches: number): number[] {
  const { w, g, gradient } = bowl({ rule, batches })
  const { centre } = simulate({
    ...settings,
    strategy,
    rule,
    start: w.slice(),
    steps: batches / strategy.workers,
    gradient(at, into, { batch }) {
      w.set(at)
      gradient({ epoch: 0, batch })
      into.set(g)
    },
  })
  return [...centre]
}

describe('several workers', () => {
  it.each(table(4))('of $name, who share a model, are those who have one each', async (strategy) => {
    const settings = { latency: 0.3, jitter: 1, spread: 0.5, seed: 3 }
    const trainee = bowl({ rule, batches: 24 })
    const team = (await simulated(settings).enter(strategy, trainee))!
    await team.epoch(
      { epoch: 0, batch: 0 },
      () => {},
      () => false,
    )
    expect([...trainee.w]).toEqual(apart(strategy, settings, 24))
  })
  it.each(table(3))(
    'of $name learn from each batch of each epoch, and go on with one who dies',
    async (strategy) => {
      const seen: string[] = []
      const perturb = (_: unknown, { epoch, batch }: { epoch: number; batch: number }) =>
        void seen.push(`${epoch}.${batch}`)
      const faults = [{ at: 3.5, kill: 1 }]
      const { trainee, report, rows } = await run(
        strategy,
        { heartbeat: 2, latency: 0.1, faults },
        { batches: 20, perturb },
      )
      expect(new Set(seen).size).toBe(40)
      expect(report.lost).toEqual([
        { rank: 1, reason: expect.stringMatching(/^it was given up at time \d+$/) },
      ])
      expect(rows[1][1]).toMatchObject({ batches: 0, lost: report.lost[0].reason })
      expect(trainee.loss()).toBeLessThan(0.7 * bowl().loss())
    },
  )
  it.each([
    [easgd({ workers: 2, tau: 2 }), true],
    [easgdSync({ workers: 2 }), true],
    [eamsgd({ workers: 2, lr }), true],
    [sync({ workers: 2 }), false],
    [downpour({ workers: 2 }), false],
  ])('of $name are so far from the centre', async (strategy, leaves) => {
    const { rows } = await run(strategy)
    expect(rows[0].map(({ distance }) => (distance ?? -1) > 0)).toEqual([leaves, leaves])
  })
  it('have averaged statistics', async () => {
    const { trainee } = await run(downpour({ workers: 3 }), {}, { statistics: 2 })
    expect(trainee.statistics[0]).toBeGreaterThan(0.5)
    expect(trainee.statistics[0]).toBeLessThan(7)
  })
})

it('a run that goes on begins where its model was left', async () => {
  const { w, ...others } = bowl({ rule })
  const resume = async () => void w.fill(7)
  const team = await simulated().enter(sync({ workers: 1 }), { ...others, w, resume })
  await team!.epoch(
    { epoch: 0, batch: 0 },
    () => {},
    () => false,
  )
  const own = bowl({ rule })
  own.w.fill(7)
  for (let batch = 0; batch < 8; batch++) {
    own.gradient({ epoch: 0, batch })
    own.update()
  }
  expect([...w]).toEqual([...own.w])
})

it('a run that is stopped has done all batches up to where it goes on', async () => {
  const seen: number[] = []
  const perturb = (_: unknown, { batch }: { batch: number }) => void seen.push(batch)
  const { next } = await run(
    easgd({ workers: 3 }),
    { spread: 0.5 },
    { batches: 200_000, perturb },
    () => true,
  )
  expect(next.epoch).toBe(0)
  expect(seen.toSorted((a, b) => a - b)).toEqual([...Array(next.batch).keys()])
})

it('ends in words, with the model, when nobody is left; and refuses what it cannot simulate', async () => {
  const gone = run(sync({ workers: 1 }), { faults: [{ at: 2.5, kill: 0 }] })
  await expect(gone).rejects.toThrow(WorkersGoneError)
  await expect(run(sync(), { latency: -1 })).rejects.toThrow(
    'simulate: latency is -1; it needs a number of at least 0.',
  )
  await expect(run(sync(), { speed: 2 } as Simulated)).rejects.toThrow(SettingError)
})

it('local’s model at the end of an epoch is the mean of its workers', async () => {
  const strategy = local({ workers: 2, tau: 100 })
  const { trainee } = await run(strategy)
  const gradient: Simulation['gradient'] = (w, g, { batch }) => {
    const own = bowl()
    own.w.set(w)
    own.gradient({ epoch: batch >> 3, batch: batch & 7 })
    g.set(own.g)
  }
  const { centre, workers } = simulate({ strategy, rule, start: bowl().w, steps: 8, gradient })
  expect([...centre]).toEqual([...workers[0]].map((x, i) => (x + workers[1][i]) / 2))
  expect([...trainee.w]).toEqual([...centre])
})
