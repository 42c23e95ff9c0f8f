// Training over real processes on loopback: each strategy with one worker is the sequential run; with more it goes on whatever happens.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adagrad, adam, type ConfiguredRule } from '@glissade/optim'
import { ParallelError, WorkersGoneError, type Standing } from '@glissade/parallel'
import { alone, bowl } from '@glissade/parallel/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { Absence } from './programs/absence.ts'
import { lr, type Plan } from './programs/plan.ts'
import { batchesOf, run } from './runs.ts'

type Row = Pick<Plan, 'settings' | 'serverRule' | 'rule'> & { readonly equals: () => ArrayLike<number> }
const ruled = (rule: ConfiguredRule) => (): ArrayLike<number> => alone({ rule }, 2).w

/** Worker and centre of elastic averaging, step by step, for two epochs; the centre. */
function elastic(alpha: number, tau: number, momentum: number): ArrayLike<number> {
  const { w, g, gradient } = bowl()
  const [x, c, v] = [w.slice(), w.slice(), w.slice().fill(0)]
  for (let t = 0; t < 16; t++) {
    for (let i = 0; i < w.length; i++) w[i] = x[i] + momentum * v[i]
    gradient({ epoch: t >> 3, batch: t & 7 })
    for (let i = 0; i < w.length; i++) {
      const e = t % tau === 0 ? alpha * (x[i] - c[i]) : 0
      c[i] += e
      v[i] = momentum * v[i] - lr * g[i]
      x[i] = x[i] - e + v[i]
    }
  }
  return c
}

// prettier-ignore
const rows: Readonly<Record<Plan['strategy'], Row>> = {
  downpour:         { settings: { workers: 1, shards: 2 }, serverRule: 'adam', equals: ruled(adam({ lr })) },
  adaptiveRevision: { settings: { workers: 1, lr }, equals: ruled(adagrad({ lr, eps: 0, initialAccumulator: 1 })) },
  adadelay:         { settings: { workers: 1, lr, smoothness: 0.5 }, equals: ruled(adagrad({ lr, eps: 0.5 })) },
  easgd:            { settings: { workers: 1, tau: 3, alpha: 0.3 }, equals: () => elastic(0.3, 3, 0) },
  eamsgd:           { settings: { workers: 1, tau: 2, alpha: 0.3, lr, momentum: 0.5 }, equals: () => elastic(0.3, 2, 0.5) },
  hogwild:          { settings: { workers: 1 }, rule: 'adam', equals: ruled(adam({ lr })) },
}

describe('one worker', () => {
  it.each(Object.entries(rows))(
    'of %s is the sequential run, bit for bit',
    async (name, { equals, ...plan }) => {
      const strategy = name as Plan['strategy']
      const { trainee, report, rows: epochs } = await run({ strategy, ...plan, epochs: 2 })
      expect([...trainee.w]).toEqual(Array.from(equals()))
      expect(epochs.map(batchesOf)).toEqual([8, 8])
      expect(report).toMatchObject({ transport: 'zmq', workers: 1, lost: [], refused: new Map() })
    },
  )
})

const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Case {
  readonly what: string
  readonly plan: Omit<Plan, 'epochs'>
  /** Why worker 1 was lost, if it was. */
  readonly lost?: string
  readonly refused?: number
  readonly watch?: (now: readonly Standing[]) => void
  /** What is seen of an epoch in the end, be it after many: a busy machine may let one worker do nearly all of the first ones. */
  readonly until: (last: readonly Standing[]) => boolean
}

const heartbeat = 0.2
const workers = 2
/** Worker 0 takes its time, so that there is something left for the other one. */
const steady = { rank: 0, at: 0, slow: 10 } as const
const hang = join(folder, 'pid')
const absence = new Absence(1)
/** Who stands still is woken when it was given up. */
function wakeWhenLost(standings: readonly Standing[]): void {
  absence.see(standings)
  if (absence.lost && existsSync(hang)) process.kill(Number(readFileSync(hang, 'utf8')), 'SIGCONT')
}
const gone = ([, other]: readonly Standing[]): boolean => other?.lost !== undefined
const hasDone =
  (least: number) =>
  ([, other]: readonly Standing[]): boolean =>
    other?.batches >= least

// prettier-ignore
const cases: readonly Case[] = [
  { what: 'goes well', plan: { strategy: 'easgd', settings: { workers, tau: 2 }, statistics: 2 },
    until: (last) => last.length === 2 && last.every(({ distance = 0 }) => distance > 0) },
  { what: 'is killed', plan: { strategy: 'downpour', settings: { workers, fetch: 2, push: 2 }, serverRule: 'adagrad', faults: [{ rank: 1, at: 3, kill: true }] },
    lost: 'its process ended by SIGKILL', until: gone },
  { what: 'throws', plan: { strategy: 'adaptiveRevision', settings: { workers }, faults: [{ rank: 1, at: 3, throws: 'on purpose' }] },
    lost: 'on purpose', until: gone },
  { what: 'is ten times slower', plan: { strategy: 'adadelay', settings: { workers }, faults: [{ rank: 1, at: 0, slow: 100 }] },
    until: hasDone(1) },
  { what: 'stands still, and comes back', plan: { strategy: 'eamsgd', settings: { workers, tau: 2, lr: 0.02, momentum: 0.5 }, zmq: { heartbeat }, faults: [{ rank: 1, at: 3, hang }] },
    lost: 'it was silent for 0.4 s', watch: wakeWhenLost, until: () => absence.over },
  { what: 'sends NaN', plan: { strategy: 'hogwild', settings: { workers }, faults: [{ rank: 1, at: 3, poison: true }] },
    refused: 1, until: hasDone(5) },
]

describe('of two workers one', () => {
  it.each(cases)(
    '$what: every batch is done, and the model comes down',
    async ({ plan, watch, until, ...expected }) => {
      const faults = [steady, ...(plan.faults ?? [])]
      const batches = 30
      const {
        trainee,
        report,
        rows: epochs,
        error,
      } = await run({ ...plan, faults, batches, epochs: 2 }, watch, until)
      expect(error).toBeUndefined()
      expect(new Set(epochs.map(batchesOf))).toEqual(new Set([batches]))
      expect(trainee.loss()).toBeLessThan(0.5 * bowl().loss())
      const { lost, refused } = expected
      // On a busy machine one that is well may be silent for two short periods, too.
      if (plan.zmq) expect(report.lost).toContainEqual({ rank: 1, reason: lost })
      else expect(report.lost).toEqual(lost === undefined ? [] : [{ rank: 1, reason: lost }])
      if (refused !== undefined) expect(report.refused).toEqual(new Map([['1', refused]]))
    },
  )
})

it('a run whose workers are all gone ends in words, with the model', async () => {
  const faults = [{ rank: 0, at: 3, kill: true } as const]
  const { error, trainee } = await run({ strategy: 'downpour', settings: { workers: 1 }, faults })
  expect(error).toBeInstanceOf(WorkersGoneError)
  const { message, centre } = error as WorkersGoneError
  expect(message).toBe(
    "downpour: the last worker is gone (worker 0: its process ended by SIGKILL); it needs one to go on. The model is in this error's centre.",
  )
  expect([...centre]).toEqual([...trainee.w])
  expect(trainee.loss()).not.toBe(bowl().loss())
})

it('a run whose last worker has no finite numbers says so', async () => {
  const faults = Array.from({ length: 10 }, (_, at) => ({ rank: 0, at, poison: true }) as const)
  const plan: Plan = { strategy: 'adadelay', settings: { workers: 1 }, batches: 20, faults }
  const { error, trainee } = await run(plan)
  expect(error).toMatchObject({ name: 'WorkersGoneError', nonFinite: true })
  expect((error as Error).message).toContain(
    'was refused 10 times in a row, the last time since a number in it is not finite;',
  )
  expect([...trainee.w]).toEqual([...bowl().w])
})

it('a run to which no worker comes is none', async () => {
  const faults = [{ rank: 0, at: 0, kill: true } as const]
  const plan = {
    strategy: 'easgd',
    settings: { workers: 1 },
    faults,
    zmq: { local: 0, patience: 0.1 },
  } as const
  await expect(run(plan)).rejects.toThrow(ParallelError)
  await expect(run(plan)).rejects.toThrow(
    /^zmq: no worker came to tcp:\/\/127\.0\.0\.1:\d+; it needs one at least, within 0\.1 s\.$/,
  )
})
