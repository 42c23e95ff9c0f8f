// Making tensors, and reading what they hold.
import ndarray from 'ndarray'
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import {
  arange,
  eye,
  full,
  linspace,
  ones,
  rand,
  randn,
  record,
  tensor,
  transpose,
  zeros,
  type Tensor,
} from '../src/index.ts'
import { fromNdarray, toNdarray } from '../src/reference/index.ts'
import { generator } from '@glissade/random'

const told = (x: Tensor) => [x.dtype, x.shape, x.toArray()]

describe('tensor()', () => {
  // prettier-ignore
  it.each<[string, () => Tensor, string, number[], g.Nested]>([
    ['a number', () => tensor(3), 'float32', [], 3],
    ['a list', () => tensor([1, 2]), 'float32', [2], [1, 2]],
    ['lists of lists', () => tensor([[1], [2], [3]]), 'float32', [3, 1], [[1], [2], [3]]],
    ['nothing', () => tensor([]), 'float32', [0], []],
    ['lists of nothing', () => tensor([[], []]), 'float32', [2, 0], [[], []]],
    ['another type', () => tensor([2, -1], { dtype: 'int32' }), 'int32', [2], [2, -1]],
    ['a list at a shape', () => tensor([1, 2, 3, 4], { shape: [2, 2] }), 'float32', [2, 2], [[1, 2], [3, 4]]],
    ['a Float32Array', () => tensor(new Float32Array([1, 2])), 'float32', [2], [1, 2]],
    ['a Float64Array', () => tensor(new Float64Array([0.1])), 'float64', [1], [0.1]],
    ['an Int32Array', () => tensor(new Int32Array([7])), 'int32', [1], [7]],
    ['an array at a shape', () => tensor(new Float32Array(6), { shape: [2, 3] }), 'float32', [2, 3], [[0, 0, 0], [0, 0, 0]]],
  ])('of %s', (_what, make, dtype, shape, numbers) => {
    expect(told(make())).toEqual([dtype, shape, numbers])
  })
  it('looks at a typed array, and copies a list', () => {
    const array = new Float32Array([1, 2])
    const x = tensor(array)
    array[0] = 9
    expect(x.toArray()).toEqual([9, 2])
  })
  it('rounds to its type', () => {
    expect(tensor(0.1).item()).toBe(Math.fround(0.1))
    expect(tensor(0.1, { dtype: 'float64' }).item()).toBe(0.1)
  })
  it('does not look at the shape that it was given', () => {
    const shape = [2, 1]
    const x = tensor([1, 2], { shape })
    shape[0] = 7
    expect(x.shape).toEqual([2, 1])
  })
})

describe('made by a rule', () => {
  // prettier-ignore
  it.each<[string, () => Tensor, g.Nested]>([
    ['zeros', () => zeros([2, 1]), [[0], [0]]],
    ['ones', () => ones([2]), [1, 1]],
    ['full', () => full([2], 7, { dtype: 'int32' }), [7, 7]],
    ['full of shape ()', () => full([], 7), 7],
    ['eye', () => eye(2), [[1, 0], [0, 1]]],
    ['eye of nothing', () => eye(0), []],
    ['arange(n)', () => arange(3), [0, 1, 2]],
    ['arange(start, stop)', () => arange(2, 5), [2, 3, 4]],
    ['arange with a step', () => arange(0, 1, 0.25), [0, 0.25, 0.5, 0.75]],
    ['arange backwards', () => arange(3, 0, -1), [3, 2, 1]],
    ['arange of nothing', () => arange(3, 0), []],
    ['linspace', () => linspace(0, 1, 5), [0, 0.25, 0.5, 0.75, 1]],
    ['linspace of one point', () => linspace(3, 9, 1), [3]],
  ])('%s', (_what, make, numbers) => {
    expect(make().toArray()).toEqual(numbers)
  })
  it('linspace ends where it should, to the bit', () => {
    expect(linspace(0, 0.7, 11, { dtype: 'float64' }).data[10]).toBe(0.7)
  })
  it('in the type that was asked for', () => {
    const all = [
      zeros([1], { dtype: 'float64' }),
      arange(1, 2, 1, { dtype: 'int32' }),
      eye(1, { dtype: 'float64' }),
    ]
    expect(all.map((x) => x.dtype)).toEqual(['float64', 'int32', 'float64'])
  })
  it('as a leaf, where asked', () => {
    expect([zeros([1], { requiresGrad: true }), zeros([1])].map((x) => x.requiresGrad)).toEqual([true, false])
  })
})

describe('random numbers', () => {
  it('are the same for the same seed', () => {
    expect(randn([5], { seed: 3 }).data).toEqual(randn([5], { seed: 3 }).data)
    expect(randn([5], { seed: 3 }).data).not.toEqual(randn([5], { seed: 4 }).data)
  })
  it('go on with a generator', () => {
    const rng = generator(1)
    expect(rand([3], { rng }).data).not.toEqual(rand([3], { rng }).data)
  })
  it('are uniform on [0, 1), or normal', () => {
    const [u, z] = [rand([10_000], { seed: 1 }), randn([10_000], { seed: 1 })]
    expect(g.min(u).item()).toBeGreaterThanOrEqual(0)
    expect(g.max(u).item()).toBeLessThan(1)
    expect(g.mean(u).item()).toBeCloseTo(0.5, 1)
    expect(g.mean(z).item()).toBeCloseTo(0, 1)
    expect(g.std(z).item()).toBeCloseTo(1, 1)
  })
})

describe('reading', () => {
  const x = tensor([[1, 2], [3, 4]]) // prettier-ignore
  it('data of a leaf is a window: writes are seen', () => {
    const y = tensor([1, 2])
    y.data[0] = 5
    expect(g.mul(y, 2).toArray()).toEqual([10, 4])
  })
  it('data of a view that lies in one piece is a window too', () => {
    g.slice(x, [1]).data.fill(0)
    expect(x.toArray()).toEqual([[1, 2], [0, 0]]) // prettier-ignore
    g.assign(x, tensor([[1, 2], [3, 4]])) // prettier-ignore
  })
  it('data of any other view is a copy, in row-major order', () => {
    const y = transpose(x)
    expect(y.data).toEqual(new Float32Array([1, 3, 2, 4]))
    y.data.fill(0)
    expect(x.toArray()).toEqual([[1, 2], [3, 4]]) // prettier-ignore
  })
  it('data inside a recording is a copy, since its memory is lent', () => {
    const data = record(() => g.mul(x, 2).data)
    record(() => g.mul(x, 100))
    expect(data).toEqual(new Float32Array([2, 4, 6, 8]))
  })
  it('size, rank and shape', () => {
    expect([x.size, x.rank, x.shape]).toEqual([4, 2, [2, 2]])
    expect([tensor(1).size, tensor(1).rank]).toEqual([1, 0])
  })
  it('item of one number, whatever its rank', () => {
    expect([tensor(7).item(), tensor([[7]]).item(), g.slice(x, [1, 0]).item()]).toEqual([7, 7, 3])
  })
})

describe('npm ndarray', () => {
  it('looks at the same numbers', () => {
    const x = tensor([[1, 2, 3], [4, 5, 6]]) // prettier-ignore
    const array = toNdarray(transpose(x))
    expect([array.shape, array.get(2, 1)]).toEqual([[3, 2], 6])
    array.set(2, 1, 60)
    expect(x.toArray()).toEqual([[1, 2, 3], [4, 5, 60]]) // prettier-ignore
  })
  it('is looked at, with its strides and offset', () => {
    const array = ndarray(new Float32Array([0, 1, 2, 3, 4, 5]), [2, 2], [3, 1], 1)
    expect(fromNdarray(array).toArray()).toEqual([[1, 2], [4, 5]]) // prettier-ignore
  })
  it('is a copy inside a recording', () => {
    expect(record(() => toNdarray(g.mul(tensor([1, 2]), 3))).data).toEqual(new Float32Array([3, 6]))
  })
  it('there and back is the same tensor', () => {
    const x = transpose(tensor([[1, 2], [3, 4]])) // prettier-ignore
    expect(fromNdarray(toNdarray(x)).toArray()).toEqual(x.toArray())
  })
})

describe('JSON', () => {
  it.each([[3], [[1, 2]], [[[1], [2]]], [[]]])('of a tensor is its nested list: %j', (numbers) => {
    const x = tensor(numbers)
    expect(JSON.stringify({ x })).toBe(JSON.stringify({ x: numbers }))
    expect(tensor(JSON.parse(JSON.stringify(x)) as g.Nested).toArray()).toEqual(numbers)
  })
  it('keeps every bit of float32 and the order of a view', () => {
    const x = g.transpose(g.rand([3, 4], { seed: 1 }))
    expect(tensor(JSON.parse(JSON.stringify(x)) as g.Nested).toArray()).toEqual(x.toArray())
  })
  it('has no word for NaN, which is not read back as a number', () => {
    const text = JSON.stringify(tensor([1, NaN]))
    expect(text).toBe('[1,null]')
    expect(() => tensor(JSON.parse(text) as g.Nested)).toThrow('tensor: null at depth 1')
  })
  it('of a released tensor is refused', () => {
    const kept: Tensor[] = []
    g.record(() => void kept.push(g.add(tensor([1]), 1)))
    expect(() => JSON.stringify(kept)).toThrow('was released when its recording ended')
  })
})
