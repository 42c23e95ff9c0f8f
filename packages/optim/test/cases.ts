// One row per rule: settings, and an independent float64 transcription of the paper for one weight.
// A transcription shares nothing with the rule: Math.pow instead of power, its own state, its own order.

import type { ConfiguredRule } from '../src/index.ts'
import * as rules from '../src/rules/index.ts'

/** A weight after the step with gradient g; t counts from 1. */
export type Transcription = (w: number, g: number, t: number) => number

export interface Case {
  readonly make: (settings?: Record<string, number>) => ConfiguredRule
  readonly settings: Readonly<Record<string, number>>
  readonly transcription: (h: Record<string, number>) => Transcription
  /** Rates at which the rule gets down a ravine and Rosenbrock's valley in 2000 steps. */
  readonly converges: {
    readonly ravine: Readonly<Record<string, number>>
    readonly rosenbrock: Readonly<Record<string, number>>
  }
  /** Moves even where every gradient has been zero. */
  readonly restless?: boolean
}

export const cases: Readonly<Record<string, Case>> = {
  sgd: {
    make: rules.sgd,
    settings: { lr: 0.01 },
    transcription:
      ({ lr }) =>
      (w, g) =>
        w - lr * g,
    converges: { ravine: { lr: 0.019 }, rosenbrock: { lr: 0.0015 } },
  },
  momentum: {
    make: rules.momentum,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let v = 0
      return (w, g) => w - (v = momentum * v + lr * g)
    },
    converges: { ravine: { lr: 0.01 }, rosenbrock: { lr: 0.0005 } },
  },
  nesterov: {
    make: rules.nesterov,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let v = 0
      return (w, g) => {
        v = momentum * v + lr * g
        return w - momentum * v - lr * g
      }
    },
    converges: { ravine: { lr: 0.005 }, rosenbrock: { lr: 0.0005 } },
  },
  adam: {
    make: rules.adam,
    settings: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    transcription: ({ lr, beta1, beta2, eps }) => {
      let m = 0
      let v = 0
      return (w, g, t) => {
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        const mHat = m / (1 - beta1 ** t)
        const vHat = v / (1 - beta2 ** t)
        return w - (lr * mHat) / (Math.sqrt(vHat) + eps)
      }
    },
    converges: { ravine: { lr: 0.05 }, rosenbrock: { lr: 0.02 } },
  },
  adamw: {
    make: rules.adamw,
    settings: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.1 },
    transcription: ({ lr, beta1, beta2, eps, weightDecay }) => {
      let m = 0
      let v = 0
      return (w, g, t) => {
        const decayed = w * (1 - lr * weightDecay)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        const mHat = m / (1 - beta1 ** t)
        const vHat = v / (1 - beta2 ** t)
        return decayed - (lr * mHat) / (Math.sqrt(vHat) + eps)
      }
    },
    converges: { ravine: { lr: 0.05, weightDecay: 1e-4 }, rosenbrock: { lr: 0.02, weightDecay: 1e-4 } },
    restless: true,
  },
}
