// Two layers of six weights, all 1, and what a rule makes of them under a gradient of ones.
import { Optimizer, type ConfiguredRule, type OptimizerOptions } from '../src/index.ts'
import { vector } from './vector.ts'

export const sizes = { 'a.weight': 2, 'a.bias': 1, 'b.weight': 2, 'b.bias': 1 }
export const ones = [1, 1, 1, 1, 1, 1]
export const flatLoss = () => ({ loss: 3, gradient: ones })

/** The weights after some steps. */
export function after(rule: ConfiguredRule, options: OptimizerOptions, steps = 1): number[] {
  const target = vector(ones, Float64Array, sizes)
  const optimizer = new Optimizer(target, rule, options)
  for (let k = 0; k < steps; k++) optimizer.step(flatLoss)
  return [...target.value]
}
