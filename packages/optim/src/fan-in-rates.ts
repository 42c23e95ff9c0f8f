// A rate for each layer by the width of its input: every unit learns at about the same speed.

import type { GroupOptions } from './groups.ts'
import { OptimError } from './error.ts'
import { checkHyper, show } from './hyperparameter.ts'
import type { HyperValue } from './hyperparameter.ts'
import type { Segment } from './target.ts'
import { unitsOf } from './transforms/units.ts'

/**
 * Groups that give each parameter the rate lr · √(inputs of its unit); `lr` is the rate of a unit with one input.
 *
 *     new Optimizer(model, sgd(), { groups: fanInRates(model.flat().segments, 0.001) })
 *
 * A matrix (inputs, outputs) has as many inputs as rows, a kernel (outputs, …) as many as a filter has weights. A bias
 * goes with the matrix or kernel beside it, or counts as one input.
 *
 * @see LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", section 4.7
 */
export function fanInRates(segments: readonly Segment[], lr: HyperValue): GroupOptions[] {
  if (typeof lr !== 'function') checkHyper('fanInRates', 'lr', lr, { atLeast: 0 })
  if (
    !Array.isArray(segments) ||
    !segments.every((each: Partial<Segment>) => each?.shape && each.name !== undefined)
  )
    throw new OptimError(
      `fanInRates: the segments are ${show(segments)}; it needs a list, such as model.flat().segments.`,
    )
  return segments.map((segment: Segment) => {
    const root = Math.sqrt(inputsOf(segment, segments))
    return { match: segment.name, lr: typeof lr === 'function' ? (t: number) => lr(t) * root : lr * root }
  })
}

function inputsOf(segment: Segment, segments: readonly Segment[]): number {
  const parent = (name: string) => name.split('.').slice(0, -1).join('.')
  const wide = (other: Segment) => other.shape.length >= 2
  const beside = segments.find((other) => wide(other) && parent(other.name) === parent(segment.name))
  const weight = wide(segment) ? segment : beside
  return weight ? unitsOf(weight.shape).length : 1
}
