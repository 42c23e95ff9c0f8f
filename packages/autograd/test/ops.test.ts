// Every op: values by hand, gradients of both orders against central differences, aliases, subsets, adjoints.
import { describe, expect, it } from 'vitest'
import * as ops from '../src/ops/index.ts'
import { gradCheck, graph, keep, record, tensor, type Nested, type Tensor } from '../src/index.ts'
import { rows } from './cases.ts'
import { eachTry, leaves, opTests, run, upstream } from './op-tests.ts'
import { sizeOf } from '../src/shape.ts'
import type { Data } from '../src/view.ts'
import type { Point, Row } from './table/row.ts'

const table = Object.entries(rows)
const differentiable = table.filter(([, row]) => row.differentiable)

describe('the table', () => {
  it('has a row for every public op', () => {
    const names = Object.entries(ops).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
    expect(Object.keys(rows).sort()).toEqual(names.sort())
  })
  it('tries every differentiable op, with numbers by hand for all', () => {
    const bare = table.filter(
      ([, { points, tries, differentiable }]) =>
        points.length === 0 || (differentiable && tries.length === 0),
    )
    expect(bare.map(([name]) => name)).toEqual([])
  })
})

describe('the picture of the graph', () => {
  it.each(differentiable)('%s: leads from every input to the result', (name, row) => {
    eachTry(name, row, (t) => {
      const inputs = leaves(row, t, 'float64')
      const names = new Map(inputs.map((x, i) => [x, `input ${i}`]))
      if (inputs.includes(record(() => t.call(...inputs)))) return // a roll all the way round is no op
      const { nodes, edges } = graph(() => t.call(...inputs), names)
      const reached = new Set(nodes.slice(-1).map(({ id }) => id))
      for (const { from, to } of edges.toReversed()) if (reached.has(to)) reached.add(from)
      const labels = nodes.filter(({ id }) => reached.has(id)).map(({ label }) => label)
      expect(labels).toEqual(expect.arrayContaining(inputs.map((_, i) => `input ${i}`)))
      expect(nodes.filter(({ label, kind }) => kind === 'op' && !/^[a-z][A-Za-z0-9]*$/.test(label))).toEqual(
        [],
      )
    })
  })
})

/** By hand means exactly, but for the last digits of functions; the zeros of y have a sign. */
function byHand(got: Nested, wanted: Nested, signed: boolean): boolean {
  if (typeof wanted === 'number') {
    const exactly = !Number.isFinite(wanted) || (signed && wanted === 0)
    return exactly
      ? Object.is(got, wanted)
      : Math.abs((got as number) - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted))
  }
  return (
    Array.isArray(got) &&
    got.length === wanted.length &&
    wanted.every((each, i) => byHand((got as Nested[])[i], each, signed))
  )
}

function expectByHand(x: Tensor, wanted: Nested, signed = false): void {
  const got = x.toArray()
  if (!byHand(got, wanted, signed)) expect(got).toEqual(wanted)
}

function checkPoint({ call, at, y, dx }: Point): void {
  const inputs = at.map((x) => tensor(x, { dtype: 'float64', requiresGrad: true }))
  const out = ops.cast(call(...inputs), 'float64')
  expectByHand(out, y, true)
  if (!dx) return
  const ones = (x: Tensor) => ops.sum(ops.mul(x, 1))
  run((...x) => ones(call(...x)), inputs, 1 / upstream(tensor(0, { dtype: 'float64' })).item())
  dx.forEach((wanted, i) => {
    if (wanted === null) expect(inputs[i].grad).toBeUndefined()
    else expectByHand(inputs[i].grad as Tensor, wanted)
  })
}

describe('values by hand', () => {
  for (const [name, { points }] of table)
    for (const point of points) it(`${name} at ${point.title}`, () => checkPoint(point))
})

describe('gradients against central differences', () => {
  for (const [name, row] of differentiable) {
    it(`${name}: first order`, () => {
      eachTry(name, row, (t) => gradCheck(t.call, leaves(row, t, 'float64'), { tolerance: 1e-6 }))
    })
    it(`${name}: second order`, () => {
      eachTry(name, row, (t) => gradCheck(t.call, leaves(row, t, 'float64'), { tolerance: 1e-6, order: 2 }))
    })
  }
})

const plus = (a: Data | undefined, b: Data | undefined): Data | undefined =>
  a && b && a.map((x, i) => x + b[i])

describe('one tensor given twice', () => {
  for (const [name, row] of differentiable) {
    const twice = row.tries.filter(({ shapes: [a, b] }) => b && String(a) === String(b))
    if (twice.length === 0) continue
    it(`${name}: gets the sum of both gradients`, () => {
      eachTry(name, { ...row, tries: twice }, (t) => {
        const [a, , ...rest] = leaves(row, t, 'float64')
        const apart = run(
          t.call,
          [a, keep(a), ...rest].map((x) =>
            tensor(x.data as Float64Array, { shape: x.shape, requiresGrad: true }),
          ),
        )
        const alias = run((x, ...others) => t.call(x, x, ...others), [a, ...rest])
        expect(alias.y).toEqual(apart.y)
        expect(alias.gradients[0]).toEqual(plus(apart.gradients[0], apart.gradients[1]))
      })
    })
  }
})

describe('upstream gradients', () => {
  for (const [name, row] of differentiable) {
    it(`${name}: twice as much upstream gives twice the gradients, to the bit`, () => {
      eachTry(name, row, (t) => {
        const [once, twice] = [1, 2].map((scale) => run(t.call, leaves(row, t, 'float64'), scale))
        expect(twice.gradients).toEqual(once.gradients.map((g) => plus(g, g)))
      })
    })
  }
})

/** All choices of inputs that require a gradient. */
const subsets = (n: number): boolean[][] =>
  Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (_, i) => Boolean((bits >> i) & 1)))

describe('any subset of inputs may require a gradient', () => {
  for (const [name, row] of differentiable) {
    it(name, () => {
      eachTry(name, row, (t) => {
        const all = run(t.call, leaves(row, t, 'float64'))
        for (const wanted of subsets(t.shapes.length)) {
          const inputs = leaves(row, t, 'float64').map((x, i) => (wanted[i] ? x : keep(x)))
          const part = run(t.call, inputs)
          expect(part.y).toEqual(all.y)
          expect(part.gradients).toEqual(all.gradients.map((g, i) => (wanted[i] ? g : undefined)))
        }
      })
    })
  }
})

const inner = (a: Data, b: Data): number => Array.from(a).reduce((sum, x, i) => sum + x * b[i], 0)

function checkAdjoint(row: Row): void {
  eachTry(
    'adjoint',
    { ...row, tries: row.tries.filter((t) => t.shapes.every((s) => sizeOf(s) > 0)) },
    (t) => {
      const inputs = leaves(row, t, 'float64')
      const { y, gradients } = run(t.call, inputs)
      const left = inner(y, upstream(t.call(...inputs)).data)
      const right = inputs.map((x, i) => inner(x.data, gradients[i] as Data))
      const sides = row.linear === 'each' ? right : [right.reduce((a, b) => a + b, 0)]
      for (const side of sides)
        expect(Math.abs(left - side)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(left)))
    },
  )
}

describe('the gradient of a linear op is its adjoint: <A x, y> = <x, A* y>', () => {
  for (const [name, row] of differentiable.filter(([, { linear }]) => linear))
    it(name, () => checkAdjoint(row))
})

describe('float64 on the readable kernels', () => {
  opTests('float64')
})
describe('float32 on the readable kernels', () => {
  opTests('float32')
})
