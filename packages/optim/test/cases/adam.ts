// Adam and what grew out of it.

import * as rules from '../../src/rules/index.ts'
import { mix } from './case.ts'
import type { Case, Numbers, Transcription } from './case.ts'

type H = Record<string, number>

/** Adam's two moments, raw and corrected, as Algorithm 1 names them. */
function moments({ beta1, beta2 }: H) {
  let [m, v] = [0, 0]
  return (g: number, t: number) => {
    m = mix(m, g, beta1)
    v = mix(v, g * g, beta2)
    return { m, v, mHat: m / (1 - beta1 ** t), vHat: v / (1 - beta2 ** t) }
  }
}

/** A rule that is Adam's moments and a step made of them. */
const adamlike =
  (step: (x: ReturnType<ReturnType<typeof moments>>, h: H, t: number, g: number) => number) =>
  (h: H): Transcription => {
    const next = moments(h)
    return (w, g, t) => w - step(next(g, t), h, t, g)
  }

/** Keeps the largest of what it is given. */
const keepLargest = () => {
  let largest = 0
  return (x: number) => (largest = x > largest ? x : largest)
}

const infinity =
  (
    divisor: (u: number, g: number, h: H) => { kept: number; used: number },
    numerator: (m: number, g: number, h: H) => number = (m) => m,
  ) =>
  (h: H): Transcription => {
    let [m, u] = [0, 0]
    return (w, g, t) => {
      m = mix(m, g, h.beta1)
      const { kept, used } = divisor(h.beta2 * u, Math.abs(g), h)
      u = kept
      return used === 0 ? w : w - (h.lr / (1 - h.beta1 ** t)) * (numerator(m, g, h) / used)
    }
  }
const larger = (a: number, b: number) => (a > b ? a : b)
const bare = (u: number, g: number) => ({ kept: larger(u, g), used: larger(u, g) })

const usual: Numbers = { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-4 }
const decaying: Numbers = { ...usual, weightDecay: 0.1 }
const noEps: Numbers = { lr: 0.01, beta1: 0.9, beta2: 0.99 }
const easy = { ravine: { lr: 0.05 }, rosenbrock: { lr: 0.02 } } as const
const wide = { ravine: { lr: 0.2 }, rosenbrock: { lr: 0.2 } } as const
const algorithm1 = ({ mHat, vHat }: { mHat: number; vHat: number }, { lr, eps }: H) =>
  (lr * mHat) / (Math.sqrt(vHat) + eps)
const epsHat = ({ m, v }: { m: number; v: number }, { lr, beta1, beta2, eps }: H, t: number) =>
  (lr * (Math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)) * m) / (Math.sqrt(v) + eps)

const decayed =
  (step: typeof epsHat | typeof algorithm1) =>
  (h: H): Transcription => {
    const next = moments(h)
    return (w, g, t) => w * (1 - h.lr * h.weightDecay) - step(next(g, t), h, t)
  }

export const adamCases: Readonly<Record<string, Case>> = {
  adam: { make: rules.adam, settings: usual, transcription: adamlike(algorithm1), ...easy },
  adamEpsHat: { make: rules.adamEpsHat, settings: usual, transcription: adamlike(epsHat), ...easy },
  sparseAdam: { make: rules.sparseAdam, settings: usual, transcription: adamlike(epsHat), ...easy },
  adamEpsInside: {
    make: rules.adamEpsInside,
    settings: usual,
    transcription: adamlike(({ mHat, vHat }, { lr, eps }) => (lr * mHat) / Math.sqrt(vHat + eps)),
    ...easy,
  },
  adamUncorrected: {
    make: rules.adamUncorrected,
    settings: usual,
    transcription: adamlike(({ m, v }, { lr, eps }) => (lr * m) / (Math.sqrt(v) + eps)),
    ...easy,
  },
  adamw: {
    make: rules.adamw,
    settings: decaying,
    transcription: decayed(algorithm1),
    restless: true,
    ravine: { lr: 0.05, weightDecay: 1e-4 },
    rosenbrock: { lr: 0.02, weightDecay: 1e-4 },
  },
  adamwEpsHat: {
    make: rules.adamwEpsHat,
    settings: decaying,
    transcription: decayed(epsHat),
    restless: true,
    ravine: { lr: 0.05, weightDecay: 1e-4 },
    rosenbrock: { lr: 0.02, weightDecay: 1e-4 },
  },
  adamwPaper: {
    make: rules.adamwPaper,
    settings: { ...decaying, eta: 0.5 },
    transcription: (h) => {
      const next = moments(h)
      return (w, g, t) => w - h.eta * (algorithm1(next(g, t), h) + h.weightDecay * w)
    },
    restless: true,
    ravine: { lr: 0.05, weightDecay: 1e-5 },
    rosenbrock: { lr: 0.02, weightDecay: 1e-6 },
  },
  adamax: { make: rules.adamax, settings: noEps, transcription: infinity(bare), ...wide },
  adamaxEpsMax: {
    make: rules.adamaxEpsMax,
    settings: { ...noEps, eps: 1e-4 },
    transcription: infinity((u, g, { eps }) => ({ kept: larger(u, g + eps), used: larger(u, g + eps) })),
    ...wide,
  },
  adamaxEpsAdded: {
    make: rules.adamaxEpsAdded,
    settings: { ...noEps, eps: 1e-4 },
    transcription: infinity((u, g, { eps }) => ({ kept: larger(u, g), used: larger(u, g) + eps })),
    ...wide,
  },
  nadamax: {
    make: rules.nadamax,
    settings: noEps,
    transcription: infinity(bare, (m, g, { beta1 }) => beta1 * m + (1 - beta1) * g),
    ...wide,
  },
  lpAdam: {
    make: rules.lpAdam,
    settings: { ...usual, p: 3 },
    transcription: ({ lr, beta1, beta2, eps, p }) => {
      let [m, v] = [0, 0]
      return (w, g, t) => {
        m = mix(m, g, beta1)
        v = mix(v, Math.abs(g) ** p, beta2 ** p)
        return w - (lr * (m / (1 - beta1 ** t))) / ((v / (1 - beta2 ** (p * t))) ** (1 / p) + eps)
      }
    },
    ...easy,
  },
  amsgrad: {
    make: rules.amsgrad,
    settings: { ...usual, beta2: 0.9 },
    transcription: (h) => {
      const largest = keepLargest()
      return adamlike(({ m, v }, { lr, eps }) => (lr * m) / (Math.sqrt(largest(v)) + eps))(h)
    },
    ...easy,
  },
  amsgradCorrected: {
    make: rules.amsgradCorrected,
    settings: { ...usual, beta2: 0.9 },
    transcription: (h) => {
      const largest = keepLargest()
      return adamlike(
        ({ mHat, v }, { lr, beta2, eps }, t) =>
          (lr * mHat) / (Math.sqrt(largest(v) / (1 - beta2 ** t)) + eps),
      )(h)
    },
    ...easy,
  },
  amsgradEpsHat: {
    make: rules.amsgradEpsHat,
    settings: { ...usual, beta2: 0.9 },
    transcription: (h) => {
      const largest = keepLargest()
      return adamlike(({ m, v }, own, t) => epsHat({ m, v: largest(v) }, own, t))(h)
    },
    ...easy,
  },
  amsgradMaxCorrected: {
    make: rules.amsgradMaxCorrected,
    settings: { ...usual, beta2: 0.9 },
    transcription: (h) => {
      const largest = keepLargest()
      return adamlike(({ mHat, vHat }, { lr, eps }) => (lr * mHat) / (Math.sqrt(largest(vHat)) + eps))(h)
    },
    ...wide,
  },
  amsgradNotes: {
    make: rules.amsgradNotes,
    settings: { ...usual, beta2: 0.9 },
    transcription: (h) => {
      let before = 0
      return adamlike(({ mHat, v, vHat }, { lr, eps }) => {
        const used = Math.max(vHat, before)
        before = v
        return (lr * mHat) / (Math.sqrt(used) + eps)
      })(h)
    },
    ...easy,
  },
}
