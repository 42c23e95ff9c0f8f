// eˣ and eˣ − 1 on four float32: the text of the package `math`, exp.ts, with a shorter sum. Read that first.
// Reduction: x = k·ln 2 + r with |r| ≤ ½ ln 2.
import { add, abs, choose, horner, maximum, minimum, mul, num, sub } from '../lanes.ts'

const LOG2_E: f32 = 1.44269504
const LN2_HIGH: f32 = 0.693145752 // 16 bits: k·LN2_HIGH is exact for |k| ≤ 2⁸
const LN2_LOW: f32 = 1.42860677e-6

/** 2ᵏ for whole −126 ≤ k ≤ 127. */
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23)
}

/** eʳ − 1 = r + r²·P(r) for r = x − k·ln 2; P is the polynomial through 6 Chebyshev points (error below 2⁻³²). */
function remainder(x: v128, k: v128): v128 {
  const r = sub(sub(x, mul(k, num(LN2_HIGH))), mul(k, num(LN2_LOW)))
  let p = horner(num(0.000198909809), r, 0.00139336416)
  p = horner(p, r, 0.00833331048)
  p = horner(p, r, 0.0416664667)
  p = horner(p, r, 0.166666672)
  p = horner(p, r, 0.5)
  return add(r, mul(mul(r, r), p))
}

/** eˣ = 2ᵏ·eʳ. Below 1 ulp; subnormal results are rounded once. */
export function exp(x: v128): v128 {
  const inside = maximum(minimum(x, num(89)), num(-104)) // beyond: ∞ and 0
  const k = f32x4.nearest(mul(inside, num(LOG2_E)))
  const y = add(num(1), remainder(inside, k))
  const whole = i32x4.trunc_sat_f32x4_s(k)
  const half = i32x4.shr_s(whole, 1) // in two steps: 2ᵏ itself may not be a float32
  return mul(mul(y, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)))
}

/** eˣ − 1 = 2·(2ᵏ⁻¹·(eʳ − 1) + (2ᵏ⁻¹ − ½)). Below 1 ulp; keeps −0. */
export function expm1(x: v128): v128 {
  const inside = maximum(minimum(x, num(89)), num(-20)) // beyond: ∞ and −1
  const k = f32x4.nearest(mul(inside, num(LOG2_E)))
  const power = powerOfTwo(i32x4.sub(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(1)))
  const half = add(mul(power, remainder(inside, k)), sub(power, num(0.5)))
  return choose(f32x4.lt(abs(x), num(1e-8)), x, add(half, half))
}
