// xʸ = e^(y·ln x) on four float32, two at a time in float64: an error of ln x is multiplied by y. Read log.ts and exp.ts first.
// Bases that are negative, infinite or NaN, and such exponents, go to the package `math` one by one.
import { pow as pow64 } from '../../../math/src/pow.ts'
import { abs, choose, four, high, lane, low, narrow, num } from '../lanes.ts'
import { lifted, reducedExponent, twos } from './log.ts'

/** xʸ, computed in float64 (error below 2⁻⁴⁰) and rounded once. */
export function pow(x: v128, y: v128): v128 {
  const plain = i32x4.lt_u(x, num(Infinity)) // and no −0
  const finite = v128.and(f32x4.lt(abs(y), num(Infinity)), f32x4.ne(y, num(0)))
  return i32x4.all_true(v128.and(plain, finite)) ? powOfPositive(x, y) : each(x, y)
}

function each(x: v128, y: v128): v128 {
  const a = pow64(lane(x, 0), lane(y, 0))
  const b = pow64(lane(x, 1), lane(y, 1))
  const c = pow64(lane(x, 2), lane(y, 2))
  const d = pow64(lane(x, 3), lane(y, 3))
  return four(a, b, c, d)
}

/** For x = 2ᵏ·m ≥ 0. */
function powOfPositive(x: v128, y: v128): v128 {
  const normal = lifted(x)
  const exponent = reducedExponent(normal)
  const m = i32x4.sub(normal, exponent)
  const k = choose(f32x4.eq(x, num(0)), num(-Infinity), twos(x, exponent))
  return narrow(exp2(product(low(y), low(k), low(m))), exp2(product(high(y), high(k), high(m))))
}

/** y·log₂(2ᵏ·m) with log₂ m = 2/ln 2 · artanh s, s = (m − 1)/(m + 1); the series of artanh s/s to s¹⁴ (error below 2⁻⁴⁶). */
function product(y: v128, k: v128, m: v128): v128 {
  const s = f64x2.div(f64x2.sub(m, f64x2.splat(1)), f64x2.add(m, f64x2.splat(1)))
  const z = f64x2.mul(s, s)
  let p = step(f64x2.splat(1.0 / 15), z, 1.0 / 13)
  p = step(p, z, 1.0 / 11)
  p = step(p, z, 1.0 / 9)
  p = step(p, z, 1.0 / 7)
  p = step(p, z, 1.0 / 5)
  p = step(p, z, 1.0 / 3)
  p = step(p, z, 1)
  return f64x2.mul(y, f64x2.add(k, f64x2.mul(f64x2.mul(f64x2.splat(2.8853900817779268), s), p)))
}

/** 2ᵗ = 2ⁿ·eʳ with r = (t − n)·ln 2, |r| ≤ ½ ln 2; Taylor's series to r¹⁰ (error below 2⁻⁴²). Beyond ±1000 it is 0 or ∞ in float32. */
function exp2(t: v128): v128 {
  const inside = f64x2.pmin(f64x2.pmax(t, f64x2.splat(-1000)), f64x2.splat(1000))
  const n = f64x2.nearest(inside)
  const r = f64x2.mul(f64x2.sub(inside, n), f64x2.splat(0.6931471805599453))
  let p = step(f64x2.splat(1.0 / 3628800), r, 1.0 / 362880)
  p = step(p, r, 1.0 / 40320)
  p = step(p, r, 1.0 / 5040)
  p = step(p, r, 1.0 / 720)
  p = step(p, r, 1.0 / 120)
  p = step(p, r, 1.0 / 24)
  p = step(p, r, 1.0 / 6)
  p = step(p, r, 1.0 / 2)
  p = step(p, r, 1)
  p = step(p, r, 1)
  const shifted = f64x2.add(n, f64x2.splat(6755399441056767)) // 1.5·2⁵² + 1023: the last bits of the sum are the exponent of 2ⁿ
  return f64x2.mul(p, i64x2.shl(shifted, 52))
}

/** p·x + c */
function step(p: v128, x: v128, c: f64): v128 {
  return f64x2.add(f64x2.mul(p, x), f64x2.splat(c))
}
