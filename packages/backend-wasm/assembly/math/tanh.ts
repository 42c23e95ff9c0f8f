// tanh on four float32: an odd polynomial near 0, the exponential function elsewhere. Read exp.ts first.
import { abs, add, choose, div, horner, mul, num, sub } from '../lanes.ts'
import { integer, powerOfTwo, remainder, shiftedQuotient } from './exp.ts'

/**
 * 1 − 2/(eˣ + 1) for 0 ≤ x ≤ 20, with eˣ + 1 = (2ᵏ + 1) + 2ᵏ·(eʳ − 1): what this sum and the difference lose in rounding is
 * added at the end.
 */
function far(x: v128): v128 {
  const shifted = shiftedQuotient(x)
  const power = powerOfTwo(integer(shifted))
  const most = add(power, num(1))
  const rest = mul(power, remainder(x, shifted))
  const sum = add(most, rest)
  const q = div(num(2), sum)
  const slope = mul(num(0.5), mul(q, q))
  const lost = mul(slope, sub(rest, sub(sum, most)))
  const y = sub(num(1), q)
  return add(y, add(lost, sub(sub(num(1), y), q)))
}

/** x + x·z·P(z), z = x², P through 6 Chebyshev points, for |x| < 0.625; else 1 − 2/(e²ˣ + 1). Below 1 ulp; keeps −0. */
export function tanh(x: v128): v128 {
  const z = mul(x, x)
  let p = horner(num(0.00229274482), z, num(-0.00834394526))
  p = horner(p, z, num(0.0217689183))
  p = horner(p, z, num(-0.0539592579))
  p = horner(p, z, num(0.133333042))
  p = horner(p, z, num(-0.333333343))
  const near = add(x, mul(x, mul(z, p)))
  const size = f32x4.pmin(abs(x), num(10)) // beyond: 1; NaN stays
  const y = choose(f32x4.lt(size, num(0.625)), near, far(add(size, size)))
  return choose(num(-0), x, y)
}
