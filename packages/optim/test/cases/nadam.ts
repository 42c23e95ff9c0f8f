// Nadam's five forms, and the look-ahead sketches.

import * as rules from '../../src/rules/index.ts'
import { mix } from './case.ts'
import type { Case, Numbers, Transcription } from './case.ts'

type H = Record<string, number>

const usual: Numbers = { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-4 }
const dozat: Numbers = { lr: 0.01, mu: 0.99, nu: 0.999, eps: 1e-4, momentumDecay: 0.04 }
const easy = { ravine: { lr: 0.05 }, rosenbrock: { lr: 0.02 } } as const

/** The momentum that warms up, asked for by step, and its product over the steps 1 … t. */
const warming = (full: number, momentumDecay: number) => {
  const mu = (t: number) => full * (1 - 0.5 * 0.96 ** (t * momentumDecay))
  const product = (t: number): number => (t === 0 ? 1 : mu(t) * product(t - 1))
  return { mu, product }
}

/** Nadam's direction from m and g, by step. */
const nadam =
  (direction: (m: number, g: number, t: number, h: H) => number) =>
  (h: H): Transcription => {
    let [m, v] = [0, 0]
    return (w, g, t) => {
      m = mix(m, g, h.beta1)
      v = mix(v, g * g, h.beta2)
      return w - (h.lr / (Math.sqrt(v / (1 - h.beta2 ** t)) + h.eps)) * direction(m, g, t, h)
    }
  }

const scheduledDirection = (m: number, g: number, t: number, full: number, decay: number) => {
  const { mu, product } = warming(full, decay)
  return (mu(t + 1) * m) / (1 - product(t + 1)) + ((1 - mu(t)) * g) / (1 - product(t))
}

/** A look-ahead rule of the notes: offset, divisor. */
const notes =
  (divisor: (s: number, g: number, h: H) => { kept: number; used: number }) =>
  (h: H): Transcription => {
    let [v, s] = [0, 0]
    return (w, _, __, at) => {
      const g = at(w - h.beta1 * v)
      v = mix(v, g, h.beta1)
      const { kept, used } = divisor(s, g, h)
      s = kept
      return w - (h.lr / used) * v
    }
  }

export const nadamCases: Readonly<Record<string, Case>> = {
  nadam: {
    make: rules.nadam,
    settings: usual,
    transcription: nadam(
      (m, g, t, { beta1 }) => (beta1 * m) / (1 - beta1 ** t) + ((1 - beta1) * g) / (1 - beta1 ** t),
    ),
    ...easy,
  },
  nadamOptax: {
    make: rules.nadamOptax,
    settings: usual,
    transcription: nadam(
      (m, g, t, { beta1 }) => (beta1 * m) / (1 - beta1 ** (t + 1)) + ((1 - beta1) * g) / (1 - beta1 ** t),
    ),
    ...easy,
  },
  nadamScheduled: {
    make: rules.nadamScheduled,
    settings: { ...usual, momentumDecay: 0.04 },
    transcription: nadam((m, g, t, { beta1, momentumDecay }) =>
      scheduledDirection(m, g, t, beta1, momentumDecay),
    ),
    ...easy,
  },
  nadamDozat: {
    make: rules.nadamDozat,
    settings: dozat,
    transcription: ({ lr, mu, nu, eps, momentumDecay }) => {
      const schedule = warming(mu, momentumDecay)
      let [m, n] = [0, 0]
      return (w, g, t) => {
        m = mix(m, g, schedule.mu(t))
        n = mix(n, g * g, nu)
        const direction = scheduledDirection(m, g, t, mu, momentumDecay)
        return w - (lr * direction) / (Math.sqrt(n / (1 - nu ** t)) + eps)
      }
    },
    ...easy,
  },
  nadamaxDozat: {
    make: rules.nadamaxDozat,
    settings: { ...dozat, nu: 0.9 },
    transcription: ({ lr, mu, nu, eps, momentumDecay }) => {
      const schedule = warming(mu, momentumDecay)
      let [m, u] = [0, 0]
      return (w, g, t) => {
        m = mix(m, g, schedule.mu(t))
        u = Math.abs(g) > nu * u ? Math.abs(g) : nu * u
        return w - (lr * scheduledDirection(m, g, t, mu, momentumDecay)) / (u + eps)
      }
    },
    ravine: { lr: 0.1 },
    rosenbrock: { lr: 0.1 },
  },
  lookaheadAdam: {
    make: rules.lookaheadAdam,
    settings: usual,
    transcription: notes((s, g, { beta2, eps }) => {
      const kept = mix(s, g * g, beta2)
      return { kept, used: Math.sqrt(kept) + eps }
    }),
    ravine: 'diverges',
    rosenbrock: 'diverges',
  },
  lookaheadAdamax: {
    make: rules.lookaheadAdamax,
    settings: { lr: 0.01, beta1: 0.9, beta2: 0.9 },
    transcription: notes((s, g, { beta2 }) => {
      const kept = Math.abs(g) > beta2 * s ? Math.abs(g) : beta2 * s
      return { kept, used: kept }
    }),
    ravine: 'diverges',
    rosenbrock: 'diverges',
  },
  lookaheadAdamScaled: {
    make: rules.lookaheadAdamScaled,
    settings: usual,
    transcription: ({ lr, beta1, beta2, eps }) => {
      let [v, s, step] = [0, 0, 0]
      return (w, _, __, at) => {
        const g = at(w - beta1 * step)
        v = mix(v, g, beta1)
        s = mix(s, g * g, beta2)
        step = (lr * v) / (Math.sqrt(s) + eps)
        return w - step
      }
    },
    ...easy,
  },
}
