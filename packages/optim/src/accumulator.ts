// Large batches in small memory: the gradients of several batches make one step.

import { OptimError, StateError } from './error.ts'
import { checkHyper, checkKeys, show } from './hyperparameter.ts'
import type { AnyMethod } from './method.ts'
import type { Optimizer, StepOptions } from './optimizer.ts'
import type { AnyRule } from './rule.ts'
import { checked, count, index } from './settings.ts'
import { checkParts } from './state.ts'

/** What has to be saved in the middle of a step: plain data. */
export interface AccumulatorState {
  readonly pending: number
  readonly sum: Float64Array
}

/** Refuses rules that take their gradient at a point of their own: it cannot be given to them. */
export function refuseOwnGradient(where: string, optimizer: { readonly rule: AnyRule | AnyMethod }): void {
  const given: Partial<typeof optimizer> | null | undefined = optimizer
  if (given?.rule === undefined)
    throw new OptimError(
      `${where}: the optimizer is ${show(optimizer)}; it needs a new Optimizer(model, rule).`,
    )
  const { rule } = optimizer
  if (!('ahead' in rule || 'solve' in rule)) return
  throw new OptimError(
    `${where}: ${rule.name} chooses for itself where it takes its gradient; it needs a rule that uses the gradient as it stands.`,
  )
}

/**
 * An optimizer that steps once for every so many batches, on the mean of their gradients.
 *
 *     g = 1/batches Σ gₖ
 *
 *     const accumulator = new Accumulator(optimizer, 4)
 *     const loss = accumulator.step(() => crossEntropy(model.forward(x), y))          the loss of this batch
 *
 * Schedules and the optimizer's t count steps, not batches. With a loss that is a mean, k batches of n examples
 * make the step of one batch of k · n. `flush` steps on what is there, at the end of an epoch.
 */
export class Accumulator<L = unknown> {
  readonly optimizer: Optimizer<L>
  readonly batches: number
  readonly #sum: Float64Array
  #pending = 0

  constructor(optimizer: Optimizer<L>, batches: number) {
    checked('Accumulator', { batches }, { batches: count })
    refuseOwnGradient('Accumulator', optimizer)
    this.optimizer = optimizer
    this.batches = batches
    this.#sum = new Float64Array(optimizer.target.gradient.length)
  }

  /** Batches seen since the last step. */
  get pending(): number {
    return this.#pending
  }

  /** Adds the gradient of one batch, and steps if it was the last of its group. Returns the loss of the batch. */
  step(loss: () => L, options: StepOptions = {}): number {
    checkKeys('step', options, ['finite'])
    const { finite = false } = options
    const { target } = this.optimizer
    const value = target.evaluate(loss, 0, finite)
    for (let i = 0; i < this.#sum.length; i++) this.#sum[i] += target.gradient[i]
    if (++this.#pending >= this.batches) this.flush()
    return value
  }

  /** Steps on the mean of the batches that wait, if there are any. */
  flush(): void {
    if (this.#pending === 0) return
    const { gradient } = this.optimizer.target
    for (let i = 0; i < gradient.length; i++) gradient[i] = this.#sum[i] / this.#pending
    this.optimizer.step()
    this.#sum.fill(0)
    this.#pending = 0
  }

  /** What waits, as copies. */
  state(): AccumulatorState {
    return { pending: this.#pending, sum: this.#sum.slice() }
  }

  /** Goes on from a saved state; the optimizer has its own. */
  load(state: AccumulatorState): void {
    checkParts('Accumulator', state, ['pending', 'sum'])
    const { pending, sum } = state
    checkHyper('Accumulator', 'pending', pending, index)
    const given = ArrayBuffer.isView(sum) ? sum.length : 'no'
    if (given !== this.#sum.length) {
      throw new StateError(
        `Accumulator: the state has ${given} elements; this model needs ${this.#sum.length}.`,
      )
    }
    this.#pending = pending
    this.#sum.set(sum)
  }
}
