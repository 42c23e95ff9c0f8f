// sin and cos on four float32: the angle is reduced in float64, then a short sum. Read the package `math`, trig.ts, first.
// Where that reduction loses digits, beyond 2²⁰·π/2, each number is reduced by itself.
import { abs, add, choose, four, high, horner, lane, low, mul, narrow, num, sub } from '../lanes.ts'
import { sineOf } from './large-angle.ts'

const TWO_OVER_PI: f64 = 0.6366197723675814
const HALF_PI_HIGH: f64 = 1.5707963267341256 // 33 bits: k times it is exact for k ≤ 2²⁰
const HALF_PI_LOW: f64 = 6.077100506506192e-11

function turns(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(TWO_OVER_PI)))
}
/** x − k·π/2 */
function rest(x: v128, k: v128): v128 {
  const most = f64x2.sub(x, f64x2.mul(k, f64x2.splat(HALF_PI_HIGH)))
  return f64x2.sub(most, f64x2.mul(k, f64x2.splat(HALF_PI_LOW)))
}
function whole(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 2)
}

/** sin(y + l) = y + y·z·P(z) + l·(1 − z/2), z = y², for |y| ≤ π/4: P through 4 Chebyshev points (error below 2⁻³⁵). */
function sinKernel(y: v128, l: v128, z: v128): v128 {
  let p = horner(num(2.72499256e-6), z, num(-0.00019840087))
  p = horner(p, z, num(0.00833333191))
  p = horner(p, z, num(-0.166666672))
  return add(y, add(mul(y, mul(z, p)), mul(l, sub(num(1), mul(num(0.5), z)))))
}

/** cos(y + l) = 1 − z/2 + z²·P(z) − l·y for |y| ≤ π/4: P through 4 Chebyshev points (error below 2⁻³⁹). */
function cosKernel(y: v128, l: v128, z: v128): v128 {
  let p = horner(num(-2.7300959e-7), z, num(2.48005999e-5))
  p = horner(p, z, num(-0.00138888881))
  p = horner(p, z, num(0.0416666679))
  const half = mul(num(0.5), z)
  const rounded = sub(num(1), half)
  const lost = sub(sub(num(1), rounded), half)
  return add(rounded, add(sub(lost, mul(l, y)), mul(mul(z, z), p)))
}

/** sin(x + quarters·π/2): the last two bits of k + quarters pick the kernel and the sign. */
function sineAfter(x: v128, quarters: i32): v128 {
  const a = low(x)
  const b = high(x)
  const k = turns(a)
  const l = turns(b)
  const c = rest(a, k)
  const d = rest(b, l)
  const y = narrow(c, d)
  const lost = narrow(f64x2.sub(c, low(y)), f64x2.sub(d, high(y)))
  const z = mul(y, y)
  const quadrant = i32x4.add(whole(k, l), i32x4.splat(quarters))
  const even = i32x4.eq(v128.and(quadrant, i32x4.splat(1)), i32x4.splat(0))
  const size = choose(even, sinKernel(y, lost, z), cosKernel(y, lost, z))
  return v128.xor(size, i32x4.shl(v128.and(quadrant, i32x4.splat(2)), 30))
}

function each(x: v128, quarters: i32): v128 {
  return four(
    sineOf(lane(x, 0), quarters),
    sineOf(lane(x, 1), quarters),
    sineOf(lane(x, 2), quarters),
    sineOf(lane(x, 3), quarters),
  )
}

/** sin x. Below 1 ulp; keeps −0. */
export function sin(x: v128): v128 {
  const size = abs(x)
  if (i32x4.all_true(f32x4.le(size, num(1647099))))
    return choose(f32x4.lt(size, num(1e-4)), x, sineAfter(x, 0))
  return each(x, 0)
}

/** cos x. Below 1 ulp. */
export function cos(x: v128): v128 {
  if (i32x4.all_true(f32x4.le(abs(x), num(1647099)))) return sineAfter(x, 1)
  return each(x, 1)
}
