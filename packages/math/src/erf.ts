// The error function: an odd power series near 0, 1 minus a Gaussian tail elsewhere. Read exp.ts first.
import { productError } from './exact.ts'
import { expOfSum } from './exp.ts'

/**
 * The error function, twice the area under the Gaussian e^(−t²)/√π between 0 and x.
 *
 *     erf(x) = 2/√π ∫₀ˣ e^(−t²) dt
 *
 * Error below 1 ulp. erf(±∞) = ±1; keeps −0; NaN for NaN.
 */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size < 1) return size < 1e-300 ? x * 1.1283791670955126 : x + x * nearZero(x * x)
  if (size > 6) return x > 0 ? 1 : -1
  if (x !== x) return x
  const square = x * x
  const tail = expOfSum(-square, -productError(x, x, square)) * scaledTail((size - 3) / (size + 3))
  return x > 0 ? 1 - tail : tail - 1
}

/**
 * erf(x)/x − 1 for z = x² ≤ 1.
 *
 * Coefficients: the polynomial through it at the 13 Chebyshev points of [0, 1] (error below 2⁻⁵⁵).
 */
// prettier-ignore
function nearZero(z: number): number {
  const y = z * z
  const even = 0.1283791670955126 + y * (0.11283791670954879 + y * (0.0052239776248180145 + y * (0.0001205533111164271
    + y * (1.6461000484121368e-6 + y * (1.4659775274047436e-8 + y * 5.957176147748911e-11)))))
  const odd = -0.3761263890318375 + y * (-0.026866170645076792 + y * (-0.000854832698083379
    + y * (-1.4925595266831182e-5 + y * (-1.6350312701054695e-7 + y * -1.1372848856791674e-9))))
  return even + z * odd
}

/**
 * e^(x²)·(1 − erf x) for 1 ≤ x ≤ 6, as a function of u = (x − 3)/(x + 3).
 *
 * Coefficients: the polynomial through it at the 15 Chebyshev points of −1/2 ≤ u ≤ 1/3 (error times e^(−x²) below 2⁻⁵⁷).
 */
// prettier-ignore
function scaledTail(u: number): number {
  const y = u * u
  const even = 0.17900115118138996 + y * (0.24560380171233195 + y * (0.07166583719774874 + y * (0.004269136347508256
    + y * (-0.0005970623517093284 + y * (6.406182073530546e-5 + y * (-8.008021319412685e-6
    + y * 1.2801900862962662e-6))))))
  const odd = -0.32623356004303716 + y * (-0.15011593650078744 + y * (-0.024392499318273194
    + y * (0.0007077464443901538 + y * (4.525472635483354e-5 + y * (-1.284889451252353e-5
    + y * 2.023603179641757e-6)))))
  return even + u * odd
}
