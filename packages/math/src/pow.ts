// xʸ = e^(y·ln x). An error of ln x is multiplied by y, so ln x is needed to 64 bits and more: pairs of float64.
// Read exact.ts and log.ts first.
import { scale } from './bits.ts'
import { productError, sumError } from './exact.ts'
import { expOfSum, LN2_HIGH, LN2_LOW } from './exp.ts'
import { artanhTail, reducedExponent } from './log.ts'

const TWO_THIRDS_HIGH = 0.6666666666666666
const TWO_THIRDS_LOW = 3.700743415417188e-17

/**
 * The power function.
 *
 *     pow(x, y) = xʸ
 *
 * Error below 1 ulp. Zeros, infinities and NaN as `Math.pow`: pow(x, ±0) = 1 even for NaN, pow(±1, ±∞) = NaN,
 * NaN for x < 0 and a y that is not an integer; signed zeros and infinities by the parity of y.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (x !== x || y !== y) return NaN
  const size = Math.abs(x)
  const negative = x < 0 || (x === 0 && 1 / x < 0)
  const integer = y === Math.floor(y)
  if (x < 0 && !integer && size !== Infinity) return NaN
  const odd = integer && Math.abs(y) !== Infinity && y !== 2 * Math.floor(y / 2)
  const result = powOfPositive(size, y)
  return negative && odd ? -result : result
}

function powOfPositive(x: number, y: number): number {
  if (x === 1) return Math.abs(y) === Infinity ? NaN : 1
  if (x === 0 || x === Infinity || Math.abs(y) > 2e19) return x > 1 === y > 0 ? Infinity : 0
  const k = reducedExponent(x)
  const m = scale(x, -k)

  // s + sLow = f/(2 + f), where 1 + f = m
  const f = m - 1
  const d = m + 1
  const s = f / d
  const sd = s * d
  const sLow = (f - sd - productError(s, d, sd) - s * sumError(m, 1, d)) / d

  // cube + cubeLow = ⅔s³
  const z = s * s
  const zLow = productError(s, s, z) + 2 * s * sLow
  const c = s * z
  const cLow = productError(s, z, c) + s * zLow + sLow * z
  const cube = TWO_THIRDS_HIGH * c
  const cubeLow = productError(TWO_THIRDS_HIGH, c, cube) + TWO_THIRDS_HIGH * cLow + TWO_THIRDS_LOW * c

  // ln x = k·ln 2 + 2s + (⅔s³ + s⁵·W(s²)), largest first
  const fifth = (c * z + (cLow * z + c * zLow)) * artanhTail(z)
  const series = cube + fifth
  const a = k * LN2_HIGH
  const ab = a + 2 * s
  const abc = ab + series
  const seriesLow = cube - series + fifth + (cubeLow + 2 * sLow + k * LN2_LOW)
  const low = sumError(a, 2 * s, ab) + sumError(ab, series, abc) + seriesLow
  const ln = abc + low
  const lnLow = abc - ln + low

  const product = y * ln
  return expOfSum(product, productError(y, ln, product) + y * lnLow)
}
