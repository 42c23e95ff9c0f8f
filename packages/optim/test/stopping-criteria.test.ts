// Lightning's and Prechelt's criteria: when they stop, worked out by hand, and what they say.

import { describe, expect, it } from 'vitest'
import {
  earlyStopping,
  EarlyStopping,
  GeneralizationLoss,
  HyperparameterError,
  LightningEarlyStopping,
  OptimError,
  ProgressQuotient,
  UpStrips,
} from '../src/index.ts'
import type { CriterionOptions, StoppingCriterion } from '../src/index.ts'

/** The epoch at which a criterion stops, or undefined, for validation errors and training errors. */
function stopEpoch(
  criterion: StoppingCriterion,
  validation: readonly number[],
  training = validation,
): number | undefined {
  const found = validation.findIndex((error, epoch) => criterion.decide(epoch, error, training[epoch]).stop)
  return found < 0 ? undefined : found
}

const sentences = (criterion: StoppingCriterion, validation: readonly number[], training = validation) =>
  validation.map((error, epoch) => criterion.decide(epoch, error, training[epoch]).reason)

// prettier-ignore
const lightning: readonly [string, CriterionOptions['lightning'], readonly number[], number | undefined][] = [
  ['counts checks in a row',                      { patience: 2 },                          [1, 2, 0.5, 2, 2],   4],
  ['has a patience of 3',                         {},                                       [1, 1, 1, 1],        3],
  ['takes patience 0 as 1',                       { patience: 0 },                          [1, 1],              1],
  ['asks for more than minDelta',                 { patience: 1, minDelta: 0.5 },           [2, 1, 0.5],         2],
  ['may want the greatest',                       { patience: 1, mode: 'max', minDelta: 1 }, [1, 3, 3.5],        2],
  ['stops when it is good enough',                { stoppingThreshold: 0.3 },               [1, 0.3, 0.29],      2],
  ['stops when it is good enough at the greatest', { stoppingThreshold: 0.9, mode: 'max' }, [0.5, 0.95],         1],
  ['stops when it has diverged',                  { divergenceThreshold: 5 },               [1, 5, 6],           2],
  ['stops when it has diverged downwards',        { divergenceThreshold: 0.2, mode: 'max' }, [0.5, 0.1],         1],
  ['stops at a metric that is not finite',        {},                                       [1, Infinity],       1],
  ['may stop at epoch 0',                         {},                                       [NaN],               0],
  ['or wait for better',                          { checkFinite: false, patience: 2 },      [NaN, 1, NaN, NaN],  3],
  ['infinity is not better than nothing',         { checkFinite: false, patience: 2 },      [Infinity, Infinity], 1],
  ['goes on while it gets better',                { patience: 1 },                          [3, 2, 1],           undefined],
]
it('Keras’s criterion never stops at epoch 0', () => {
  expect(stopEpoch(new EarlyStopping({ patience: 1 }), [NaN, NaN])).toBe(1)
})

describe('Lightning’s criterion', () => {
  it.each(lightning)('%s', (_, options, metrics, expected) => {
    expect(stopEpoch(new LightningEarlyStopping(options), metrics)).toBe(expected)
  })

  it('says why', () => {
    const options = { patience: 2, minDelta: 0.25, stoppingThreshold: 0.1, divergenceThreshold: 9 }
    expect(sentences(new LightningEarlyStopping(options), [1, 0.8, 0.5, 0.05, 10, NaN])).toEqual([
      'epoch 0: 1 is the first value; the wait starts again.',
      'epoch 1: 0.8 does not beat 1 of epoch 0 by more than 0.25; 1 of 2 checks of patience used.',
      'epoch 2: 0.5 beats 1 of epoch 0 by more than 0.25; the wait starts again.',
      'epoch 3: 0.05 is better than 0.1, which is good enough, so training stops.',
      'epoch 4: 10 is worse than 9, which counts as diverged, so training stops.',
      'epoch 5: NaN is not finite, so training stops.',
    ])
    expect(sentences(new LightningEarlyStopping({ patience: 1 }), [1, 1])[1]).toBe(
      'epoch 1: 1 does not beat 1 of epoch 0; 1 of 1 checks of patience used, so training stops.',
    )
  })
})

describe('Prechelt’s GL', () => {
  // GL in per cent: 0, 0, 2.5, 12.5 above 0.8
  const errors = [1, 0.8, 0.82, 0.9, 0.7]
  it.each([
    [1, 2],
    [5, 3],
    [12, 3],
    [13, undefined],
  ])('with α %d stops at epoch %s', (alpha, expected) => {
    expect(stopEpoch(new GeneralizationLoss({ alpha }), errors)).toBe(expected)
  })

  it('takes NaN as infinite, and a minimum of 0 as one', () => {
    expect(stopEpoch(new GeneralizationLoss(), [1, NaN])).toBe(1)
    expect(stopEpoch(new GeneralizationLoss(), [NaN])).toBe(0)
    expect(stopEpoch(new GeneralizationLoss(), [0, 0, 0])).toBe(undefined)
    expect(stopEpoch(new GeneralizationLoss(), [0, 0, 1e-9])).toBe(2)
  })

  it('says why', () => {
    expect(sentences(new GeneralizationLoss(), [...errors.slice(0, 4), NaN])).toEqual([
      'epoch 0: 1 is the lowest so far.',
      'epoch 1: 0.8 is the lowest so far.',
      'epoch 2: 0.82 is 2.5 % above 0.8 of epoch 1; not more than 5 %.',
      'epoch 3: 0.9 is 12.5 % above 0.8 of epoch 1; more than 5 %, so training stops.',
      'epoch 4: NaN is Infinity % above 0.8 of epoch 1; more than 5 %, so training stops.',
    ])
    expect(sentences(new GeneralizationLoss(), [NaN])).toEqual([
      'epoch 0: NaN is the first value and not finite, so training stops.',
    ])
  })
})

describe('Prechelt’s PQ', () => {
  // Strips of 2. Training 1.1, 0.9: progress 1000 · (1 / 0.9 − 1) = 111.1; 0.505, 0.495: 1000 · (0.5 / 0.495 − 1) = 10.1.
  // Validation 0.5, then 0.6 at the ends of strips: GL 20 %, so PQ = 0.18 after one strip and 1.98 after the other.
  const training = [1.1, 0.9, 0.505, 0.495]
  const early = [0.5, 0.6, 0.55, 0.6]
  it.each([
    [0.1, 1],
    [0.75, 3],
    [1.9, 3],
    [2, undefined],
  ])('with α %d stops at epoch %s', (alpha, expected) => {
    expect(stopEpoch(new ProgressQuotient({ alpha, strip: 2 }), early, training)).toBe(expected)
  })

  it('decides at the ends of strips only', () => {
    expect(stopEpoch(new ProgressQuotient({ alpha: 0.001, strip: 3 }), [1, 9, 9, 9], [1, 1, 1, 1])).toBe(2)
  })

  it('stops where nothing moves any more but the loss is above its minimum, and not where it is at it', () => {
    expect(stopEpoch(new ProgressQuotient({ strip: 2 }), [1, 1.01], [1, 1])).toBe(1)
    expect(stopEpoch(new ProgressQuotient({ strip: 2 }), [1, 1], [1, 1])).toBe(undefined)
  })

  it('says why', () => {
    expect(sentences(new ProgressQuotient({ strip: 2 }), early, training)).toEqual([
      'epoch 0: epoch 1 of a strip of 2, so nothing is decided.',
      'epoch 1: generalization loss 20 % over training progress 111.1 ‰ is 0.18, not above 0.75.',
      'epoch 2: epoch 1 of a strip of 2, so nothing is decided.',
      'epoch 3: generalization loss 20 % over training progress 10.1 ‰ is 1.98, above 0.75, so training stops.',
    ])
    expect(sentences(new ProgressQuotient({ strip: 1 }), [1])).toEqual([
      'epoch 0: generalization loss 0 % over training progress 0 ‰ is 0, not above 0.75.',
    ])
  })
})

describe('Prechelt’s UP', () => {
  // Strips of 2 end with 3, 4, 5, 4, 5, 6, 7.
  const errors = [9, 3, 0, 4, 9, 5, 9, 4, 0, 5, 0, 6, 0, 7]
  it.each([
    [1, 3],
    [2, 5],
    [3, 13],
    [4, undefined],
  ])('with %d strips stops at epoch %s', (strips, expected) => {
    expect(stopEpoch(new UpStrips({ strips, strip: 2 }), errors)).toBe(expected)
  })

  it('takes NaN as a rise, again and again', () => {
    expect(stopEpoch(new UpStrips({ strips: 2, strip: 1 }), [1, NaN, NaN])).toBe(2)
    expect(stopEpoch(new UpStrips({ strips: 2, strip: 1 }), [1, NaN, 1, 2])).toBe(undefined)
  })

  it('says why', () => {
    expect(sentences(new UpStrips({ strips: 2, strip: 1 }), [2, 3, 1, 2, 3])).toEqual([
      'epoch 0: 2 ends the first strip.',
      'epoch 1: 3 is above 2, the end of the last strip; 1 of 2 rises in a row.',
      'epoch 2: 1 is not above 3, the end of the last strip.',
      'epoch 3: 2 is above 1, the end of the last strip; 1 of 2 rises in a row.',
      'epoch 4: 3 is above 2, the end of the last strip; 2 of 2 rises in a row, so training stops.',
    ])
    expect(sentences(new UpStrips({ strip: 2 }), [1])).toEqual([
      'epoch 0: epoch 1 of a strip of 2, so nothing is decided.',
    ])
  })
})

const made: Readonly<Record<keyof CriterionOptions, () => StoppingCriterion>> = {
  keras: () => earlyStopping('keras', { patience: 3 }),
  lightning: () => earlyStopping('lightning', { checkFinite: false }),
  GL: () => earlyStopping('GL', { alpha: 50 }),
  PQ: () => earlyStopping('PQ', { strip: 3 }),
  UP: () => earlyStopping('UP', { strip: 2 }),
}
describe.each(Object.entries(made))('%s', (_, make) => {
  it('goes on from a saved state, decision for decision', () => {
    const errors = [3, 2, NaN, 2.5, 2.2, NaN, NaN, 2.3, 1.9, 2, 2.1, 2.2, 2.3, 2.4]
    const training = errors.map((__, k) => 1 / (k + 1))
    const whole = make()
    const all = errors.map((error, epoch) => whole.decide(epoch, error, training[epoch]))
    let state = make().state()
    const pieces = errors.map((error, epoch) => {
      const resumed = make()
      resumed.load(JSON.parse(JSON.stringify(state)))
      const decision = resumed.decide(epoch, error, training[epoch])
      state = resumed.state()
      return decision
    })
    expect(pieces).toEqual(all)
  })

  it('knows the best epoch, and whether its weights are wanted back', () => {
    const criterion = make()
    const decisions = [3, 1, 2].map((error, epoch) => criterion.decide(epoch, error, error))
    expect(decisions.map(({ improved }) => improved)).toEqual([true, true, false])
    expect(decisions[2]).toMatchObject({ best: 1, bestEpoch: 1 })
    expect(criterion.restoreBest).toBe(false)
  })
})

it('earlyStopping makes the criterion that it is asked for', () => {
  const classes = [EarlyStopping, LightningEarlyStopping, GeneralizationLoss, ProgressQuotient, UpStrips]
  for (const [k, make] of Object.values(made).entries()) expect(make()).toBeInstanceOf(classes[k])
  expect(earlyStopping('GL', { restoreBest: true }).restoreBest).toBe(true)
})

// prettier-ignore
const refused: readonly [() => unknown, typeof OptimError | typeof HyperparameterError, string][] = [
  [() => earlyStopping('gl' as never),                    HyperparameterError, "earlyStopping: criterion is 'gl', a string; it has keras, lightning, GL, PQ, UP."],
  [() => new LightningEarlyStopping({ patience: -1 }),    HyperparameterError, 'LightningEarlyStopping: patience is -1; it must be a whole number, at least 0.'],
  [() => new LightningEarlyStopping({ stoppingThreshold: NaN }), HyperparameterError, 'LightningEarlyStopping: stoppingThreshold is NaN; it must be a finite number.'],
  [() => new EarlyStopping({ baseline: Infinity }),       HyperparameterError, 'EarlyStopping: baseline is Infinity; it must be a finite number.'],
  [() => new EarlyStopping({ restoreBest: 1 as never }),  HyperparameterError, 'EarlyStopping: restoreBest is 1; it must be true or false.'],
  [() => new GeneralizationLoss({ alpha: 0 }),            HyperparameterError, 'GeneralizationLoss: alpha is 0; it must be greater than 0.'],
  [() => new ProgressQuotient({ strp: 5 } as never),      HyperparameterError, 'ProgressQuotient: strp is unknown; it has alpha, strip, restoreBest. Did you mean strip?'],
  [() => new UpStrips({ strips: 0 }),                     HyperparameterError, 'UpStrips: strips is 0; it must be a whole number, at least 1.'],
  [() => new GeneralizationLoss().decide(2, -0.5),        OptimError,          'GeneralizationLoss: the validation error of epoch 2 is -0.5; it needs one of at least 0. Is it an accuracy or a likelihood?'],
  [() => new UpStrips().decide(2, '1' as never),          OptimError,          "UpStrips: the metric of epoch 2 is '1', a string; it needs a number."],
  [() => new ProgressQuotient().decide(4, 1),             OptimError,          'ProgressQuotient: the training error of epoch 4 is undefined; it needs a number, at least 0: decide(epoch, validation, training).'],
]
it.each(refused)('%#: what cannot be is refused', (call, kind, message) => {
  expect(call).toThrow(kind)
  expect(call).toThrow(message)
})
