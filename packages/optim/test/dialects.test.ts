// Dialects: what each library and survey makes of five gradients, to the last printed digit. PyTorch's Nadam is in
// golden.test.ts: the version that could be run multiplies its momentum twice.

import { describe, expect, it } from 'vitest'
import { Optimizer } from '../src/index.ts'
import type { AnyRule, ConfiguredRule } from '../src/index.ts'
import * as rules from '../src/rules/index.ts'
import { vector } from './vector.ts'

const gradients = [0.1, -0.2, 0.3, 0, 0.5]
const lr = 0.1

// prettier-ignore
const rows: [string, ConfiguredRule, number[]][] = [
  ['SGD',                        rules.sgd({ lr }),                                            [0.99, 1.01, 0.98, 0.98, 0.93]],
  ['momentum, keras',            rules.momentum({ lr, dialect: 'keras' }),                     [0.99, 1.001, 0.9809, 0.96281, 0.896529]],
  ['momentum, pytorch',          rules.momentum({ lr, dialect: 'pytorch' }),                   [0.99, 1.001, 0.9809, 0.96281, 0.896529]],
  ['momentum, optax',            rules.momentum({ lr, dialect: 'optax' }),                     [0.99, 1.001, 0.9809, 0.96281, 0.896529]],
  ['momentum, tfjs',             rules.momentum({ lr, dialect: 'tfjs' }),                      [0.99, 1.001, 0.9809, 0.96281, 0.896529]],
  ['nesterov, keras',            rules.nesterov({ lr, dialect: 'keras' }),                     [0.981, 1.0109, 0.96281, 0.946529, 0.8368761]],
  ['nesterov, pytorch',          rules.nesterov({ lr, dialect: 'pytorch' }),                   [0.981, 1.0109, 0.96281, 0.946529, 0.8368761]],
  ['Adagrad, pytorch',           rules.adagrad({ lr, dialect: 'pytorch' }),                    [0.9, 0.989442719, 0.909264347, 0.909264347, 0.82920027]],
  ['Adagrad, keras',             rules.adagrad({ lr, dialect: 'keras' }),                      [0.969848879, 1.02148864, 0.960251409, 0.960251409, 0.888822845]],
  ['Adagrad, optax',             rules.adagrad({ lr, dialect: 'optax' }),                      [0.969848879, 1.02148864, 0.960251409, 0.960251409, 0.888822845]],
  ['Adagrad, tfjs',              rules.adagrad({ lr, dialect: 'tfjs' }),                       [0.969848879, 1.02148864, 0.960251409, 0.960251409, 0.888822845]],
  ['Adagrad, ruder',             rules.adagrad({ lr, dialect: 'ruder' }),                      [0.90000005, 0.98944276, 0.90926439, 0.90926439, 0.829200315]],
  ['Adagrad, paper',             rules.adagrad({ lr, dialect: 'paper' }),                      [0.90000001, 0.989442725, 0.909264355, 0.909264355, 0.829200279]],
  ['Adadelta, paper',            rules.adadelta({ dialect: 'paper' }),                         [0.995532329, 1.001213697, 0.994373767, 0.994373767, 0.985768381]],
  ['Adadelta, pytorch',          rules.adadelta({ dialect: 'pytorch' }),                       [0.996839302, 1.000878491, 0.996010887, 0.996010887, 0.990000483]],
  ['Adadelta, optax',            rules.adadelta({ dialect: 'optax' }),                         [0.996839302, 1.000878491, 0.996010887, 0.996010887, 0.990000483]],
  ['Adadelta, keras',            rules.adadelta({ lr: 1, dialect: 'keras' }),                  [0.998585928, 1.000383668, 0.998219414, 0.998219414, 0.995496609]],
  ['RMSprop, ruder',             rules.rmsprop({ lr, dialect: 'ruder' }),                      [0.683773815, 0.969487809, 0.710424026, 0.710424026, 0.44639475]],
  ['RMSprop, optax',             rules.rmsprop({ lr, dialect: 'optax' }),                      [0.683773815, 0.969487809, 0.710424026, 0.710424026, 0.44639475]],
  ['RMSprop, keras',             rules.rmsprop({ lr, dialect: 'keras' }),                      [0.683788044, 0.969499414, 0.7104365, 0.7104365, 0.446407555]],
  ['RMSprop, tfjs',              rules.rmsprop({ lr, dialect: 'tfjs' }),                       [0.683788044, 0.969499414, 0.7104365, 0.7104365, 0.446407555]],
  ['RMSprop, pytorch',           rules.rmsprop({ lr, dialect: 'pytorch' }),                    [1e-6, 0.895323561, 0.091819282, 0.091819282, -0.71230632]],
  ['RMSprop, pytorch, rho .9',   rules.rmsprop({ lr, dialect: 'pytorch', rho: 0.9 }),          [0.683772334, 0.969486579, 0.710422721, 0.710422721, 0.446393422]],
  ['RMSprop centred, pytorch',   rules.rmspropCentered({ lr, dialect: 'pytorch', rho: 0.9 }),  [0.666666778, 0.955975427, 0.692918642, 0.692918642, 0.411061529]],
  ['RMSprop centred, keras',     rules.rmspropCentered({ lr, dialect: 'keras' }),              [0.666685184, 0.955990848, 0.692935051, 0.692935051, 0.41107837]],
  ['RMSprop centred, optax',     rules.rmspropCentered({ lr, dialect: 'optax' }),              [0.666668519, 0.955976907, 0.692920199, 0.692920199, 0.411063116]],
  ['Adam, paper',                rules.adam({ lr, dialect: 'paper' }),                         [0.90000001, 0.93661036, 0.902286254, 0.874170035, 0.816249552]],
  ['Adam, pytorch',              rules.adam({ lr, dialect: 'pytorch' }),                       [0.90000001, 0.93661036, 0.902286254, 0.874170035, 0.816249552]],
  ['Adam, optax',                rules.adam({ lr, dialect: 'optax' }),                         [0.90000001, 0.93661036, 0.902286254, 0.874170035, 0.816249552]],
  ['Adam, keras',                rules.adam({ lr, dialect: 'keras' }),                         [0.900003162, 0.936612997, 0.902289179, 0.874173196, 0.816253005]],
  ['Adam, geron',                rules.adam({ lr, dialect: 'geron' }),                         [0.9000005, 0.93661078, 0.902286708, 0.874170528, 0.81625008]],
  ['AMSGrad, paper, no eps',     rules.amsgrad({ lr, dialect: 'paper', eps: 0 }),              [0.683772234, 0.839351285, 0.669438872, 0.5165177, 0.180744532]],
  ['AMSGrad, pytorch',           rules.amsgrad({ lr, dialect: 'pytorch' }),                    [0.90000001, 0.93661036, 0.902286254, 0.874184096, 0.816263614]],
  ['AMSGrad, keras',             rules.amsgrad({ lr, dialect: 'keras' }),                      [0.900003162, 0.936612997, 0.902289179, 0.874187258, 0.816267067]],
  ['AMSGrad, optax',             rules.amsgrad({ lr, dialect: 'optax' }),                      [0.90000001, 0.93661036, 0.902286254, 0.877942987, 0.820022505]],
  ['AdamW, pytorch',             rules.adamw({ lr, dialect: 'pytorch' }),                      [0.89900001, 0.93471136, 0.899452543, 0.870436871, 0.811645952]],
  ['AdamW, optax, wd .01',       rules.adamw({ lr, dialect: 'optax', weightDecay: 0.01 }),     [0.89900001, 0.93471136, 0.899452543, 0.870436871, 0.811645952]],
  ['AdamW, keras, wd .01',       rules.adamw({ lr, dialect: 'keras', weightDecay: 0.01 }),     [0.899003162, 0.934713994, 0.899455462, 0.870440024, 0.811649393]],
  ['AdamW, paper, wd .01',       rules.adamw({ lr, dialect: 'paper', weightDecay: 0.01 }),     [0.89000001, 0.91771036, 0.87420915, 0.83735084, 0.771056849]],
  ['AdaMax, paper',              rules.adamax({ lr, dialect: 'paper' }),                       [0.9, 0.928947368, 0.904224121, 0.886672403, 0.85430152]],
  ['AdaMax, pytorch',            rules.adamax({ lr, dialect: 'pytorch' }),                     [0.90000001, 0.928947377, 0.904224131, 0.886672413, 0.854301531]],
  ['AdaMax, optax',              rules.adamax({ lr, dialect: 'optax' }),                       [0.90000001, 0.928947377, 0.904224131, 0.886672413, 0.854301531]],
  ['AdaMax, keras',              rules.adamax({ lr, dialect: 'keras' }),                       [0.9000001, 0.928947454, 0.904224215, 0.886672502, 0.854301626]],
  ['AdaMax, tfjs',               rules.adamax({ lr, dialect: 'tfjs' }),                        [0.9000001, 0.928947454, 0.904224215, 0.886672502, 0.854301626]],
  ['Nadam, keras',               rules.nadam({ lr, dialect: 'keras' }),                        [0.893721326, 0.981887844, 0.898715583, 0.893393689, 0.793915247]],
  ['Nadam, optax',               rules.nadam({ lr, dialect: 'optax' }),                        [0.852631594, 0.942296863, 0.866723586, 0.845473187, 0.756220985]],
  ['Nadam, ruder',               rules.nadam({ lr, dialect: 'ruder' }),                        [0.810000019, 0.909513608, 0.827391902, 0.802087305, 0.706265745]],
  ['Nadam, dozat',               rules.nadam({ lr, dialect: 'dozat' }),                        [0.866878869, 0.978539806, 0.871023015, 0.855638017, 0.712147948]],
  ['NAdaMax, dozat',             rules.nadamax({ lr, dialect: 'dozat' }),                      [0.866878869, 0.955167839, 0.877724771, 0.868120594, 0.787926164]],
  ['MaxProp',                    rules.maxprop({ lr }),                                        [0.90000001, 1.000000005, 0.900000008, 0.900000008, 0.80000001]],
]
it.each(rows)('%s', (_, rule, expected) => {
  const target = vector([1])
  const optimizer = new Optimizer(target, rule)
  for (const [k, g] of gradients.entries()) {
    optimizer.step(() => ({ loss: 0, gradient: [g] }))
    expect(Math.abs(target.value[0] - expected[k]), `step ${k + 1}`).toBeLessThanOrEqual(1e-8)
  }
})

describe('every dialect of every rule', () => {
  const spoken = Object.values(rules).flatMap((rule) =>
    Object.keys((rule as unknown as AnyRule).dialects ?? {}).map((dialect) => ({
      name: rule.name,
      dialect,
      rule,
    })),
  )
  it.each(spoken)(
    '$name, $dialect: means an exported rule and takes its hyper-parameters',
    ({ rule, dialect }) => {
      const make = rule as unknown as (settings: object) => ConfiguredRule
      const meant = make({ dialect })
      expect(Object.keys(rules)).toContain(meant.rule.name)
      for (const [name, value] of Object.entries(meant.hyper))
        expect(make({ dialect, [name]: value })).toEqual(meant)
    },
  )

  it('may have hyper-parameters that the rule itself has not', () => {
    expect(rules.nadam({ dialect: 'pytorch', momentumDecay: 0.01 }).hyper.momentumDecay).toBe(0.01)
    expect(rules.adadelta({ dialect: 'keras' }).hyper.lr).toBe(1e-3)
    // @ts-expect-error the survey's Nadam has no schedule
    expect(() => rules.nadam({ momentumDecay: 0.01 })).toThrow(
      'nadam: momentumDecay is unknown; it has lr, beta1, beta2, eps.',
    )
  })
})
