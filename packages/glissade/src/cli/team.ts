// How many workers train: the strategy that `fit` is given, and the rule that goes with it. Read `strategies.ts` first.
import type { ConfiguredRule } from '@glissade/optim'
import type { Strategy } from '@glissade/parallel'
import type { TrainOptions } from './flags.ts'
import { configured, falling } from './rules.ts'
import { kindOf, strategyOf } from './strategies.ts'
import { transportOf } from './transports.ts'

/** What of `fit`'s options says how weights move. */
export interface Method {
  readonly optimizer: ConfiguredRule
  readonly parallel?: Strategy
}

/** For a run of so many batches in all; workers import `entry` and come to the same `fit`. */
export async function methodOf(options: TrainOptions, batches: number, entry: string): Promise<Method> {
  const { parallel, workers = 2, push = 1, lr } = options
  if (parallel === undefined) return { optimizer: ruleFor(options, batches) }
  const transport = await transportOf(options.transport ?? 'threads', options)
  const rule = ruleFor(options, Math.ceil(batches / push))
  const own = kindOf(parallel).rule === 'its own'
  return {
    optimizer: own ? configured(options.optimizer) : ruleFor(options, Math.ceil(batches / workers)),
    parallel: strategyOf(parallel, {
      ...options,
      workers,
      entry,
      transport,
      rule,
      ...(lr !== undefined && { lr }),
    }),
  }
}

/** The rule that was chosen; a falling rate is 0 after so many of its steps. */
const ruleFor = ({ optimizer, lr, schedule }: TrainOptions, steps: number): ConfiguredRule =>
  schedule === 'cosine' ? falling(optimizer, lr, steps) : configured(optimizer, lr)

/** adam with lr 0.002, cosine schedule */
export function ruleWords({ optimizer, lr, schedule, parallel }: TrainOptions): string {
  if (parallel !== undefined && kindOf(parallel).rule === 'its own')
    return `${parallel} by its own rule${lr === undefined ? '' : ` with lr ${lr}`}`
  const { lr: rate } = configured(optimizer, lr).hyper
  return `${optimizer}${rate === undefined ? '' : ` with lr ${String(rate)}`}, ${schedule} schedule`
}

/** easgd on 4 workers (threads) */
export function teamWords({ parallel, workers = 2, transport = 'threads' }: TrainOptions): string {
  if (parallel === undefined) return ''
  return `${parallel} on ${workers} ${workers === 1 ? 'worker' : 'workers'} (${transport})`
}
