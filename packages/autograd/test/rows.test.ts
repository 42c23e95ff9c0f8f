// Gradients of which a sweep writes a few rows: the numbers of a scatter, and which rows they are.
import { describe, expect, it } from 'vitest'
import {
  add,
  clearStale,
  gradients,
  index,
  markCleared,
  markStale,
  mul,
  record,
  sum,
  tensor,
  touchedRows,
  type Tensor,
} from '../src/index.ts'

const table = () =>
  tensor(
    [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ],
    { requiresGrad: true },
  )
const ids = (...list: number[]) => tensor(list, { dtype: 'int32' })
const sorted = (x: Tensor) => [...(touchedRows(x.grad!) ?? [])].sort((a, b) => a - b)

describe('backward() through index()', () => {
  it('adds to the rows that were read, repeated ones with their sum, and names them', () => {
    const x = table()
    record(() => sum(mul(index(x, ids(3, 1, 3)), tensor([[1, 2], [10, 20], [100, 200]]))).backward()) // prettier-ignore
    expect(x.grad?.toArray()).toEqual([[0, 0], [10, 20], [0, 0], [101, 202]]) // prettier-ignore
    expect(sorted(x)).toEqual([1, 3])
  })

  it('adds up over sweeps and over several looks at one table, of any shape', () => {
    const x = table()
    const loss = () => sum(add(index(x, tensor([[0, 1]], { dtype: 'int32' })), index(x, ids(1, -1))))
    record(() => loss().backward())
    record(() => loss().backward())
    expect(x.grad?.toArray()).toEqual([[2, 2], [4, 4], [0, 0], [2, 2]]) // prettier-ignore
    expect(sorted(x)).toEqual([0, 1, 3])
    x.grad?.data.fill(0)
    markCleared(x.grad!)
    record(() => sum(index(x, ids(2))).backward())
    expect(sorted(x)).toEqual([2])
  })

  it('takes all for written where the table is used in another way too, in whatever order', () => {
    for (const terms of [
      (x: Tensor) => [sum(index(x, ids(1))), sum(x)],
      (x: Tensor) => [sum(x), sum(index(x, ids(1)))],
    ]) {
      const x = table()
      record(() => terms(x).reduce((a, b) => add(a, b)).backward()) // prettier-ignore
      expect(x.grad?.toArray()).toEqual([[1, 1], [2, 2], [1, 1], [1, 1]]) // prettier-ignore
      expect(touchedRows(x.grad!)).toBeUndefined()
    }
  })

  it('gives gradients() and reads along other axes as whole tensors', () => {
    const x = table()
    const [dx] = record(() => gradients(sum(index(x, ids(2, 2))), [x]))
    expect(dx.toArray()).toEqual([[0, 0], [0, 0], [2, 2], [0, 0]]) // prettier-ignore
    record(() => sum(index(x, ids(0), 1)).backward())
    expect(x.grad?.toArray()).toEqual([[1, 0], [1, 0], [1, 0], [1, 0]]) // prettier-ignore
    expect(touchedRows(x.grad!)).toBeUndefined()
  })
})

describe('A stale gradient counts as zero, whatever its numbers are', () => {
  const stale = (): Tensor => {
    const x = table()
    record(() => sum(x).backward())
    x.grad!.data.fill(NaN)
    markStale(x.grad!)
    return x
  }

  it('and is written over, added to, zeroed in other rows, or zeroed when told', () => {
    const whole = stale()
    record(() => sum(mul(whole, 2)).backward())
    expect(whole.grad?.toArray()).toEqual([[2, 2], [2, 2], [2, 2], [2, 2]]) // prettier-ignore
    const twice = stale()
    record(() => add(sum(twice), sum(mul(twice, 2))).backward())
    expect(twice.grad?.toArray()).toEqual([[3, 3], [3, 3], [3, 3], [3, 3]]) // prettier-ignore
    const rows = stale()
    record(() => sum(index(rows, ids(1))).backward())
    expect(rows.grad?.toArray()).toEqual([[0, 0], [1, 1], [0, 0], [0, 0]]) // prettier-ignore
    expect(sorted(rows)).toEqual([1])
    const alone = stale()
    clearStale(alone.grad!)
    expect(alone.grad?.toArray()).toEqual([[0, 0], [0, 0], [0, 0], [0, 0]]) // prettier-ignore
    expect(touchedRows(alone.grad!)?.size).toBe(0)
  })

  it('is zeroed once: what was written since stays', () => {
    const x = stale()
    record(() => sum(x).backward())
    clearStale(x.grad!)
    expect(x.grad?.toArray()).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]) // prettier-ignore
  })
})
