// First values: their variance, their bounds, their seed.
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { init, type Initializer } from '../src/index.ts'

const shape = [120, 80]
const moments = (data: Float32Array) => {
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length
  return { mean, variance: data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length }
}
const extreme = (data: Float32Array) => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0)

// The deviation of a normal cut off at 2: √(1 − 2·2φ(2)/(Φ(2) − Φ(−2))) = 0.8796.
// prettier-ignore
const rows: { name: string; f: Initializer; shape?: number[]; variance: number; bound: number }[] = [
  { name: 'xavierUniform',   f: init.xavierUniform,   variance: 2 / 200,         bound: Math.sqrt(6 / 200) },
  { name: 'xavierNormal',    f: init.xavierNormal,    variance: 2 / 200,         bound: Infinity },
  { name: 'heUniform',       f: init.heUniform,       variance: 2 / 120,         bound: Math.sqrt(6 / 120) },
  { name: 'heNormal',        f: init.heNormal,        variance: 2 / 120,         bound: Infinity },
  { name: 'lecunUniform',    f: init.lecunUniform,    variance: 1 / 120,         bound: Math.sqrt(3 / 120) },
  { name: 'lecunNormal',     f: init.lecunNormal,     variance: 1 / 120,         bound: Infinity },
  { name: 'heNormal',        f: init.heNormal,        variance: 2 / (8 * 9),     bound: Infinity, shape: [100, 8, 3, 3] },
  { name: 'xavierUniform',   f: (s, rng) => init.xavierUniform(s, rng, { gain: 2 }), variance: 4 * 2 / 200, bound: 2 * Math.sqrt(6 / 200) },
  { name: 'lecunUniform',    f: (s, rng) => init.lecunUniform(s, rng, { layout: 'conv' }), variance: 1 / 80, bound: Math.sqrt(3 / 80) },
  { name: 'pytorchDefault',  f: init.pytorchDefault,  variance: 1 / (3 * 120),   bound: 1 / Math.sqrt(120) },
  { name: 'sparse',          f: (s, rng) => init.sparse(s, rng, { connections: 60, deviation: 0.5 }), variance: 0.5 * 0.25, bound: Infinity },
  { name: 'uniform',         f: init.uniform,         variance: 0.1 ** 2 / 12,   bound: 0.05 },
  { name: 'normal',          f: init.normal,          variance: 0.05 ** 2,       bound: Infinity },
  { name: 'truncatedNormal', f: init.truncatedNormal, variance: (0.05 * 0.8796) ** 2, bound: 0.1 },
  { name: 'orthogonal',      f: init.orthogonal,      variance: 1 / 120,         bound: 1 },
]

describe.each(rows.map((row, k) => ({ ...row, k })))(
  '$name, row $k',
  ({ f, shape: own = shape, variance, bound }) => {
    const data = f(own, generator(5))

    it('has mean 0 and the variance of its formula', () => {
      const found = moments(data)
      expect(data).toBeInstanceOf(Float32Array)
      expect(data).toHaveLength(own.reduce((n, d) => n * d, 1))
      expect(Math.abs(found.mean)).toBeLessThan(4 * Math.sqrt(variance / data.length))
      expect(found.variance / variance).toBeGreaterThan(0.92)
      expect(found.variance / variance).toBeLessThan(1.08)
    })

    it('stays within its bounds, and depends on the seed alone', () => {
      expect(extreme(data)).toBeLessThanOrEqual(Math.fround(bound))
      if (bound < Infinity && bound < 1) expect(extreme(data)).toBeGreaterThan(0.95 * bound)
      expect(f(own, generator(5))).toEqual(data)
      expect(f(own, generator(6))).not.toEqual(data)
    })
  },
)

it('There is a row for every initialiser that is exported', () => {
  const constants = ['constant', 'fans', 'identity', 'lsuv', 'zeros'] // lsuv.test.ts
  const others = ['glorotNormal', 'glorotUniform', 'kaimingNormal', 'kaimingUniform', ...constants]
  const random = Object.keys(init).filter((name) => !others.includes(name))
  expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual(random.sort())
})

it('Glorot and Kaiming are Xavier and He', () => {
  expect([init.glorotUniform, init.glorotNormal]).toEqual([init.xavierUniform, init.xavierNormal])
  expect([init.kaimingUniform, init.kaimingNormal]).toEqual([init.heUniform, init.heNormal])
})

it('Constants do not draw', () => {
  expect([...init.constant([2], undefined, { value: 3 })]).toEqual([3, 3])
  expect([...init.zeros([2])]).toEqual([0, 0])
  expect([...init.identity([2, 3], undefined, { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0])
})

it('sparse gives each output 15 inputs, or all that there are', () => {
  const inputsOf = (w: Float32Array, j: number) => w.filter((x, at) => at % 7 === j && x !== 0).length
  const [many, few] = [30, 4].map((inputs) => init.sparse([inputs, 7], generator(1)))
  for (let j = 0; j < 7; j++) expect([inputsOf(many, j), inputsOf(few, j)]).toEqual([15, 4])
})

describe('orthogonal', () => {
  const product = (w: Float32Array, n: number, at: (i: number, k: number) => number, length: number) =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        let sum = 0
        for (let k = 0; k < length; k++) sum += w[at(i, k)] * w[at(j, k)]
        return sum
      }),
    )
  it.each([
    { rows: 5, columns: 9 },
    { rows: 9, columns: 5 },
    { rows: 6, columns: 6 },
  ])('makes the shorter side of ($rows, $columns) perpendicular, of length gain', ({ rows, columns }) => {
    const w = init.orthogonal([rows, columns], generator(2), { gain: 3 })
    const n = Math.min(rows, columns)
    const at =
      rows <= columns ? (i: number, k: number) => i * columns + k : (i: number, k: number) => k * columns + i
    product(w, n, at, Math.max(rows, columns)).forEach((row, i) =>
      row.forEach((found, j) => expect(found).toBeCloseTo(i === j ? 9 : 0, 5)),
    )
  })
})

it('A deep relu network keeps the size of its signal with He’s values', () => {
  const rng = generator(3)
  const n = 100
  let x = Float64Array.from({ length: n }, () => rng.normal())
  const size = () => x.reduce((sum, each) => sum + each * each, 0) / n
  const before = size()
  for (let layer = 0; layer < 10; layer++) {
    const w = init.heNormal([n, n], rng)
    x = Float64Array.from({ length: n }, (_, j) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += x[i] * w[i * n + j]
      return Math.max(0, sum)
    })
  }
  expect(size() / before).toBeGreaterThan(0.1)
  expect(size() / before).toBeLessThan(10)
})

describe('An option that an initialiser does not have', () => {
  const taking = Object.entries(init).filter(([name]) => !['fans', 'lsuv', 'zeros'].includes(name))
  it.each(taking)('is refused by %s', (_name, f) => {
    const call = f as (shape: number[], rng: unknown, options: object) => unknown
    expect(() => call([4, 4], generator(1), { sigma: 1 })).toThrow(/: sigma is no option; it has \w/)
  })
})
