// tanh on four float32: an odd polynomial near 0, the exponential function elsewhere. Read exp.ts first.
import { abs, add, choose, div, horner, mul, num, sub } from '../lanes.ts'
import { exp } from './exp.ts'

/** x + x·z·P(z), z = x², P through 6 Chebyshev points, for |x| < 0.625; else 1 − 2/(e²ˣ + 1). Below 1.5 ulp; keeps −0. */
export function tanh(x: v128): v128 {
  const z = mul(x, x)
  let p = horner(num(0.00229274482), z, num(-0.00834394526))
  p = horner(p, z, num(0.0217689183))
  p = horner(p, z, num(-0.0539592579))
  p = horner(p, z, num(0.133333042))
  p = horner(p, z, num(-0.333333343))
  const near = add(x, mul(x, mul(z, p)))
  const size = abs(x)
  const far = sub(num(1), div(num(2), add(exp(add(size, size)), num(1))))
  return choose(num(-0), x, choose(f32x4.lt(size, num(0.625)), near, far))
}
