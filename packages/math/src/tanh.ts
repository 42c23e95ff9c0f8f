// tanh: Lambert's continued fraction near 0, the exponential function elsewhere.
import { exp } from './exp.ts'

/**
 * The hyperbolic tangent.
 *
 *     tanh x = x/(1 + x²/(3 + x²/(5 + …)))        |x| < 0.8
 *     tanh x = 1 − 2/(e²ˣ + 1)                    elsewhere, where nothing cancels
 *
 * Error below 1 ulp. tanh(±∞) = ±1; keeps −0; NaN for NaN.
 */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (size < 1e-9) return x
  if (size < 0.8) return x - x * lambertDefect(x * x)
  if (size > 20) return x > 0 ? 1 : -1
  const e = exp(2 * size)
  const d = e + 1
  const lost = e - (d - 1)
  const q = 2 / d
  const y = 1 - (q - 0.5 * q * q * lost)
  return x > 0 ? y : -y
}

/**
 * 1 − tanh(x)/x as a function of z = x²: the fraction cut after x²/17 (error below 2⁻⁶⁰), cleared of its layers.
 *
 * @see Lambert 1761, Mémoire sur quelques propriétés remarquables des quantités transcendentes.
 */
function lambertDefect(z: number): number {
  const above = z * (11486475 + z * (810810 + z * (12870 + z * 44)))
  const below = 34459425 + z * (16216200 + z * (945945 + z * (13860 + z * 45)))
  return above / below
}
