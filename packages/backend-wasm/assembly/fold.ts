// Folds: each call takes a block (rows, cols) of x into float64 accumulators, which start as the fold's neutral element.
// A stride of 0 in the accumulators means that the axis is folded away. Read lanes.ts first.
import { get, high, low, narrow } from './lanes.ts'

const SUM = 0
const PROD = 1
const MAX = 2
/** So many rows go into the accumulators of all their columns before the next do: their lines stay in the cache meanwhile. */
const ROWS = 32

/** Two lanes; NaN wins in max and min. */
function combine(kind: i32, a: v128, b: v128): v128 {
  if (kind == SUM) return f64x2.add(a, b)
  if (kind == PROD) return f64x2.mul(a, b)
  return kind == MAX ? f64x2.max(a, b) : f64x2.min(a, b)
}

function combineOne(kind: i32, a: f64, b: f64): f64 {
  return f64x2.extract_lane(combine(kind, f64x2.splat(a), f64x2.splat(b)), 0)
}

/** n accumulators begin. */
export function foldStart(acc: usize, n: i32, neutral: f64): void {
  for (let i = 0; i < n; i++) store<f64>(acc + (i << 3), neutral)
}

/** y = the n accumulators, each rounded once. */
export function foldEnd(acc: usize, n: i32, y: usize): void {
  for (; n >= 4; n -= 4) {
    v128.store(y, narrow(v128.load(acc), v128.load(acc, 16)))
    acc += 32
    y += 16
  }
  for (; n > 0; n--) {
    store<f32>(y, <f32>load<f64>(acc))
    acc += 8
    y += 4
  }
}

export function fold(
  kind: i32,
  rows: i32,
  cols: i32,
  x: usize,
  xr: i32,
  xc: i32,
  acc: usize,
  ar: i32,
  ac: i32,
): void {
  if (ac != 0 && ar == 0) {
    for (let i = 0; i < rows; i += ROWS) {
      foldDown(kind, min(ROWS, rows - i), cols, x + i * (xr << 2), xr, xc, acc)
    }
    return
  }
  for (let i = 0; i < rows; i++) {
    if (ac == 0) foldAlong(kind, cols, x, xc, acc)
    else foldDown(kind, 1, cols, x, 0, xc, acc)
    x += xr << 2
    acc += ar << 3
  }
}

function four(x: usize, xc: i32): v128 {
  return xc == 1 ? v128.load(x) : get(x, xc, 4)
}

/** One row into one accumulator, by way of eight: additions that do not wait for one another. */
function foldAlong(kind: i32, n: i32, x: usize, xc: i32, acc: usize): void {
  const step = xc << 4
  let total = load<f64>(acc)
  if (n >= 8) {
    let x4 = four(x, xc)
    let a = low(x4)
    let b = high(x4)
    x4 = four(x + step, xc)
    let c = low(x4)
    let d = high(x4)
    x += step << 1
    for (n -= 8; n >= 8; n -= 8) {
      x4 = four(x, xc)
      a = combine(kind, a, low(x4))
      b = combine(kind, b, high(x4))
      x4 = four(x + step, xc)
      c = combine(kind, c, low(x4))
      d = combine(kind, d, high(x4))
      x += step << 1
    }
    a = combine(kind, combine(kind, a, b), combine(kind, c, d))
    total = combineOne(kind, total, combineOne(kind, f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1)))
  }
  for (; n > 0; n--) {
    total = combineOne(kind, total, <f64>load<f32>(x))
    x += xc << 2
  }
  store<f64>(acc, total)
}

/** Rows into the accumulators of their columns, eight columns at a time. */
function foldDown(kind: i32, rows: i32, cols: i32, x: usize, xr: i32, xc: i32, acc: usize): void {
  const down = xr << 2
  for (; cols >= 8; cols -= 8) {
    let a = v128.load(acc)
    let b = v128.load(acc, 16)
    let c = v128.load(acc, 32)
    let d = v128.load(acc, 48)
    let at = x
    for (let i = 0; i < rows; i++) {
      const left = four(at, xc)
      const right = four(at + (xc << 4), xc)
      a = combine(kind, a, low(left))
      b = combine(kind, b, high(left))
      c = combine(kind, c, low(right))
      d = combine(kind, d, high(right))
      at += down
    }
    v128.store(acc, a)
    v128.store(acc, b, 16)
    v128.store(acc, c, 32)
    v128.store(acc, d, 48)
    x += xc << 5
    acc += 64
  }
  for (; cols > 0; cols--) {
    let total = load<f64>(acc)
    let at = x
    for (let i = 0; i < rows; i++) {
      total = combineOne(kind, total, <f64>load<f32>(at))
      at += down
    }
    store<f64>(acc, total)
    x += xc << 2
    acc += 8
  }
}
