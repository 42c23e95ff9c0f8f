// What a simulation is told: the problem, times, the network, and what goes wrong when.
import { sgd, type ConfiguredRule, type Floats } from '@glissade/optim'
import { atLeast0, below1, count, index, positive, refuse, settled } from '../settings.ts'
import type { Strategy } from '../strategy.ts'

/** What goes wrong. Times are virtual. */
export type Fault = { readonly at: number } & (
  | { readonly kill: number }
  | { readonly hang: number; readonly until: number }
  | { readonly slow: number; readonly by: number }
  /** The gradient of the worker's next batch is NaN. */
  | { readonly poison: number }
  | { readonly join: number }
  | { readonly partition: readonly number[]; readonly until: number }
  /** Every message takes so much longer. */
  | { readonly lag: number; readonly until: number }
  /** The server is gone and comes again from its last checkpoint. */
  | { readonly server: 'killed'; readonly until: number }
)

/** Whose gradient is wanted: batch `batch` of the run, by worker `rank`. */
export interface Turn {
  readonly rank: number
  readonly batch: number
}

/** A message of a worker, or the answer to one. */
export interface Passage {
  readonly rank: number
  readonly kind: string
  readonly way: 'there' | 'back'
  readonly sent: number
  readonly arrives: number
}

interface Needed {
  readonly strategy: Strategy
  /** The weights at the beginning. */
  readonly start: Floats
  /** Batches for each worker. */
  readonly steps: number
  gradient(w: Floats, g: Floats, turn: Turn): void
}

interface Chosen {
  /** All batches of the run, each to be done once; `steps · workers` unless said. They are dealt to the workers like cards. */
  readonly batches: number
  /** The workers' own rule. */
  readonly rule: ConfiguredRule
  readonly seed: number
  /** Time for a gradient, and the share by which it may be longer. */
  readonly compute: number
  readonly spread: number
  /** Time between two steps. */
  readonly rest: number
  /** Time for a message one way, and the share by which it may be longer: then messages overtake each other. */
  readonly latency: number
  readonly jitter: number
  /** How likely a message is lost, comes twice, or comes damaged. */
  readonly loss: number
  readonly duplicate: number
  readonly corrupt: number
  /** A message without an answer is sent again after so long. */
  readonly retry: number
  /** A fetch sees the server as it was so many updates before. */
  readonly stale: number
  readonly heartbeat: number
  /** Updates between two checkpoints of the server. */
  readonly checkpoint: number
  readonly faults: readonly Fault[]
  /** Time that the server needs for a message; those that come meanwhile stand in line. Of a sum, the time it takes. */
  readonly service: number
  /** Told after each step of a worker. */
  readonly onStep: (rank: number) => void
  /** Told of each message that is on its way. */
  readonly onMessage: (passage: Passage) => void
}

export type Simulation = Needed & Partial<Chosen>
export type Plan = Needed & Chosen

const defaults: Omit<Chosen, 'batches'> = {
  rule: sgd(),
  seed: 0,
  compute: 1,
  spread: 0,
  rest: 0,
  latency: 0,
  jitter: 0,
  loss: 0,
  duplicate: 0,
  corrupt: 0,
  retry: 5,
  stale: 0,
  heartbeat: 10,
  checkpoint: 100,
  faults: [],
  service: 0,
  onStep() {},
  onMessage() {},
}

// prettier-ignore
const ranges = {
  steps: count, batches: count, seed: index, compute: atLeast0, spread: atLeast0, rest: atLeast0, latency: atLeast0, jitter: atLeast0, loss: below1,
  duplicate: below1, corrupt: below1, retry: positive, stale: index, heartbeat: positive, checkpoint: count,
  service: atLeast0,
}

/** The settings, checked, with the defaults. @throws SettingError */
export function planned(simulation: Simulation): Plan {
  const { strategy, start, steps, gradient, ...others } = simulation ?? {}
  if (typeof strategy?.worker !== 'function')
    refuse('simulate', 'strategy', strategy, 'a strategy, such as sync({ workers: 2 })')
  const needed = { strategy, start, steps, gradient }
  const known = { ...needed, batches: steps * strategy.workers, ...defaults }
  const plan = settled<Plan>('simulate', { ...needed, ...others }, known, ranges)
  if (plan.compute + plan.rest === 0)
    refuse(
      'simulate',
      'compute',
      0,
      'a positive time for a step, in compute or rest, or the first worker would do all at once',
    )
  const divided = strategy.carrier !== 'sum' && (strategy.shards ?? 1) > 1
  if (plan.stale > 0 && (strategy.carrier === 'sum' || divided))
    refuse('simulate', 'stale', plan.stale, '0, or a strategy with one undivided server')
  for (const fault of plan.faults) {
    checkRanks(fault, plan)
    if ('server' in fault && strategy.carrier === 'sum')
      refuse('simulate', 'faults', 'a killed server', 'a strategy that has a server')
    if ('until' in fault && !(fault.until >= fault.at && fault.until < Infinity))
      refuse('simulate', 'until', fault.until, `a time from ${fault.at} on`)
  }
  return plan
}

/** A fault is of workers that exist by then: from the beginning, or since they joined. */
function checkRanks(fault: Fault, { strategy, faults }: Plan): void {
  const earlier = faults.filter(
    ({ at }, i) => at < fault.at || (at === fault.at && i < faults.indexOf(fault)),
  )
  const joined = earlier.flatMap((other) => ('join' in other ? [other.join] : []))
  const exists = (rank: number): boolean =>
    joined.includes(rank) || (index.allows(rank) && rank < strategy.workers)
  const wrong = ranksOf(fault).find((rank) => !exists(rank))
  if (wrong !== undefined) {
    const needed = `one of the workers 0 to ${strategy.workers - 1}, or one that joined before`
    refuse('simulate', 'faults', wrong, needed, `faults has worker ${String(wrong)} at time ${fault.at}`)
  }
  if ('join' in fault && !index.allows(fault.join)) refuse('simulate', 'join', fault.join, index.words)
}

function ranksOf(fault: Fault): readonly number[] {
  if ('kill' in fault) return [fault.kill]
  if ('hang' in fault) return [fault.hang]
  if ('slow' in fault) return [fault.slow]
  if ('poison' in fault) return [fault.poison]
  return 'partition' in fault ? fault.partition : []
}
