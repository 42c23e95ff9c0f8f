// Rules beyond the surveys.

import * as rules from '../../src/rules/index.ts'
import { mix } from './case.ts'
import type { Case } from './case.ts'

export const beyondCases: Readonly<Record<string, Case>> = {
  rprop: {
    make: rules.rprop,
    settings: { lr: 0.0287, increase: 1.2, decrease: 0.7, minStep: 0.02, maxStep: 0.02875 },
    transcription: ({ lr, increase, decrease, minStep, maxStep }) => {
      let [step, last] = [lr, 0]
      return (w, g) => {
        const turned = Math.sign(g) * Math.sign(last)
        if (turned > 0) step = Math.min(step * increase, maxStep)
        if (turned < 0) step = Math.max(step * decrease, minStep)
        last = turned < 0 ? 0 : g
        return w - step * Math.sign(last)
      }
    },
    ravine: { lr: 0.01 },
    rosenbrock: { lr: 0.01 },
  },
  asgd: {
    make: rules.asgd,
    settings: { lr: 0.01, lambda: 0.5, alpha: 0.75, t0: 10 },
    transcription: ({ lr, lambda, alpha }) => {
      let rate = lr
      return (w, g, t) => {
        const moved = w * (1 - lambda * rate) - rate * g
        rate = lr / (1 + lambda * lr * t) ** alpha
        return moved
      }
    },
    restless: true,
    ravine: { lr: 0.015 },
    rosenbrock: { lr: 0.0015 },
  },
  radam: {
    make: rules.radam,
    settings: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-4 },
    transcription: ({ lr, beta1, beta2, eps }) => {
      let [m, v] = [0, 0]
      const rhoInfinity = 2 / (1 - beta2) - 1
      return (w, g, t) => {
        m = mix(m, g, beta1)
        v = mix(v, g * g, beta2)
        const mHat = m / (1 - beta1 ** t)
        const rho = rhoInfinity - (2 * t * beta2 ** t) / (1 - beta2 ** t)
        if (rho <= 5) return w - lr * mHat
        const rectified = Math.sqrt(
          (((rho - 4) / (rhoInfinity - 4)) * ((rho - 2) / (rhoInfinity - 2)) * rhoInfinity) / rho,
        )
        return w - lr * mHat * rectified * (Math.sqrt(1 - beta2 ** t) / (Math.sqrt(v) + eps))
      }
    },
    ravine: { lr: 0.01 },
    rosenbrock: { lr: 0.002, beta2: 0.99 },
  },
  adabelief: {
    make: rules.adabelief,
    settings: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-4 },
    transcription: ({ lr, beta1, beta2, eps }) => {
      let [m, s] = [0, 0]
      return (w, g, t) => {
        m = mix(m, g, beta1)
        s = mix(s, (g - m) * (g - m), beta2) + eps
        return w - (lr * (m / (1 - beta1 ** t))) / (Math.sqrt(s / (1 - beta2 ** t)) + eps)
      }
    },
    ravine: { lr: 0.05 },
    rosenbrock: { lr: 0.02 },
  },
  lion: {
    make: rules.lion,
    settings: { lr: 0.01, beta1: 0.6, beta2: 0.9, weightDecay: 0.1 },
    transcription: ({ lr, beta1, beta2, weightDecay }) => {
      let m = 0
      return (w, g) => {
        const update = Math.sign(mix(m, g, beta1)) + weightDecay * w
        m = mix(m, g, beta2)
        return w - lr * update
      }
    },
    restless: true,
    ravine: { lr: 0.002 },
    rosenbrock: { lr: 0.002 },
  },
}
