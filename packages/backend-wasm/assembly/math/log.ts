// ln x and ln(1 + x) on four float32: the text of the package `math`, log.ts, with a shorter sum. Read that first.
// Reduction: x = 2ᵏ·(1 + f) with √½ ≤ 1 + f < √2.
import { abs, add, choose, div, horner, mul, num, sub } from '../lanes.ts'

/** f − ln(1 + f) = s·(f − s²·(2/3 + s²·W(s²))), s = f/(2 + f); W is through 3 Chebyshev points (error below 2⁻³²). */
function logDefect(f: v128): v128 {
  const s = div(f, add(num(2), f))
  const z = mul(s, s)
  let w = horner(num(0.23049964), z, num(0.285621971))
  w = horner(w, z, num(0.400000155))
  w = horner(w, z, num(0.666666687))
  return mul(s, sub(f, mul(z, w)))
}

/** k·ln 2 + ln(1 + f) + correction. */
function logOfParts(k: v128, f: v128, correction: v128): v128 {
  const small = add(mul(k, num(1.42860677e-6)), correction) // ln 2 is cut in two as in exp.ts
  return add(mul(k, num(0.693145752)), sub(f, sub(logDefect(f), small)))
}

/** A subnormal x as a normal number, 2²⁵·x. */
export function lifted(x: v128): v128 {
  return choose(isSubnormal(x), mul(x, num(33554432)), x)
}
function isSubnormal(x: v128): v128 {
  return f32x4.lt(x, num(1.17549435e-38))
}

/** The k of a normal x > 0, where a float32 has its exponent: subtracted from the bits of x, it leaves those of 1 + f. */
export function reducedExponent(x: v128): v128 {
  return v128.and(i32x4.sub(x, num(0.707106769)), i32x4.splat(0xff800000)) // √½; sign and exponent
}
/** The k of x itself, from that of the lifted x. */
export function twos(x: v128, exponent: v128): v128 {
  return sub(whole(exponent), v128.and(isSubnormal(x), num(25)))
}
function whole(exponent: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.shr_s(exponent, 23))
}

/** y, but −∞ for x = 0, ∞ for ∞, NaN below 0 and for NaN. */
function withEdges(x: v128, y: v128): v128 {
  const finite = choose(f32x4.eq(x, num(Infinity)), x, y)
  const positive = choose(f32x4.eq(x, num(0)), num(-Infinity), finite)
  return choose(f32x4.ge(x, num(0)), positive, num(NaN))
}

/** ln x. Below 1 ulp. */
export function log(x: v128): v128 {
  const normal = lifted(x)
  const exponent = reducedExponent(normal)
  const f = sub(i32x4.sub(normal, exponent), num(1))
  return withEdges(x, logOfParts(twos(x, exponent), f, num(0)))
}

/** ln(1 + x). Below 1 ulp; keeps −0. */
export function log1p(x: v128): v128 {
  const near = v128.and(f32x4.gt(x, num(-0.29)), f32x4.lt(x, num(0.41))) // there k = 0, and f = x exactly
  const u = add(num(1), x)
  const exponent = v128.andnot(reducedExponent(u), near)
  const f = choose(near, x, sub(i32x4.sub(u, exponent), num(1)))
  const rounded = sub(u, num(1))
  const lost = add(sub(num(1), sub(u, rounded)), sub(x, rounded)) // what 1 + x lost in rounding
  const y = withEdges(u, logOfParts(whole(exponent), f, v128.andnot(div(lost, u), near)))
  return choose(f32x4.lt(abs(x), num(1e-8)), x, y)
}
