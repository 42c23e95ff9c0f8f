// Seeded arguments for every function: many where its method changes, some over its whole range.
import { scale } from '../src/bits.ts'

/** Uniform in [0, 1), from two steps of a 32-bit linear congruential generator. */
export function uniforms(seed: number): () => number {
  let state = seed
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
}

type Draw = (u: () => number) => readonly number[]

const between = (low: number, high: number) => (u: () => number) => low + (high - low) * u()
/** ±2ᵏ·(1 + u) with k uniform: every size between 2^low and 2^high. */
const sizes = (low: number, high: number, signed: boolean) => (u: () => number) =>
  scale((signed && u() < 0.5 ? -1 : 1) * (1 + u()), Math.floor(between(low, high)(u)))
const mix =
  (...draws: ((u: () => number) => number)[]): Draw =>
  (u) => [draws[Math.floor(u() * draws.length)](u)]

/** How to draw the arguments of each function; all results are finite and not subnormal. */
export const draws: Record<string, Draw> = {
  exp: mix(between(-1, 1), between(-708, 709), sizes(-60, 5, true)),
  expm1: mix(between(-1.5, 1.5), between(-50, 60), sizes(-60, 5, true)),
  log: mix(between(0.5, 2), between(0, 100), sizes(-120, 900, false)),
  log1p: mix(between(-0.9, 2), between(-0.35, 0.45), sizes(-60, 60, false)),
  sin: mix(between(-4, 4), between(-1e5, 1e5), sizes(-60, 19, true)),
  cos: mix(between(-4, 4), between(-1e5, 1e5), sizes(-60, 19, true)),
  tanh: mix(between(-1.3, 1.3), between(-22, 22), sizes(-60, 3, true)),
  erf: mix(between(-1.6, 1.6), between(-6.1, 6.1), sizes(-60, 2, true)),
  pow: (u) => {
    const k = Math.floor(u() < 0.5 ? between(-1, 1)(u) : between(-60, 60)(u))
    return [scale(1 + u(), k), between(-960, 960)(u) / (Math.abs(k) + 1)]
  },
}

/** `count` argument lists for a function. */
export function argumentsOf(name: string, count: number): (readonly number[])[] {
  const u = uniforms(20240229)
  return Array.from({ length: count }, () => draws[name](u))
}
