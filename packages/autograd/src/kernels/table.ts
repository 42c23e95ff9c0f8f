// The calculus of the library: each scalar function with its derivatives, written once. Read `algebra.ts` first.
// A row is y = f(x, …, parameters) and d = [∂y/∂x, …], each from the inputs, y itself and the parameters.
import type { Formula } from './algebra.ts'

export interface Row {
  readonly f: Formula
  /** One derivative per tensor input; `null` where none exists. */
  readonly d: readonly (Formula | null)[]
  /** Names and defaults of the plain numbers that follow the inputs. */
  readonly params?: Readonly<Record<string, number>>
}

/** Derivatives that need no kernel: the tape passes ȳ on, or −ȳ. */
export const one: Formula = () => 1
export const minusOne: Formula = () => -1

const SQRT_HALF = Math.SQRT1_2
const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI)
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772

// prettier-ignore
export const table = {
  add:        { f: ({ add }, a, b) => add(a, b),      d: [one, one] },
  sub:        { f: ({ sub }, a, b) => sub(a, b),      d: [one, minusOne] },
  mul:        { f: ({ mul }, a, b) => mul(a, b),      d: [({}, _a, b) => b, ({}, a) => a] },
  div:        { f: ({ div }, a, b) => div(a, b),      d: [({ reciprocal }, _a, b) => reciprocal(b),
                                                          ({ neg, div }, _a, b, y) => neg(div(y, b))] },
  // ∂/∂a is 0 at b = 0 and ∂/∂b is 0 at a = 0, as limits have it; no intermediate is infinite there, so neither is a second derivative.
  pow:        { f: ({ pow }, a, b) => pow(a, b),      d: [({ mul, pow, sub, notEqual }, a, b) => mul(b, pow(a, sub(b, notEqual(b, 0)))),
                                                          ({ mul, log, where, equal }, a, _b, y) => mul(y, log(where(equal(a, 0), 1, a)))] },
  // At a tie each gets half.
  maximum:    { f: ({ maximum }, a, b) => maximum(a, b), d: [({ add, mul, greater, equal }, a, b) => add(greater(a, b), mul(0.5, equal(a, b))),
                                                          ({ add, mul, less, equal }, a, b) => add(less(a, b), mul(0.5, equal(a, b)))] },
  minimum:    { f: ({ minimum }, a, b) => minimum(a, b), d: [({ add, mul, less, equal }, a, b) => add(less(a, b), mul(0.5, equal(a, b))),
                                                          ({ add, mul, greater, equal }, a, b) => add(greater(a, b), mul(0.5, equal(a, b)))] },

  neg:        { f: ({ neg }, x) => neg(x),            d: [minusOne] },
  abs:        { f: ({ abs }, x) => abs(x),            d: [({ sign }, x) => sign(x)] },
  sign:       { f: ({ sign }, x) => sign(x),          d: [null] },
  sqrt:       { f: ({ sqrt }, x) => sqrt(x),          d: [({ div }, _x, y) => div(0.5, y)] },
  rsqrt:      { f: ({ rsqrt }, x) => rsqrt(x),        d: [({ mul, div }, x, y) => mul(-0.5, div(y, x))] },
  reciprocal: { f: ({ reciprocal }, x) => reciprocal(x), d: [({ neg, square }, _x, y) => neg(square(y))] },
  square:     { f: ({ square }, x) => square(x),      d: [({ mul }, x) => mul(2, x)] },
  exp:        { f: ({ exp }, x) => exp(x),            d: [({}, _x, y) => y] },
  log:        { f: ({ log }, x) => log(x),            d: [({ reciprocal }, x) => reciprocal(x)] },
  log1p:      { f: ({ log1p }, x) => log1p(x),        d: [({ reciprocal, add }, x) => reciprocal(add(1, x))] },
  expm1:      { f: ({ expm1 }, x) => expm1(x),        d: [({ add }, _x, y) => add(y, 1)] },
  sin:        { f: ({ sin }, x) => sin(x),            d: [({ cos }, x) => cos(x)] },
  cos:        { f: ({ cos }, x) => cos(x),            d: [({ neg, sin }, x) => neg(sin(x))] },
  tanh:       { f: ({ tanh }, x) => tanh(x),          d: [({ sub, square }, _x, y) => sub(1, square(y))] },
  erf:        { f: ({ erf }, x) => erf(x),            d: [({ mul, exp, neg, square }, x) => mul(2 / Math.sqrt(Math.PI), exp(neg(square(x))))] },

  sigmoid:    { f: ({ sigmoid }, x) => sigmoid(x),    d: [({ mul, sub }, _x, y) => mul(y, sub(1, y))] },
  logSigmoid: { f: ({ neg, softplus }, x) => neg(softplus(neg(x))),  d: [({ sigmoid, neg }, x) => sigmoid(neg(x))] },
  softplus:   { f: ({ softplus }, x) => softplus(x),  d: [({ sigmoid }, x) => sigmoid(x)] },
  softsign:   { f: ({ div, add, abs }, x) => div(x, add(1, abs(x))), d: [({ reciprocal, square, add, abs }, x) => reciprocal(square(add(1, abs(x))))] },
  relu:       { f: ({ maximum }, x) => maximum(x, 0), d: [({ greater }, _x, y) => greater(y, 0)] },
  relu6:      { f: ({ minimum, maximum }, x) => minimum(maximum(x, 0), 6),  d: [({ mul, greater, less }, _x, y) => mul(greater(y, 0), less(y, 6))] },
  leakyRelu:  { f: ({ where, greater, mul }, x, slope) => where(greater(x, 0), x, mul(slope, x)),
                d: [({ where, greater }, x, _y, slope) => where(greater(x, 0), 1, slope)],  params: { slope: 0.01 } },
  prelu:      { f: ({ where, greater, mul }, x, a) => where(greater(x, 0), x, mul(a, x)),
                d: [({ where, greater }, x, a) => where(greater(x, 0), 1, a), ({ where, greater }, x) => where(greater(x, 0), 0, x)] },
  elu:        { f: ({ where, greater, mul, expm1 }, x, alpha) => where(greater(x, 0), x, mul(alpha, expm1(x))),
                d: [({ where, greater, add }, x, y, alpha) => where(greater(x, 0), 1, add(y, alpha))],  params: { alpha: 1 } },
  selu:       { f: ({ where, greater, mul, expm1 }, x) => mul(SELU_SCALE, where(greater(x, 0), x, mul(SELU_ALPHA, expm1(x)))),
                d: [({ where, greater, add }, _x, y) => where(greater(y, 0), SELU_SCALE, add(y, SELU_SCALE * SELU_ALPHA))] },
  gelu:       { f: ({ mul, add, erf }, x) => mul(mul(0.5, x), add(1, erf(mul(SQRT_HALF, x)))),
                d: [({ add, mul, erf, exp, square }, x) => add(mul(0.5, add(1, erf(mul(SQRT_HALF, x)))),
                                                               mul(mul(x, exp(mul(-0.5, square(x)))), SQRT_2_OVER_PI / 2))] },
  geluTanh:   { f: ({ mul, add, tanh, square }, x) => mul(mul(0.5, x), add(1, tanh(mul(mul(SQRT_2_OVER_PI, x), add(1, mul(0.044715, square(x))))))),
                d: [({ mul, add, sub, tanh, square }, x) => {
                  const t = tanh(mul(mul(SQRT_2_OVER_PI, x), add(1, mul(0.044715, square(x)))))
                  return add(mul(0.5, add(1, t)), mul(mul(mul(0.5, x), sub(1, square(t))), mul(SQRT_2_OVER_PI, add(1, mul(3 * 0.044715, square(x))))))
                }] },
  silu:       { f: ({ mul, sigmoid }, x) => mul(x, sigmoid(x)),      d: [({ mul, add, sub, sigmoid }, x, y) => add(sigmoid(x), mul(y, sub(1, sigmoid(x))))] },
  mish:       { f: ({ mul, tanh, softplus }, x) => mul(x, tanh(softplus(x))),
                d: [({ add, mul, sub, square, tanh, softplus, sigmoid }, x) => {
                  const t = tanh(softplus(x))
                  return add(t, mul(mul(x, sub(1, square(t))), sigmoid(x)))
                }] },
  hardtanh:   { f: ({ minimum, maximum }, x, min, max) => minimum(maximum(x, min), max),
                d: [({ mul, greater, less }, x, _y, min, max) => mul(greater(x, min), less(x, max))],  params: { min: -1, max: 1 } },
  hardswish:  { f: ({ mul, minimum, maximum, add }, x) => mul(x, mul(1 / 6, minimum(maximum(add(x, 3), 0), 6))),
                d: [({ where, less, lessEqual, add, mul }, x) => where(less(x, -3), 0, where(lessEqual(x, 3), add(mul(1 / 3, x), 0.5), 1))] },
  // The gradient passes at the bounds themselves.
  clip:       { f: ({ minimum, maximum }, x, min, max) => minimum(maximum(x, min), max),
                d: [({ mul, greaterEqual, lessEqual }, x, _y, min, max) => mul(greaterEqual(x, min), lessEqual(x, max))],  params: { min: -Infinity, max: Infinity } },

  equal:        { f: ({ equal }, a, b) => equal(a, b),               d: [null, null] },
  notEqual:     { f: ({ notEqual }, a, b) => notEqual(a, b),         d: [null, null] },
  less:         { f: ({ less }, a, b) => less(a, b),                 d: [null, null] },
  lessEqual:    { f: ({ lessEqual }, a, b) => lessEqual(a, b),       d: [null, null] },
  greater:      { f: ({ greater }, a, b) => greater(a, b),           d: [null, null] },
  greaterEqual: { f: ({ greaterEqual }, a, b) => greaterEqual(a, b), d: [null, null] },
  where:        { f: ({ where }, c, a, b) => where(c, a, b),         d: [null, ({ notEqual }, c) => notEqual(c, 0), ({ equal }, c) => equal(c, 0)] },
} satisfies Record<string, Row>
