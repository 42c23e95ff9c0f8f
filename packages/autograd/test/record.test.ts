// The recording as a scope: what leaves it, what is released, and what it leaves behind when something throws.
import { afterEach, describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { add, keep, mul, noGrad, record, square, sum, tensor, type Tensor } from '../src/index.ts'
import { open } from '../src/recording.ts'

afterEach(() => {
  if (open.recording) throw new Error('a recording was left open')
})
const leaf = (...x: number[]) => tensor(x, { requiresGrad: true })

describe('what record() returns', () => {
  it('is a copy that lives on', () => {
    const y = record(() => mul(leaf(1, 2), 3))
    expect(y.toArray()).toEqual([3, 6])
    expect(y.released).toBe(false)
    expect(y.step).toBeUndefined()
  })
  it('may be a list, an object, or lists in objects', () => {
    const out = record(() => {
      const x = leaf(1, 2)
      return { values: [add(x, 1), add(x, 2)], name: 'sum', inner: { total: sum(x), none: null } }
    })
    expect(out.values.map((x) => x.toArray())).toEqual([[2, 3], [3, 4]]) // prettier-ignore
    expect(out.inner.total.item()).toBe(3)
    expect(out.name).toBe('sum')
    expect(out.inner.none).toBeNull()
  })
  it('may be a Map or a Set, of whatever; what comes twice is one copy', () => {
    const out = record(() => {
      const y = mul(leaf(1, 2), 3)
      return { byName: new Map([['y', [y]], ['none', []]]), all: new Set([y]), keyed: new Map([[y, new Set([sum(y)])]]) } // prettier-ignore
    })
    const [y] = out.all
    expect(y.toArray()).toEqual([3, 6])
    expect(out.byName.get('y')).toEqual([y])
    expect(out.byName.get('y')![0]).toBe(y)
    expect(Array.from(out.keyed.get(y)!, (x) => x.item())).toEqual([9])
  })
  it('leaves tensors from outside as they are', () => {
    const x = leaf(1)
    expect(record(() => [x])[0]).toBe(x)
  })
  it('may be a number, or nothing', () => {
    expect(record(() => sum(leaf(1, 2)).item())).toBe(3)
    expect(record(() => undefined)).toBeUndefined()
  })
  it('keeps the gradient of a result that asked for it', () => {
    const y = record(() => {
      const z = g.retainGrad(mul(leaf(1, 2), 3))
      sum(square(z)).backward()
      return z
    })
    expect(y.grad?.toArray()).toEqual([6, 12])
  })
  it('is compact, whatever the view', () => {
    const y = record(() => g.slice(mul(g.arange(1000), 2), [[0, 3]]))
    expect(y.storage.data.length).toBe(3)
    expect(y.toArray()).toEqual([0, 2, 4])
  })
})

describe('what record() does not return', () => {
  const late = (): Tensor => {
    const kept: Tensor[] = []
    record(() => void kept.push(mul(leaf(1, 2), 3)))
    return kept[0]
  }
  const message =
    'tensor: this float32 (2) was released when its recording ended; return it from record(), or keep(x) inside.'

  it.each<[string, (x: Tensor) => unknown]>([
    ['toArray', (x) => x.toArray()],
    ['data', (x) => x.data],
    ['item', (x) => x.item()],
    ['detach', (x) => x.detach()],
    ['backward', (x) => x.backward()],
    ['an op', (x) => add(x, 1)],
    ['an op in another recording', (x) => record(() => add(x, 1))],
    ['keep', (x) => keep(x)],
    ['assign to it', (x) => g.assign(x, tensor([1, 2]))],
    ['assign from it', (x) => g.assign(tensor([1, 2]), x)],
  ])('is refused late: %s', (_what, use) => {
    expect(() => use(late())).toThrow(new g.ReleasedError(message))
  })
  it('still tells its shape and type', () => {
    const x = late()
    expect([x.shape, x.dtype, x.size, x.rank, x.released]).toEqual([[2], 'float32', 2, 1, true])
  })
  it('includes views of what was made inside, but not views of leaves', () => {
    const x = leaf(1, 2)
    const views: Tensor[] = []
    record(() => void views.push(g.reshape(mul(x, 1), [2, 1]), g.reshape(x, [2, 1])))
    expect(views.map((v) => v.released)).toEqual([true, false])
    expect(views[1].toArray()).toEqual([[1], [2]])
  })
})

describe('keep()', () => {
  it('is a copy without a past that outlives the recording', () => {
    const kept: Tensor[] = []
    record(() => void kept.push(keep(mul(leaf(1, 2), 3))))
    expect(kept[0].toArray()).toEqual([3, 6])
  })
  it('does not see later writes', () => {
    const x = tensor([1])
    const copy = keep(x)
    g.assign(x, tensor([2]))
    expect(copy.toArray()).toEqual([1])
  })
})

describe('outside a recording', () => {
  it('ops compute, and nothing is recorded', () => {
    const y = mul(leaf(1, 2), 3)
    expect(y.toArray()).toEqual([3, 6])
    expect(y.step).toBeUndefined()
    expect(y.released).toBe(false)
  })
  it('backward says what to do', () => {
    expect(() => sum(leaf(1, 2)).backward()).toThrow(
      new g.TapeError(
        'backward: this tensor () was not recorded; compute it inside record(() => …) from a tensor with requiresGrad, and call backward there.',
      ),
    )
  })
  it('backward of a result that was returned says the same', () => {
    const y = record(() => sum(leaf(1, 2)))
    expect(() => y.backward()).toThrow(/^backward: this tensor \(\) was not recorded/)
  })
})

describe('a record() inside another', () => {
  it('joins it: what it returns is still on the tape', () => {
    const x = leaf(3)
    record(() => {
      const y = record(() => square(x))
      sum(mul(y, 2)).backward()
    })
    expect(x.grad?.toArray()).toEqual([12])
  })
  it('does not end it', () => {
    record(() => {
      const y = mul(leaf(1), 2)
      record(() => mul(y, 2))
      expect(y.toArray()).toEqual([2])
    })
  })
})

describe('noGrad()', () => {
  it('computes without recording, and returns what its function returns', () => {
    const x = leaf(2)
    record(() => {
      const y = noGrad(() => mul(x, 3))
      expect(y.step).toBeUndefined()
      sum(mul(x, y)).backward()
    })
    expect(x.grad?.toArray()).toEqual([6])
  })
  it('nests', () => {
    record(() => {
      noGrad(() => noGrad(() => 0))
      expect(mul(leaf(1), 2).step).toBeDefined()
    })
  })
  it('outside a recording is just a call', () => {
    expect(noGrad(() => mul(leaf(1), 2)).toArray()).toEqual([2])
  })
  it('ends when its function throws', () => {
    record(() => {
      expect(() => noGrad(() => { throw new RangeError('on purpose') })).toThrow('on purpose') // prettier-ignore
      expect(mul(leaf(1), 2).step).toBeDefined()
    })
  })
})

describe('detach()', () => {
  it('has the same numbers in the same place, and no past', () => {
    const x = leaf(2)
    record(() => {
      const y = mul(x, 3)
      expect(y.detach().storage).toBe(y.storage)
      sum(mul(x, y.detach())).backward()
    })
    expect(x.grad?.toArray()).toEqual([6])
  })
})

describe('an asynchronous function', () => {
  const message =
    'record: its function returned a promise; it needs a synchronous one. Await the data before record() opens.'
  it('is refused', () => {
    expect(() => record(async () => mul(leaf(1), 2))).toThrow(new g.TapeError(message))
  })
  it('is refused whatever makes its promises', () => {
    // oxlint-disable-next-line unicorn/no-thenable
    expect(() => record(() => ({ then: () => 0 }))).toThrow(new g.TapeError(message))
  })
})

describe('an exception inside', () => {
  it('leaves a clean state, a thousand times', () => {
    const x = leaf(3)
    for (let i = 0; i < 1000; i++) {
      expect(() =>
        record(() => {
          const y = square(x)
          if (i % 3 === 0) noGrad(() => g.matmul(y, tensor([[1, 2], [3, 4]]))) // prettier-ignore
          if (i % 3 === 1) g.grad((z: Tensor) => g.stack([z, tensor([1, 2])]))(y)
          throw new RangeError('on purpose')
        }),
      ).toThrow(/on purpose|matmul: |stack: /)
      expect(open.recording).toBeUndefined()
    }
    record(() => sum(square(x)).backward())
    expect(x.grad?.toArray()).toEqual([6])
  })
  it('in the sweep leaves nothing for the next one', () => {
    const x = leaf(3)
    const weak = g.defineOp({
      name: 'weak',
      compose: ([z]) => mul(z, 1),
      pullbacks: [
        () => {
          throw new RangeError('on purpose')
        },
      ],
    })
    record(() => {
      const y = square(x)
      const z = add(mul(y, 5), weak([y]))
      expect(() => z.backward({ retain: true })).toThrow('on purpose')
      x.grad = undefined
      sum(mul(y, 1)).backward()
    })
    expect(x.grad?.toArray()).toEqual([6])
  })
  it('inside a joined recording can be caught outside it', () => {
    record(() => {
      expect(() => record(() => { throw new RangeError('on purpose') })).toThrow('on purpose') // prettier-ignore
      expect(open.recording).toBeDefined()
    })
  })
})
