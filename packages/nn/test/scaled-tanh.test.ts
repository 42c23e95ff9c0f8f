// LeCun's tanh: the points that it was made for, its bend, its gradient.
import { grad, gradCheck, sum, tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import { scaledTanh } from '../src/index.ts'

const at = (x: number) => scaledTanh(tensor(x, { dtype: 'float64' }))

it('goes through −1, 0 and 1, up to 1.7159', () => {
  for (const [x, y] of [
    [-1, -1],
    [0, 0],
    [1, 1],
    [50, 1.7159],
  ])
    expect(at(x).item()).toBeCloseTo(y, 4)
})

it('bends most at 1: the second derivative has its extremum there', () => {
  const bend = grad((x: Tensor) => sum(grad((z: Tensor) => sum(scaledTanh(z)))(x)))
  const bends = [0.9, 0.95, 1, 1.05, 1.1].map((x) => bend(tensor(x, { dtype: 'float64' })).item())
  // tanh″ is least at arctanh(1/√3) · 3/2 = 0.9877.
  expect(Math.min(...bends)).toBe(bends[2])
})

it('keeps about the variance of its inputs: 0.75 of normal ones with variance 1', () => {
  const rng = generator(1)
  const x = Float64Array.from({ length: 20_000 }, () => rng.normal())
  const y = Array.from(scaledTanh(tensor(x, { shape: [20_000] })).data)
  const variance = y.reduce((total, value) => total + value * value, 0) / y.length
  expect(Math.abs(variance - 0.7504)).toBeLessThan(0.02)
})

it('has the gradient of its formula', () => {
  gradCheck(scaledTanh, [tensor([-2, -0.5, 0, 0.3, 4], { dtype: 'float64' })], { order: 2 })
})
