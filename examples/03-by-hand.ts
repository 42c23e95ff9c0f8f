// Backpropagation by hand: every gradient of a network with two layers, held against the tape and against differences.
// Run it: npx tsx examples/03-by-hand.ts
import {
  add,
  crossEntropy,
  gradCheck,
  matmul,
  mul,
  oneHot,
  randn,
  softmax,
  square,
  sub,
  sum,
  tanh,
  tensor,
} from 'glissade'
import { cast, transpose, valueAndGrad, type Tensor } from 'glissade'

const make = (seed: number, ...shape: number[]) => randn(shape, { seed, dtype: 'float64' })
const x = make(1, 6, 3) // six samples of three features
const labels = tensor(Int32Array.of(0, 1, 1, 0, 1, 0))
const weights = { W1: make(2, 3, 4), b1: make(3, 4), W2: make(4, 4, 2), b2: make(5, 2) }

/**
 * The network and its loss:
 *
 *     z = x W₁ + b₁      h = tanh z      y = h W₂ + b₂      L = mean cross entropy of softmax(y)
 */
function loss(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor): Tensor {
  const h = tanh(add(matmul(x, W1), b1)) // (6, 4)
  return crossEntropy(add(matmul(h, W2), b2), labels)
}

/**
 * The chain rule, from the last line to the first. A bar means: how much L changes with it.
 *
 *     ȳ = (softmax(y) − onehot) / n      W̄₂ = hᵀ ȳ      b̄₂ = Σ ȳ
 *     h̄ = ȳ W₂ᵀ      z̄ = h̄ (1 − h²)      W̄₁ = xᵀ z̄      b̄₁ = Σ z̄
 */
function byHand({ W1, b1, W2, b2 }: typeof weights): Record<string, Tensor> {
  const h = tanh(add(matmul(x, W1), b1))
  const y = add(matmul(h, W2), b2)
  const dy = mul(sub(softmax(y), cast(oneHot(labels, 2), 'float64')), 1 / 6)
  const dz = mul(matmul(dy, transpose(W2)), sub(1, square(h)))
  return {
    W1: matmul(transpose(x), dz),
    b1: sum(dz, { axis: 0 }),
    W2: matmul(transpose(h), dy),
    b2: sum(dy, { axis: 0 }),
  }
}

const mine = byHand(weights)
const [value, tape] = valueAndGrad(loss)(weights.W1, weights.b1, weights.W2, weights.b2)
const distance = (a: Tensor, b: Tensor) => Math.max(...a.data.map((each, i) => Math.abs(each - b.data[i])))
const table = Object.keys(weights).map((name, i) => ({
  weight: name,
  shape: `(${tape[i].shape.join(', ')})`,
  'first element': tape[i].data[0],
  'hand - tape, largest': distance(mine[name], tape[i]),
}))

console.log(`loss ${value.item().toFixed(6)}\n`)
console.table(table)
const worst = gradCheck(loss, Object.values(weights), { tolerance: 1e-7 })
console.log(`tape - central differences, largest relative error: ${worst.toExponential(1)}`)
