// erf on four float32: an odd polynomial near 0, 1 − e^(−Q) elsewhere. Read exp.ts first.
import { abs, add, choose, high, horner, low, mul, narrow, neg, num, sub } from '../lanes.ts'
import { exp } from './exp.ts'

/** x + x·P(x²) for |x| < 0.82, P through 7 Chebyshev points; else 1 − e^(−Q(|x|)). Below 1 ulp; keeps −0. */
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
  const a = tail(low(size))
  const b = tail(high(size))
  const q = narrow(a, b)
  const lost = narrow(f64x2.sub(a, low(q)), f64x2.sub(b, high(q)))
  const e = exp(neg(q))
  const far = sub(num(1), sub(e, mul(e, lost))) // e^(−q − lost)
  return choose(num(-0), x, choose(f32x4.lt(size, num(0.82)), near, far))
}

/** Q(x) = −ln(1 − erf x) for 0.82 ≤ x ≤ 4, on two lanes of float64: the polynomial through 9 Chebyshev points. */
function tail(x: v128): v128 {
  let q = step(f64x2.splat(-1.6312365653003303e-6), x, 4.590750732479591e-5)
  q = step(q, x, -0.0005952147828514969)
  q = step(q, x, 0.004750436232255088)
  q = step(q, x, -0.026389648980460645)
  q = step(q, x, 0.11001391818254568)
  q = step(q, x, 0.6319089614011885)
  q = step(q, x, 1.1301768868528308)
  return step(q, x, -0.00030409406156781777)
}
function step(p: v128, x: v128, c: f64): v128 {
  return f64x2.add(f64x2.mul(p, x), f64x2.splat(c))
}
