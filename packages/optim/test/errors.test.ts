// Every refusal, word for word: messages are part of the interface.

import { describe, expect, it } from 'vitest'
import {
  Accumulator,
  adam,
  averageOf,
  csrMatmul,
  lbfgs,
  learningRateRangeTest,
  clipByNorm,
  clipPerSample,
  defineRule,
  earlyStopping,
  EarlyStopping,
  HyperparameterError,
  momentum,
  Optimizer,
  OptimError,
  schedules,
  sgd,
  StateError,
} from '../src/index.ts'
import { vector } from './vector.ts'

const never: never = undefined as never
const bare = defineRule({ name: 'bare', hyper: {}, slots: [], update() {} })
const two = () => vector([1, 2], Float64Array, { 'layer.weight': 1, 'layer.bias': 1 })
const state = () => new Optimizer(two(), momentum()).state()
const load = (change: object) => () => new Optimizer(two(), momentum()).load({ ...state(), ...change })

// prettier-ignore
const hyperparameters: [() => unknown, string][] = [
  [() => adam({ beta2: 1 }),                     'adam: beta2 is 1; it must be at least 0 and less than 1, or v never moves.'],
  [() => adam({ beta1: -0.5 }),                  'adam: beta1 is -0.5; it must be at least 0 and less than 1.'],
  [() => adam({ lr: NaN }),                      'adam: lr is NaN; it must be a finite number, at least 0.'],
  [() => adam({ lr: '0.1' as never }),           "adam: lr is '0.1', a string; it must be a finite number, at least 0."],
  [() => adam({ lr: 1n as never }),              'adam: lr is 1n, a bigint; it must be a finite number, at least 0.'],
  [() => adam({ lr: [0.1] as never }),           'adam: lr is an array of 1; it must be a finite number, at least 0.'],
  [() => adam({ lr: null as never }),            'adam: lr is null; it must be a finite number, at least 0.'],
  [() => adam({ lr: never }),                    'adam: lr is undefined; it must be a finite number, at least 0. Leave it out to get the default.'],
  [() => adam({ betas: [0.9, 0.99] } as never),   'adam: betas is unknown; it has lr, beta1, beta2, eps. They are beta1 and beta2 here.'],
  [() => adam({ alpha: 0.1 } as never),          'adam: alpha is unknown; it has lr, beta1, beta2, eps.'],
  [() => schedules.step(0.1, { step_size: 2 } as never), 'schedules.step: step_size is unknown; it has lr, every, factor. It is every here.'],
  [() => adam({ learningRate: 0.1 } as never),   'adam: learningRate is unknown; it has lr, beta1, beta2, eps. It is lr here.'],
  [() => momentum({ momentun: 0.9 } as never),   'momentum: momentun is unknown; it has lr, momentum. Did you mean momentum?'],
  [() => adam({ dialect: 'torch' } as never),    "adam: dialect is 'torch', a string; it has paper, ruder, geron, pytorch, keras, optax, tfjs."],
  [() => bare({ dialect: 'paper' } as never),    "bare: dialect is 'paper', a string; it has no dialects."],
  [() => schedules.exponential(0.1, { factor: 0 }), 'schedules.exponential: factor is 0; it must be greater than 0.'],
  [() => schedules.cosine(0.1, 2.5),             'schedules.cosine: steps is 2.5; it must be a whole number, at least 1.'],
  [() => clipByNorm(0),                          'clipByNorm: max is 0; it must be greater than 0.'],
  [() => new EarlyStopping({ mode: 'low' as never }), "EarlyStopping: mode is 'low', a string; it must be 'min' or 'max'."],
  [() => new EarlyStopping({ patiance: 3 } as never), 'EarlyStopping: patiance is unknown; it has patience, minDelta, mode, baseline, startFrom, restoreBest. Did you mean patience?'],
  [() => new Optimizer(two(), sgd(), { transform: [] } as never), 'Optimizer: transform is unknown; it has transforms, proximal, groups, maximize, stepper, weightDecay, decoupledWeightDecay. Did you mean transforms?'],
  [() => new Optimizer(two(), sgd(), { weightDecay: -1 }), 'Optimizer: weightDecay is -1; it must be at least 0.'],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: '**', momentum: 0.9 }] }), 'sgd: group **: momentum is unknown; it has lr, weightDecay, decoupledWeightDecay. Rules with it are momentum, nesterov, nag and rmspropMomentum.'],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: '**', lr: -1 }] }), 'sgd: group **: lr is -1; it must be at least 0.'],
  [() => new Optimizer(two(), bare(), { groups: [{ match: '**', lr: 1 }] }), 'bare: group **: lr is 1, but the rule has no lr; it can only be 0, which leaves the weights as they are.'],
  [() => new Optimizer(two(), sgd({ lr: (t) => -t })).hyper() && new Optimizer(two(), sgd({ lr: () => -2 })).step(), 'sgd: lr is -2 at step 0; it must be at least 0.'],
]

// prettier-ignore
const others: [() => unknown, string][] = [
  [() => adam(0.01 as never),                    'adam: the settings are 0.01; they must be an object such as { lr: 0.01 }.'],
  [() => schedules.sequence([1, 2], []),         'schedules.sequence: there are 2 schedules and 0 boundaries; it needs one boundary between each two.'],
  [() => schedules.sequence([1, 2, 3], [5, 5]),  'schedules.sequence: the boundaries are 5, 5; they must be numbers that rise.'],
  [() => schedules.sequence([1, 2], [NaN]),      'schedules.sequence: the boundaries are NaN; they must be numbers that rise.'],
  [() => new Optimizer({ ...two(), segments: [] }, sgd()), 'Optimizer: the model has no parameters; it needs at least one. Layers are found on public fields, in lists and in plain objects.'],
  [() => new Optimizer(two(), sgd(), { transforms: clipByNorm(1) as never }), 'Optimizer: transforms is an object; it needs a list, such as [clipByGlobalNorm(1)].'],
  [() => new Optimizer(two(), sgd(), { transforms: [clipByNorm] as never }), 'Optimizer: transforms is an array of 1; it needs a list, such as [clipByGlobalNorm(1)].'],
  [() => new Optimizer(two(), sgd(), { proximal: 3 as never }), 'Optimizer: proximal is an array of 1; it needs a part or a list of parts, such as softThreshold(1e-4).'],
  [() => new Optimizer(two(), sgd(), { maximize: 'no' as never }), "Optimizer: maximize is 'no', a string; it must be true or false."],
  [() => new Optimizer(two(), sgd(), { stepper: 3 as never }), 'Optimizer: stepper is 3; it needs one with run(), such as plainStepper.'],
  [() => new Optimizer(two(), sgd(), { groups: { match: '**' } as never }), "sgd: groups is an object; it needs a list, such as [{ match: '**.bias', lr: 0.01, frozen: false }]."],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: '**', frozen: 'no' as never }] }), "sgd: groups is an array of 1; it needs a list, such as [{ match: '**.bias', lr: 0.01, frozen: false }]."],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: 3 as never }] }), "sgd: a group of match has no match; it needs a pattern of names, such as { match: '**.bias', lr: 0.01 }."],
  [() => new Accumulator(new Optimizer(two(), sgd()), 2).step(() => ({ loss: 0, gradient: [0, 0] }), { finit: true } as never), 'step: finit is unknown; it has finite. Did you mean finite?'],
  [() => clipPerSample([1, 2] as never, 1),      'clipPerSample: the gradients are an array of 2; it needs a list of flat vectors.'],
  [() => schedules.cosine(0.1, 100, 0.01 as never), 'schedules.cosine: the settings are 0.01; they must be an object of lr, steps, final.'],
  [() => schedules.warmup(5, never),             'schedules.warmup: undefined is no schedule; it needs a number, or a function of the steps taken.'],
  [() => schedules.perEpoch('0.1' as never, 10), "schedules.perEpoch: '0.1', a string is no schedule; it needs a number, or a function of the steps taken."],
  [() => schedules.product(0.1, never),          'schedules.product: undefined is no schedule; it needs a number, or a function of the steps taken.'],
  [() => schedules.multiplicative(0.1, never),   'schedules.multiplicative: undefined is no schedule; it needs a number, or a function of the steps taken.'],
  [() => schedules.piecewiseConstant([0.1, NaN], [3]), 'schedules.piecewiseConstant: NaN is no schedule; it needs a number, or a function of the steps taken.'],
  [() => new Optimizer([two()] as never, adam()), 'Optimizer: the model is an array of 1; it needs a model with flat(), or { value, gradient, segments, touch, evaluate }. Give it the model itself, not its parameters.'],
  [() => new Optimizer({ ...two(), segments: [{ name: 'a', shape: [2], lo: 0, hi: 2 }, { name: 'b', shape: [1], lo: 1, hi: 2 }] }, sgd()), 'Optimizer: parameters a [0, 2) and b [1, 2) overlap or are out of order; each needs its own place.'],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: '**', frozen: true }] }), 'sgd: every parameter is frozen; it needs at least one to train.'],
  [() => new Optimizer(two(), sgd(), { groups: [{ match: 'layer.bais', lr: 0 }] }), 'sgd: group layer.bais chooses no parameter; there are layer.weight, layer.bias. Did you mean layer.bias?'],
  [() => new Optimizer(two(), sgd(), null as never), 'Optimizer: the settings are null; they must be an object of transforms, proximal, groups, maximize, stepper, weightDecay, decoupledWeightDecay.'],
  [() => lbfgs(null as never),                   'lbfgs: the settings are null; they must be an object such as { lr: 0.01 }.'],
  [() => averageOf([1, 2] as never),             'averageOf: the model is an array of 2; it needs a model with flat(), or { value, gradient, segments, touch, evaluate }. Give it the model itself, not its parameters.'],
  [() => averageOf(two(), 0.9 as never),         'averageOf: the weighting is 0.9; it needs polyak(), ema({ decay }) or swa({ from, every }).'],
  [() => new Accumulator(never, 2),              'Accumulator: the optimizer is undefined; it needs a new Optimizer(model, rule).'],
  [() => csrMatmul(Float32Array.of(1), [[1]] as never), 'csrMatmul: the matrix is an array of 1; it needs one of toCsr(matrix, shape).'],
  [() => learningRateRangeTest(never, never),    'learningRateRangeTest: the step is undefined; it needs a function of the rate that makes one step and returns the loss.'],
  [() => new EarlyStopping().decide(3, '1' as never), "EarlyStopping: the metric of epoch 3 is '1', a string; it needs a number."],
]

// prettier-ignore
const states: [() => unknown, string][] = [
  [load({ rule: 'adam' }),                       "momentum: the state's rule is adam; this optimizer needs momentum."],
  [load({ t: 1.5 }),                             "momentum: the state's t is 1.5; this optimizer needs a whole number, at least 0."],
  [load({ hyper: ['lr'] }),                      "momentum: the state's list of hyper-parameters is lr; this optimizer needs lr,momentum."],
  [load({ slots: {} }),                          "momentum: the state's list of slots is ; this optimizer needs v."],
  [load({ slots: { v: new Float64Array(3) } }),  "momentum: the state's slot v is Float64Array(3); this optimizer needs Float64Array(2)."],
  [load({ slots: { v: new Float32Array(2) } }),  "momentum: the state's slot v is Float32Array(2); this optimizer needs Float64Array(2)."],
  [load({ slots: null }),                        "momentum: the state's list of slots is ; this optimizer needs v."],
  [load({ memory: [] }),                         "momentum: the state's number of groups is 0; this optimizer needs 1."],
  [() => new Optimizer(two(), momentum()).load({ rule: 'momentum' } as never), 'momentum: the state is an object of rule; it needs rule, t, hyper, slots, memory, as state() gives them.'],
  [() => averageOf(two()).load(never),           'averageOf: the state is undefined; it needs weighting, k, average, statistics, as state() gives them.'],
  [() => new Accumulator(new Optimizer(two(), sgd()), 2).load(never), 'Accumulator: the state is undefined; it needs pending, sum, as state() gives them.'],
  [() => schedules.reduceOnPlateau(1).load(never), 'schedules.reduceOnPlateau: the state is undefined; it needs lr, best, bad, pause, epoch, as state() gives them.'],
  [() => earlyStopping('keras').load(never),     'EarlyStopping: the state is undefined; it needs best, bestEpoch, wait, as state() gives them.'],
  [() => earlyStopping('lightning').load(never), 'LightningEarlyStopping: the state is undefined; it needs best, bestEpoch, wait, as state() gives them.'],
  [() => earlyStopping('GL').load(never),        'GeneralizationLoss: the state is undefined; it needs best, bestEpoch, as state() gives them.'],
  [() => earlyStopping('PQ').load({} as never),  'ProgressQuotient: the state is an object of nothing; it needs best, bestEpoch, strip, as state() gives them.'],
  [() => earlyStopping('UP').load([] as never),  'UpStrips: the state is an object of nothing; it needs best, bestEpoch, seen, last, rises, as state() gives them.'],
  [load({ memory: [{ product: 1 }] }),           "momentum: the state's memory of group 0 is product; this optimizer needs ."],
]

describe.each([
  { name: 'a hyper-parameter', kind: HyperparameterError, table: hyperparameters },
  { name: 'a call', kind: OptimError, table: others },
  { name: 'a state', kind: StateError, table: states },
])('$name that cannot be is refused', ({ kind, table }) => {
  it.each(table.map(([call, message]) => ({ call, message })))('$message', ({ call, message }) => {
    expect(call).toThrow(message)
    expect(call).toThrow(kind)
  })
})

it('A refused hyper-parameter carries its name, its value and what is allowed', () => {
  const refused = (() => {
    try {
      return adam({ beta2: 2 })
    } catch (error) {
      return error
    }
  })()
  expect(refused).toBeInstanceOf(OptimError)
  expect(refused).toMatchObject({
    name: 'HyperparameterError',
    hyperparameter: 'beta2',
    value: 2,
    allowed: 'at least 0 and less than 1',
  })
})

it('A refused state changes nothing', () => {
  const target = two()
  const optimizer = new Optimizer(target, momentum())
  optimizer.step(() => ({ loss: 0, gradient: [1, 1] }))
  const before = optimizer.state()
  expect(() => optimizer.load({ ...before, t: -1, slots: { v: Float64Array.of(9, 9) } })).toThrow(StateError)
  expect(optimizer.state()).toEqual(before)
})
