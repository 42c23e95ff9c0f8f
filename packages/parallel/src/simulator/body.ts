// What a simulated worker trains: weights, a gradient at them, and a rule of its own. Read `settings.ts` first.
import { Optimizer, type Floats, type OptimizerState, type Target } from '@glissade/optim'
import { plain } from '../arithmetic.ts'
import { ParallelError } from '../error.ts'
import type { Replica } from '../strategy.ts'
import { like } from '../vectors.ts'
import type { Plan, Turn } from './settings.ts'

export interface Body extends Replica {
  /** Computes the gradient of a batch in `g`. */
  gradient(turn: Turn): void
  rule(): OptimizerState
  /** Goes on with another rule's state; with none it begins anew. */
  begin(rule: OptimizerState | undefined): void
}

/** Makes the body of a worker that begins at some weights, which it does not change. */
export type BodyOf = (start: Floats) => Body

/** A body that is two vectors and an optimizer. */
export const bodyOf =
  (plan: Plan): BodyOf =>
  (start) => {
    const w = start.slice()
    const g = like(w)
    const newOptimizer = (): Optimizer => new Optimizer(target(w, g), plan.rule)
    let optimizer = newOptimizer()
    return {
      w,
      g,
      statistics: w.subarray(0, 0),
      arithmetic: plain(w),
      gradient: (turn) => plan.gradient(w, g, turn),
      update: () => optimizer.step(),
      rule: () => optimizer.state(),
      begin(rule) {
        optimizer = newOptimizer()
        if (rule) optimizer.load(rule)
      },
    }
  }

function target(value: Floats, gradient: Floats): Target {
  const segments = [{ name: 'w', shape: [value.length], lo: 0, hi: value.length }]
  const evaluate = (): never => {
    throw new ParallelError(
      'evaluate: a simulated worker has a gradient and no loss; it needs a rule that takes one gradient a step.',
    )
  }
  return { value, gradient, segments, touch() {}, evaluate }
}
