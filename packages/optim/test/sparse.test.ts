// Weights that are exactly zero: under every rule, with the numbers of the papers.

import { describe, expect, it } from 'vitest'
import {
  csrMatmul,
  cubicSparsity,
  fromCsr,
  HyperparameterError,
  iterativePruning,
  keepZeros,
  Optimizer,
  OptimError,
  prune,
  sgd,
  softThreshold,
  sparsityOf,
  toCsr,
} from '../src/index.ts'
import type { Floats, Proximal } from '../src/index.ts'
import { cases } from './cases/index.ts'
import { changing, vector } from './vector.ts'

const zeros = (w: ArrayLike<number>): number => Array.from(w).filter((x) => Object.is(x, 0)).length

describe('softThreshold', () => {
  const after = (options: object, settings = { lr: 0.5 }) => {
    const target = vector([3, -3, 0.5, -0.5, 0, NaN], Float64Array, { a: 3, b: 3 })
    new Optimizer(target, sgd(settings), options).step(() => ({ loss: 0, gradient: [0, 0, 0, 0, 0, 0] }))
    return [...target.value]
  }
  it('takes lr · λ off every weight and never crosses zero', () => {
    expect(after({ proximal: softThreshold(2) })).toEqual([2, -2, 0, 0, 0, NaN])
  })
  it('may choose parameters, and uses the rate of their group', () => {
    expect(after({ proximal: [softThreshold(2, { match: 'a' })] })).toEqual([2, -2, 0, -0.5, 0, NaN])
    expect(after({ proximal: softThreshold(2), groups: [{ match: 'a', lr: 0.25 }] })).toEqual([
      2.5,
      -2.5,
      0,
      0,
      0,
      NaN,
    ])
  })

  /** ½ Σ (w − c)²: with λ ‖w‖₁ its minimum is c shrunk by λ. */
  const c = [2, -1, 0.3, -0.3, 0.05, 0]
  const bowl = (w: Floats) => ({ loss: 0, gradient: c.map((x, i) => w[i] - x) })
  it('finds the lasso’s solution under gradient descent', () => {
    const target = vector([1, 1, 1, 1, 1, 1])
    const optimizer = new Optimizer(target, sgd({ lr: 0.1 }), { proximal: softThreshold(0.4) })
    for (let k = 0; k < 400; k++) optimizer.step(() => bowl(target.value))
    for (const [i, w] of [1.6, -0.6, 0, 0, 0, 0].entries()) expect(target.value[i]).toBeCloseTo(w, 12)
    expect(zeros(target.value)).toBe(4)
  })
})

describe('prune', () => {
  const start = [5, -1, 3, 0.5, -2, 4, 0.1, 6]
  const two = () => vector(start, Float64Array, { a: 4, b: 4 })
  // prettier-ignore
  const table: readonly [string, Parameters<typeof prune>[1], readonly number[]][] = [
    ['takes the smallest of each layer',   { sparsity: 0.5, match: '**' },                     [5, 0, 3, 0, 0, 4, 0, 6]],
    ['takes the smallest of all',          { sparsity: 0.5, match: '**', scope: 'global' },    [5, 0, 3, 0, 0, 4, 0, 6]],
    ['rounds the number of weights',       { sparsity: 0.1, match: '**', scope: 'global' },    [5, -1, 3, 0.5, -2, 4, 0, 6]],
    ['may choose parameters',              { sparsity: 0.5, match: 'b' },                      [5, -1, 3, 0.5, 0, 4, 0, 6]],
    ['takes none at 0',                    { sparsity: 0, match: '**' },                       start],
    ['takes all at 1',                     { sparsity: 1, match: '**' },                       [0, 0, 0, 0, 0, 0, 0, 0]],
    ['leaves parameters of one axis alone unless told', { sparsity: 1 },                       start],
  ]
  it.each(table)('%s', (_, options, expected) => {
    const target = two()
    const { zeros: count, of } = prune(target, options)
    expect([...target.value]).toEqual(expected)
    expect([count, of, target.touched.at(-1)]).toEqual([zeros(expected), 8, 'prune'])
  })

  it('differs between the scopes where layers differ in size', () => {
    const target = vector([1, 2, 10, 20], Float64Array, { a: 2, b: 2 })
    prune(target, { sparsity: 0.5, match: '**', scope: 'global' })
    expect([...target.value]).toEqual([0, 0, 10, 20])
  })

  it('takes exactly as many where weights are equal, in the order of their places', () => {
    const target = vector([1, -1, 1, -1])
    expect(prune(target, { sparsity: 0.75, match: '**' }).zeros).toBe(3)
    expect([...target.value]).toEqual([0, 0, 0, -1])
  })

  it('takes matrices and kernels by default, and no frozen ones', () => {
    const target = vector(start, Float64Array, { weight: 4, bias: 4 })
    const [weight, bias] = target.segments
    const model = { ...target, segments: [{ ...weight, shape: [2, 2] }, bias] }
    expect(prune({ flat: () => model }, { sparsity: 1 }).parameters).toEqual([
      { name: 'weight', zeros: 4, of: 4 },
      { name: 'bias', zeros: 0, of: 4 },
    ])
    const frozen = { ...two(), segments: two().segments.map((segment) => ({ ...segment, frozen: true })) }
    expect(prune(frozen, { sparsity: 1, match: '**' }).zeros).toBe(0)
  })
})

describe('cubicSparsity', () => {
  it('follows the paper’s equation', () => {
    const s = cubicSparsity({ from: 0.2, to: 0.84, begin: 10, end: 50 })
    // 0.84 − 0.64 · (1 − x)³ for x = 0, ¼, ½, ¾, 1
    expect([9, 10, 20, 30, 40, 50, 99].map(s)).toEqual(
      [0, 0.2, 0.84 - 0.27, 0.84 - 0.08, 0.84 - 0.01, 0.84, 0.84].map((x) => expect.closeTo(x, 14)),
    )
  })
})

/** 40 weights, none alike, and gradients that change sign and size. */
const start = Array.from({ length: 40 }, (_, i) => Math.sin(i + 1) * (1 + i / 7))
const gradient = (t: number) => ({ loss: 0, gradient: start.map((_, i) => changing(t, i)) })

describe.each(Object.entries(cases))('under %s', (_, { make, settings }) => {
  const run = (proximal: Proximal, steps: number, prepare: (target: ReturnType<typeof vector>) => void) => {
    const target = vector(start)
    prepare(target)
    const optimizer = new Optimizer(target, make({ ...settings }), { proximal })
    const counts: number[] = []
    const seen: number[] = []
    for (let t = 1; t <= steps; t++) {
      optimizer.step(() => (seen.push(zeros(target.value)), gradient(t)))
      counts.push(zeros(target.value))
    }
    return { target, optimizer, counts, seen }
  }

  it('pruned weights stay exactly zero, at a point ahead too, and the others move', () => {
    const { target, counts, seen, optimizer } = run(keepZeros({ match: '**' }), 30, (model) =>
      prune(model, { sparsity: 0.75, match: '**' }),
    )
    expect(new Set([...counts, ...seen])).toEqual(new Set([30]))
    const kept = [...target.value].flatMap((x, i) => (x === 0 ? [] : [i]))
    expect(kept.every((i) => target.value[i] !== start[i])).toBe(true)
    for (const slot of Object.values(optimizer.state().slots)) expect(slot).toHaveLength(40)
  })

  it('iterative pruning takes as many weights as its schedule says and never gives one back', () => {
    const proximal = iterativePruning({ to: 0.9, begin: 4, end: 24, every: 5, match: '**' })
    const { target, counts } = run(proximal, 30, () => {})
    const s = cubicSparsity({ to: 0.9, begin: 4, end: 24 })
    const expected = Array.from({ length: 30 }, (__, t) => {
      const last = t < 4 ? -1 : Math.min(24, 4 + 5 * Math.floor((t - 4) / 5))
      return last < 0 ? 0 : Math.round(40 * s(last))
    })
    expect(counts).toEqual(expected)
    expect(zeros(target.value)).toBe(36)
  })

  it('a pruned run goes on bit for bit from a saved state', () => {
    const part = () => iterativePruning({ to: 0.8, end: 20, every: 4, match: '**', scope: 'global' })
    const whole = run(part(), 20, () => {})
    const half = run(part(), 10, () => {})
    const second = vector(half.target.value)
    const resumed = new Optimizer(second, make({ ...settings }), { proximal: part() })
    resumed.load(structuredClone(half.optimizer.state()))
    for (let t = 11; t <= 20; t++) resumed.step(() => gradient(t))
    expect(second.value).toEqual(whole.target.value)
    expect(resumed.state()).toEqual(whole.optimizer.state())
  })

  it('the soft threshold makes exact zeros where the gradient is small', () => {
    const { target } = run(softThreshold(50), 30, () => {})
    expect(zeros(target.value)).toBeGreaterThan(0)
  })
})

it('A weight that happens to be zero is not taken for a pruned one', () => {
  const target = vector([3, 1, 2])
  const proximal = iterativePruning({ from: 1 / 3, to: 1 / 3, end: 3, every: 1, match: '**' })
  const optimizer = new Optimizer(target, sgd({ lr: 1 }), { proximal })
  for (const slope of [0, 3, -5]) optimizer.step(() => ({ loss: 0, gradient: [slope, 0, 0] }))
  expect([...target.value]).toEqual([5, 0, 2])
})

describe('CSR', () => {
  const dense = Float32Array.of(0, 2, 0, 0, 0, 0, -3, 0, 4)
  it('holds the non-zeros row by row', () => {
    expect(toCsr(dense, [3, 3])).toEqual({
      shape: [3, 3],
      rowStart: Uint32Array.of(0, 1, 1, 3),
      columns: Uint16Array.of(1, 0, 2),
      values: Float32Array.of(2, -3, 4),
      bytes: 4 * 4 + 3 * 2 + 3 * 4,
    })
  })

  it('comes back as it was, with wide indices where they are needed', () => {
    expect(fromCsr(toCsr(dense, [3, 3]))).toEqual(dense)
    const wide = new Float64Array(70_000)
    wide[69_999] = 1
    const csr = toCsr(wide, [1, 70_000])
    expect([csr.columns.constructor, csr.columns[0]]).toEqual([Uint32Array, 69_999])
    expect(fromCsr(csr)).toEqual(wide)
    expect(fromCsr(toCsr(new Float32Array(6), [2, 3]))).toEqual(new Float32Array(6))
  })

  it('multiplies as the dense matrix does, for one row and for several', () => {
    const [n, rows, columns] = [6, 7, 5]
    const x = Float64Array.from({ length: n * rows }, (_, k) =>
      k % 3 === 0 || k % rows === 5 ? 0 : Math.sin(k),
    )
    const w = Float64Array.from({ length: rows * columns }, (_, k) => (k % 4 === 0 ? Math.cos(k) : 0))
    const expected = Array.from({ length: n * columns }, (_, k) => {
      const [b, j] = [Math.floor(k / columns), k % columns]
      return Array.from({ length: rows }, (__, i) => x[b * rows + i] * w[i * columns + j]).reduce(
        (sum, term) => sum + term,
      )
    })
    const csr = toCsr(w, [rows, columns])
    const out = new Float64Array(n * columns).fill(9)
    expect(csrMatmul(x, csr, out)).toBe(out)
    for (const [k, y] of out.entries()) expect(y).toBeCloseTo(expected[k], 14)
    expect(csrMatmul(x.subarray(0, rows), csr)).toEqual(out.subarray(0, columns))
  })

  it('is smaller than the dense matrix from a third of zeros on', () => {
    const at = (sparsity: number) => {
      const w = new Float32Array(300 * 100).fill(1)
      for (let i = 0; i < sparsity * w.length; i++) w[i] = 0
      return toCsr(w, [300, 100]).bytes / w.byteLength
    }
    expect(at(0.3)).toBeGreaterThan(1)
    expect(at(0.35)).toBeLessThan(1)
    expect(at(0.9)).toBeLessThan(1 / 6)
  })
})

it('sparsityOf counts without changing anything', () => {
  const target = vector([0, 1, -0, 2], Float64Array, { a: 3, b: 1 })
  expect(sparsityOf({ flat: () => target })).toEqual({
    zeros: 2,
    of: 4,
    parameters: [
      { name: 'a', zeros: 2, of: 3 },
      { name: 'b', zeros: 0, of: 1 },
    ],
  })
  expect(target.touched).toEqual([])
})

// prettier-ignore
const refused: readonly [() => unknown, typeof OptimError | typeof HyperparameterError, string][] = [
  [() => softThreshold(-1),                                     HyperparameterError, 'softThreshold: lambda is -1; it must be at least 0.'],
  [() => softThreshold(1, { match: 5 as never }),               HyperparameterError, "softThreshold: match is 5; it must be a path pattern such as '**.bias'."],
  [() => prune(vector([1]), { sparsity: 1.5 }),                 HyperparameterError, 'prune: sparsity is 1.5; it must be at least 0 and at most 1.'],
  [() => prune(vector([1]), { sparsity: 1, scope: 'all' as never }), HyperparameterError, "prune: scope is 'all', a string; it must be 'layer' or 'global'."],
  [() => prune(vector([1]), {} as never),                       HyperparameterError, 'prune: sparsity is missing; it must be given.'],
  [() => keepZeros({ mtch: '**' } as never),                    HyperparameterError, 'keepZeros: mtch is unknown; it has match. Did you mean match?'],
  [() => cubicSparsity({ to: 0.9, begin: 5, end: 5 }),          HyperparameterError, 'cubicSparsity: end is 5; it must be a whole number, greater than 5.'],
  [() => iterativePruning({ to: -0.1, end: 5 }),                HyperparameterError, 'iterativePruning: to is -0.1; it must be at least 0 and at most 1.'],
  [() => iterativePruning({ to: 0.5, end: 5, evry: 2 } as never), HyperparameterError, 'iterativePruning: evry is unknown; it has from, to, begin, end, every, scope, match. Did you mean every?'],
  [() => toCsr(new Float32Array(6), [2, 2]),                    OptimError,          'toCsr: the matrix has 6 elements and shape (2, 2); it needs (rows, columns) with rows · columns elements.'],
  [() => csrMatmul(new Float32Array(5), toCsr(new Float32Array(6), [2, 3])), OptimError, 'csrMatmul: x has 5 elements and the matrix is (2, 3); x needs whole rows of 2.'],
  [() => csrMatmul(new Float32Array(4), toCsr(new Float32Array(6), [2, 3]), new Float32Array(5)), OptimError, 'csrMatmul: out has 5 elements; it needs 6, 2 rows of 3.'],
]
it.each(refused)('%#: what cannot be is refused', (call, kind, message) => {
  expect(call).toThrow(kind)
  expect(call).toThrow(message)
})
