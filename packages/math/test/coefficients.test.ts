import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  cos,
  divide,
  erf,
  exp,
  fraction,
  LN2,
  multiply,
  ONE,
  PI,
  squareRoot,
  toNumber,
} from './fixed-point.ts'

/** Every number written in a source file. */
const literals = (file: string): Set<number> => {
  const text = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8').replace(
    /\/\*[^]*?\*\/|\/\/.*/g,
    '',
  )
  return new Set(text.match(/(?<![\w.])\d+(\.\d+)?(e[+-]?\d+)?/g)?.map(Number))
}

/** The polynomial through f at `count` Chebyshev points of [low, high], lowest power first (Newton's form, expanded). */
function interpolate(f: (x: bigint) => bigint, low: bigint, high: bigint, count: number): bigint[] {
  const points = Array.from({ length: count }, (_, i) => {
    const angle = (PI * BigInt(2 * i + 1)) / BigInt(2 * count)
    return (low + high) / 2n + multiply((high - low) / 2n, cos(angle))
  })
  const newton = points.map(f)
  for (let j = 1; j < count; j++)
    for (let i = count - 1; i >= j; i--)
      newton[i] = divide(newton[i] - newton[i - 1], points[i] - points[i - j])
  return newton.reduceRight<bigint[]>((polynomial, c, i) => {
    const shifted = [0n, ...polynomial]
    polynomial.forEach((p, k) => (shifted[k] -= multiply(points[i], p)))
    shifted[0] += c
    return shifted
  }, [])
}

/** Σ z^n·weight(n). */
function powerSeries(z: bigint, weight: (n: bigint) => bigint): bigint {
  let sum = 0n
  for (let n = 0n, term = ONE; term !== 0n && term !== -1n; n++, term = multiply(term, z))
    sum += multiply(term, weight(n))
  return sum
}

const factorial = (n: bigint): bigint => (n < 2n ? 1n : n * factorial(n - 1n))
const twoOverRootPi = divide(2n * ONE, squareRoot(PI))
const erfcScaled = (u: bigint) => {
  const x = divide(3n * (ONE + u), ONE - u)
  return multiply(exp(multiply(x, x)), ONE - erf(x))
}

describe('the coefficients written in the sources are those that their comments describe', () => {
  // prettier-ignore
  it.each<[string, string, number, bigint, bigint, (x: bigint) => bigint]>([
    ['log.ts', 'artanhTail', 8, 0n, fraction(295, 10000), (z) => powerSeries(z, (n) => (2n * ONE) / (2n * n + 5n))],
    ['erf.ts', 'nearZero', 12, 0n, fraction(5625, 10000),
      (z) => multiply(twoOverRootPi, powerSeries(-z, (n) => ONE / (factorial(n) * (2n * n + 1n)))) - ONE],
    ['erf.ts', 'nearOne', 14, fraction(-1, 4), fraction(1, 4), (h) => divide(erf(ONE + h) - erf(ONE), h)],
    ['erf.ts', 'scaledTail', 15, fraction(-7, 17), fraction(1, 3), erfcScaled],
  ])('%s: %s', (file, _, count, low, high, f) => {
    const written = literals(file)
    const missing = interpolate(f, low, high, count).map((c) => Math.abs(toNumber(c))).filter((c) => !written.has(c))
    expect(missing).toEqual([])
  })

  it('tanh.ts: Lambert’s fraction with nine layers', () => {
    // 1/(1 + z/(3 + … z/17)) as numerator and denominator, from the innermost layer outwards
    let [above, below] = [[1n], [17n]]
    for (let odd = 15n; odd > 0n; odd -= 2n) {
      const layer = Array.from(
        { length: below.length + 1 },
        (_, i) => odd * (below[i] ?? 0n) + (above[i - 1] ?? 0n),
      )
      ;[above, below] = [below, layer[layer.length - 1] === 0n ? layer.slice(0, -1) : layer]
    }
    const defect = below.map((c, i) => c - (above[i] ?? 0n)).slice(1)
    const written = literals('tanh.ts')
    expect([...below, ...defect].map(Number).filter((c) => !written.has(c))).toEqual([])
  })

  it.each<[string, string, bigint, number[]]>([
    ['exp.ts', 'ln 2', LN2, [42, 53]],
    ['trig.ts', 'π/2', PI / 2n, [33, 33, 33, 53]],
  ])('%s: %s cut into parts', (file, _, value, widths) => {
    const written = literals(file)
    for (const width of widths) {
      const drop = BigInt(value.toString(2).length - width)
      const part = width === 53 ? toNumber(value) : toNumber((value >> drop) << drop)
      expect(written).toContain(part)
      value -= (value >> drop) << drop
    }
  })
})
