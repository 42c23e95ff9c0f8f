// Rates per layer, and the weights that they move.

import { expect, it } from 'vitest'
import { fanInRates, HyperparameterError, Optimizer, sgd } from '../src/index.ts'
import { vector } from './vector.ts'

const segments = [
  { name: 'layers.0.weight', shape: [4, 2], lo: 0, hi: 8 },
  { name: 'layers.0.bias', shape: [2], lo: 8, hi: 10 },
  { name: 'layers.1.weight', shape: [1, 1, 3, 3], lo: 10, hi: 19 },
  { name: 'layers.2.gain', shape: [2], lo: 19, hi: 21 },
]

it('A layer’s rate goes with the root of its fan-in, its bias with the layer, a lone gain as one input', () => {
  expect(fanInRates(segments, 0.5)).toEqual([
    { match: 'layers.0.weight', lr: 1 },
    { match: 'layers.0.bias', lr: 1 },
    { match: 'layers.1.weight', lr: 1.5 },
    { match: 'layers.2.gain', lr: 0.5 },
  ])
})

it('The groups drive an optimizer, with a schedule too', () => {
  const model = { ...vector(new Float64Array(21)), segments }
  const optimizer = new Optimizer(model, sgd(), { groups: fanInRates(segments, (t) => t + 1) })
  const ones = new Float64Array(21).fill(-1)
  for (let k = 0; k < 2; k++) optimizer.step(() => ({ loss: 0, gradient: ones }))
  expect([0, 8, 10, 19].map((i) => model.value[i])).toEqual([6, 6, 9, 3])
})

it('A rate that cannot be is refused', () => {
  expect(() => fanInRates(segments, -1)).toThrow(HyperparameterError)
  expect(() => fanInRates(segments, -1)).toThrow('fanInRates: lr is -1; it must be at least 0.')
})
