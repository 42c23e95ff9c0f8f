// eˣ and eˣ − 1 on four float32: the text of the package `math`, exp.ts, with a shorter sum. Read that first.
// Reduction: x = k·ln 2 + r with |r| ≤ ½ ln 2.
import { abs, add, between, choose, horner, mul, num, sub } from '../lanes.ts'

/** k + 1.5·2²³: the sum has no room for a fraction, so it is rounded, and its last bits are the integer k. */
export function shiftedQuotient(x: v128): v128 {
  return add(mul(x, num(1.44269504)), num(12582912)) // x/ln 2
}
export function integer(shifted: v128): v128 {
  return i32x4.sub(shifted, num(12582912))
}

/** 2ᵏ for integers −126 ≤ k ≤ 127. */
export function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23)
}

/** eʳ − 1 = r + r²·P(r) for r = x − k·ln 2; P is the polynomial through 6 Chebyshev points (error below 2⁻³²). */
export function remainder(x: v128, shifted: v128): v128 {
  const k = sub(shifted, num(12582912))
  const near = sub(x, mul(k, num(0.693145752))) // the first 16 bits of ln 2: exact
  const r = sub(near, mul(k, num(1.42860677e-6))) // the rest of ln 2
  return add(r, curve(r))
}

/** r²·P(r), of which r²/2 is the larger part. */
function curve(r: v128): v128 {
  const square = mul(r, r)
  let p = horner(num(0.000198909809), r, num(0.00139336416))
  p = horner(p, r, num(0.00833331048))
  p = horner(p, r, num(0.0416664667))
  p = horner(p, r, num(0.166666672))
  return add(mul(num(0.5), square), mul(mul(square, r), p))
}

/** eˣ = 2ᵏ·eʳ. Below 1 ulp; subnormal results are rounded once. */
export function exp(x: v128): v128 {
  const inside = between(x, num(-104), num(89)) // beyond: 0 and ∞
  const shifted = shiftedQuotient(inside)
  const y = add(num(1), remainder(inside, shifted))
  const k = integer(shifted)
  const half = i32x4.shr_s(k, 1) // in two steps: 2ᵏ itself may not be a float32
  return mul(mul(y, powerOfTwo(half)), powerOfTwo(i32x4.sub(k, half)))
}

/**
 * eˣ − 1 = 2·(2ᵏ⁻¹·(eʳ − 1) + (2ᵏ⁻¹ − ½)), where the digits that r and the sum lose are added again. Below 1 ulp; keeps −0.
 */
export function expm1(x: v128): v128 {
  const inside = between(x, num(-20), num(89)) // beyond: −1 and ∞
  const shifted = shiftedQuotient(inside)
  const k = sub(shifted, num(12582912))
  const near = sub(inside, mul(k, num(0.693145752)))
  const rest = mul(k, num(1.42860677e-6))
  const r = sub(near, rest)
  const lost = sub(sub(near, r), rest)
  const p = add(curve(r), lost)
  const y = add(r, p)
  const power = powerOfTwo(i32x4.sub(integer(shifted), i32x4.splat(1)))
  const most = sub(power, num(0.5))
  const scaled = mul(power, y)
  const sum = add(most, scaled)
  const left = add(sub(scaled, sub(sum, most)), sub(sub(power, most), num(0.5)))
  const half = add(sum, add(left, mul(power, sub(p, sub(y, r)))))
  return choose(f32x4.lt(abs(x), num(1e-8)), x, add(half, half))
}
