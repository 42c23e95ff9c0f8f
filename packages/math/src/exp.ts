// eˣ and eˣ − 1. Reduction: x = k·ln 2 + t with |t| ≤ ½ ln 2, so eˣ = 2ᵏ·eᵗ, and eᵗ is a short Taylor sum.
// Read bits.ts first.
import { scale } from './bits.ts'
import { sumError } from './exact.ts'

const LOG2_E = 1.4426950408889634
export const LN2_HIGH = 0.6931471805598903 // the first 42 bits of ln 2: k·LN2_HIGH is exact for |k| < 2¹¹
export const LN2_LOW = 5.497923018708371e-14 // ln 2 − LN2_HIGH

/**
 * The exponential function.
 *
 *     exp(x) = eˣ
 *
 * Error below 0.6 ulp. exp(−∞) = 0; exp(x) = ∞ for x > 709.78; NaN for NaN.
 */
export function exp(x: number): number {
  return expOfSum(x, 0)
}

/**
 * e^(high + low) for a low part below one ulp of the high one; rounded as one number.
 */
export function expOfSum(high: number, low: number): number {
  if (high !== high) return high
  if (high > 710) return Infinity
  if (high < -746) return 0
  const k = Math.floor(high * LOG2_E + 0.5)
  const r = high - k * LN2_HIGH // exact
  const rest = low - k * LN2_LOW
  const t = r + rest
  const lost = r - t + rest
  const s = 1 + t
  return scale(s + (t - (s - 1) + (lost * s + expTail(t))), k)
}

/**
 * The exponential function less one, to full precision near 0, where exp(x) − 1 would cancel.
 *
 *     expm1(x) = eˣ − 1
 *
 * Error below 1 ulp. expm1(−∞) = −1; keeps −0; NaN for NaN.
 */
export function expm1(x: number): number {
  if (x > 40) return exp(x) // the 1 is below half an ulp
  if (x < -40) return -1
  if (Math.abs(x) < 0.34657359027997264) return Math.abs(x) < 1e-17 ? x : x + expTail(x)
  if (x !== x) return x
  const k = Math.floor(x * LOG2_E + 0.5)
  const r = x - k * LN2_HIGH
  const t = r - k * LN2_LOW
  const lost = r - t - k * LN2_LOW
  // 2ᵏ(1 + t + …) − 1 = (2ᵏ − 1) + 2ᵏt + 2ᵏ(…), the two sums with their rounding errors
  const power = scale(1, k)
  const a = power - 1
  const b = power * t
  const s = a + b
  return s + (sumError(a, b, s) + sumError(power, -1, a) + power * (lost + expTail(t)))
}

/**
 * eᵗ − 1 − t for |t| ≤ ½ ln 2, by Taylor's series: the even powers are cosh t − 1, the odd ones sinh t − t.
 *
 *     t²/2! + t³/3! + … + t¹⁴/14!        the first term left out is below 2⁻⁶³
 */
// prettier-ignore
function expTail(t: number): number {
  const z = t * t
  const even = z * (1 / 24 + z * (1 / 720 + z * (1 / 40320 + z * (1 / 3628800 + z * (1 / 479001600 + z * (1 / 87178291200))))))
  const odd = t * (1 / 6 + z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z * (1 / 6227020800))))))
  return z * (0.5 + (even + odd))
}
