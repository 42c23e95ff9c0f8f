// One epoch: batches, steps, running means. Read `fit.ts` first.
import { add } from '@glissade/autograd'
import { Averages } from './averages.ts'
import type { RunInfo } from './callbacks.ts'
import { NonFiniteLossError } from './errors.ts'
import { checkedLoss, measure } from './evaluate.ts'
import type { Position } from './history.ts'
import type { Plan } from './options.ts'
import type { Batch } from './source.ts'
import type { Turns } from './turns.ts'

/** What came of an epoch, or of the part before an interruption. */
export interface Pass {
  readonly means: Record<string, number>
  readonly seconds: number
  readonly next: Position
  /** Whether it was the whole epoch. */
  readonly whole: boolean
}

/** The batches of an epoch from `at` on. */
export function batchesOf(
  { training, options }: Plan,
  at: Position,
): ReturnType<Plan['training']['batches']> {
  const { batchSize, shuffle = true, seed, dropLast = false } = options
  const order = shuffle && seed !== undefined ? { shuffle, seed } : { shuffle: false }
  return training.batches({ ...order, batchSize, dropLast, epoch: at.epoch, skip: at.batch })
}

/** Learns from one batch; the numbers are those before the step. */
function learn({ model, optimizer, loss, metrics }: Plan, penalised: boolean, at: Position, { x, y }: Batch) {
  let values: Record<string, number> | undefined
  optimizer.step(() => {
    const predictions = model.forward(x)
    const cost = checkedLoss('fit', loss(predictions, y))
    // A method may evaluate several times in one step; trial points of a line search may be anything.
    if (!values) {
      values = measure(predictions, y, cost.item(), metrics)
      if (!Number.isFinite(values.loss)) throw notFinite(values.loss, at)
    }
    return penalised ? add(cost, model.penalty()) : cost
  })
  return values ?? {}
}

const notFinite = (loss: number, { epoch, batch }: Position): NonFiniteLossError =>
  new NonFiniteLossError(
    `fit: the loss is ${loss} in epoch ${epoch}, batch ${batch}; it needs to be finite, so this step was not made. Lower the learning rate or clip gradients; record(f, { anomaly: true }) finds the op.`,
    { loss, epoch, batch },
  )

/** Trains from `at` to the end of its epoch, or until `stopped` says so. */
export async function trainEpoch(
  plan: Plan,
  at: Position,
  run: RunInfo,
  turns: Turns,
  stopped: () => boolean,
): Promise<Pass> {
  const penalised = [...plan.model.modules()].some(([, module]) => module.ownPenalty() !== undefined)
  const averages = new Averages()
  const start = performance.now()
  const seconds = (): number => (performance.now() - start) / 1000
  let { batch } = at
  for (const each of batchesOf(plan, at)) {
    if (stopped()) break
    const values = learn(plan, penalised, { epoch: at.epoch, batch }, each)
    averages.add(values, each.y.shape[0])
    const info = { ...run, epoch: at.epoch, batch, seen: averages.samples, values, seconds: seconds() }
    for (const callback of plan.callbacks) callback.onBatchEnd?.({ ...info, means: averages.means() })
    batch++
    if (turns.due) await turns.give()
  }
  const whole = batch === run.batches
  const next = whole ? { epoch: at.epoch + 1, batch: 0 } : { epoch: at.epoch, batch }
  return { means: averages.means(), seconds: seconds(), next, whole }
}
