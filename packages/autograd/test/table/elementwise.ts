// The ops of one number or two. Points: [x, y, dy/dx], or [a, b, y, ∂y/∂a, ∂y/∂b].
import * as op from '../../src/index.ts'
import { binary, row, unary, type Row } from './row.ts'

const positive = { domains: [[0.2, 4]] } as const
const comparison = { differentiable: false } as const
const [oo, nan] = [Infinity, NaN]
const scale = 1.0507009873554805
const mask = (...x: number[]) => op.tensor(x, { dtype: 'int32' })

// prettier-ignore
export const elementwise: Readonly<Record<string, Row>> = {
  add: binary(op.add, [[1, 2, 3, 1, 1], [oo, -oo, nan, 1, 1], [-0, -0, -0, 1, 1], [0, -0, 0, 1, 1]], { linear: 'together' }),
  sub: binary(op.sub, [[1, 2, -1, 1, -1], [oo, oo, nan, 1, -1], [0, 0, 0, 1, -1], [-0, 0, -0, 1, -1]], { linear: 'together' }),
  mul: binary(op.mul, [[2, 3, 6, 3, 2], [0, oo, nan, oo, 0], [-0, 2, -0, 2, -0], [nan, 0, nan, 0, nan]], { linear: 'each' }),
  div: binary(op.div, [[1, 4, 0.25, 0.25, -0.0625], [1, 0, oo, oo, -oo], [0, 0, nan, oo, nan], [-1, oo, -0, 0, 0]], { domains: [[-2, 2], [0.5, 3]] }),
  pow: binary(op.pow, [
    [2, 3, 8, 12, 5.545177444479562], [-2, 3, -8, 12, nan], [-2, 0.5, nan, nan, nan], [2, 0, 1, 0, 0.6931471805599453],
    [0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [0, 2, 0, 0, 0], [0, 0.5, 0, oo, 0], [4, -0.5, 0.5, -0.0625, 0.6931471805599453],
  ], { domains: [[0.2, 3], [-2, 2]] }),
  maximum: binary(op.maximum, [[1, 2, 2, 0, 1], [2, 1, 2, 1, 0], [2, 2, 2, 0.5, 0.5], [-0, 0, 0, 0.5, 0.5], [oo, 1, oo, 1, 0], [nan, 1, nan, 0, 0], [1, nan, nan, 0, 0]]),
  minimum: binary(op.minimum, [[1, 2, 1, 1, 0], [2, 1, 1, 0, 1], [2, 2, 2, 0.5, 0.5], [0, -0, -0, 0.5, 0.5], [-oo, 1, -oo, 1, 0], [nan, 1, nan, 0, 0]]),
  prelu: binary(op.prelu, [[2, 0.25, 2, 1, 0], [-2, 0.25, -0.5, 0.25, -2], [0, 0.25, 0, 0.25, 0], [nan, 0.25, nan, 0.25, nan]], { kinks: [0] }),

  neg:        unary(op.neg,        [[2, -2, -1], [0, -0, -1], [-0, 0, -1], [oo, -oo, -1], [nan, nan, -1]], { linear: 'together' }),
  abs:        unary(op.abs,        [[-2, 2, -1], [3, 3, 1], [0, 0, 0], [-0, 0, 0], [-oo, oo, -1], [nan, nan, nan]], { kinks: [0] }),
  sign:       unary(op.sign,       [[-2, -1], [3, 1], [0, 0], [-0, -0], [nan, nan], [-oo, -1]], comparison),
  square:     unary(op.square,     [[3, 9, 6], [-0, 0, 0], [-oo, oo, -oo], [nan, nan, nan]]),
  sqrt:       unary(op.sqrt,       [[4, 2, 0.25], [0, 0, oo], [-0, -0, -oo], [-1, nan, nan], [oo, oo, 0]], positive),
  rsqrt:      unary(op.rsqrt,      [[4, 0.5, -0.0625], [0, oo, -oo], [oo, 0, 0], [-1, nan, nan]], positive),
  reciprocal: unary(op.reciprocal, [[4, 0.25, -0.0625], [0, oo, -oo], [-0, -oo, -oo], [-oo, -0, 0]], positive),
  exp:        unary(op.exp,        [[0, 1, 1], [1, Math.E, Math.E], [-oo, 0, 0], [710, oo, oo], [nan, nan, nan]]),
  expm1:      unary(op.expm1,      [[0, 0, 1], [-0, -0, 1], [1e-10, 1.00000000005e-10, 1.0000000001], [-1, -0.6321205588285577, 0.36787944117144233], [-oo, -1, 0]]),
  log:        unary(op.log,        [[1, 0, 1], [2, 0.6931471805599453, 0.5], [0, -oo, oo], [-1, nan, -1], [oo, oo, 0]], positive),
  log1p:      unary(op.log1p,      [[0, 0, 1], [1e-10, 9.999999999500001e-11, 0.9999999999], [-1, -oo, oo], [-2, nan, -1]], positive),
  sin:        unary(op.sin,        [[0, 0, 1], [-0, -0, 1], [1, 0.8414709848078965, 0.5403023058681398], [oo, nan, nan]]),
  cos:        unary(op.cos,        [[0, 1, 0], [1, 0.5403023058681398, -0.8414709848078965], [-oo, nan, nan]]),
  tanh:       unary(op.tanh,       [[0, 0, 1], [-0, -0, 1], [1, 0.7615941559557649, 0.41997434161402614], [oo, 1, 0], [-oo, -1, 0], [nan, nan, nan]]),
  erf:        unary(op.erf,        [[0, 0, 1.1283791670955126], [1, 0.8427007929497149, 0.4151074974205947], [oo, 1, 0], [-oo, -1, 0]]),

  sigmoid:    unary(op.sigmoid,    [[0, 0.5, 0.25], [1, 0.7310585786300049, 0.19661193324148185], [1000, 1, 0], [-1000, 0, 0], [nan, nan, nan]]),
  logSigmoid: unary(op.logSigmoid, [[0, -0.6931471805599453, 0.5], [1, -0.31326168751822286, 0.2689414213699951], [1000, -0, 0], [-1000, -1000, 1]]),
  softplus:   unary(op.softplus,   [[0, 0.6931471805599453, 0.5], [1, 1.3132616875182228, 0.7310585786300049], [1000, 1000, 1], [-1000, 0, 0], [oo, oo, 1]]),
  softsign:   unary(op.softsign,   [[0, 0, 1], [1, 0.5, 0.25], [-3, -0.75, 0.0625]], { kinks: [0] }),
  relu:       unary(op.relu,       [[2, 2, 1], [-2, 0, 0], [0, 0, 0], [-0, 0, 0], [oo, oo, 1], [-oo, 0, 0], [nan, nan, 0]], { kinks: [0] }),
  relu6:      unary(op.relu6,      [[3, 3, 1], [7, 6, 0], [6, 6, 0], [0, 0, 0], [-1, 0, 0]], { kinks: [0, 6], domains: [[-3, 9]] }),
  leakyRelu:  unary((x) => op.leakyRelu(x, 0.25), [[2, 2, 1], [-2, -0.5, 0.25], [0, 0, 0.25], [-oo, -oo, 0.25]], { kinks: [0] }),
  elu:        unary((x) => op.elu(x, 1.5), [[2, 2, 1], [0, 0, 1.5], [-1, -0.9481808382428366, 0.5518191617571635], [-oo, -1.5, 0]], { kinks: [0] }),
  selu:       unary(op.selu,       [[1, scale, scale], [0, 0, 1.7580993408473766], [-1, -1.1113307378125625, 0.646768603034814]], { kinks: [0] }),
  gelu:       unary(op.gelu,       [[0, 0, 0.5], [1, 0.8413447460685429, 1.0833154705876864], [-2, -0.04550026389635842, -0.08523180107819692]]),
  silu:       unary(op.silu,       [[0, 0, 0.5], [1, 0.7310585786300049, 0.9276705118714867], [-2, -0.2384058440442351, -0.09078424878489547], [-1000, -0, 0]]),
  mish:       unary(op.mish,       [[0, 0, 0.6], [1, 0.8650983882673103, 1.0490362200997922], [-2, -0.2525014826957089, -0.1083550924203939]]),
  hardtanh:   unary(op.hardtanh,   [[0.5, 0.5, 1], [1, 1, 0], [-1, -1, 0], [2, 1, 0], [-oo, -1, 0]], { kinks: [-1, 1] }),
  hardswish:  unary(op.hardswish,  [[0, 0, 0.5], [3, 3, 1.5], [4, 4, 1], [-3, -0, -0.5], [-4, -0, 0]], { kinks: [-3, 3], domains: [[-5, 5]] }),
  clip:       unary((x) => op.clip(x, { min: -0.5, max: 0.75 }), [[0, 0, 1], [-0.5, -0.5, 1], [0.75, 0.75, 1], [1, 0.75, 0], [-oo, -0.5, 0], [nan, nan, 0]], { kinks: [-0.5, 0.75] }),

  equal:        binary(op.equal,        [[1, 1, 1], [0, -0, 1], [1, 2, 0], [nan, nan, 0], [oo, oo, 1]], comparison),
  notEqual:     binary(op.notEqual,     [[1, 1, 0], [0, -0, 0], [1, 2, 1], [nan, nan, 1]], comparison),
  less:         binary(op.less,         [[1, 2, 1], [2, 1, 0], [1, 1, 0], [-0, 0, 0], [nan, 1, 0]], comparison),
  lessEqual:    binary(op.lessEqual,    [[1, 2, 1], [2, 1, 0], [1, 1, 1], [nan, nan, 0]], comparison),
  greater:      binary(op.greater,      [[1, 2, 0], [2, 1, 1], [1, 1, 0], [1, nan, 0]], comparison),
  greaterEqual: binary(op.greaterEqual, [[1, 2, 0], [2, 1, 1], [1, 1, 1], [nan, nan, 0]], comparison),

  where: row([
    [(a, b) => op.where(mask(1, 0, 1), a, b), [3], [3]],
    [(a, b) => op.where(mask(1, 0, 1), a, b), [2, 3], []],
    [(a, b) => op.where(op.reshape(mask(1, 0), [2, 1]), a, b), [3], [2, 3]],
    [(a) => op.where(mask(1, 0, 0), a, 7), [2, 3]],
    [(b) => op.where(mask(1, 0, 0), -1, b), [3]],
    [(a, b) => op.where(op.greater(a, b), a, b), [2, 3], [3]],
  ], [
    [(a, b) => op.where(op.tensor([1, 0, -2, NaN], { dtype: 'float64' }), a, b), [[1, 2, 3, 4], [5, 6, 7, 8]], [1, 6, 3, 4], [[1, 0, 1, 1], [0, 1, 0, 0]]],
    [(a, b) => op.where(mask(1, 0), a, b), [[1, NaN], [NaN, 2]], [1, 2], [[1, 0], [0, 1]]],
  ]),
  cast: row([[(x) => op.cast(op.cast(x, 'float64'), x.dtype), [2, 3]], [(x) => op.cast(op.cast(x, 'float64'), x.dtype), []], [(x) => op.cast(op.cast(x, 'float64'), x.dtype), [0]]], [
    [(x) => op.cast(op.cast(x, 'float32'), 'float64'), [[0.1, 1 / 3]], [0.10000000149011612, 0.3333333432674408], [[1, 1]]],
    [(x) => op.cast(op.cast(x, 'int32'), 'float64'), [[1.9, -1.9, 0]], [1, -1, 0], [null]],
  ], { linear: 'together' }),
}
