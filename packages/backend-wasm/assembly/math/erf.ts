// erf on four float32: an odd polynomial near 0, 1 − e^(−Q) elsewhere. Read exp.ts first.
import { abs, add, choose, horner, mul, neg, num, sub } from '../lanes.ts'
import { exp } from './exp.ts'

/** x + x·P(x²) for |x| < 0.875, P through 7 Chebyshev points; else 1 − e^(−Q(|x|)). Below 1.6 ulp; keeps −0. */
export function erf(x: v128): v128 {
  const z = mul(x, x)
  let p = horner(num(8.69036885e-5), z, num(-0.00082145707))
  p = horner(p, z, num(0.00520704873))
  p = horner(p, z, num(-0.0268617067))
  p = horner(p, z, num(0.112837352))
  p = horner(p, z, num(-0.376126349))
  p = horner(p, z, num(0.128379166))
  const near = add(x, mul(x, p))
  const size = f32x4.pmin(abs(x), num(4)) // where erf is 1 in float32
  const far = sub(num(1), exp(neg(tail(size))))
  return choose(num(-0), x, choose(f32x4.lt(size, num(0.875)), near, far))
}

/** Q(x) = −ln(1 − erf x) for 0.875 ≤ x ≤ 4: the polynomial through 8 Chebyshev points of 0.875 ≤ x ≤ 3. */
function tail(x: v128): v128 {
  let q = horner(num(2.06601871e-5), x, num(-0.000428020023))
  q = horner(q, x, num(0.00413266756))
  q = horner(q, x, num(-0.024998948))
  q = horner(q, x, num(0.108063854))
  q = horner(q, x, num(0.633569777))
  q = horner(q, x, num(1.1293925))
  return horner(q, x, num(-0.00014691148))
}
