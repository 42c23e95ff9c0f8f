// What a row says about a rule. The rows stand beside this file, family by family.

import type { ConfiguredRule } from '../../src/index.ts'

export type Numbers = Readonly<Record<string, number>>

/** The weight after step t (from 1), where g is the gradient at w and `at` gives it anywhere. */
export type Transcription = (w: number, g: number, t: number, at: (w: number) => number) => number

/**
 * `transcription` is the paper in float64 for one weight. It shares nothing with the rule: its own state, its own
 * order, `**` instead of `power`.
 */
export interface Case {
  readonly make: (settings?: Record<string, number>) => ConfiguredRule
  readonly settings: Numbers
  readonly transcription: (h: Record<string, number>) => Transcription
  /** Settings with which it gets down a ravine in 2000 steps, or what it does instead at any rate. */
  readonly ravine: Numbers | 'stalls' | 'diverges'
  /** The same for Rosenbrock's valley. */
  readonly rosenbrock: Numbers | 'stalls' | 'diverges'
  /** Moves even while every gradient is zero. */
  readonly restless?: boolean
}

/** One step of a moving average. */
export const mix = (old: number, fresh: number, decay: number): number => decay * old + (1 - decay) * fresh
