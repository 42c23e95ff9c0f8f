import { describe, expect, it } from 'vitest'
import * as math from '../src/index.ts'

const { cos, erf, exp, expm1, log, log1p, pow, power, sin, tanh } = math
const INF = Infinity
const TINY = Number.MIN_VALUE

// prettier-ignore
const rows: [name: string, f: (x: number) => number, table: [x: number, y: number][]][] = [
  ['exp', exp, [[0, 1], [-0, 1], [INF, INF], [-INF, 0], [NaN, NaN], [TINY, 1], [1, Math.E],
    [709.782712893384, 1.7976931348622732e308], [709.7827128933841, INF], [1e308, INF],
    [-745.1332191019411, TINY], [-745.1332191019412, 0], [-1e308, 0]]],
  ['expm1', expm1, [[0, 0], [-0, -0], [INF, INF], [-INF, -1], [NaN, NaN], [TINY, TINY], [-TINY, -TINY],
    [1e-20, 1e-20], [1, 1.7182818284590453], [-50, -1], [710, INF]]],
  ['log', log, [[0, -INF], [-0, -INF], [INF, INF], [-INF, NaN], [NaN, NaN], [-1, NaN], [-TINY, NaN], [1, 0],
    [TINY, -744.4400719213812], [3 * TINY, -743.3414596327132], [1e-310, -713.8013788281542],
    [Number.MAX_VALUE, 709.782712893384], [2, Math.LN2], [0.5, -Math.LN2]]],
  ['log1p', log1p, [[0, 0], [-0, -0], [INF, INF], [-INF, NaN], [NaN, NaN], [-1, -INF], [-1.5, NaN], [TINY, TINY],
    [-TINY, -TINY], [1e-20, 1e-20], [1, Math.LN2], [Number.MAX_VALUE, 709.782712893384]]],
  ['sin', sin, [[0, 0], [-0, -0], [INF, NaN], [-INF, NaN], [NaN, NaN], [TINY, TINY], [-TINY, -TINY],
    [Math.PI, 1.2246467991473532e-16], [Math.PI / 2, 1]]],
  ['cos', cos, [[0, 1], [-0, 1], [INF, NaN], [-INF, NaN], [NaN, NaN], [TINY, 1], [Math.PI, -1],
    [Math.PI / 2, 6.123233995736766e-17]]],
  ['tanh', tanh, [[0, 0], [-0, -0], [INF, 1], [-INF, -1], [NaN, NaN], [TINY, TINY], [-TINY, -TINY], [19, 0.9999999999999999],
    [20.1, 1], [-20.1, -1]]],
  ['erf', erf, [[0, 0], [-0, -0], [INF, 1], [-INF, -1], [NaN, NaN], [TINY, TINY], [-TINY, -TINY], [1, 0.8427007929497149],
    [-1, -0.8427007929497149], [6, 1], [-6, -1], [1e308, 1]]],
]

describe.each(rows)('%s', (_, f, table) => {
  it.each(table)('of %d is %d', (x, y) => expect(f(x)).toBe(y))
})

describe('pow', () => {
  const edges = [0, 0.5, 1, 1.5, 2, 3, 1e300, TINY, INF]
    .flatMap((x) => [x, -x])
    .concat(NaN, 2 ** 53, 2 ** 53 + 2)

  it('has the zeros, infinities, NaN and signs of the language for every pair of edge values', () => {
    for (const x of edges)
      for (const y of edges) {
        const expected = Math.pow(x, y)
        const exactly = expected === 0 || !Number.isFinite(expected)
        if (exactly) expect(pow(x, y), `pow(${x}, ${y})`).toBe(expected)
        else expect(Math.abs(pow(x, y) / expected - 1), `pow(${x}, ${y})`).toBeLessThan(1e-15)
      }
  })

  it.each([
    [2, 10],
    [3, 20],
    [10, 15],
    [7, -1],
    [1.5, 13],
    [0.25, 0.5],
    [-3, 3],
    [2, -1074],
    [5, 22],
  ])('is exact or nearest where a product says so: %d to the %d', (x, y) => {
    const product = y < 0 ? 1 / power(x, -y) : power(x, y)
    expect(pow(x, y)).toBe(y === 0.5 ? Math.sqrt(x) : product || TINY)
  })
})

describe('power', () => {
  it('is the plain product while that is exact', () => {
    for (let n = 0, product = 1; n <= 33; n++, product *= 3) expect(power(3, n)).toBe(product)
  })
  it('stays within n roundings of the exact value', () => {
    expect(Math.abs(power(0.999, 10_000) / 4.517334597704865e-5 - 1)).toBeLessThan(1e-13)
  })
  it('is 1 for n = 0, even of 0 and NaN', () => expect([power(0, 0), power(NaN, 0)]).toEqual([1, 1]))
  it('is NaN for an n that is no count', () => {
    expect([power(2, -1), power(2, 0.5), power(2, NaN), power(2, INF)]).toEqual([NaN, NaN, NaN, NaN])
  })
  it('reaches 0 and infinity for large n', () =>
    expect([power(0.5, 1e9), power(-2, 1e9 + 1)]).toEqual([0, -INF]))
})

describe('sin and cos of huge angles', () => {
  const angles = [1.7e6, 1e9, 1e15, 1e22, 1e100, Number.MAX_VALUE]
  it.each(angles)('stay on the unit circle at %d', (x) => {
    expect(Math.abs(sin(x))).toBeLessThanOrEqual(1)
    expect(Math.hypot(sin(x), cos(x))).toBeCloseTo(1, 14)
    expect(sin(-x)).toBe(-sin(x))
  })
  it('lose 1.4e-22 for each radian', () => {
    expect(Math.abs(sin(1e9) - Math.sin(1e9))).toBeLessThan(3e-13)
    expect(Math.abs(cos(1e9) - Math.cos(1e9))).toBeLessThan(3e-13)
  })
})

describe('subnormal results', () => {
  it('of exp are within one unit of the smallest number', () => {
    for (let x = -745; x < -708.5; x += 0.01) expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(TINY)
  })
})
