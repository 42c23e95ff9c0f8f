// Gradients of a packed model are computed where they belong: the first share of each is put there, whatever the pullback does.
import {
  add,
  defineOp,
  matmul,
  mul,
  neg,
  record,
  sum,
  tensor,
  transpose,
  type Tensor,
} from '@glissade/autograd'
import { describe, expect, it } from 'vitest'
import { Module, parameter } from '../src/index.ts'

class Square extends Module {
  weight = parameter(tensor([[1, 2], [3, 4]])) // prettier-ignore
  forward(x: Tensor): Tensor {
    return matmul(x, this.weight)
  }
}

const x = tensor([[1, 10], [100, 1000]]) // prettier-ignore

/** y = w, with a pullback that gives ȳ back by way of whatever `way` makes of it. */
const through = (way: (dy: Tensor) => Tensor) =>
  defineOp({ name: 'through', compose: ([w]) => mul(w, 1), pullbacks: [way], reads: [] })

const twice: Record<string, readonly [way: (dy: Tensor) => Tensor, factor: number]> = {
  itself: [(dy) => dy, 1],
  'a result': [(dy) => mul(dy, 3), 3],
  'a result of a result': [(dy) => neg(mul(dy, 3)), -3],
  'a view of a result of the same shape': [(dy) => transpose(transpose(mul(dy, 3))), 3],
}

describe('the first share of a gradient', () => {
  it.each(Object.entries(twice))('may be %s', (_, [way, factor]) => {
    const model = new Square()
    const target = model.flat()
    const op = through(way)
    for (let k = 0; k < 2; k++) {
      target.evaluate(() => sum(mul(op([model.weight]), x)))
      expect([...target.gradient]).toEqual([1, 10, 100, 1000].map((each) => each * factor))
    }
  })
  it('may be turned, in the same memory', () => {
    const model = new Square()
    const target = model.flat()
    const op = through((dy) => transpose(mul(dy, 3)))
    target.evaluate(() => sum(mul(op([model.weight]), x)))
    expect([...target.gradient]).toEqual([3, 300, 30, 3000])
  })
  it('is added to by every further one, of the same op or of another', () => {
    const model = new Square()
    const target = model.flat()
    target.evaluate(() => sum(add(mul(model.weight, model.weight), mul(model.weight, x))))
    expect([...target.gradient]).toEqual([2 + 1, 4 + 10, 6 + 100, 8 + 1000])
  })
  it('leaves the gradient of a leaf by itself to be added to', () => {
    const w = tensor([1, 2], { requiresGrad: true })
    for (let k = 0; k < 2; k++) record(() => sum(mul(w, 3)).backward())
    expect(w.grad?.toArray()).toEqual([6, 6])
  })
})
