import { expect, it } from 'vitest'
import { equal, maskedFill, tensor, where } from '../src/index.ts'

const values = tensor([0.1, 0.2], { dtype: 'float64' })

it('a mask from integers chooses among float64 values', () => {
  const labels = tensor([1, 2], { dtype: 'int32' })
  expect(where(equal(labels, 1), values, 0).toArray()).toEqual([0.1, 0])
})

it('a float32 mask fills float64 values, which keep their type and digits', () => {
  const filled = maskedFill(values, tensor([1, 0]), 3)
  expect([filled.dtype, filled.toArray()]).toEqual(['float64', [3, 0.2]])
})

it('a float64 mask chooses among float32 values', () => {
  expect(where(tensor([0, 2], { dtype: 'float64' }), tensor([1, 2]), -1).toArray()).toEqual([-1, 2])
})
