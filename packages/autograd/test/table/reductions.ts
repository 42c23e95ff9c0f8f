// Ops that fold axes away, or run along one.
import * as op from '../../src/index.ts'
import { row, type Call, type Row, type TryList } from './row.ts'
import type { ReduceOptions, Tensor } from '../../src/index.ts'

const SQRT3 = Math.sqrt(3)

type Fold = (x: Tensor, options?: ReduceOptions) => Tensor

/** Every choice of axes, kept or not, at ranks 0 to 4. */
const folds = (f: Fold, { empty = true } = {}): TryList => [
  [f as Call, []],
  [f as Call, [5]],
  [f as Call, [2, 3]],
  [(x) => f(x, { axis: 0 }), [3, 2]],
  [(x) => f(x, { axis: -1 }), [3, 2]],
  [(x) => f(x, { axis: 1, keepDims: true }), [2, 3, 2]],
  [(x) => f(x, { axis: [0, 2] }), [2, 3, 2]],
  [(x) => f(x, { axis: [2, 0], keepDims: true }), [2, 3, 2]],
  [(x) => f(x, { axis: [1, -1] }), [2, 2, 1, 3]],
  [(x) => f(x, { axis: [] }), [2, 3]],
  [(x) => f(x, { axis: 0 }), [1, 3]],
  [(x) => f(x, { axis: 1 }), [0, 3]],
  ...(empty ? ([[(x) => f(x, { axis: 1 }), [2, 0]]] as TryList) : []),
]
/** Statistics of at least two numbers. */
const spreads = (f: Fold): TryList => [
  [f as Call, [5]],
  [f as Call, [2, 3]],
  [(x) => f(x, { axis: 0 }), [3, 2]],
  [(x) => f(x, { axis: 1, keepDims: true }), [2, 3, 2]],
  [(x) => f(x, { axis: [0, 2] }), [2, 1, 3]],
]
const along = (f: (x: Tensor, axis?: number) => Tensor): TryList => [
  [(x) => f(x), [5]],
  [(x) => f(x), [2, 3]],
  [(x) => f(x, 0), [3, 2]],
  [(x) => f(x, 1), [2, 3, 2]],
  [(x) => f(x, -3), [2, 1, 3]],
  [(x) => f(x, 0), [1]],
  [(x) => f(x, 1), [0, 3]],
]
const [oo, nan] = [Infinity, NaN]
// prettier-ignore
const matrix = [[1, 2, 3], [4, 5, 6]]
const biased = { unbiased: false } as const
const positive = { domains: [[0.3, 2]] } as const

// prettier-ignore
export const reductions: Readonly<Record<string, Row>> = {
  sum: row(folds(op.sum), [
    [op.sum as Call, [matrix], 21, [[[1, 1, 1], [1, 1, 1]]]],
    [(x) => op.sum(x, { axis: 0 }), [matrix], [5, 7, 9]],
    [(x) => op.sum(x, { axis: [0, 1], keepDims: true }), [matrix], [[21]]],
    [op.sum as Call, [[]], 0, [[]]],
    [op.sum as Call, [[oo, -oo]], nan, [[1, 1]]],
    [op.sum as Call, [[1e16, 1, -1e16]], 0],
  ], { linear: 'together' }),
  mean: row(folds(op.mean), [
    [op.mean as Call, [matrix], 3.5, [[[1 / 6, 1 / 6, 1 / 6], [1 / 6, 1 / 6, 1 / 6]]]],
    [(x) => op.mean(x, { axis: 1 }), [matrix], [2, 5]],
    [op.mean as Call, [[]], nan, [[]]],
  ], { linear: 'together' }),
  max: row(folds(op.max, { empty: false }), [
    [op.max as Call, [[1, 3, 2]], 3, [[0, 1, 0]]],
    [op.max as Call, [[3, 1, 3]], 3, [[0.5, 0, 0.5]]],
    [(x) => op.max(x, { axis: 1 }), [[[1, 1, 1], [4, 6, 6]]], [1, 6], [[[1 / 3, 1 / 3, 1 / 3], [0, 0.5, 0.5]]]],
    [op.max as Call, [[1, nan, 3]], nan],
    [op.max as Call, [[-oo, -oo]], -oo, [[0.5, 0.5]]],
    [op.max as Call, [[-0, 0]], 0, [[0.5, 0.5]]],
  ]),
  min: row(folds(op.min, { empty: false }), [
    [op.min as Call, [[2, 1, 3]], 1, [[0, 1, 0]]],
    [op.min as Call, [[1, 2, 1, 1]], 1, [[1 / 3, 0, 1 / 3, 1 / 3]]],
    [op.min as Call, [[1, nan]], nan],
    [op.min as Call, [[0, -0]], -0, [[0.5, 0.5]]],
  ]),
  prod: row(folds(op.prod), [
    [op.prod as Call, [[2, 3, 4]], 24, [[12, 8, 6]]],
    [op.prod as Call, [[2, 0, 4]], 0, [[0, 8, 0]]],
    [op.prod as Call, [[0, 3, 0]], 0, [[0, 0, 0]]],
    [(x) => op.prod(x, { axis: 0 }), [matrix], [4, 10, 18], [[[4, 5, 6], [1, 2, 3]]]],
    [op.prod as Call, [[]], 1, [[]]],
  ]),
  variance: row([...spreads(op.variance), ...spreads((x, o) => op.variance(x, { ...o, ...biased }))], [
    [op.variance as Call, [[1, 2, 3, 6]], 14 / 3, [[-4 / 3, -2 / 3, 0, 2]]],
    [(x) => op.variance(x, biased), [[1, 2, 3, 6]], 3.5, [[-1, -0.5, 0, 1.5]]],
    [(x) => op.variance(x, { axis: 0 }), [[[1, 5], [3, 5]]], [2, 0], [[[-2, 0], [2, 0]]]],
    [op.variance as Call, [[5]], nan],
    [(x) => op.variance(x, biased), [[5]], 0, [[0]]],
  ]),
  std: row([...spreads(op.std), ...spreads((x, o) => op.std(x, { ...o, ...biased }))], [
    [op.std as Call, [[1, 3]], Math.SQRT2, [[-Math.SQRT1_2, Math.SQRT1_2]]],
    [(x) => op.std(x, biased), [[1, 3]], 1, [[-0.5, 0.5]]],
    [op.std as Call, [[1e200, 3e200]], Math.SQRT2 * 1e200, [[-Math.SQRT1_2, Math.SQRT1_2]]],
    [op.std as Call, [[2, 2, 2]], 0, [[0, 0, 0]]],
    [op.std as Call, [[5]], nan],
  ]),
  norm: row([
    ...folds(op.norm),
    ...folds((x, o) => op.norm(x, { ...o, p: 3 })),
    [(x) => op.norm(x, { p: 1 }), [2, 3]],
    [(x) => op.norm(x, { p: 1.5, axis: 0 }), [3, 2]],
    [(x) => op.norm(x, { p: Infinity, axis: 1, keepDims: true }), [2, 3]],
  ], [
    [op.norm as Call, [[3, 4]], 5, [[0.6, 0.8]]],
    [op.norm as Call, [[0, 0]], 0, [[0, 0]]],
    [op.norm as Call, [[[0, 3], [4, 0]]], 5, [[[0, 0.6], [0.8, 0]]]],
    [(x) => op.norm(x, { p: 1 }), [[-3, 0, 4]], 7, [[-1, 0, 1]]],
    [(x) => op.norm(x, { p: 3 }), [[-1, 0]], 1, [[-1, 0]]],
    [(x) => op.norm(x, { p: Infinity }), [[-3, 2, 3]], 3, [[-0.5, 0, 0.5]]],
    [op.norm as Call, [[]], 0, [[]]],
    [op.norm as Call, [[3e200, -4e200]], 5e200, [[0.6, -0.8]]],
    [op.norm as Call, [[3e-200, 4e-200]], 5e-200, [[0.6, 0.8]]],
    [(x) => op.norm(x, { axis: 1 }), [[[3e200, 4e200], [0, 0], [3e-200, 4e-200]]], [5e200, 0, 5e-200], [[[0.6, 0.8], [0, 0], [0.6, 0.8]]]],
    [(x) => op.norm(x, { p: 3 }), [[1e150, 0]], 1e150, [[1, 0]]],
    [op.norm as Call, [[oo, 1]], oo],
    [op.norm as Call, [[nan, 1]], nan],
  ], { kinks: [0] }),
  logSumExp: row(folds(op.logSumExp, { empty: false }), [
    [op.logSumExp as Call, [[1, 2, 3]], 3.40760596444438, [[0.09003057317038046, 0.24472847105479767, 0.6652409557748219]]],
    [op.logSumExp as Call, [[1000, 1000]], 1000.6931471805599, [[0.5, 0.5]]],
    [op.logSumExp as Call, [[-1000, -1000]], -999.3068528194401, [[0.5, 0.5]]],
    [op.logSumExp as Call, [[-oo, 0]], 0, [[0, 1]]],
    [op.logSumExp as Call, [[-oo, -oo]], -oo],
    [op.logSumExp as Call, [[oo, 0]], oo],
  ]),
  softmax: row(along(op.softmax), [
    [(x) => op.softmax(x), [[1, 2, 3]], [0.09003057317038046, 0.24472847105479767, 0.6652409557748219], [[0, 0, 0]]],
    [(x) => op.softmax(x), [[0, -oo, 0]], [0.5, 0, 0.5], [[0, 0, 0]]],
    [(x) => op.softmax(x, 0), [[[1000, -1000], [1000, -1000]]], [[0.5, 0.5], [0.5, 0.5]]],
    [(x) => op.slice(op.softmax(x), [0]), [[0, 0]], 0.5, [[0.25, -0.25]]],
  ]),
  logSoftmax: row(along(op.logSoftmax), [
    [(x) => op.logSoftmax(x), [[0, 0]], [-0.6931471805599453, -0.6931471805599453], [[0, 0]]],
    [(x) => op.slice(op.logSoftmax(x), [0]), [[0, 2000]], -2000, [[1, -1]]],
    [(x) => op.logSoftmax(x), [[0, -oo]], [0, -oo]],
  ]),
  normalise: row([
    [(x) => op.normalise(x, { axis: 0 }).y, [3, 2]],
    [(x) => op.normalise(x, { axis: -1, eps: 0.1 }).y, [2, 3]],
    [(x) => op.normalise(x, { axis: [0, 2] }).y, [2, 2, 3]],
    [(x) => op.normalise(x, { axis: [1, 2], centre: false }).y, [2, 2, 2]],
    [(x) => op.normalise(x).y, [0, 3]],
  ], [
    [(x) => op.normalise(x, { eps: 1 }).y, [[-SQRT3, SQRT3]], [-SQRT3 / 2, SQRT3 / 2], [[0, 0]]],
    [(x) => op.slice(op.normalise(x, { eps: 1 }).y, [0]), [[-SQRT3, SQRT3]], -SQRT3 / 2, [[0.0625, -0.0625]]],
    [(x) => op.slice(op.normalise(x, { eps: 1, centre: false }).y, [0]), [[SQRT3, SQRT3]], SQRT3 / 2, [[0.3125, -0.1875]]],
  ]),
  softmaxCrossEntropy: row([
    [(x, t) => op.softmaxCrossEntropy(x, t), [2, 3], [2, 3]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [5], [5]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [2, 1, 3], [2, 1, 3]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [0, 3], [0, 3]],
  ], [
    [(x, t) => op.softmaxCrossEntropy(x, t), [[0, 0], [1, 0]], 0.6931471805599453, [[-0.5, 0.5], [0.6931471805599453, 0.6931471805599453]]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [[0, 2000], [1, 0]], 2000, [[-1, 1], [2000, 0]]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [[0, -oo], [1, 0]], 0, [[0, 0], [0, oo]]],
    [(x, t) => op.softmaxCrossEntropy(x, t), [[0, 0], [3, 1]], 2.772588722239781, [[-1, 1], [0.6931471805599453, 0.6931471805599453]]],
  ]),
  cumsum: row(along(op.cumsum), [
    [(x) => op.cumsum(x), [[1, 2, 3]], [1, 3, 6], [[3, 2, 1]]],
    [(x) => op.cumsum(x, 0), [matrix], [[1, 2, 3], [5, 7, 9]], [[[2, 2, 2], [1, 1, 1]]]],
    [(x) => op.cumsum(x), [[]], [], [[]]],
  ], { linear: 'together' }),
  cumprod: row(along(op.cumprod), [
    [(x) => op.cumprod(x), [[1, 2, 3]], [1, 2, 6], [[9, 4, 2]]],
    [(x) => op.cumprod(x), [[2, 0, 3]], [2, 0, 0], [[1, 8, 0]]],
    [(x) => op.cumprod(x, 0), [matrix], [[1, 2, 3], [4, 10, 18]]],
  ], positive),
  recurrence: row([
    [(a, b) => op.recurrence(a, b), [4], [4]],
    [(a, b) => op.recurrence(a, b, 0), [3, 2], [3, 2]],
    [(a, b) => op.recurrence(a, b), [1], [1]],
    [(a, b) => op.recurrence(a, b), [2, 0], [2, 0]],
  ], [
    [(a, b) => op.recurrence(a, b), [[9, 2, 3], [1, 1, 1]], [1, 3, 10], [[0, 4, 3], [9, 4, 1]]],
  ]),
  argmax: row([[(x) => op.cast(op.argmax(x, { axis: 1 }), x.dtype), [2, 3]]], [
    [(x) => op.argmax(x), [[1, 3, 2]], 1],
    [(x) => op.argmax(x), [[[1, 2], [9, 3]]], 2],
    [(x) => op.argmax(x, { keepDims: true }), [[[1, 2], [9, 3]]], [[2]]],
    [(x) => op.argmax(x, { axis: 0 }), [[[1, 2], [9, 1]]], [1, 0]],
    [(x) => op.argmax(x, { axis: -1, keepDims: true }), [[[1, 2], [9, 3]]], [[1], [0]]],
    [(x) => op.argmax(x), [[2, 2]], 0],
    [(x) => op.argmax(x), [[1, nan, 9, nan]], 1],
    [(x) => op.argmax(x), [5], 0],
  ], { differentiable: false }),
  argmin: row([[(x) => op.cast(op.argmin(x, { axis: 1 }), x.dtype), [2, 3]]], [
    [(x) => op.argmin(x), [[3, 1, 2]], 1],
    [(x) => op.argmin(x, { axis: 0 }), [[[1, 2], [9, 1]]], [0, 1]],
    [(x) => op.argmin(x), [[2, 2]], 0],
    [(x) => op.argmin(x), [[1, nan, -9]], 1],
  ], { differentiable: false }),
}
