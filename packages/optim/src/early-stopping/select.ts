// The criteria by the names of the literature.

import { HyperparameterError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import type { StoppingCriterion } from './criterion.ts'
import { GeneralizationLoss } from './generalization-loss.ts'
import { EarlyStopping } from './keras.ts'
import { LightningEarlyStopping } from './lightning.ts'
import { ProgressQuotient } from './progress-quotient.ts'
import { UpStrips } from './up-strips.ts'

const criteria = {
  keras: EarlyStopping,
  lightning: LightningEarlyStopping,
  GL: GeneralizationLoss,
  PQ: ProgressQuotient,
  UP: UpStrips,
} as const

/** The options of each criterion. */
export type CriterionOptions = {
  readonly [K in keyof typeof criteria]: ConstructorParameters<(typeof criteria)[K]>[0]
}

/**
 * A criterion by name: Keras's, Lightning's, or Prechelt's GL, PQ and UP.
 *
 *     const stopping = earlyStopping('GL', { alpha: 5 })
 *     const { stop, reason } = stopping.decide(epoch, validationLoss, trainingLoss)
 */
export function earlyStopping<K extends keyof CriterionOptions>(
  name: K,
  options?: CriterionOptions[K],
): StoppingCriterion {
  if (!Object.hasOwn(criteria, name)) {
    const allowed = Object.keys(criteria).join(', ')
    throw new HyperparameterError(`earlyStopping: criterion is ${show(name)}; it has ${allowed}.`, {
      hyperparameter: 'criterion',
      value: name,
      allowed,
    })
  }
  const Criterion = criteria[name] as new (options?: CriterionOptions[K]) => StoppingCriterion
  return new Criterion(options)
}
