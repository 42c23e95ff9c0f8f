// sin and cos on four float32: the angle is reduced in float64, then a short sum. Read the package `math`, trig.ts, first.
// Where that reduction loses digits, beyond 2²⁰·π/2, all four go through the float64 functions.
import { cos as cos64, sin as sin64 } from '../../../math/src/trig.ts'
import { abs, add, choose, four, high, horner, lane, low, mul, narrow, num, sub } from '../lanes.ts'

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

/** y + y·z·P(z), z = y², for |y| ≤ π/4: through 4 Chebyshev points (error below 2⁻³⁵). */
function sinKernel(y: v128, z: v128): v128 {
  let p = horner(num(2.72499256e-6), z, num(-0.00019840087))
  p = horner(p, z, num(0.00833333191))
  p = horner(p, z, num(-0.166666672))
  return add(y, mul(y, mul(z, p)))
}

/** 1 − z/2 + z²·P(z) for |y| ≤ π/4: through 4 Chebyshev points (error below 2⁻³⁹). */
function cosKernel(z: v128): v128 {
  let p = horner(num(-2.7300959e-7), z, num(2.48005999e-5))
  p = horner(p, z, num(-0.00138888881))
  p = horner(p, z, num(0.0416666679))
  const half = mul(num(0.5), z)
  const rounded = sub(num(1), half)
  const lost = sub(sub(num(1), rounded), half)
  return add(rounded, add(lost, mul(mul(z, z), p)))
}

/** sin(x + quarters·π/2): the last two bits of k + quarters pick the kernel and the sign. */
function sineAfter(x: v128, quarters: i32): v128 {
  const a = low(x)
  const b = high(x)
  const k = turns(a)
  const l = turns(b)
  const y = narrow(rest(a, k), rest(b, l))
  const z = mul(y, y)
  const quadrant = i32x4.add(whole(k, l), i32x4.splat(quarters))
  const even = i32x4.eq(v128.and(quadrant, i32x4.splat(1)), i32x4.splat(0))
  const size = choose(even, sinKernel(y, z), cosKernel(z))
  return v128.xor(size, i32x4.shl(v128.and(quadrant, i32x4.splat(2)), 30))
}

/** sin x. Below 1.5 ulp for |x| ≤ 1.6e6, and below 1 ulp beyond; keeps −0. */
export function sin(x: v128): v128 {
  const size = abs(x)
  if (i32x4.all_true(f32x4.le(size, num(1647099))))
    return choose(f32x4.lt(size, num(1e-4)), x, sineAfter(x, 0))
  return four(sin64(lane(x, 0)), sin64(lane(x, 1)), sin64(lane(x, 2)), sin64(lane(x, 3)))
}

/** cos x. Below 1.5 ulp for |x| ≤ 1.6e6, and below 1 ulp beyond. */
export function cos(x: v128): v128 {
  if (i32x4.all_true(f32x4.le(abs(x), num(1647099)))) return sineAfter(x, 1)
  return four(cos64(lane(x, 0)), cos64(lane(x, 1)), cos64(lane(x, 2)), cos64(lane(x, 3)))
}
