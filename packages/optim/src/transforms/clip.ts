// Clipping: keeps a gradient from being too large, and tells how large it was.

import { overlap } from '../reach.ts'
import { defineRule } from '../rule.ts'
import { checked, positive } from '../settings.ts'
import type { Floats, Stretch } from '../target.ts'
import type { Transform } from './transform.ts'

const limit = (where: string, max: number) => checked(where, { max }, { max: positive })

/** g ← factor · g */
export const scale = defineRule({
  name: 'scale',
  hyper: { factor: 1 },
  slots: [],
  update({ g }, { factor }, lo, hi) {
    for (let i = lo; i < hi; i++) g[i] *= factor
  },
})

/** g ← min(max(g, −max), max) */
export const clamp = defineRule({
  name: 'clamp',
  hyper: { max: 1 },
  slots: [],
  update({ g }, { max }, lo, hi) {
    for (let i = lo; i < hi; i++) g[i] = Math.min(Math.max(g[i], -max), max)
  },
})

/**
 * Clips each element.
 *
 *     g ← min(max(g, −max), max)
 *
 * `largest` is the largest |g| of the last step, before clipping.
 */
export function clipByValue(max: number): Transform & { readonly largest: number } {
  limit('clipByValue', max)
  return {
    name: 'clipByValue',
    sparse: true,
    largest: 0,
    apply({ g, stretches, run }) {
      ;(this as { largest: number }).largest = largestOf(g, stretches)
      for (const stretch of stretches) run(clamp, { max }, stretch)
    },
  }
}

/**
 * Shortens each parameter's gradient to a length of `max` where it is longer.
 *
 *     g ← g · max / ‖g‖          per parameter, where ‖g‖ > max
 *
 * `norms` holds each parameter's norm in the last step, by name, before clipping.
 */
export function clipByNorm(max: number): Transform & { readonly norms: ReadonlyMap<string, number> } {
  limit('clipByNorm', max)
  const norms = new Map<string, number>()
  return {
    name: 'clipByNorm',
    sparse: true,
    norms,
    apply({ g, segments, stretches, run }) {
      for (const segment of segments) {
        const parts = overlap([segment], stretches)
        const norm = normOf(g, parts)
        norms.set(segment.name, norm)
        if (tooLong(norm, max)) for (const part of parts) run(scale, { factor: max / norm }, part)
      }
    },
  }
}

/**
 * Shortens the whole gradient, all parameters as one vector, to a length of `max` where it is longer.
 *
 *     g ← g · max / ‖g‖          over all trained parameters together
 *
 * `norm` is the length of the last step's gradient before clipping. A norm that is not finite is reported and
 * left alone: there is no direction to keep.
 *
 * @see Pascanu, Mikolov & Bengio 2013, "On the difficulty of training Recurrent Neural Networks", Algorithm 1,
 *   https://arxiv.org/abs/1211.5063
 */
export function clipByGlobalNorm(max: number): Transform & { readonly norm: number } {
  limit('clipByGlobalNorm', max)
  return {
    name: 'clipByGlobalNorm',
    sparse: true,
    norm: 0,
    apply({ g, stretches, run }) {
      const norm = normOf(g, stretches)
      ;(this as { norm: number }).norm = norm
      if (tooLong(norm, max)) for (const stretch of stretches) run(scale, { factor: max / norm }, stretch)
    },
  }
}

const tooLong = (norm: number, max: number): boolean => norm > max && norm < Infinity

/** Euclidean length, summed in float64. */
export function normOf(g: Floats, stretches: readonly Stretch[]): number {
  let sum = 0
  for (const { lo, hi } of stretches) for (let i = lo; i < hi; i++) sum += g[i] * g[i]
  return Math.sqrt(sum)
}

function largestOf(g: Floats, stretches: readonly Stretch[]): number {
  let largest = 0
  for (const { lo, hi } of stretches)
    for (let i = lo; i < hi; i++) largest = Math.max(largest, Math.abs(g[i]))
  return largest
}
