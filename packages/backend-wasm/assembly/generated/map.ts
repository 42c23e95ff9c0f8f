// Generated from the derivative table of the package autograd by ../../compiler/build.ts. Do not edit.
// Each function on four lanes is a row of the table; its loop takes a block (rows, cols), strides counting elements.
import { abs, add, choose, div, get, maximum, minimum, mul, neg, num, put, repeated, sign, sqrt, sub, truth } from '../lanes.ts'
import { erf } from '../math/erf.ts'
import { exp, expm1 } from '../math/exp.ts'
import { log, log1p } from '../math/log.ts'
import { pow } from '../math/pow.ts'
import { tanh } from '../math/tanh.ts'
import { cos, sin } from '../math/trig.ts'

/** a */
function map_identity4(a: v128): v128 {
  return a
}
export function map_identity(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_identity4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_identity4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** add(a, b) */
function map_add4(a: v128, b: v128): v128 {
  return add(a, b)
}
export function map_add(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_add4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_add4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** sub(a, b) */
function map_sub4(a: v128, b: v128): v128 {
  return sub(a, b)
}
export function map_sub(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sub4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sub4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, b) */
function map_mul4(a: v128, b: v128): v128 {
  return mul(a, b)
}
export function map_mul(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_mul4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_mul4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** div(a, b) */
function map_div4(a: v128, b: v128): v128 {
  return div(a, b)
}
export function map_div(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_div4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_div4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, div(1, b)) */
function map_div_d04(a: v128, b: v128): v128 {
  return mul(a, div(num(1), b))
}
export function map_div_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_div_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_div_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, neg(div(c, b))) */
function map_div_d14(a: v128, b: v128, c: v128): v128 {
  return mul(a, neg(div(c, b)))
}
export function map_div_d1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_div_d14(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_div_d14(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** pow(a, b) */
function map_pow4(a: v128, b: v128): v128 {
  return pow(a, b)
}
export function map_pow(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_pow4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_pow4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, mul(c, pow(b, sub(c, notEqual(c, 0))))) */
function map_pow_d04(a: v128, b: v128, c: v128): v128 {
  return mul(a, mul(c, pow(b, sub(c, truth(f32x4.ne(c, num(0)))))))
}
export function map_pow_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_pow_d04(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_pow_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(a, mul(c, log(where(equal(b, 0), 1, b)))) */
function map_pow_d14(a: v128, b: v128, c: v128): v128 {
  return mul(a, mul(c, log(choose(f32x4.eq(b, num(0)), num(1), b))))
}
export function map_pow_d1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_pow_d14(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_pow_d14(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** maximum(a, b) */
function map_maximum4(a: v128, b: v128): v128 {
  return maximum(a, b)
}
export function map_maximum(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_maximum4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_maximum4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, add(greater(b, c), mul(0.5, equal(b, c)))) */
function map_maximum_d04(a: v128, b: v128, c: v128): v128 {
  return mul(a, add(truth(f32x4.gt(b, c)), mul(num(0.5), truth(f32x4.eq(b, c)))))
}
export function map_maximum_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_maximum_d04(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_maximum_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(a, add(less(b, c), mul(0.5, equal(b, c)))) */
function map_maximum_d14(a: v128, b: v128, c: v128): v128 {
  return mul(a, add(truth(f32x4.lt(b, c)), mul(num(0.5), truth(f32x4.eq(b, c)))))
}
export function map_maximum_d1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_maximum_d14(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_maximum_d14(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** minimum(a, b) */
function map_minimum4(a: v128, b: v128): v128 {
  return minimum(a, b)
}
export function map_minimum(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_minimum4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_minimum4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** neg(a) */
function map_neg4(a: v128): v128 {
  return neg(a)
}
export function map_neg(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_neg4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_neg4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** abs(a) */
function map_abs4(a: v128): v128 {
  return abs(a)
}
export function map_abs(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_abs4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_abs4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, sign(b)) */
function map_abs_d04(a: v128, b: v128): v128 {
  return mul(a, sign(b))
}
export function map_abs_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_abs_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_abs_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** sign(a) */
function map_sign4(a: v128): v128 {
  return sign(a)
}
export function map_sign(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sign4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sign4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** sqrt(a) */
function map_sqrt4(a: v128): v128 {
  return sqrt(a)
}
export function map_sqrt(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sqrt4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sqrt4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, div(0.5, b)) */
function map_sqrt_d04(a: v128, b: v128): v128 {
  return mul(a, div(num(0.5), b))
}
export function map_sqrt_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sqrt_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sqrt_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** div(1, sqrt(a)) */
function map_rsqrt4(a: v128): v128 {
  return div(num(1), sqrt(a))
}
export function map_rsqrt(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_rsqrt4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_rsqrt4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(-0.5, div(c, b))) */
function map_rsqrt_d04(a: v128, b: v128, c: v128): v128 {
  return mul(a, mul(num(-0.5), div(c, b)))
}
export function map_rsqrt_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_rsqrt_d04(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_rsqrt_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** div(1, a) */
function map_reciprocal4(a: v128): v128 {
  return div(num(1), a)
}
export function map_reciprocal(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_reciprocal4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_reciprocal4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, neg(mul(b, b))) */
function map_reciprocal_d04(a: v128, b: v128): v128 {
  return mul(a, neg(mul(b, b)))
}
export function map_reciprocal_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_reciprocal_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_reciprocal_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, a) */
function map_square4(a: v128): v128 {
  return mul(a, a)
}
export function map_square(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_square4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_square4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(2, b)) */
function map_square_d04(a: v128, b: v128): v128 {
  return mul(a, mul(num(2), b))
}
export function map_square_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_square_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_square_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** exp(a) */
function map_exp4(a: v128): v128 {
  return exp(a)
}
export function map_exp(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_exp4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_exp4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** log(a) */
function map_log4(a: v128): v128 {
  return log(a)
}
export function map_log(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_log4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_log4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** log1p(a) */
function map_log1p4(a: v128): v128 {
  return log1p(a)
}
export function map_log1p(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_log1p4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_log1p4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, div(1, add(1, b))) */
function map_log1p_d04(a: v128, b: v128): v128 {
  return mul(a, div(num(1), add(num(1), b)))
}
export function map_log1p_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_log1p_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_log1p_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** expm1(a) */
function map_expm14(a: v128): v128 {
  return expm1(a)
}
export function map_expm1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_expm14(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_expm14(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, add(b, 1)) */
function map_expm1_d04(a: v128, b: v128): v128 {
  return mul(a, add(b, num(1)))
}
export function map_expm1_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_expm1_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_expm1_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** sin(a) */
function map_sin4(a: v128): v128 {
  return sin(a)
}
export function map_sin(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sin4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sin4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, cos(b)) */
function map_sin_d04(a: v128, b: v128): v128 {
  return mul(a, cos(b))
}
export function map_sin_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sin_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sin_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** cos(a) */
function map_cos4(a: v128): v128 {
  return cos(a)
}
export function map_cos(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_cos4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_cos4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, neg(sin(b))) */
function map_cos_d04(a: v128, b: v128): v128 {
  return mul(a, neg(sin(b)))
}
export function map_cos_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_cos_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_cos_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** tanh(a) */
function map_tanh4(a: v128): v128 {
  return tanh(a)
}
export function map_tanh(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_tanh4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_tanh4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, sub(1, mul(b, b))) */
function map_tanh_d04(a: v128, b: v128): v128 {
  return mul(a, sub(num(1), mul(b, b)))
}
export function map_tanh_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_tanh_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_tanh_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** erf(a) */
function map_erf4(a: v128): v128 {
  return erf(a)
}
export function map_erf(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_erf4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_erf4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(1.1283791670955126, exp(neg(mul(b, b))))) */
function map_erf_d04(a: v128, b: v128): v128 {
  return mul(a, mul(num(1.12837923), exp(neg(mul(b, b)))))
}
export function map_erf_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_erf_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_erf_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** div(1, add(1, exp(neg(a)))) */
function map_sigmoid4(a: v128): v128 {
  return div(num(1), add(num(1), exp(neg(a))))
}
export function map_sigmoid(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sigmoid4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sigmoid4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(b, sub(1, b))) */
function map_sigmoid_d04(a: v128, b: v128): v128 {
  return mul(a, mul(b, sub(num(1), b)))
}
export function map_sigmoid_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_sigmoid_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_sigmoid_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** neg(add(maximum(neg(a), 0), log1p(exp(neg(abs(neg(a))))))) */
function map_logSigmoid4(a: v128): v128 {
  const t0 = neg(a)
  return neg(add(maximum(t0, num(0)), log1p(exp(neg(abs(t0))))))
}
export function map_logSigmoid(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_logSigmoid4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_logSigmoid4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, div(1, add(1, exp(neg(neg(b)))))) */
function map_logSigmoid_d04(a: v128, b: v128): v128 {
  return mul(a, div(num(1), add(num(1), exp(neg(neg(b))))))
}
export function map_logSigmoid_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_logSigmoid_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_logSigmoid_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** add(maximum(a, 0), log1p(exp(neg(abs(a))))) */
function map_softplus4(a: v128): v128 {
  return add(maximum(a, num(0)), log1p(exp(neg(abs(a)))))
}
export function map_softplus(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_softplus4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_softplus4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, div(1, add(1, exp(neg(b))))) */
function map_softplus_d04(a: v128, b: v128): v128 {
  return mul(a, div(num(1), add(num(1), exp(neg(b)))))
}
export function map_softplus_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_softplus_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_softplus_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** div(a, add(1, abs(a))) */
function map_softsign4(a: v128): v128 {
  return div(a, add(num(1), abs(a)))
}
export function map_softsign(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_softsign4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_softsign4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, div(1, mul(add(1, abs(b)), add(1, abs(b))))) */
function map_softsign_d04(a: v128, b: v128): v128 {
  const t0 = add(num(1), abs(b))
  return mul(a, div(num(1), mul(t0, t0)))
}
export function map_softsign_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_softsign_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_softsign_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** maximum(a, 0) */
function map_relu4(a: v128): v128 {
  return maximum(a, num(0))
}
export function map_relu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_relu4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_relu4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, greater(b, 0)) */
function map_relu_d04(a: v128, b: v128): v128 {
  return mul(a, truth(f32x4.gt(b, num(0))))
}
export function map_relu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_relu_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_relu_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** minimum(maximum(a, 0), 6) */
function map_relu64(a: v128): v128 {
  return minimum(maximum(a, num(0)), num(6))
}
export function map_relu6(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_relu64(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_relu64(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(greater(b, 0), less(b, 6))) */
function map_relu6_d04(a: v128, b: v128): v128 {
  return mul(a, mul(truth(f32x4.gt(b, num(0))), truth(f32x4.lt(b, num(6)))))
}
export function map_relu6_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_relu6_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_relu6_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** where(greater(a, 0), a, mul(p, a)) */
function map_leakyRelu4(a: v128, p: v128): v128 {
  return choose(f32x4.gt(a, num(0)), a, mul(p, a))
}
export function map_leakyRelu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_leakyRelu4(v128.load(a1), num(p)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_leakyRelu4(get(a1, ac, n), num(p)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, where(greater(b, 0), 1, p)) */
function map_leakyRelu_d04(a: v128, b: v128, p: v128): v128 {
  return mul(a, choose(f32x4.gt(b, num(0)), num(1), p))
}
export function map_leakyRelu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_leakyRelu_d04(v128.load(a1), v128.load(b1), num(p)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_leakyRelu_d04(get(a1, ac, n), get(b1, bc, n), num(p)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** where(greater(a, 0), a, mul(b, a)) */
function map_prelu4(a: v128, b: v128): v128 {
  return choose(f32x4.gt(a, num(0)), a, mul(b, a))
}
export function map_prelu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_prelu4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_prelu4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, where(greater(b, 0), 1, c)) */
function map_prelu_d04(a: v128, b: v128, c: v128): v128 {
  return mul(a, choose(f32x4.gt(b, num(0)), num(1), c))
}
export function map_prelu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_prelu_d04(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_prelu_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(a, where(greater(b, 0), 0, b)) */
function map_prelu_d14(a: v128, b: v128): v128 {
  return mul(a, choose(f32x4.gt(b, num(0)), num(0), b))
}
export function map_prelu_d1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_prelu_d14(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_prelu_d14(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** where(greater(a, 0), a, mul(p, expm1(a))) */
function map_elu4(a: v128, p: v128): v128 {
  return choose(f32x4.gt(a, num(0)), a, mul(p, expm1(a)))
}
export function map_elu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_elu4(v128.load(a1), num(p)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_elu4(get(a1, ac, n), num(p)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, where(greater(b, 0), 1, add(c, p))) */
function map_elu_d04(a: v128, b: v128, c: v128, p: v128): v128 {
  return mul(a, choose(f32x4.gt(b, num(0)), num(1), add(c, p)))
}
export function map_elu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_elu_d04(v128.load(a1), v128.load(b1), v128.load(c1), num(p)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_elu_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n), num(p)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(1.0507009873554805, where(greater(a, 0), a, mul(1.6732632423543772, expm1(a)))) */
function map_selu4(a: v128): v128 {
  return mul(num(1.05070102), choose(f32x4.gt(a, num(0)), a, mul(num(1.67326319), expm1(a))))
}
export function map_selu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_selu4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_selu4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, where(greater(b, 0), 1.0507009873554805, add(b, 1.7580993408473766))) */
function map_selu_d04(a: v128, b: v128): v128 {
  return mul(a, choose(f32x4.gt(b, num(0)), num(1.05070102), add(b, num(1.75809932))))
}
export function map_selu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_selu_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_selu_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(mul(0.5, a), add(1, erf(mul(0.7071067811865476, a)))) */
function map_gelu4(a: v128): v128 {
  return mul(mul(num(0.5), a), add(num(1), erf(mul(num(0.707106769), a))))
}
export function map_gelu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_gelu4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_gelu4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, add(mul(0.5, add(1, erf(mul(0.7071067811865476, b)))), mul(mul(b, exp(mul(-0.5, mul(b, b)))), 0.3989422804014327))) */
function map_gelu_d04(a: v128, b: v128): v128 {
  return mul(a, add(mul(num(0.5), add(num(1), erf(mul(num(0.707106769), b)))), mul(mul(b, exp(mul(num(-0.5), mul(b, b)))), num(0.398942292))))
}
export function map_gelu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_gelu_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_gelu_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(mul(0.5, a), add(1, tanh(mul(mul(0.7978845608028654, a), add(1, mul(0.044715, mul(a, a))))))) */
function map_geluTanh4(a: v128): v128 {
  return mul(mul(num(0.5), a), add(num(1), tanh(mul(mul(num(0.797884583), a), add(num(1), mul(num(0.0447149985), mul(a, a)))))))
}
export function map_geluTanh(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_geluTanh4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_geluTanh4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, add(mul(0.5, add(1, tanh(mul(mul(0.7978845608028654, b), add(1, mul(0.044715, mul(b, b))))))), mul(mul(mul(0.5, b), sub(1, mul(tanh(mul(mul(0.7978845608028654, b), add(1, mul(0.044715, mul(b, b))))), tanh(mul(mul(0.7978845608028654, b), add(1, mul(0.044715, mul(b, b)))))))), mul(0.7978845608028654, add(1, mul(0.134145, mul(b, b))))))) */
function map_geluTanh_d04(a: v128, b: v128): v128 {
  const t0 = mul(b, b)
  const t1 = tanh(mul(mul(num(0.797884583), b), add(num(1), mul(num(0.0447149985), t0))))
  return mul(a, add(mul(num(0.5), add(num(1), t1)), mul(mul(mul(num(0.5), b), sub(num(1), mul(t1, t1))), mul(num(0.797884583), add(num(1), mul(num(0.134145007), t0))))))
}
export function map_geluTanh_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_geluTanh_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_geluTanh_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, div(1, add(1, exp(neg(a))))) */
function map_silu4(a: v128): v128 {
  return mul(a, div(num(1), add(num(1), exp(neg(a)))))
}
export function map_silu(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_silu4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_silu4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, add(div(1, add(1, exp(neg(b)))), mul(c, sub(1, div(1, add(1, exp(neg(b)))))))) */
function map_silu_d04(a: v128, b: v128, c: v128): v128 {
  const t0 = div(num(1), add(num(1), exp(neg(b))))
  return mul(a, add(t0, mul(c, sub(num(1), t0))))
}
export function map_silu_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_silu_d04(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_silu_d04(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(a, tanh(add(maximum(a, 0), log1p(exp(neg(abs(a))))))) */
function map_mish4(a: v128): v128 {
  return mul(a, tanh(add(maximum(a, num(0)), log1p(exp(neg(abs(a)))))))
}
export function map_mish(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_mish4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_mish4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, add(tanh(add(maximum(b, 0), log1p(exp(neg(abs(b)))))), mul(mul(b, sub(1, mul(tanh(add(maximum(b, 0), log1p(exp(neg(abs(b)))))), tanh(add(maximum(b, 0), log1p(exp(neg(abs(b))))))))), div(1, add(1, exp(neg(b))))))) */
function map_mish_d04(a: v128, b: v128): v128 {
  const t0 = tanh(add(maximum(b, num(0)), log1p(exp(neg(abs(b))))))
  return mul(a, add(t0, mul(mul(b, sub(num(1), mul(t0, t0))), div(num(1), add(num(1), exp(neg(b)))))))
}
export function map_mish_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_mish_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_mish_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** minimum(maximum(a, p), q) */
function map_hardtanh4(a: v128, p: v128, q: v128): v128 {
  return minimum(maximum(a, p), q)
}
export function map_hardtanh(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_hardtanh4(v128.load(a1), num(p), num(q)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_hardtanh4(get(a1, ac, n), num(p), num(q)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, mul(greater(b, p), less(b, q))) */
function map_hardtanh_d04(a: v128, b: v128, p: v128, q: v128): v128 {
  return mul(a, mul(truth(f32x4.gt(b, p)), truth(f32x4.lt(b, q))))
}
export function map_hardtanh_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_hardtanh_d04(v128.load(a1), v128.load(b1), num(p), num(q)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_hardtanh_d04(get(a1, ac, n), get(b1, bc, n), num(p), num(q)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, mul(0.16666666666666666, minimum(maximum(add(a, 3), 0), 6))) */
function map_hardswish4(a: v128): v128 {
  return mul(a, mul(num(0.166666672), minimum(maximum(add(a, num(3)), num(0)), num(6))))
}
export function map_hardswish(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_hardswish4(v128.load(a1)))
        y1 += 16
        a1 += ac << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_hardswish4(get(a1, ac, n)))
      y1 += yc << 4
      a1 += ac << 4
    }
    y += yr << 2
    a += ar << 2
  }
}

/** mul(a, where(less(b, -3), 0, where(lessEqual(b, 3), add(mul(0.3333333333333333, b), 0.5), 1))) */
function map_hardswish_d04(a: v128, b: v128): v128 {
  return mul(a, choose(f32x4.lt(b, num(-3)), num(0), choose(f32x4.le(b, num(3)), add(mul(num(0.333333343), b), num(0.5)), num(1))))
}
export function map_hardswish_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_hardswish_d04(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_hardswish_d04(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, mul(greaterEqual(b, p), lessEqual(b, q))) */
function map_clip_d04(a: v128, b: v128, p: v128, q: v128): v128 {
  return mul(a, mul(truth(f32x4.ge(b, p)), truth(f32x4.le(b, q))))
}
export function map_clip_d0(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_clip_d04(v128.load(a1), v128.load(b1), num(p), num(q)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_clip_d04(get(a1, ac, n), get(b1, bc, n), num(p), num(q)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** equal(a, b) */
function map_equal4(a: v128, b: v128): v128 {
  return truth(f32x4.eq(a, b))
}
export function map_equal(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_equal4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_equal4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** notEqual(a, b) */
function map_notEqual4(a: v128, b: v128): v128 {
  return truth(f32x4.ne(a, b))
}
export function map_notEqual(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_notEqual4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_notEqual4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** less(a, b) */
function map_less4(a: v128, b: v128): v128 {
  return truth(f32x4.lt(a, b))
}
export function map_less(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_less4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_less4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** lessEqual(a, b) */
function map_lessEqual4(a: v128, b: v128): v128 {
  return truth(f32x4.le(a, b))
}
export function map_lessEqual(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_lessEqual4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_lessEqual4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** greater(a, b) */
function map_greater4(a: v128, b: v128): v128 {
  return truth(f32x4.gt(a, b))
}
export function map_greater(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_greater4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_greater4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** greaterEqual(a, b) */
function map_greaterEqual4(a: v128, b: v128): v128 {
  return truth(f32x4.ge(a, b))
}
export function map_greaterEqual(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_greaterEqual4(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_greaterEqual4(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** where(a, b, c) */
function map_where4(a: v128, b: v128, c: v128): v128 {
  return choose(f32x4.ne(a, num(0)), b, c)
}
export function map_where(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1 && <u32>cc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    let c1 = c
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      if (cc == 0) c1 = repeated(2, c)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_where4(v128.load(a1), v128.load(b1), v128.load(c1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
        c1 += cc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_where4(get(a1, ac, n), get(b1, bc, n), get(c1, cc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
      c1 += cc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
    c += cr << 2
  }
}

/** mul(a, notEqual(b, 0)) */
function map_where_d14(a: v128, b: v128): v128 {
  return mul(a, truth(f32x4.ne(b, num(0))))
}
export function map_where_d1(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_where_d14(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_where_d14(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}

/** mul(a, equal(b, 0)) */
function map_where_d24(a: v128, b: v128): v128 {
  return mul(a, truth(f32x4.eq(b, num(0))))
}
export function map_where_d2(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && <u32>ac <= 1 && <u32>bc <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
    let a1 = a
    let b1 = b
    if (quick) {
      if (ac == 0) a1 = repeated(0, a)
      if (bc == 0) b1 = repeated(1, b)
      for (; n >= 4; n -= 4) {
        v128.store(y1, map_where_d24(v128.load(a1), v128.load(b1)))
        y1 += 16
        a1 += ac << 4
        b1 += bc << 4
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, map_where_d24(get(a1, ac, n), get(b1, bc, n)))
      y1 += yc << 4
      a1 += ac << 4
      b1 += bc << 4
    }
    y += yr << 2
    a += ar << 2
    b += br << 2
  }
}
