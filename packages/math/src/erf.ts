// The error function: a power series near 0, another near 1, and beyond that 1 minus a Gaussian tail.
// Read exp.ts first.
import { productError } from './exact.ts'
import { expOfSum } from './exp.ts'

const ERF_1 = 0.8427007929497149
const ERF_1_LOW = -2.4801011789118602e-17

/**
 * The error function, twice the area under the Gaussian e^(−t²)/√π between 0 and x.
 *
 *     erf(x) = 2/√π ∫₀ˣ e^(−t²) dt
 *
 * Error below 1 ulp. erf(±∞) = ±1; keeps −0; NaN for NaN.
 */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size < 0.75) return x + x * nearZero(x * x)
  if (x !== x) return x
  const y = size < 1.25 ? ERF_1 + (ERF_1_LOW + (size - 1) * nearOne(size - 1)) : 1 - tail(size)
  return x > 0 ? y : -y
}

/**
 * 1 − erf(x) for x ≥ 1.25.
 */
function tail(x: number): number {
  if (x > 6) return 0 // below 2⁻⁵⁵
  const square = x * x
  return expOfSum(-square, -productError(x, x, square)) * scaledTail((x - 3) / (x + 3))
}

/**
 * erf(x)/x − 1 for z = x² ≤ 0.5625: the polynomial through it at the 12 Chebyshev points (error below 2⁻⁵⁶).
 */
// prettier-ignore
function nearZero(z: number): number {
  const y = z * z
  const even = y * (0.11283791670955087 + y * (0.005223977625222192 + y * (0.00012055331545294116
    + y * (1.646038320985815e-6 + y * 1.4413879289095029e-8))))
  const odd = z * (-0.37612638903183754 + y * (-0.026866170645118446 + y * (-0.0008548327001135946
    + y * (-1.4925589383821143e-5 + y * (-1.63332293434337e-7 + y * -9.502840894774706e-10)))))
  return 0.1283791670955126 + (odd + even)
}

/**
 * (erf(1 + h) − erf 1)/h for |h| ≤ ¼: the polynomial through it at the 14 Chebyshev points (error below 2⁻⁵⁵).
 */
// prettier-ignore
function nearOne(h: number): number {
  const y = h * h
  const even = y * (0.13836916580686867 + y * (-0.06918458290439965 + y * (0.015154718252744594
    + y * (-0.001885192626653701 + y * (8.562420210174622e-5 + y * 1.7542646547335936e-5)))))
  const odd = h * (-0.4151074974205947 + y * (0.06918458290343392 + y * (0.0046123055265204485
    + y * (-0.0047770306882659935 + y * (0.0012262859328697276 + y * (-0.00020001643333232344
    + y * 2.32554396272695e-5))))))
  return 0.4151074974205947 + (odd + even)
}

/**
 * e^(x²)·(1 − erf x) for 1.25 ≤ x ≤ 6 as a function of u = (x − 3)/(x + 3): the polynomial through it at the 15
 * Chebyshev points of −7/17 ≤ u ≤ 1/3 (error times e^(−x²) below 2⁻⁵⁹).
 */
// prettier-ignore
function scaledTail(u: number): number {
  const y = u * u
  const even = 0.17900115118138996 + y * (0.2456038017123337 + y * (0.0716658371976006 + y * (0.004269136351698998
    + y * (-0.0005970623905559834 + y * (6.406166123431513e-5 + y * (-8.003572368464556e-6
    + y * 1.261710776614425e-6))))))
  const odd = -0.3262335600430372 + y * (-0.15011593650077276 + y * (-0.024392499319401413
    + y * (0.0007077464815991966 + y * (4.5254136122885334e-5 + y * (-1.2844454664235307e-5
    + y * 2.0108889749773783e-6)))))
  return even + u * odd
}
