// Writing in place between an op and its backward(): which programs are refused, and which are right.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { add, assign, mul, record, sum, tensor, touch, type Tensor } from '../src/index.ts'

const leaf = (...x: number[]) => tensor(x, { requiresGrad: true })
const twos = () => tensor([2, 2])

type Program = (x: Tensor, w: Tensor) => void

/** x and w are leaves; each program writes over one of them between an op and the sweep. */
// prettier-ignore
const refused: readonly (readonly [program: string, run: Program, message: string])[] = [
  ['the factor of a product', (x, w) => { const y = sum(mul(x, w)); assign(w, twos()); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['the other factor', (x, w) => { const y = sum(mul(x, w)); assign(x, twos()); y.backward() }, 'backward: mul needs its input 0 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['a square', (x) => { const y = sum(g.square(x)); assign(x, twos()); y.backward() }, 'backward: square needs its input 0 (2) as it was, but assign wrote to it since; write after backward(), or give square a copy.'],
  ['a divisor', (x, w) => { const y = sum(g.div(x, w)); assign(w, twos()); y.backward() }, 'backward: div needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give div a copy.'],
  ['a matrix', (x, w) => { const y = g.dot(x, w); assign(w, twos()); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['through a view', (x, w) => { const y = sum(mul(x, w)); assign(g.noGrad(() => g.slice(w, [[0, 1]])), tensor([9])); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['beneath a view', (x, w) => { const y = sum(mul(x, g.flip(w))); assign(w, twos()); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['by a rule', (x, w) => { const y = sum(mul(x, w)); touch(w, 'adam'); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but adam wrote to it since; write after backward(), or give mul a copy.'],
  ['an output, through a detached look at it', (x) => { const y = g.tanh(x); assign(y.detach(), twos()); sum(y).backward() }, 'backward: tanh needs its output (2) as it was, but assign wrote to it since; write after backward(), or give tanh a copy.'],
  ['the values beneath a maximum', (x) => { const y = g.max(x); assign(x, twos()); y.backward() }, 'backward: max needs its input 0 (2) as it was, but assign wrote to it since; write after backward(), or give max a copy.'],
  ['the values beneath a norm', (x) => { const y = g.norm(x); assign(x, twos()); y.backward() }, 'backward: norm needs its input 0 (2) as it was, but assign wrote to it since; write after backward(), or give norm a copy.'],
  ['a mask', (x) => { const m = tensor([1, 0]); const y = sum(g.where(m, x, 0)); assign(m, twos()); y.backward() }, 'backward: where needs its input 0 (2) as it was, but assign wrote to it since; write after backward(), or give where a copy.'],
  ['between two steps of training in one recording', (x, w) => { sum(mul(x, w)).backward(); const y = sum(mul(x, w)); assign(w, twos()); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.'],
  ['twice; the last writer is named', (x, w) => { const y = sum(mul(x, w)); touch(w, 'sgd'); touch(w, 'clip'); y.backward() }, 'backward: mul needs its input 1 (2) as it was, but clip wrote to it since; write after backward(), or give mul a copy.'],
  ['the output of an activation joined to its product', (x, w) => { const y = g.affine(x, tensor([[1], [2]]), g.slice(w, [[0, 1]]), { activation: g.tanh }); assign(y.detach(), tensor([2])); sum(y).backward() }, 'backward: affineTanh needs its output (1, 1) as it was, but assign wrote to it since; write after backward(), or give affineTanh a copy.'],
  ['by backward(), which adds to a gradient that was used', (x, w) => { sum(mul(x, 2)).backward(); const y = sum(mul(x.grad as Tensor, w)); sum(mul(x, 3)).backward(); y.backward() }, 'backward: mul needs its input 0 (2) as it was, but backward wrote to it since; write after backward(), or give mul a copy.'],
]

// prettier-ignore
const fine: readonly (readonly [program: string, run: Program, dx: number[]])[] = [
  ['after backward()', (x, w) => { sum(mul(x, w)).backward(); assign(w, twos()) }, [3, 4]],
  ['before the op', (x, w) => { assign(w, twos()); sum(mul(x, w)).backward() }, [2, 2]],
  ['the terms of a sum: its derivative does not look', (x, w) => { const y = sum(add(x, w)); assign(w, twos()); y.backward() }, [1, 1]],
  ['the input of a reciprocal: its derivative looks at the output', (x) => { const y = sum(g.reciprocal(x)); assign(x, twos()); y.backward() }, [-1, -0.25]],
  ['a factor of a constant', (x) => { const w = tensor([3, 4]); const y = sum(mul(x, w)); assign(x, twos()); y.backward() }, [3, 4]],
  ['something else', (x, w) => { const y = sum(mul(x, w)); assign(tensor([0, 0]), twos()); y.backward() }, [3, 4]],
  ['the original of a copy', (x, w) => { const y = sum(mul(x, g.keep(w))); assign(w, twos()); y.backward() }, [3, 4]],
  ['the values beneath a reshape', (x) => { const y = sum(g.reshape(x, [2, 1])); assign(x, twos()); y.backward() }, [1, 1]],
  ['the values beneath a mean', (x) => { const y = g.mean(x); assign(x, twos()); y.backward() }, [0.5, 0.5]],
  ['a factor whose product nobody derives', (x, w) => { mul(x, w); const y = sum(x); assign(w, twos()); y.backward() }, [1, 1]],
  ['through data, which is documented as unseen', (x, w) => { const y = sum(mul(x, w)); w.data[0] = 7; y.backward() }, [7, 4]],
]

describe('writing over a number that backward() needs is refused', () => {
  it.each(refused)('%s', (_program, run, message) => {
    expect(() => record(() => run(leaf(1, 2), leaf(3, 4)))).toThrow(new g.TapeError(message))
  })
  it('with the line, in anomaly mode', () => {
    const program = () => {
      const [x, w] = [leaf(1, 2), leaf(3, 4)]
      const y = sum(mul(x, w))
      assign(w, twos())
      y.backward()
    }
    expect(() => record(program, { anomaly: true })).toThrow(/Recorded at \S+versions\.test\.ts:\d+:\d+\.$/)
  })
})

describe('writing over anything else is fine', () => {
  it.each(fine)('%s', (_program, run, dx) => {
    const x = leaf(1, 2)
    record(() => run(x, leaf(3, 4)))
    expect(x.grad?.toArray()).toEqual(dx)
  })
})

describe('assign', () => {
  it('writes for all who look', () => {
    const x = tensor([1, 2, 3, 4])
    const view = g.slice(x, [[0, 2]])
    expect(assign(view, tensor([8, 9]))).toBe(view)
    expect(x.toArray()).toEqual([8, 9, 3, 4])
  })
  it('reads before it writes where both overlap', () => {
    const x = tensor([1, 2, 3])
    assign(x, g.flip(x))
    expect(x.toArray()).toEqual([3, 2, 1])
    assign(g.slice(x, [[1, 3]]), g.slice(x, [[0, 2]]))
    expect(x.toArray()).toEqual([3, 3, 2])
  })
  it('from a view, into a view', () => {
    const x = g.zeros([2, 2])
    assign(g.transpose(x), tensor([[1, 2], [3, 4]])) // prettier-ignore
    expect(x.toArray()).toEqual([[1, 3], [2, 4]]) // prettier-ignore
  })
})
