// Descent and momentum.

import * as rules from '../../src/rules/index.ts'
import { mix } from './case.ts'
import type { Case } from './case.ts'

/** Velocity in the form of the survey: inside, with a share of the gradient. */
const rolling = ({ lr, momentum }: Record<string, number>) => {
  let v = 0
  return (g: number) => (v = momentum * v + lr * g)
}

export const momentumCases: Readonly<Record<string, Case>> = {
  sgd: {
    make: rules.sgd,
    settings: { lr: 0.01 },
    transcription:
      ({ lr }) =>
      (w, g) =>
        w - lr * g,
    ravine: { lr: 0.019 },
    rosenbrock: { lr: 0.0015 },
  },
  momentum: {
    make: rules.momentum,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: (h) => {
      const roll = rolling(h)
      return (w, g) => w - roll(g)
    },
    ravine: { lr: 0.01 },
    rosenbrock: { lr: 0.0005 },
  },
  momentumOutside: {
    make: rules.momentumOutside,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let v = 0
      return (w, g) => w - lr * (v = momentum * v + g)
    },
    ravine: { lr: 0.01 },
    rosenbrock: { lr: 0.0005 },
  },
  momentumDamped: {
    make: rules.momentumDamped,
    settings: { lr: 0.01, momentum: 0.9, dampening: 0.5 },
    transcription: ({ lr, momentum, dampening }) => {
      let v: number | undefined
      return (w, g) => {
        v = v === undefined ? g : momentum * v + (1 - dampening) * g
        return w - lr * v
      }
    },
    ravine: { lr: 0.01 },
    rosenbrock: { lr: 0.001 },
  },
  momentumEma: {
    make: rules.momentumEma,
    settings: { lr: 0.1, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let m = 0
      return (w, g) => w - lr * (m = mix(m, g, momentum))
    },
    ravine: { lr: 0.1 },
    rosenbrock: { lr: 0.005 },
  },
  nesterov: {
    make: rules.nesterov,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: (h) => {
      const roll = rolling(h)
      return (w, g) => w - h.momentum * roll(g) - h.lr * g
    },
    ravine: { lr: 0.005 },
    rosenbrock: { lr: 0.0005 },
  },
  nesterovOutside: {
    make: rules.nesterovOutside,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let v = 0
      return (w, g) => {
        v = momentum * v + g
        return w - lr * (g + momentum * v)
      }
    },
    ravine: { lr: 0.005 },
    rosenbrock: { lr: 0.0005 },
  },
  nag: {
    make: rules.nag,
    settings: { lr: 0.01, momentum: 0.9 },
    transcription: ({ lr, momentum }) => {
      let v = 0
      return (w, _, __, at) => {
        v = momentum * v + lr * at(w - momentum * v)
        return w - v
      }
    },
    ravine: { lr: 0.005 },
    rosenbrock: { lr: 0.0005 },
  },
}
