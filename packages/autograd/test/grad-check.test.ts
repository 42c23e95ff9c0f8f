// The checker is checked: backward passes with one mistake each, and every mistake is found.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { defineOp, gradCheck, tensor, type ComposedOp, type Tensor } from '../src/index.ts'
import { embed } from '../src/ops/view.ts'

type Pullbacks = ComposedOp<undefined>['pullbacks']
type Compose = (...x: Tensor[]) => Tensor

/** An op with a right forward and the given backward. */
const op = (compose: Compose, ...pullbacks: Extract<Pullbacks, readonly unknown[]>): Compose => {
  const apply = defineOp({ name: 'mistaken', compose: (inputs) => compose(...inputs), pullbacks })
  return (...x) => apply(x)
}

const vector = tensor([0.5, 1.2, 0.8], { dtype: 'float64' })
const other = tensor([1.5, 0.7, 2], { dtype: 'float64' })
const square = tensor([[1, 2], [3, 5]], { dtype: 'float64' }) // prettier-ignore
const square2 = tensor([[2, -1], [0.5, 4]], { dtype: 'float64' }) // prettier-ignore
const cube = g.reshape(tensor(Float64Array.from({ length: 8 }, (_, i) => 1 + i * i)), [2, 2, 2])
const signs = tensor([-1.5, 0.5, 2], { dtype: 'float64' })
const twice = tensor([0, 0, 2], { dtype: 'int32' })
const { mul, div, neg, sub, add } = g

// prettier-ignore
const mistakes: readonly (readonly [mistake: string, f: Compose, ...x: Tensor[]])[] = [
  ['a wrong sign (sin)', op(g.sin, (dy, [x]) => neg(mul(dy, g.cos(x)))), vector],
  ['a missing factor of 2 (square)', op(g.square, (dy, [x]) => mul(dy, x)), vector],
  ['a factor of 2 for one half (sqrt)', op(g.sqrt, (dy, _x, y) => div(mul(2, dy), y)), vector],
  ['a scale that is 0.1 % off (exp)', op(g.exp, (dy, _x, y) => mul(mul(dy, y), 1.001)), vector],
  ['operands mixed up (mul)', op(mul, (dy, [a]) => mul(dy, a), (dy, [, b]) => mul(dy, b)), vector, other],
  ['a missing factor (mul)', op(mul, (dy) => dy, (dy, [a]) => mul(dy, a)), vector, other],
  ['no gradient for the second input (mul)', op(mul, (dy, [, b]) => mul(dy, b), null), vector, other],
  ['a missing minus (div)', op(div, (dy, [, b]) => div(dy, b), (dy, [, b], y) => div(mul(dy, y), b)), vector, other],
  ['a missing square (div)', op(div, (dy, [, b]) => div(dy, b), (dy, [a, b]) => neg(div(mul(dy, a), b))), vector, other],
  ['the upstream gradient alone (exp)', op(g.exp, (dy) => dy), vector],
  ['the upstream gradient forgotten (exp)', op(g.exp, (_dy, _x, y) => y), vector],
  ['a product for a quotient (log)', op(g.log, (dy, [x]) => mul(dy, x)), vector],
  ['y for y squared (tanh)', op(g.tanh, (dy, _x, y) => mul(dy, sub(1, y))), vector],
  ['the input for the output (tanh)', op(g.tanh, (dy, [x]) => mul(dy, sub(1, g.square(x)))), vector],
  ['plus for minus (sigmoid)', op(g.sigmoid, (dy, _x, y) => mul(dy, mul(y, add(1, y)))), vector],
  ['the gate left open (relu)', op(g.relu, (dy) => dy), signs],
  ['the gate on the wrong side (relu)', op(g.relu, (dy, [x]) => mul(dy, g.less(x, 0))), signs],
  ['the sign lost (abs)', op(g.abs, (dy) => dy), signs],
  ['a gradient beyond the bounds (clip)', op((x) => g.clip(x, { min: -1, max: 1 }), (dy) => dy), signs],
  ['the sides swapped (where)', op((a, b) => g.where(g.greater(a, 0), a, b), (dy, [a]) => mul(dy, g.lessEqual(a, 0)), (dy, [a]) => mul(dy, g.greater(a, 0))), signs, other],
  ['the exponent not lowered (pow)', op((x) => g.pow(x, 3), (dy, _x, y) => mul(mul(3, dy), y)), vector],
  ['b not transposed (matmul)', op(g.matmul, (dy, [, b]) => g.matmul(dy, b), (dy, [a]) => g.matmul(g.transpose(a), dy)), square, square2],
  ['a not transposed (matmul)', op(g.matmul, (dy, [, b]) => g.matmul(dy, g.transpose(b)), (dy, [a]) => g.matmul(a, dy)), square, square2],
  ['the factors in the wrong order (matmul)', op(g.matmul, (dy, [, b]) => g.matmul(g.transpose(b), dy), (dy, [a]) => g.matmul(dy, g.transpose(a))), square, square2],
  ['the wrong axis (sum)', op((x) => g.sum(x, { axis: 0 }), (dy) => g.broadcastTo(g.expandDims(dy, 1), [2, 2])), square],
  ['no division by the count (mean)', op((x) => g.mean(x), (dy, [x]) => g.broadcastTo(dy, x.shape)), vector],
  ['everybody wins (max)', op((x) => g.max(x), (dy, [x]) => g.broadcastTo(dy, x.shape)), vector],
  ['the second term missing (softmax)', op((x) => g.softmax(x), (dy, _x, y) => mul(dy, y)), vector],
  ['the exponential missing (logSoftmax)', op((x) => g.logSoftmax(x), (dy, _x, y) => sub(dy, mul(y, g.sum(dy)))), vector],
  ['a mean where broadcasting needs a sum (add)', op(add, (dy) => dy, (dy) => g.mean(dy, { axis: 0 })), square, g.slice(square2, [0])],
  ['the last row alone where broadcasting needs a sum (add)', op(add, (dy) => dy, (dy) => g.slice(dy, [-1])), square, g.slice(square2, [0])],
  ['not transposed back (transpose)', op((x) => g.transpose(x), (dy) => dy), square],
  ['the order for its inverse (permute)', op((x) => g.permute(x, [1, 2, 0]), (dy) => g.permute(dy, [1, 2, 0])), cube],
  ['one place too far (slice)', op((x) => g.slice(x, [[0, 2]]), (dy) => embed(dy, [3], [{ start: 1, step: 1, count: 2 }])), vector],
  ['the parts in the wrong order (concat)', op((a, b) => g.concat([a, b]), (dy) => g.slice(dy, [[3, 6]]), (dy) => g.slice(dy, [[0, 3]])), vector, other],
  ['not turned round (cumsum)', op((x) => g.cumsum(x), (dy) => g.cumsum(dy)), vector],
  ['overwritten, not added up (index)', op((x) => g.index(x, twice), (dy) => g.mul(g.index(dy, twice), tensor([1, 0, 1], { dtype: 'float64' }))), vector],
  ['no division by the length (norm)', op((x) => g.norm(x), (dy, [x]) => mul(dy, x)), vector],
  ['n for n − 1 (variance)', op((x) => g.variance(x), (dy, [x]) => mul(dy, mul(2 / 3, sub(x, g.mean(x))))), vector],
  ['0/0 where an element is 0 (prod)', op((x) => g.prod(x), (dy, [x], y) => mul(dy, div(y, x))), tensor([0, 2, 3], { dtype: 'float64' })],
  ['the output of an earlier call (exp)', op(g.exp, (dy) => mul(dy, g.exp(other))), vector],
]

describe('a mistake is found', () => {
  for (const [mistake, f, ...x] of mistakes) {
    it(mistake, () => {
      expect(() => gradCheck(f, x)).toThrow(/^gradCheck: the gradient by input \d/)
    })
  }

  it('only at second order: a derivative that is cut off', () => {
    const cut = op(g.tanh, (dy, _x, y) => mul(dy, sub(1, g.square(y.detach()))))
    expect(gradCheck(cut, [vector])).toBeLessThan(1e-9)
    expect(() => gradCheck(cut, [vector], { order: 2 })).toThrow(
      /^gradCheck: the derivative of the gradient by input 0/,
    )
  })

  it('with the input, the element and both numbers', () => {
    const halved = op(g.square, (dy, [x]) => mul(dy, x))
    expect(() => gradCheck((x) => g.sum(halved(x)), [tensor([3, 0], { dtype: 'float64' })])).toThrow(
      /^gradCheck: the gradient by input 0 \(2\) at element 0: \S+ by the op, \S+ by central differences; relative error 5.0e-1, allowed 0.000001.$/,
    )
  })
})

describe('what is right passes', () => {
  it('at both orders, with an error that says how well', () => {
    const f = op(g.tanh, (dy, _x, y) => mul(dy, sub(1, g.square(y))))
    expect(gradCheck(f, [vector], { order: 2 })).toBeLessThan(1e-8)
  })
  it('with several inputs', () => {
    const f = op(mul, (dy, [, b]) => mul(dy, b), (dy, [a]) => mul(dy, a)) // prettier-ignore
    expect(gradCheck(f, [vector, other], { order: 2 })).toBeLessThan(1e-8)
  })
  it('for inputs too large to try every element, on a sample of them', () => {
    let evaluations = 0
    const f = (x: Tensor) => {
      evaluations++
      return g.square(x)
    }
    expect(gradCheck(f, [g.linspace(1, 2, 5000, { dtype: 'float64' })], { entries: 20 })).toBeLessThan(1e-6)
    expect(evaluations).toBe(1 + 2 * 20)
  })
  it('unless the tolerance is finer than differences can be', () => {
    expect(() => gradCheck(g.exp, [vector], { tolerance: 1e-16 })).toThrow(/allowed 1e-16\.$/)
  })
})
