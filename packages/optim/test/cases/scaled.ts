// Rules that scale each weight's gradient by its own history: Adagrad, RMSprop, Adadelta.

import * as rules from '../../src/rules/index.ts'
import { mix } from './case.ts'
import type { Case, Numbers, Transcription } from './case.ts'

type Divisor = (s: number, eps: number) => number
const outside: Divisor = (s, eps) => Math.sqrt(s) + eps
const inside: Divisor = (s, eps) => Math.sqrt(s + eps)

const adagrad =
  (divisor: Divisor) =>
  ({ lr, eps, initialAccumulator }: Record<string, number>): Transcription => {
    let sum = initialAccumulator
    return (w, g) => {
      sum += g * g
      return w - (lr / divisor(sum, eps)) * g
    }
  }

/** Every RMSprop: centred or not, with momentum 0 or not, the rate inside the velocity or outside. */
const rmsprop =
  (divisor: Divisor, { centred = false, rate = 'outside' } = {}) =>
  ({ lr, rho, eps, momentum = 0 }: Record<string, number>): Transcription => {
    let [square, mean, velocity] = [0, 0, 0]
    return (w, g) => {
      square = mix(square, g * g, rho)
      mean = mix(mean, g, rho)
      const variance = centred ? Math.max(0, square - mean * mean) : square
      const scaled = g / divisor(variance, eps)
      velocity = momentum * velocity + (rate === 'inside' ? lr : 1) * scaled
      return w - (rate === 'inside' ? 1 : lr) * velocity
    }
  }

const adadelta = ({ lr = 1, rho, eps }: Record<string, number>): Transcription => {
  let [gradients, steps] = [0, 0]
  return (w, g) => {
    gradients = mix(gradients, g * g, rho)
    const step = (-Math.sqrt(steps + eps) / Math.sqrt(gradients + eps)) * g
    steps = mix(steps, step * step, rho)
    return w + lr * step
  }
}

const accumulating: Numbers = { lr: 0.5, eps: 1e-4, initialAccumulator: 0.1 }
const averaging: Numbers = { lr: 0.01, rho: 0.9, eps: 1e-4 }
const rolling: Numbers = { ...averaging, momentum: 0.9 }

export const scaledCases: Readonly<Record<string, Case>> = {
  adagrad: {
    make: rules.adagrad,
    settings: accumulating,
    transcription: adagrad(outside),
    ravine: { lr: 0.5 },
    rosenbrock: { lr: 0.5 },
  },
  adagradEpsInside: {
    make: rules.adagradEpsInside,
    settings: accumulating,
    transcription: adagrad(inside),
    ravine: { lr: 0.5 },
    rosenbrock: { lr: 0.5 },
  },
  adagradNoRoot: {
    make: rules.adagradNoRoot,
    settings: accumulating,
    transcription: adagrad((s, eps) => s + eps),
    ravine: 'stalls',
    rosenbrock: { lr: 20 },
  },
  rmsprop: {
    make: rules.rmsprop,
    settings: averaging,
    transcription: rmsprop(outside),
    ravine: { lr: 0.005 },
    rosenbrock: { lr: 0.005 },
  },
  rmspropEpsInside: {
    make: rules.rmspropEpsInside,
    settings: averaging,
    transcription: rmsprop(inside),
    ravine: { lr: 0.005 },
    rosenbrock: { lr: 0.005 },
  },
  rmspropMomentum: {
    make: rules.rmspropMomentum,
    settings: rolling,
    transcription: rmsprop(outside),
    ravine: { lr: 0.001 },
    rosenbrock: { lr: 0.001 },
  },
  rmspropMomentumInside: {
    make: rules.rmspropMomentumInside,
    settings: rolling,
    transcription: rmsprop(inside, { rate: 'inside' }),
    ravine: { lr: 0.001 },
    rosenbrock: { lr: 0.001 },
  },
  rmspropCentered: {
    make: rules.rmspropCentered,
    settings: averaging,
    transcription: rmsprop(outside, { centred: true }),
    ravine: { lr: 0.001, eps: 0.01 },
    rosenbrock: { lr: 0.001, eps: 0.01 },
  },
  rmspropCenteredEpsInside: {
    make: rules.rmspropCenteredEpsInside,
    settings: averaging,
    transcription: rmsprop(inside, { centred: true }),
    ravine: { lr: 0.001, eps: 0.01 },
    rosenbrock: { lr: 0.001, eps: 0.01 },
  },
  rmspropCenteredMomentum: {
    make: rules.rmspropCenteredMomentum,
    settings: rolling,
    transcription: rmsprop(outside, { centred: true }),
    ravine: { lr: 0.0005, eps: 0.01 },
    rosenbrock: { lr: 0.0005, eps: 0.01 },
  },
  rmspropGraves: {
    make: rules.rmspropGraves,
    settings: rolling,
    transcription: rmsprop(inside, { centred: true, rate: 'inside' }),
    ravine: { lr: 0.0005, eps: 0.01 },
    rosenbrock: { lr: 0.0005, eps: 0.01 },
  },
  adadelta: {
    make: rules.adadelta,
    settings: { rho: 0.95, eps: 1e-4 },
    transcription: adadelta,
    ravine: {},
    rosenbrock: {},
  },
  adadeltaRate: {
    make: rules.adadeltaRate,
    settings: { lr: 0.5, rho: 0.95, eps: 1e-4 },
    transcription: adadelta,
    ravine: {},
    rosenbrock: {},
  },
  maxprop: {
    make: rules.maxprop,
    settings: { lr: 0.01, nu: 0.9, eps: 1e-4 },
    transcription: ({ lr, nu, eps }) => {
      let largest = 0
      return (w, g) => {
        largest = Math.abs(g) > nu * largest ? Math.abs(g) : nu * largest
        return w - (lr * g) / (largest + eps)
      }
    },
    ravine: { lr: 0.05 },
    rosenbrock: { lr: 0.05 },
  },
}
