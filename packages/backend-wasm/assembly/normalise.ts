// Mean 0 and variance 1 in groups, and the way back. Read lanes.ts first; the plain loops are in the package autograd,
// kernels/normalise.ts. Numbers lie as (outer, pieces, groups, cols); pieces and cols belong to one group.
import { add, div, first, get, high, low, mul, narrow, num, put, some, sqrt, sub, sumOf } from './lanes.ts'

const PLAIN = 0
const SQUARE = 1
const PRODUCT = 2

// The walk over a group: `pieces`, `jump` bytes apart; in each, `vectors` of four numbers, `stride` bytes apart, then `tail` more.
let pieces: i32 = 0
let jump: usize = 0
let vectors: i32 = 0
let stride: usize = 0
let tail: i32 = 0
/** Four groups of one column lie side by side, a lane each. */
let across: bool = false
let count: f64 = 0

/** From group g on. Returns how many groups are walked at once. */
function walk(rows: i32, groups: i32, cols: i32, g: i32): i32 {
  across = cols == 1
  count = <f64>rows * cols
  jump = (<usize>groups * cols) << 2
  const whole = across && groups - g >= 4
  pieces = whole ? 1 : rows
  vectors = whole ? rows : across ? 0 : cols >> 2
  stride = whole ? jump : 16
  tail = whole ? 0 : across ? groups - g : cols & 3
  return across ? min(4, groups - g) : 1
}

/** x − m; or its product with itself, where b is x, or with b. */
function term(x: v128, m: v128, b: v128, kind: i32): v128 {
  const d = sub(x, m)
  return kind == PLAIN ? d : mul(d, kind == SQUARE ? d : b)
}

/** The mean of a term: one for each lane, or the same four times. Sums run in float64. */
function meanOf(kind: i32, x: usize, m: v128, b: usize): v128 {
  let a0 = f64x2.splat(0)
  let a1 = f64x2.splat(0)
  let b0 = f64x2.splat(0)
  let b1 = f64x2.splat(0)
  for (let p = 0; p < pieces; p++) {
    let at = <usize>p * jump
    let n = vectors
    for (; n >= 2; n -= 2) {
      const one = term(v128.load(x + at), m, v128.load(b + at), kind)
      at += stride
      const two = term(v128.load(x + at), m, v128.load(b + at), kind)
      at += stride
      a0 = f64x2.add(a0, low(one))
      a1 = f64x2.add(a1, high(one))
      b0 = f64x2.add(b0, low(two))
      b1 = f64x2.add(b1, high(two))
    }
    if (n > 0) {
      const one = term(v128.load(x + at), m, v128.load(b + at), kind)
      at += stride
      a0 = f64x2.add(a0, low(one))
      a1 = f64x2.add(a1, high(one))
    }
    if (tail > 0) {
      const rest = v128.and(term(get(x + at, 1, tail), m, get(b + at, 1, tail), kind), first(tail))
      b0 = f64x2.add(b0, low(rest))
      b1 = f64x2.add(b1, high(rest))
    }
  }
  a0 = f64x2.add(a0, b0)
  a1 = f64x2.add(a1, b1)
  if (!across) {
    a0 = f64x2.splat(sumOf(f64x2.add(a0, a1)))
    a1 = a0
  }
  const n = f64x2.splat(count)
  return narrow(f64x2.div(a0, n), f64x2.div(a1, n))
}

/** y = (x − a)·r over a group, or (x − a − z·b)·r. */
function scale(kind: i32, x: usize, a: v128, z: usize, b: v128, r: v128, y: usize): void {
  for (let p = 0; p < pieces; p++) {
    let at = <usize>p * jump
    for (let n = vectors; n > 0; n--) {
      v128.store(y + at, scaled(kind, v128.load(x + at), a, v128.load(z + at), b, r))
      at += stride
    }
    if (tail > 0) put(y + at, 1, tail, scaled(kind, get(x + at, 1, tail), a, get(z + at, 1, tail), b, r))
  }
}
function scaled(kind: i32, x: v128, a: v128, z: v128, b: v128, r: v128): v128 {
  const d = sub(x, a)
  return mul(kind == PLAIN ? d : sub(d, mul(z, b)), r)
}

function inverseRoot(variance: v128, eps: f32): v128 {
  return div(num(1), sqrt(add(variance, num(eps))))
}

/** A number for each group that is walked. */
function putEach(at: usize, groups: i32, x: v128): void {
  if (groups == 4) v128.store(at, x)
  else put(at, 1, groups, x)
}

export function normalise(
  outer: i32,
  rows: i32,
  groups: i32,
  cols: i32,
  centre: i32,
  eps: f32,
  x: usize,
  y: usize,
  mean: usize,
  variance: usize,
): void {
  const size = (<usize>rows * groups * cols) << 2
  for (; outer > 0; outer--) {
    for (let g = 0; g < groups;) {
      const walked = walk(rows, groups, cols, g)
      const from = (<usize>g * cols) << 2
      const m = centre ? meanOf(PLAIN, x + from, num(0), x + from) : num(0)
      const v = meanOf(SQUARE, x + from, m, x + from)
      putEach(mean + (g << 2), walked, m)
      putEach(variance + (g << 2), walked, v)
      scale(PLAIN, x + from, m, x + from, m, inverseRoot(v, eps), y + from)
      g += walked
    }
    x += size
    y += size
    mean += groups << 2
    variance += groups << 2
  }
}

export function normaliseBack(
  outer: i32,
  rows: i32,
  groups: i32,
  cols: i32,
  centre: i32,
  eps: f32,
  dy: usize,
  y: usize,
  variance: usize,
  dx: usize,
): void {
  const size = (<usize>rows * groups * cols) << 2
  for (; outer > 0; outer--) {
    for (let g = 0; g < groups;) {
      const walked = walk(rows, groups, cols, g)
      const from = (<usize>g * cols) << 2
      const a = centre ? meanOf(PLAIN, dy + from, num(0), dy + from) : num(0)
      const b = meanOf(PRODUCT, dy + from, num(0), y + from)
      const at = variance + (g << 2)
      const v = across ? some(at, walked) : v128.load_splat<f32>(at)
      scale(PRODUCT, dy + from, a, y + from, b, inverseRoot(v, eps), dx + from)
      g += walked
    }
    dy += size
    y += size
    dx += size
    variance += groups << 2
  }
}
