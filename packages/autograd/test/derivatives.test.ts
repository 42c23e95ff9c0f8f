// Derivatives of functions: grad and its nesting, Hessians, Hessian-vector products, one gradient per sample.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import {
  add,
  exp,
  grad,
  hessian,
  hessianVectorProduct,
  mul,
  perSampleGradients,
  pow,
  record,
  sin,
  square,
  sub,
  sum,
  tanh,
  tensor,
  valueAndGrad,
  type Tensor,
} from '../src/index.ts'

const f64 = (x: Parameters<typeof tensor>[0]) => tensor(x, { dtype: 'float64' })
const cube = (x: Tensor) => mul(square(x), x)

describe('grad', () => {
  it('is the derivative as a function: (x³)′ = 3x²', () => {
    expect(grad(cube)(2).item()).toBe(12)
  })
  it('of several arguments is a list', () => {
    const [dx, dy] = grad((x: Tensor, y: Tensor) => mul(square(x), y))(3, 5)
    expect([dx.item(), dy.item()]).toEqual([30, 9])
  })
  it('of a vector is a vector', () => {
    const dx = grad((x: Tensor) => sum(square(x)))(tensor([1, 2, 3]))
    expect(dx.toArray()).toEqual([2, 4, 6])
  })
  it('of the identity is 1, of a constant 0', () => {
    expect(grad((x: Tensor) => x)(7).item()).toBe(1)
    expect(grad(() => tensor(3))(7).item()).toBe(0)
    expect(grad((x: Tensor) => sum(g.sign(x)))(7).item()).toBe(0)
  })
  it('with one argument given twice tells both apart', () => {
    const x = tensor(3)
    const [da, db] = grad((a: Tensor, b: Tensor) => mul(square(a), b))(x, x)
    expect([da.item(), db.item()]).toEqual([18, 9])
  })
  it('leaves grad alone, of arguments and of leaves that the function uses', () => {
    const [x, w] = [2, 3].map((v) => tensor(v, { requiresGrad: true }))
    expect(grad((z: Tensor) => mul(z, w))(x).item()).toBe(3)
    expect([x.grad, w.grad]).toEqual([undefined, undefined])
  })
  it('comes with the value', () => {
    const [y, [dx]] = valueAndGrad(cube)(2)
    expect([y.item(), dx.item()]).toEqual([8, 12])
  })
  it('works under noGrad', () => {
    expect(g.noGrad(() => grad(cube)(2)).item()).toBe(12)
    expect(record(() => g.noGrad(() => grad(cube)(2))).item()).toBe(12)
  })
  it('under noGrad in a recording is a constant there', () => {
    const x = tensor(2, { requiresGrad: true })
    record(() => mul(x, g.noGrad(() => grad(cube)(x))).backward()) // prettier-ignore
    expect(x.grad?.item()).toBe(12)
  })
})

describe('grad nests', () => {
  it('three deep: (x³)‴ = 6, and once more 0', () => {
    expect(grad(grad(grad(cube)))(2).item()).toBe(6)
    expect(grad(grad(grad(grad(cube))))(2).item()).toBe(0)
  })
  it.each<[string, (x: Tensor) => Tensor, (x: number) => number]>([
    ['sin‴ = −cos', sin, (x) => -Math.cos(x)],
    ['exp‴ = exp', exp, Math.exp],
    ['(1/x)‴ = −6/x⁴', g.reciprocal, (x) => -6 / x ** 4],
    ['(√x)‴ = 3/8 x^(−5/2)', g.sqrt, (x) => 0.375 * x ** -2.5],
    ['(log x)‴ = 2/x³', g.log, (x) => 2 / x ** 3],
    ['(x⁵)‴ = 60 x²', (x) => pow(x, 5), (x) => 60 * x ** 2],
    ['tanh‴ = −2 (1 − t²)(1 − 3t²)', tanh, (x) => { const t = Math.tanh(x) ** 2; return -2 * (1 - t) * (1 - 3 * t) }], // prettier-ignore
  ])('three deep: %s', (_formula, f, third) => {
    expect(grad(grad(grad(f)))(f64(0.7)).item()).toBeCloseTo(third(0.7), 10)
  })
  it('without mixing up the variables: d/dx (x · d/dy (x + y)) = 1', () => {
    const f = (x: Tensor) => mul(x, grad((y: Tensor) => add(x, y))(1))
    expect(grad(f)(5).item()).toBe(1)
  })
  it('through a matrix product, a softmax and a mean', () => {
    const w = f64([[0.5, -1], [2, 0.3]]) // prettier-ignore
    const f = (x: Tensor) => g.mean(square(g.softmax(g.matmul(x, w))))
    expect(() =>
      g.gradCheck(grad(f) as (x: Tensor) => Tensor, [f64([[0.4, 1.1]])], { order: 2 }),
    ).not.toThrow()
  })
  it('inside a recording, where its result can be swept: a gradient penalty', () => {
    const w = tensor([1, 2], { requiresGrad: true })
    record(() => {
      const dx = grad((x: Tensor) => sum(mul(square(x), w)))(tensor([3, 4])) // 2 x w
      sum(square(dx)).backward() // Σ 4 x² w²
    })
    expect(w.grad?.toArray()).toEqual([72, 256])
  })
})

describe('second derivatives at the edges are numbers', () => {
  it.each<[string, (x: Tensor) => Tensor, number, number]>([
    ['norm of one number', (x) => g.norm(x), 3, 0],
    ['x² as a power at 0', (x) => pow(x, 2), 0, 2],
    ['x³ as a power at 0', (x) => pow(x, 3), 0, 0],
    ['x¹ as a power at 0', (x) => pow(x, 1), 0, 0],
    ['x⁰ as a power at 0', (x) => pow(x, 0), 0, 0],
    ['where, on the side that was not taken', (x) => g.where(g.greater(x, 0), square(x), mul(x, 3)), -1, 0],
    [
      'where with a safe argument',
      (x) => g.where(g.greater(x, 0), g.log(g.where(g.greater(x, 0), x, 1)), 0),
      -1,
      0,
    ],
    ['relu at 0', g.relu, 0, 0],
    ['abs at 0', g.abs, 0, 0],
    ['sigmoid far out', g.sigmoid, -800, 0],
    ['softplus far out', g.softplus, 800, 0],
    ['tanh far out', tanh, 400, 0],
    ['logSigmoid far out', g.logSigmoid, -800, 0],
    ['maximum at a tie', (x) => g.maximum(x, 1), 1, 0],
    ['clip at its bound', (x) => g.clip(x, { min: 0, max: 1 }), 1, 0],
    ['softmax of one number', (x) => g.softmax(g.reshape(x, [1])), 5, 0],
  ])('%s', (_what, f, at, wanted) => {
    expect(grad(grad((x: Tensor) => sum(f(x))))(f64(at)).item()).toBeCloseTo(wanted, 12)
  })
  it('std of equal elements has a gradient of 0', () => {
    expect(grad((x: Tensor) => g.std(x))(f64([2, 2, 2])).toArray()).toEqual([0, 0, 0])
  })
  it('norm of zeros has a gradient of 0, and a finite second one', () => {
    const f = grad((x: Tensor) => g.norm(x))
    expect(f(f64([0, 0])).toArray()).toEqual([0, 0])
    expect(grad((x: Tensor) => sum(f(x)))(f64([0, 0])).data.every(Number.isFinite)).toBe(true)
  })
})

/** f(x) = x₀² x₁ + sin(x₁ x₂): its Hessian by hand. */
const f = (x: Tensor) => {
  const at = (i: number) => g.slice(x, [i])
  return add(mul(square(at(0)), at(1)), sin(mul(at(1), at(2))))
}
const byHand = ([a, b, c]: number[]): number[][] => {
  const [s, k] = [Math.sin(b * c), Math.cos(b * c)]
  return [[2 * b, 2 * a, 0], [2 * a, -c * c * s, k - b * c * s], [0, k - b * c * s, -b * b * s]] // prettier-ignore
}
const point = [0.5, -1.2, 0.8]
const expectClose = (got: g.Nested, wanted: g.Nested): void => {
  if (typeof wanted === 'number') expect(got).toBeCloseTo(wanted, 9)
  else wanted.forEach((each, i) => expectClose((got as g.Nested[])[i], each))
}

describe('hessian', () => {
  it('is the matrix of second derivatives, as by hand', () => {
    expectClose(hessian(f)(f64(point)).toArray(), byHand(point))
  })
  it('of a quadratic form xᵀAx is A + Aᵀ', () => {
    const a = f64([[1, 2], [5, -3]]) // prettier-ignore
    const h = hessian((x) => g.dot(x, g.matmul(a, x)))(f64([0.3, 0.9]))
    expectClose(h.toArray(), [[2, 7], [7, -6]]) // prettier-ignore
  })
  it('counts the elements of a matrix in row-major order', () => {
    const h = hessian((x) => g.prod(x))(f64([[2, 3], [5, 7]])) // prettier-ignore
    expect(h.shape).toEqual([4, 4])
    expectClose(h.toArray(), [[0, 35, 21, 15], [35, 0, 14, 10], [21, 14, 0, 6], [15, 10, 6, 0]]) // prettier-ignore
  })
  it('of a linear function is zero', () => {
    expect(hessian((x) => sum(mul(x, 3)))(tensor([1, 2])).toArray()).toEqual([[0, 0], [0, 0]]) // prettier-ignore
  })
  it('can be derived again', () => {
    const trace = (x: Tensor) => sum(g.diag(hessian((z) => sum(cube(z)))(x))) // Σ 6x
    expect(grad(trace)(tensor([1, 2])).toArray()).toEqual([6, 6])
  })
})

describe('hessianVectorProduct', () => {
  it('is the Hessian times the vector', () => {
    const v = [0.3, -2, 1.1]
    const wanted = byHand(point).map((row) => row.reduce((total, h, i) => total + h * v[i], 0))
    expectClose(hessianVectorProduct(f)(f64(point), f64(v)).toArray(), wanted)
  })
  it('is symmetric: u·Hv = v·Hu', () => {
    const [u, v] = [f64([1, 2, -1]), f64([0.5, 0, 3])]
    const product = (a: Tensor, b: Tensor) => g.dot(a, hessianVectorProduct(f)(f64(point), b)).item()
    expect(product(u, v)).toBeCloseTo(product(v, u), 12)
  })
})

describe('perSampleGradients', () => {
  const w = tensor([[0.5], [-1]], { requiresGrad: true }) // prettier-ignore
  const b = tensor([0.25], { requiresGrad: true })
  const x = tensor([[1, 2], [3, 4], [-1, 0.5]]) // prettier-ignore
  const t = tensor([[1], [0], [2]])
  const loss = (xs: Tensor, ts: Tensor) => g.mean(square(sub(add(g.matmul(xs, w), b), ts)))

  it('is a loop over the samples', () => {
    const [dw, db] = perSampleGradients(loss, [w, b], [x, t])
    expect([dw.shape, db.shape]).toEqual([[3, 2, 1], [3, 1]]) // prettier-ignore
    for (let i = 0; i < 3; i++) {
      const rows = [x, t].map((part) => g.slice(part, [[i, i + 1]]))
      const [one, two] = record(() => g.gradients(loss(rows[0], rows[1]), [w, b]))
      expect(g.slice(dw, [i]).toArray()).toEqual(one.toArray())
      expect(g.slice(db, [i]).toArray()).toEqual(two.toArray())
    }
  })
  it('has the gradient of the batch for its mean', () => {
    const [dw] = perSampleGradients(loss, [w], [x, t])
    const [whole] = record(() => g.gradients(loss(x, t), [w]))
    expectClose(g.mean(dw, { axis: 0 }).toArray(), whole.toArray())
  })
  it('touches no grad', () => {
    perSampleGradients(loss, [w], [x, t])
    expect(w.grad).toBeUndefined()
  })
})
