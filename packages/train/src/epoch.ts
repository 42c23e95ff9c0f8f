// One epoch: batches, steps, running means. Read `fit.ts` first.
import { add, type Tensor } from '@glissade/autograd'
import { GradientError } from '@glissade/nn'
import type { Averages } from './averages.ts'
import type { RunInfo } from './callbacks.ts'
import { NonFiniteGradientError, NonFiniteLossError } from './errors.ts'
import { checkedLoss, measure } from './evaluate.ts'
import type { Position } from './history.ts'
import type { Plan } from './options.ts'
import type { Batch, BatchList } from './source.ts'
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
export function batchesOf({ training, options }: Plan, at: Position): BatchList {
  const { batchSize, shuffle = true, seed, dropLast = false } = options
  const order = shuffle && seed !== undefined ? { shuffle, seed } : { shuffle: false }
  return training.batches({ ...order, batchSize, dropLast, epoch: at.epoch, skip: at.batch })
}

/** Whether a layer adds to the loss. */
export const isPenalised = ({ model }: Plan): boolean =>
  [...model.modules()].some(([, module]) => module.ownPenalty() !== undefined)

/** The loss of a batch, for an optimizer; what is measured at its first evaluation goes to `first`. */
export function costOf(
  { model, loss, metrics }: Plan,
  penalised: boolean,
  { x, y }: Batch,
  first: (values: Record<string, number>) => void,
): () => Tensor {
  let measured = false
  return () => {
    const predictions = model.forward(x)
    const cost = checkedLoss('fit', loss(predictions, y))
    // A method may evaluate several times in one step; trial points of a line search may be anything.
    if (!measured) first(measure(predictions, y, cost.item(), metrics))
    measured = true
    return penalised ? add(cost, model.penalty()) : cost
  }
}

/** Learns from one batch; the numbers are those before the step. */
function learn(plan: Plan, penalised: boolean, at: Position, batch: Batch): Record<string, number> {
  const { optimizer, accumulator = optimizer } = plan
  let values: Record<string, number> = {}
  const cost = costOf(plan, penalised, batch, (measured) => {
    values = measured
    if (!Number.isFinite(values.loss)) throw lossNotFinite(values.loss, at)
  })
  try {
    accumulator.step(cost, { finite: true })
  } catch (error) {
    throw error instanceof GradientError ? gradientNotFinite(error, at) : error
  }
  return values
}

const cure =
  'it needs to be finite, so this step was not made. Lower the learning rate or clip gradients; record(f, { anomaly: true }) finds the op.'

const lossNotFinite = (loss: number, { epoch, batch }: Position): NonFiniteLossError =>
  new NonFiniteLossError(`fit: the loss is ${loss} in epoch ${epoch}, batch ${batch}; ${cure}`, {
    loss,
    epoch,
    batch,
  })

function gradientNotFinite({ parameter }: GradientError, { epoch, batch }: Position): NonFiniteGradientError {
  return new NonFiniteGradientError(
    `fit: the gradient of ${parameter} is not finite in epoch ${epoch}, batch ${batch}, though the loss is; ${cure}`,
    { parameter, epoch, batch },
  )
}

/** What goes on around the batches. */
export interface Course {
  readonly turns: Turns
  /** The means of this epoch, and what it has taken so far. */
  readonly averages: Averages
  readonly seconds: () => number
  readonly stopped: () => boolean
  /** Called where a run can go on: between two steps. */
  readonly between: (next: Position) => Promise<void> | undefined
}

/** Trains from `at` to the end of its epoch, or until `stopped` says so, which is heard between two steps. */
export async function trainEpoch(plan: Plan, at: Position, run: RunInfo, course: Course): Promise<Pass> {
  const { accumulator } = plan
  const { averages, seconds } = course
  const penalised = isPenalised(plan)
  const { epoch } = at
  let { batch } = at
  for (const each of batchesOf(plan, at)) {
    const between = !accumulator?.pending
    if (between && course.stopped()) break
    const saving = between && batch > at.batch ? course.between({ epoch, batch }) : undefined
    if (saving) await saving
    const values = learn(plan, penalised, { epoch, batch }, each)
    if (batch + 1 === run.batches) accumulator?.flush()
    averages.add(values, each.y.shape[0])
    const info = { ...run, epoch, batch, seen: averages.samples, values, seconds: seconds() }
    for (const callback of plan.callbacks) callback.onBatchEnd?.({ ...info, means: averages.means() })
    batch++
    if (course.turns.due) await course.turns.give()
  }
  const whole = batch === run.batches
  const next = whole ? { epoch: epoch + 1, batch: 0 } : { epoch, batch }
  return { means: averages.means(), seconds: seconds(), next, whole }
}
