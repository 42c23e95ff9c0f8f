// sin and cos. Reduction: x = k·π/2 + y with |y| ≤ π/4; k picks the kernel and the sign, Taylor sums do the rest.

const TWO_OVER_PI = 0.6366197723675814
// π/2 in four parts (Cody and Waite): k times each of the first three is exact for k ≤ 2²⁰
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_4 = 8.4784276603689e-32

const LARGE = 1647099.3291652855 // 2²⁰·π/2
const WHOLE_TURNS = 1285231.8377688916 // 204551·2π to 1.8e-16: no smaller float64 is relatively nearer to a whole turn

/**
 * The sine of an angle in radians.
 *
 * Error below 1 ulp for |x| ≤ 1.6e6; beyond, whole turns are taken off first, with an error of 1.4e-22·|x|.
 * Always within [−1, 1]; keeps −0; NaN for ±∞ and NaN.
 */
export function sin(x: number): number {
  return Math.abs(x) < 1e-8 ? x : sineAfter(x, 0)
}

/**
 * The cosine of an angle in radians.
 *
 * Error below 1 ulp for |x| ≤ 1.6e6; beyond, whole turns are taken off first, with an error of 1.4e-22·|x|.
 * Always within [−1, 1]; NaN for ±∞ and NaN.
 */
export function cos(x: number): number {
  return sineAfter(x, 1)
}

/**
 * sin(x + quarters·π/2).
 */
function sineAfter(x: number, quarters: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN
  const angle = Math.abs(x) > LARGE ? x % WHOLE_TURNS : x
  const k = Math.floor(angle * TWO_OVER_PI + 0.5)
  const a = angle - k * HALF_PI_1 // exact
  const b = k * HALF_PI_2
  const c = k * HALF_PI_3
  const ab = a - b
  const abLost = a - ab - b
  const rest = abLost - c
  const restLost = abLost - rest - c - k * HALF_PI_4
  const y = ab + rest
  const low = ab - y + rest + restLost
  const turn = k + quarters
  const quadrant = turn - 4 * Math.floor(turn / 4)
  if (quadrant === 0) return sinKernel(y, low)
  if (quadrant === 1) return cosKernel(y, low)
  return quadrant === 2 ? -sinKernel(y, low) : -cosKernel(y, low)
}

/**
 * sin(y + low) for |y| ≤ π/4 and a low part below its last bit.
 *
 *     y − y³/3! + y⁵/5! − … + y¹⁷/17!  + low·cos y        the first term left out is below 2⁻⁶³
 */
// prettier-ignore
function sinKernel(y: number, low: number): number {
  const z = y * y
  const w = z * z
  const odd = z * (1 / 120 + w * (1 / 362880 + w * (1 / 6227020800 + w * (1 / 355687428096000))))
  const even = w * (-1 / 5040 + w * (-1 / 39916800 + w * (-1 / 1307674368000)))
  return y + (y * z * (odd + even - 0.16666666666666666) + low * (1 - 0.5 * z))
}

/**
 * cos(y + low) for |y| ≤ π/4 and a low part below its last bit.
 *
 *     1 − y²/2! + y⁴/4! − … + y¹⁶/16!  − low·sin y        the first term left out is below 2⁻⁵⁹
 */
// prettier-ignore
function cosKernel(y: number, low: number): number {
  const z = y * y
  const w = z * z
  const odd = z * (-1 / 720 + w * (-1 / 3628800 + w * (-1 / 87178291200)))
  const even = w * (1 / 40320 + w * (1 / 479001600 + w * (1 / 20922789888000)))
  const half = 0.5 * z
  const rounded = 1 - half
  return rounded + (1 - rounded - half + (w * (odd + even + 0.041666666666666664) - y * low))
}
