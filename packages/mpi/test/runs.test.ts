// Training as the ranks of a job: one rank is the sequential run, two are the simulator's, and what happens when numbers go wrong.
import { randomUUID } from 'node:crypto'
import { adam, sgd } from '@glissade/optim'
import {
  easgd,
  easgdSync,
  local,
  SettingError,
  simulate,
  simulated as simulator,
  sync,
  type Standing,
} from '@glissade/parallel'
import { alone, bowl } from '@glissade/parallel/testing'
import { describe, expect, it } from 'vitest'
import { mpi, type MpiSettings } from '../src/index.ts'
import { missing, run, running } from './programs.ts'
import type { Plan } from './programs/train.ts'

const about = missing ? ` (skipped: ${missing})` : ''
const rules = { sgd: sgd({ lr: 0.1 }), adam: adam({ lr: 0.1 }) }

interface Result {
  readonly w: number[]
  readonly statistics: number[]
  readonly loss: number
  readonly rows: readonly (readonly Standing[])[]
  readonly positions: readonly { readonly epoch: number; readonly batch: number }[]
  readonly refused: readonly (readonly [string, number])[]
  readonly failure?: string
}

/** What rank 0 printed, and the weights of all. */
async function train(plan: Plan): Promise<Result & { code: number; errors: string; weights: number[][] }> {
  const { code, errors, lines } = await run('train', plan.settings.workers, JSON.stringify(plan))
  const all = lines.map((line) => JSON.parse(line) as Result & { rank: number; weights: number[] })
  const weights = all.flatMap((each) => (each.weights ? [each.weights] : []))
  return { ...all.find(({ rows }) => rows)!, code, errors, weights }
}

const totals = (rows: Result['rows']): number[] =>
  rows.map((row) => row.reduce((sum, { batches }) => sum + batches, 0))

/** The simulator's model after two epochs of eight batches. */
function simulated({ strategy, settings, rule = 'sgd' }: Plan): number[] {
  const { w: start, gradient, ...model } = bowl()
  const { centre } = simulate({
    strategy: { sync, local, easgdSync }[strategy](settings),
    rule: rules[rule],
    start: start.slice(),
    steps: 16 / settings.workers,
    gradient(w, g, { batch }) {
      start.set(w)
      gradient({ epoch: batch >> 3, batch: batch & 7 })
      g.set(model.g)
    },
  })
  return [...centre]
}

describe.skipIf(missing)(`a run over MPI${about}`, () => {
  // prettier-ignore
  const plans: readonly Plan[] = [
    { strategy: 'sync', settings: { workers: 2 }, rule: 'adam' },
    { strategy: 'local', settings: { workers: 2, tau: 4 }, rule: 'adam' },
    { strategy: 'local', settings: { workers: 2, tau: 3 } }, // which ends between two exchanges
    { strategy: 'easgdSync', settings: { workers: 2, tau: 2, alpha: 0.4 } },
  ]
  it.each(plans)('of two ranks is the simulator’s, bit for bit: $strategy $settings', async (plan) => {
    const { w, errors, rows, refused } = await train(plan)
    expect(errors).toBe('')
    expect(w).toEqual(simulated(plan))
    expect(totals(rows)).toEqual([8, 8])
    expect(refused).toEqual([])
  })

  it('of one rank is the sequential run, bit for bit', async () => {
    for (const strategy of ['sync', 'local'] as const) {
      const { w } = await train({ strategy, settings: { workers: 1 }, rule: 'adam' })
      expect(w).toEqual([...alone({ rule: rules.adam }, 2).w])
    }
  })

  it('has equal weights on all ranks, also where the batches do not come out even, and begins with those of rank 0', async () => {
    const plan: Plan = { strategy: 'sync', settings: { workers: 3 }, batches: 7, rule: 'adam', statistics: 2 }
    const { weights, w, rows, statistics } = await train(plan)
    expect(weights).toEqual([w, w, w])
    expect(rows[1].map(({ batches }) => batches)).toEqual([3, 2, 2])
    expect(rows[1].map(({ samples }) => samples)).toEqual([3, 2, 2])
    const scrambled = await train({ ...plan, scrambled: true })
    expect([scrambled.w, scrambled.statistics]).toEqual([w, statistics])
  })

  it('of local loses nobody’s steps where the batches do not come out even', async () => {
    const plan: Plan = { strategy: 'local', settings: { workers: 2, tau: 10 }, batches: 7, rule: 'adam' }
    const { w, statistics } = await train({ ...plan, statistics: 2 })
    const trainee = bowl({ rule: rules.adam, batches: 7, statistics: 2 })
    const team = (await simulator().enter(local(plan.settings), trainee))!
    for (let epoch = 0; epoch < 2; epoch++)
      await team.epoch(
        { epoch, batch: 0 },
        () => {},
        () => false,
      )
    expect([w, statistics]).toEqual([[...trainee.w], [...trainee.statistics]])
  })

  it('can be stopped, and goes on with the next batch', async () => {
    const plan: Plan = { strategy: 'sync', settings: { workers: 2 }, stopAfter: 3 }
    const { positions, rows, w } = await train(plan)
    expect(positions).toEqual([
      { epoch: 0, batch: 6 },
      { epoch: 1, batch: 0 },
      { epoch: 1, batch: 6 },
      { epoch: 2, batch: 0 },
    ])
    expect(totals(rows)).toEqual([6, 2, 6, 2])
    expect(w).toEqual(simulated(plan))
  })

  it.each(['sync', 'local', 'easgdSync'] as const)(
    'leaves out what is not finite, and heals its rank: %s',
    async (strategy) => {
      const plan: Plan = { strategy, settings: { workers: 2, ...(strategy === 'sync' ? {} : { tau: 2 }) } }
      const { refused, loss, weights, w, rows } = await train({
        ...plan,
        rule: 'adam',
        fault: 'poison',
        statistics: 1,
      })
      expect(refused).toEqual([['1', 1]])
      expect(loss).toBeLessThan(0.5 * bowl().loss())
      const [well, ill] = rows[0]
      expect([well.batches, ill.batches, well.samples]).toEqual([4, 4, 4])
      expect(ill.samples).toBeLessThan(4)
      expect(rows[0].every(({ sums }) => Number.isFinite(sums.loss))).toBe(true)
      expect(weights.flat().every(Number.isFinite)).toBe(true)
      if (strategy === 'sync') expect(weights).toEqual([w, w])
    },
  )

  it('ends in words when nobody has finite numbers, with the last good model', async () => {
    const { failure, w, code } = await train({
      strategy: 'sync',
      settings: { workers: 2 },
      fault: 'poison all',
    })
    expect(failure).toBe(
      'sync: no rank has numbers that are finite; a sum needs those of one at least. Is the learning rate too high?',
    )
    expect(w.every(Number.isFinite)).toBe(true)
    expect(code).toBe(0) // a program that catches the error ends well
  })

  it('ends as a whole when a rank is killed, and leaves no process behind', async () => {
    const plan: Plan = { strategy: 'sync', settings: { workers: 2 }, fault: 'kill' }
    const mark = randomUUID()
    const { code, lines } = await run('train', 2, JSON.stringify(plan), mark)
    expect(code).not.toBe(0)
    expect(lines.filter((line) => line.includes('rows'))).toEqual([])
    while (running(mark) > 0) await new Promise(setImmediate)
  })

  it('refuses another number of workers than there are ranks', async () => {
    const plan: Plan = { strategy: 'sync', settings: { workers: 3 } }
    const { code, errors } = await run('train', 2, JSON.stringify(plan))
    expect(code).not.toBe(0)
    expect(errors).toContain(
      'mpi: sync has 3 workers, and the job 2 ranks; it needs as many. Start it with mpirun -n 3, or say workers: 2.',
    )
  })
})

describe('mpi() refuses', () => {
  it('what is no setting', () => {
    const words = 'mpi: libary is no setting; it needs one of the settings library.'
    expect(() => mpi({ libary: 'x' } as Partial<MpiSettings>)).toThrow(SettingError)
    expect(() => mpi({ libary: 'x' } as Partial<MpiSettings>)).toThrow(words)
  })
  it.each([
    [/^mpi: easgd needs a server; it needs a transport that has one: threads\(\) or zmq\(\)\.$/, easgd()],
    [
      /^mpi: sync has 4 workers, and this process was started by itself; it needs mpirun -n 4 node \S+, or \{ entry: import\.meta\.url \} to start that itself\.$/,
      sync({ workers: 4 }),
    ],
    [
      /^mpi: entry is data:text\/javascript,0; it needs the URL of a file, such as import\.meta\.url\.$/,
      sync({ entry: 'data:text/javascript,0' }),
    ],
  ])('%s', async (words, strategy) => {
    await expect(mpi().enter(strategy, bowl())).rejects.toThrow(words)
  })
})
