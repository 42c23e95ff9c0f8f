// The memory meter: what a rule or a method keeps for n weights.

import { checkHyper } from './hyperparameter.ts'
import { hyperAt } from './scalars.ts'
import { isMethod } from './method.ts'
import { configuredRule } from './rule.ts'
import type { ConfiguredRule } from './rule.ts'

/**
 * Bytes that a rule keeps beside n weights, before anything is allocated.
 *
 *     rule      slots · n · bytesPerNumber, and one more for a rule that looks ahead
 *     method    8 · (its vectors and matrices), in float64: 8 n² for each matrix
 *
 * A network 784-100-10 has 79,510 weights; Newton's method wants 50.6 GB for its Hessian.
 */
export function memoryOf(configured: ConfiguredRule, n: number, bytesPerNumber: 4 | 8 = 4): number {
  const { rule, hyper } = configuredRule('memoryOf', configured)
  checkHyper('memoryOf', 'n', n, { atLeast: 0, whole: true })
  if (!isMethod(rule)) return (rule.slots.length + (rule.ahead ? 1 : 0)) * n * bytesPerNumber
  const sizes = Object.values(rule.sizes(n, hyperAt(rule, hyper, 0)))
  return 8 * sizes.reduce((sum, size) => sum + size, 0)
}

/** Bytes as people read them. */
export function bytesAsText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  const k = Math.min(units.length - 1, Math.floor((String(Math.round(bytes)).length - 1) / 3))
  return `${Number((bytes / Number(`1e${3 * k}`)).toPrecision(3))} ${units[k]}`
}
