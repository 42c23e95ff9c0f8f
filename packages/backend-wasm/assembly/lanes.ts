// Four float32 at a time: the algebra of the derivative table under its own names, and how lanes come from memory.
// The generated kernels are written in these words. Strides count elements.
import { workspace } from './workspace.ts'

export function num(x: f32): v128 {
  return f32x4.splat(x)
}
export function neg(x: v128): v128 {
  return f32x4.neg(x)
}
export function abs(x: v128): v128 {
  return f32x4.abs(x)
}
export function sqrt(x: v128): v128 {
  return f32x4.sqrt(x)
}
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b)
}
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b)
}
export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b)
}
export function div(a: v128, b: v128): v128 {
  return f32x4.div(a, b)
}

/** As Math.max and Math.min: NaN wins, and −0 < +0. */
export function maximum(a: v128, b: v128): v128 {
  return f32x4.max(a, b)
}
export function minimum(a: v128, b: v128): v128 {
  return f32x4.min(a, b)
}

/** x, but at least `least` and at most `most`; NaN stays. Quicker than minimum and maximum. */
export function between(x: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, least), most)
}

/** a where the mask has ones, b where it has zeros. */
export function choose(mask: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, mask)
}
/** 0 where the mask has ones, b where it has zeros. */
export function unless(mask: v128, b: v128): v128 {
  return v128.andnot(b, mask)
}
/** a where the mask has ones, 0 where it has zeros. */
export function when(mask: v128, a: v128): v128 {
  return v128.and(a, mask)
}
/** A mask as numbers, 1 and 0. */
export function truth(mask: v128): v128 {
  return v128.and(mask, num(1))
}

/** 1, −1, or x itself where it is ±0 or NaN. */
export function sign(x: v128): v128 {
  const one = v128.and(f32x4.ne(x, num(0)), num(1))
  const signed = v128.or(one, v128.and(x, i32x4.splat(0x80000000)))
  return v128.or(signed, f32x4.ne(x, x)) // all bits set are a NaN
}

/** p·x + c: a step of Horner's rule. */
export function horner(p: v128, x: v128, c: v128): v128 {
  return add(mul(p, x), c)
}

/** The first n ≤ 4 lanes from memory, one every `stride` elements; each enters at the right. Lanes beyond n repeat the last. */
export function get(at: usize, stride: i32, n: i32): v128 {
  let x = v128.load_splat<f32>(at)
  for (let i = 1; i < 4; i++) {
    if (i < n) at += stride << 2
    x = v128.shuffle<f32>(x, v128.load_splat<f32>(at), 1, 2, 3, 4)
  }
  return x
}

/** The first n ≤ 4 lanes to memory, one every `stride` elements. */
export function put(at: usize, stride: i32, n: i32, x: v128): void {
  for (let i = 0; i < n && i < 4; i++) {
    v128.store_lane<f32>(at, x, 0)
    x = v128.shuffle<f32>(x, x, 1, 2, 3, 0)
    at += stride << 2
  }
}

/** Ones in the first n lanes. */
export function first(n: i32): v128 {
  return i32x4.gt_s(i32x4.splat(n), i32x4(0, 1, 2, 3))
}
/** The first n ≤ 4 lanes from memory, and zeros. */
export function some(at: usize, n: i32): v128 {
  return n >= 4 ? v128.load(at) : v128.and(get(at, 1, n), first(n))
}

/** Four numbers added to four float64. */
export function accumulate(at: usize, x: v128): void {
  v128.store(at, f64x2.add(v128.load(at), low(x)))
  v128.store(at, f64x2.add(v128.load(at, 16), high(x)), 16)
}

/** Of two float64. */
export function sumOf(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/** One number four times in a row, for a loop that reads it again and again; each input has a place of its own. */
export function repeated(input: i32, at: usize): usize {
  const place = workspace + (input << 4)
  v128.store(place, v128.load_splat<f32>(at))
  return place
}

/** Lanes 0 and 1 as float64, and lanes 2 and 3. */
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1))
}
/** The way back, rounded once. */
export function narrow(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2)
}

/** One lane as float64, and four lanes from float64, for functions that work on one number. */
export function lane(x: v128, i: i32): f64 {
  const pair = i < 2 ? low(x) : high(x)
  return i & 1 ? f64x2.extract_lane(pair, 1) : f64x2.extract_lane(pair, 0)
}
export function four(a: f64, b: f64, c: f64, d: f64): v128 {
  return narrow(f64x2.replace_lane(f64x2.splat(a), 1, b), f64x2.replace_lane(f64x2.splat(c), 1, d))
}
