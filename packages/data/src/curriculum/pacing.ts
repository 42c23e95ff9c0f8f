// How fast a curriculum gets harder: the part of the samples, easiest first, that is open after t steps.
import { checkNumber, checkOptions, share, whole } from './options.ts'

/** From 0 (nothing) to 1 (everything); never falls. t = 0 is the first step. */
export type Pacing = (t: number) => number

/**
 * Opens the data evenly.
 *
 *     p(t) = min(1, from + (1 − from) · t / steps)
 */
export function linearPacing(options: { from: number; steps: number }): Pacing {
  const { from, steps } = checkOptions('linearPacing', options, { from: share, steps: whole })
  return (t) => Math.min(1, from + ((1 - from) * t) / steps)
}

/**
 * Opens less and less, so that every sample gets about the same time before the next are added.
 *
 *     p(t) = min(1, √(from² + (1 − from²) · t / steps))
 *
 * @see Platanios et al. 2019, Competence-based curriculum learning for neural machine translation, equation 7.
 */
export function rootPacing(options: { from: number; steps: number }): Pacing {
  const { from, steps } = checkOptions('rootPacing', options, { from: share, steps: whole })
  return (t) => Math.min(1, Math.sqrt(from * from + ((1 - from * from) * t) / steps))
}

/**
 * Opens a multiple of what is open, every so many steps.
 *
 *     p(t) = min(1, from · factor^⌊t / every⌋)
 *
 * @see Hacohen, Weinshall 2019, On the power of curriculum learning in training deep networks, section 2.3.
 */
export function exponentialPacing(options: { from: number; factor: number; every: number }): Pacing {
  const ranges = { from: share, factor: { from: 1 }, every: whole }
  const { from, factor, every } = checkOptions('exponentialPacing', options, ranges)
  return (t) => {
    let open = from
    for (let k = Math.floor(t / every); k > 0 && open < 1 && factor > 1 && open > 0; k--) open *= factor
    return Math.min(1, open)
  }
}

/**
 * Two stages: the easy part, then everything from step `at` on, as with basic shapes before all shapes.
 *
 * @see Bengio, Louradour, Collobert, Weston 2009, Curriculum learning, section 5.
 */
export function switchPacing(options: { from: number; at: number }): Pacing {
  const { from, at } = checkOptions('switchPacing', options, { from: share, at: { from: 0, whole: true } })
  return (t) => (t < at ? from : 1)
}

/** Everything from the first step on: no curriculum, the control. */
export const noPacing: Pacing = () => 1

/** How many of n samples are open: at least one. */
export function openAt(pacing: Pacing, t: number, n: number): number {
  const open = pacing(t)
  checkNumber('pacing', `the open part after ${t} steps`, open, share)
  return Math.max(1, Math.round(open * n))
}
