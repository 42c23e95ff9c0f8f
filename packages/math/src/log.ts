// ln x and ln(1 + x). Reduction: x = 2ᵏ·(1 + f) with √½ ≤ 1 + f < √2, so ln x = k·ln 2 + ln(1 + f).
// Read bits.ts and exp.ts first.
import { exponent, scale } from './bits.ts'
import { sumError } from './exact.ts'
import { LN2_HIGH, LN2_LOW } from './exp.ts'

const SMALLEST_NORMAL = 2.2250738585072014e-308
const SQRT_HALF = 0.7071067811865476

/**
 * The natural logarithm.
 *
 *     log(x) = ln x
 *
 * Error below 1 ulp. log(0) = −∞; log(∞) = ∞; NaN for x < 0 and for NaN.
 */
export function log(x: number): number {
  if (x === 0) return -Infinity
  if (!(x > 0) || x === Infinity) return x < 0 ? NaN : x
  return logOfSum(x, 0)
}

/**
 * The natural logarithm of one more, to full precision near 0, where 1 + x would round.
 *
 *     log1p(x) = ln(1 + x)
 *
 * Error below 1 ulp. log1p(−1) = −∞; keeps −0; NaN for x < −1 and for NaN.
 */
export function log1p(x: number): number {
  if (x === -1) return -Infinity
  if (!(x > -1) || x === Infinity) return x < -1 ? NaN : x
  if (Math.abs(x) < 1e-17) return x
  if (x > -0.29 && x < 0.41) return x - logDefect(x)
  const u = 1 + x
  return logOfSum(u, sumError(1, x, u) / u)
}

/**
 * ln x + correction for a finite x > 0.
 */
function logOfSum(x: number, correction: number): number {
  const k = reducedExponent(x)
  const f = scale(x, -k) - 1
  return k * LN2_HIGH + (f - (logDefect(f) - (k * LN2_LOW + correction)))
}

/**
 * The k that brings x·2⁻ᵏ into [√½, √2).
 */
export function reducedExponent(x: number): number {
  if (x < SMALLEST_NORMAL) return reducedExponent(x * 18014398509481984) - 54 // too few bits for the next product
  return exponent(x * SQRT_HALF) + 1
}

/**
 * f − ln(1 + f) for √½ ≤ 1 + f < √2.
 *
 *     s = f/(2 + f),   ln(1 + f) = 2·artanh s = 2s + s³·(2/3 + s²·W(s²)),   and 2s = f − s·f, hence
 *     f − ln(1 + f) = s·(f − s²·(2/3 + s²·W(s²)))
 */
function logDefect(f: number): number {
  const s = f / (2 + f)
  const z = s * s
  return s * (f - z * (0.6666666666666666 + z * artanhTail(z)))
}

/**
 * W(z) = 2/5 + 2z/7 + 2z²/9 + …, the series of 2·artanh s/s after its first two terms, for 0 ≤ z = s² ≤ 0.0295.
 *
 * Coefficients: the polynomial through W at the 8 Chebyshev points of that interval (error of z²W below 2⁻⁶⁵).
 */
// prettier-ignore
export function artanhTail(z: number): number {
  const y = z * z
  const even = y * (0.2222222222164882 + y * (0.15384594791762352 + y * 0.11705988156500907))
  const odd = z * (0.2857142857142938 + y * (0.1818181833699257 + y * (0.13334813971292003 + y * 0.11725771221811145)))
  return 0.4 + (odd + even)
}
