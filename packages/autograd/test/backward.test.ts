// The reverse sweep: where gradients arrive, how often, and how they add up.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { add, gradients, mul, record, square, sub, sum, tensor, type Tensor } from '../src/index.ts'

const leaf = (...x: number[]) => tensor(x, { requiresGrad: true })

const scalar = (x: number) => tensor(x, { requiresGrad: true })

const gradientOf = (x: Tensor) => x.grad?.toArray()

describe('gradients add up', () => {
  it('over the uses of a value: y = x² + 3x + x', () => {
    const x = scalar(5)
    record(() => add(add(square(x), mul(x, 3)), x).backward())
    expect(gradientOf(x)).toBe(14)
  })
  it('around a diamond: y = (2x)(x + 1)', () => {
    const x = scalar(3)
    record(() => mul(mul(x, 2), add(x, 1)).backward())
    expect(gradientOf(x)).toBe(14)
  })
  it('through a ladder of diamonds, each value used twice', () => {
    const x = scalar(1)
    record(() => {
      let y: Tensor = x
      for (let i = 0; i < 30; i++) y = add(y, y)
      y.backward()
    })
    expect(gradientOf(x)).toBe(2 ** 30)
  })
  it('over two losses of one recording', () => {
    const x = leaf(1, 2)
    record(() => {
      sum(square(x)).backward()
      sum(mul(x, 10)).backward()
    })
    expect(gradientOf(x)).toEqual([12, 14])
  })
  it('over recordings, until they are cleared', () => {
    const x = scalar(3)
    for (let i = 0; i < 2; i++) record(() => square(x).backward())
    expect(gradientOf(x)).toBe(12)
    x.grad = undefined
    record(() => square(x).backward())
    expect(gradientOf(x)).toBe(6)
  })
  it('into a tensor that was put there, in place', () => {
    const x = scalar(3)
    const slot = tensor(100)
    x.grad = slot
    record(() => square(x).backward())
    expect(x.grad).toBe(slot)
    expect(slot.item()).toBe(106)
  })
  it('for one tensor in several places: mul(x, x), stack, where', () => {
    const x = scalar(3)
    record(() => sum(g.stack([x, mul(x, x), g.where(1, x, 0)])).backward())
    expect(gradientOf(x)).toBe(8)
  })
})

describe('gradients arrive', () => {
  it('at leaves that require them, and nowhere else', () => {
    const [x, w] = [leaf(1, 2), tensor([3, 4])]
    record(() => {
      const y = mul(x, w)
      sum(y).backward()
      expect(y.grad).toBeUndefined()
    })
    expect(gradientOf(x)).toEqual([3, 4])
    expect(w.grad).toBeUndefined()
  })
  it('not at a leaf that the result does not depend on', () => {
    const [x, other] = [scalar(1), scalar(2)]
    record(() => {
      mul(other, 2)
      square(x).backward()
    })
    expect(other.grad).toBeUndefined()
  })
  it('at a tensor on the way that asked with retainGrad', () => {
    const x = scalar(3)
    const dy = record(() => {
      const y = g.retainGrad(square(x))
      mul(y, 5).backward()
      return y.grad?.item()
    })
    expect(dy).toBe(5)
    expect(gradientOf(x)).toBe(30)
  })
  it('at the leaf itself', () => {
    const x = leaf(1, 2)
    record(() => x.backward({ gradient: tensor([5, 7]) }))
    expect(gradientOf(x)).toEqual([5, 7])
  })
  it('in the shape of the leaf, from wherever it was stretched to', () => {
    const x = tensor([[1], [2]], { requiresGrad: true })
    record(() => sum(mul(x, g.ones([3, 2, 4]))).backward())
    expect(gradientOf(x)).toEqual([[12], [12]])
  })
  it('outside the recording, in memory that stays', () => {
    const x = leaf(1, 2)
    record(() => sum(square(x)).backward())
    record(() => mul(g.ones([64]), 9))
    expect(x.grad?.released).toBe(false)
    expect(gradientOf(x)).toEqual([2, 4])
  })
  it('also when the sweep is started under noGrad', () => {
    const x = scalar(3)
    record(() => {
      const y = square(x)
      g.noGrad(() => y.backward())
    })
    expect(gradientOf(x)).toBe(6)
  })
})

describe('the upstream gradient', () => {
  it('weighs each element', () => {
    const x = leaf(1, 2, 3)
    record(() => square(x).backward({ gradient: tensor([1, 10, 100]) }))
    expect(gradientOf(x)).toEqual([2, 40, 600])
  })
  it('is 1 for one number of any rank', () => {
    const x = leaf(3)
    record(() => g.reshape(square(x), [1, 1]).backward())
    expect(gradientOf(x)).toEqual([6])
  })
  it('may be a view', () => {
    const x = leaf(1, 2)
    record(() => mul(x, 1).backward({ gradient: g.flip(tensor([3, 4])) }))
    expect(gradientOf(x)).toEqual([4, 3])
  })
})

describe('sweeping again', () => {
  it('is refused', () => {
    const x = scalar(3)
    record(() => {
      const y = square(x)
      y.backward()
      expect(() => y.backward()).toThrow(
        new g.TapeError(
          'backward: square () was swept before; call the first backward with { retain: true } to sweep again.',
        ),
      )
    })
    expect(gradientOf(x)).toBe(6)
  })
  it('is refused for the part that two losses share', () => {
    const x = scalar(3)
    record(() => {
      const trunk = square(x)
      const [a, b] = [mul(trunk, 2), mul(trunk, 3)]
      a.backward()
      expect(() => b.backward()).toThrow(/^backward: square \(\) was swept before/)
    })
  })
  it('is fine with retain, and gives exactly twice the gradient', () => {
    const x = leaf(0.1, 0.7)
    record(() => {
      const y = sum(g.tanh(x))
      y.backward({ retain: true })
      const once = g.keep(x.grad as Tensor)
      y.backward()
      expect(x.grad?.data).toEqual(mul(once, 2).data)
      expect(() => y.backward()).toThrow(/swept before/)
    })
  })
})

describe('gradients()', () => {
  it('gives them without touching grad, for leaves and for tensors on the way', () => {
    const x = scalar(3)
    const [dx, dy] = record(() => {
      const y = square(x)
      return gradients(mul(y, 5), [x, y])
    })
    expect([dx.item(), dy.item()]).toEqual([30, 5])
    expect(x.grad).toBeUndefined()
  })
  it('gives zeros where nothing depends', () => {
    const [x, other] = [scalar(3), leaf(1, 2)]
    const [, none] = record(() => gradients(square(x), [x, other]))
    expect(none.toArray()).toEqual([0, 0])
  })
  it('gives a tensor by itself 1', () => {
    expect(record(() => gradients(...((y) => [y, [y]] as const)(square(scalar(3)))))[0].item()).toBe(1)
  })
  it('may be asked again and again', () => {
    const x = scalar(2)
    const all = record(() => {
      const y = mul(square(x), x)
      return [1, 2, 3].map(() => gradients(y, [x])[0])
    })
    expect(all.map((d) => d.item())).toEqual([12, 12, 12])
  })
  it('weighs with an upstream gradient', () => {
    const x = leaf(1, 2)
    const [dx] = record(() => gradients(square(x), [x], { gradient: tensor([10, 1]) }))
    expect(dx.toArray()).toEqual([20, 4])
  })
  it('with createGraph can be derived again: d(dy/dx)/dx of x³ is 6x', () => {
    const x = scalar(2)
    record(() => {
      const [dx] = gradients(mul(square(x), x), [x], { createGraph: true })
      dx.backward()
    })
    expect(gradientOf(x)).toBe(12)
  })
  it('without createGraph are constants', () => {
    const x = scalar(2)
    record(() => {
      const [dx] = gradients(square(x), [x])
      mul(dx, x).backward()
    })
    expect(gradientOf(x)).toBe(4)
  })
})

describe('a long chain', () => {
  it('of 100,000 ops is no problem, forwards or backwards', () => {
    const x = scalar(1)
    const y = record(() => {
      let z: Tensor = x
      for (let i = 0; i < 100_000; i++) z = mul(z, 1.00001)
      z.backward()
      return z
    })
    expect(y.item()).toBeCloseTo(Math.E, 1)
    expect(x.grad?.item()).toBeCloseTo(y.item(), 5)
  })
  it('of 2,000 ops can be derived twice', () => {
    const chain = (x: Tensor) => {
      let y: Tensor = x
      for (let i = 0; i < 2000; i++) y = sub(y, mul(square(y), 1e-4))
      return y
    }
    const second = g
      .grad(g.grad(chain))(tensor(0.5, { dtype: 'float64' }))
      .item()
    const [a, b] = [0.5 + 1e-5, 0.5 - 1e-5].map((x) =>
      g
        .grad(chain)(tensor(x, { dtype: 'float64' }))
        .item(),
    )
    expect(second).toBeCloseTo((a - b) / 2e-5, 7)
  })
})
