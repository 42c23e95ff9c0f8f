// A rate that falls on a plateau: the one schedule that has to be told something. Read plateau.ts for the decision.

import { checkKeys } from '../hyperparameter.ts'
import { checked, index, positive, rate } from '../settings.ts'
import { conventions, Plateau } from './plateau.ts'
import type { PlateauDecision, PlateauOptions, PlateauState } from './plateau.ts'

/** A schedule whose rate changes with `observe`, called once per epoch. */
export interface ReduceOnPlateau {
  (t: number): number
  observe(metric: number): PlateauDecision
  state(): PlateauState
  load(state: PlateauState): void
}

const allowed = {
  lr: positive,
  convention: Object.keys(conventions),
  factor: { above: 0, below: 1, or: 'the rate never falls' },
  patience: index,
  threshold: rate,
  thresholdMode: ['relative', 'absolute'],
  cooldown: index,
  minLr: rate,
  eps: rate,
  mode: ['min', 'max'],
}

/**
 * Multiplies the rate by `factor` when the metric has not improved for longer than `patience` epochs.
 *
 *     improved:  metric < best − threshold · |best|       relative; absolute: metric < best − threshold
 *     cut:       lr ← max(lr · factor, minLr)             bad > patience (PyTorch), bad ≥ patience (Keras)
 *
 *     const lr = schedules.reduceOnPlateau(0.1, { patience: 3 })
 *     const optimizer = new Optimizer(model, sgd({ lr }))
 *     console.log(lr.observe(validationLoss).reason)          after each epoch
 *
 * PyTorch's relative threshold leaves the bars out, so that of a negative metric worse values pass for improvements; not here.
 * A metric of NaN counts as no improvement. The optimizer's state does not hold this one: save `lr.state()` too.
 *
 * @see PyTorch's ReduceLROnPlateau, Keras's ReduceLROnPlateau
 */
export function reduceOnPlateau(lr: number, options: PlateauOptions = {}): ReduceOnPlateau {
  checkKeys('schedules.reduceOnPlateau', options, Object.keys(allowed).slice(1))
  const { thresholdMode, eps } = conventions[options.convention ?? 'pytorch'] ?? conventions.pytorch
  const defaults = { factor: 0.1, patience: 10, threshold: 1e-4, cooldown: 0, minLr: 0, mode: 'min' } as const
  const settings = checked(
    'schedules.reduceOnPlateau',
    { lr, convention: 'pytorch' as const, thresholdMode, eps, ...defaults, ...options },
    allowed,
    options,
  )
  const plateau = new Plateau(settings)
  return Object.assign(() => plateau.lr, {
    observe: (metric: number) => plateau.observe(metric),
    state: () => plateau.state(),
    load: (state: PlateauState) => plateau.load(state),
  })
}
