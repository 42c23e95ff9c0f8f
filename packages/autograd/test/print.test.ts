// How tensors look. Every picture here was drawn by hand.
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { add, arange, record, reshape, tensor, transpose, zeros, type Tensor } from '../src/index.ts'

const grid = (rows: number, columns: number) => reshape(arange(rows * columns), [rows, columns])

// prettier-ignore
const pictures: readonly (readonly [what: string, x: () => Tensor, picture: string])[] = [
  ['a whole number', () => tensor(3), 'tensor(3, float32 ())'],
  ['a fraction', () => tensor(0.1), 'tensor(0.1, float32 ())'],
  ['a third', () => tensor(1 / 3), 'tensor(0.3333, float32 ())'],
  ['a vector of whole numbers', () => tensor([1, -2, 30]), 'tensor([1, -2, 30], float32 (3))'],
  ['a vector of fractions, with as many decimals as they need', () => tensor([1, -2.5, 0.125]), 'tensor([1.000, -2.500, 0.125], float32 (3))'],
  ['at most four decimals', () => tensor([1 / 3, 2]), 'tensor([0.3333, 2.0000], float32 (2))'],
  ['small numbers with exponents', () => tensor([0.1, -2.5, 1e-7]), 'tensor([1.0e-1, -2.5e0, 1.0e-7], float32 (3))'],
  ['large fractions with exponents', () => tensor([123456.75, 0]), 'tensor([1.235e5, 0], float32 (2))'],
  ['large whole numbers as they are', () => tensor([16777216, 1]), 'tensor([16777216, 1], float32 (2))'],
  ['very large numbers with exponents', () => tensor([1e20, 5]), 'tensor([1e20, 5e0], float32 (2))'],
  ['what is not a number', () => tensor([NaN, Infinity, -Infinity]), 'tensor([NaN, Infinity, -Infinity], float32 (3))'],
  ['both zeros', () => tensor([0, -0]), 'tensor([0, -0], float32 (2))'],
  ['both zeros beside a fraction', () => tensor([0, -0, 1.5]), 'tensor([0.0, -0.0, 1.5], float32 (3))'],
  ['float64', () => tensor([1.5, 2], { dtype: 'float64' }), 'tensor([1.5, 2.0], float64 (2))'],
  ['int32', () => tensor([1, 2], { dtype: 'int32' }), 'tensor([1, 2], int32 (2))'],
  ['a leaf like any other', () => tensor([1], { requiresGrad: true }), 'tensor([1], float32 (1))'],
  ['an empty vector', () => tensor([]), 'tensor([], float32 (0))'],
  ['an empty matrix', () => zeros([2, 0]), 'tensor([], float32 (2, 0))'],
  ['an empty block', () => zeros([0, 3, 2]), 'tensor([], float32 (0, 3, 2))'],
  ['a matrix in columns', () => tensor([[1, 2], [30, -4]]),
`tensor([[ 1,  2],
        [30, -4]], float32 (2, 2))`],
  ['a matrix of fractions', () => tensor([[0.5, -20.25], [3, 4]]),
`tensor([[  0.50, -20.25],
        [  3.00,   4.00]], float32 (2, 2))`],
  ['a matrix with gaps', () => tensor([[1.5, NaN], [-0, Infinity]]),
`tensor([[     1.5,      NaN],
        [    -0.0, Infinity]], float32 (2, 2))`],
  ['a row and a column', () => tensor([[1, 2, 3]]), 'tensor([[1, 2, 3]], float32 (1, 3))'],
  ['a column', () => tensor([[1], [2]]),
`tensor([[1],
        [2]], float32 (2, 1))`],
  ['a view as what it shows', () => transpose(tensor([[1, 2], [3, 4]])),
`tensor([[1, 3],
        [2, 4]], float32 (2, 2))`],
  ['a block, its matrices apart', () => reshape(arange(8), [2, 2, 2]),
`tensor([[[0, 1],
         [2, 3]],

        [[4, 5],
         [6, 7]]], float32 (2, 2, 2))`],
  ['rank 4', () => reshape(arange(4), [2, 1, 2, 1]),
`tensor([[[[0],
          [1]]],


        [[[2],
          [3]]]], float32 (2, 1, 2, 1))`],
  ['twelve numbers whole', () => arange(12), 'tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], float32 (12))'],
  ['thirteen by their ends', () => arange(13), 'tensor([0, 1, 2, …, 10, 11, 12], float32 (13))'],
  ['a wide and long matrix by its corners', () => grid(20, 20),
`tensor([[  0,   1,   2, …,  17,  18,  19],
        [ 20,  21,  22, …,  37,  38,  39],
        [ 40,  41,  42, …,  57,  58,  59],
        …,
        [340, 341, 342, …, 357, 358, 359],
        [360, 361, 362, …, 377, 378, 379],
        [380, 381, 382, …, 397, 398, 399]], float32 (20, 20))`],
]

describe('a tensor prints', () => {
  it.each(pictures)('%s', (_what, x, picture) => {
    expect(x().toString()).toBe(picture)
  })

  it('in the console as in a string', () => {
    expect(inspect(tensor([1, 2]))).toBe('tensor([1, 2], float32 (2))')
    expect(`${tensor([1, 2])}`).toBe('tensor([1, 2], float32 (2))')
  })

  it('as released when its recording has ended', () => {
    const kept: Tensor[] = []
    record(() => void kept.push(add(tensor([1, 2]), 1)))
    expect(String(kept[0])).toBe('tensor(released, float32 (2))')
  })
})
