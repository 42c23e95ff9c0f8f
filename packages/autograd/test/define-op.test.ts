// An op of a user’s own is as good as a built-in one.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { add, mul, record, sum, tensor, type Tensor } from '../src/index.ts'

const leaf = (...x: number[]) => tensor(x, { requiresGrad: true })

const scalar = (x: number) => tensor(x, { requiresGrad: true })

const gradientOf = (x: Tensor) => x.grad?.toArray()

describe('an op of your own', () => {
  const reversed = g.defineOp({ name: 'reversed', compose: ([x]) => x, pullbacks: [(dy) => g.neg(dy)] })

  it('may return its input, and have another derivative: a reversed gradient', () => {
    const x = scalar(3)
    record(() => {
      const y = reversed([x])
      expect(y).not.toBe(x)
      mul(y, 5).backward()
      expect(x.step).toBeUndefined()
    })
    expect(gradientOf(x)).toBe(-5)
  })
  it('may return what was recorded before it', () => {
    const x = scalar(3)
    record(() => {
      const z = mul(x, 2)
      const constant = g.defineOp({ name: 'constant', compose: () => z, pullbacks: [(dy) => mul(dy, 7)] })
      constant([x]).backward()
      mul(z, 1).backward()
    })
    expect(gradientOf(x)).toBe(7 + 2)
  })
  it('may take a list of inputs, with one pullback for each position', () => {
    const xs = [scalar(1), scalar(2), scalar(3)]
    const weighted = g.defineOp({
      name: 'weighted',
      compose: (inputs) => inputs.reduce((total, x, i) => add(total, mul(x, i)), tensor(0)),
      pullbacks: (i) => (dy) => mul(dy, i),
    })
    const y = record(() => {
      const out = weighted(xs)
      out.backward()
      return out
    })
    expect([y.item(), ...xs.map(gradientOf)]).toEqual([8, 0, 1, 2])
  })
  it('may have attributes, and a kernel of its own', () => {
    const scaled = g.defineOp<number>({
      name: 'scaled',
      shape: ([x]) => x,
      forward: (_k, y, [x], factor) => {
        for (let i = 0; i < y.shape[0]; i++)
          y.data[y.offset + i] = factor * x.data[x.offset + i * x.stride[0]]
      },
      pullbacks: [(dy, _x, _y, factor) => mul(dy, factor)],
      reads: [],
    })
    const x = leaf(1, 2, 3)
    expect(record(() => scaled([g.flip(x)], 10)).toArray()).toEqual([30, 20, 10])
    record(() => scaled([x], 10).backward({ gradient: tensor([1, 2, 3]) }))
    expect(gradientOf(x)).toEqual([10, 20, 30])
  })
  it('that reads shapes alone lets its operands be written', () => {
    const x = leaf(1, 2)
    const tripled = g.defineOp({
      name: 'tripled',
      compose: ([z]) => mul(z, 3),
      pullbacks: [(dy) => mul(dy, 3)],
      reads: [],
    })
    const anxious = g.defineOp({
      name: 'anxious',
      compose: ([z]) => mul(z, 3),
      pullbacks: [(dy) => mul(dy, 3)],
    })
    const program = (f: (inputs: Tensor[]) => Tensor) => () => {
      const y = sum(f([x]))
      g.assign(x, tensor([5, 5]))
      y.backward()
    }
    record(program(tripled))
    expect(gradientOf(x)).toEqual([3, 3])
    expect(() => record(program(anxious))).toThrow(/^backward: anxious needs its input 0/)
  })
})
