// Generated from the bundles of the package autograd by ../../compiler/build.ts. Do not edit.
// Each function is one pass over a block (rows, cols); x0, x1, … are its inputs, y0, y1, … its outputs.
import { abs, accumulate, add, choose, div, get, maximum, minimum, mul, neg, num, put, repeated, sign, sqrt, sub, truth } from '../lanes.ts'
import { erf } from '../math/erf.ts'
import { exp, expm1 } from '../math/exp.ts'
import { log, log1p } from '../math/log.ts'
import { pow } from '../math/pow.ts'
import { tanh } from '../math/tanh.ts'
import { cos, sin } from '../math/trig.ts'

export function bundle_rnnTanhForward(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let y0a = load<usize>(table, 60)
  const y0c = load<i32>(table, 68)
  let y1a = load<usize>(table, 72)
  const y1c = load<i32>(table, 80)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x3p = x3a
    let x4p = x4a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x3c == 0) x3p = repeated(2, x3a)
      if (x4c == 0) x4p = repeated(3, x4a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const t0 = tanh(add(x0, x1))
        v128.store(y0p, choose(f32x4.ne(x4, num(0)), t0, x3))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const t0 = tanh(add(x0, x1))
      put(y0p, y0c, n, choose(f32x4.ne(x4, num(0)), t0, x3))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    y0a += load<i32>(table, 64) << 2
    y1a += load<i32>(table, 76) << 2
  }
}

export function bundle_rnnTanhBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let y0a = load<usize>(table, 72)
  const y0c = load<i32>(table, 80)
  let y1a = load<usize>(table, 84)
  const y1c = load<i32>(table, 92)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const t0 = add(add(x0, x1), x2)
        v128.store(y0p, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), sub(num(1), mul(x4, x4))))
        v128.store(y1p, choose(f32x4.ne(x3, num(0)), num(0), t0))
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const t0 = add(add(x0, x1), x2)
      put(y0p, y0c, n, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), sub(num(1), mul(x4, x4))))
      put(y1p, y1c, n, choose(f32x4.ne(x3, num(0)), num(0), t0))
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    y0a += load<i32>(table, 76) << 2
    y1a += load<i32>(table, 88) << 2
  }
}

export function bundle_rnnReluForward(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let y0a = load<usize>(table, 60)
  const y0c = load<i32>(table, 68)
  let y1a = load<usize>(table, 72)
  const y1c = load<i32>(table, 80)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x3p = x3a
    let x4p = x4a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x3c == 0) x3p = repeated(2, x3a)
      if (x4c == 0) x4p = repeated(3, x4a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const t0 = maximum(add(x0, x1), num(0))
        v128.store(y0p, choose(f32x4.ne(x4, num(0)), t0, x3))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const t0 = maximum(add(x0, x1), num(0))
      put(y0p, y0c, n, choose(f32x4.ne(x4, num(0)), t0, x3))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    y0a += load<i32>(table, 64) << 2
    y1a += load<i32>(table, 76) << 2
  }
}

export function bundle_rnnReluBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let y0a = load<usize>(table, 72)
  const y0c = load<i32>(table, 80)
  let y1a = load<usize>(table, 84)
  const y1c = load<i32>(table, 92)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const t0 = add(add(x0, x1), x2)
        v128.store(y0p, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), truth(f32x4.gt(x4, num(0)))))
        v128.store(y1p, choose(f32x4.ne(x3, num(0)), num(0), t0))
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const t0 = add(add(x0, x1), x2)
      put(y0p, y0c, n, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), truth(f32x4.gt(x4, num(0)))))
      put(y1p, y1c, n, choose(f32x4.ne(x3, num(0)), num(0), t0))
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    y0a += load<i32>(table, 76) << 2
    y1a += load<i32>(table, 88) << 2
  }
}

export function bundle_lstmForward(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let x5a = load<usize>(table, 60)
  const x5c = load<i32>(table, 68)
  let x6a = load<usize>(table, 72)
  const x6c = load<i32>(table, 80)
  let x7a = load<usize>(table, 84)
  const x7c = load<i32>(table, 92)
  let x9a = load<usize>(table, 108)
  const x9c = load<i32>(table, 116)
  let x10a = load<usize>(table, 120)
  const x10c = load<i32>(table, 128)
  let x11a = load<usize>(table, 132)
  const x11c = load<i32>(table, 140)
  let y0a = load<usize>(table, 144)
  const y0c = load<i32>(table, 152)
  let y1a = load<usize>(table, 156)
  const y1c = load<i32>(table, 164)
  let y2a = load<usize>(table, 168)
  const y2c = load<i32>(table, 176)
  let y3a = load<usize>(table, 180)
  const y3c = load<i32>(table, 188)
  let y4a = load<usize>(table, 192)
  const y4c = load<i32>(table, 200)
  let y5a = load<usize>(table, 204)
  const y5c = load<i32>(table, 212)
  let y6a = load<usize>(table, 216)
  const y6c = load<i32>(table, 224)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && y6c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x9c <= 1 && <u32>x10c <= 1 && <u32>x11c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let x5p = x5a
    let x6p = x6a
    let x7p = x7a
    let x9p = x9a
    let x10p = x10a
    let x11p = x11a
    let y0p = y0a
    let y1p = y1a
    let y2p = y2a
    let y3p = y3a
    let y4p = y4a
    let y5p = y5a
    let y6p = y6a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      if (x5c == 0) x5p = repeated(5, x5a)
      if (x6c == 0) x6p = repeated(6, x6a)
      if (x7c == 0) x7p = repeated(7, x7a)
      if (x9c == 0) x9p = repeated(8, x9a)
      if (x10c == 0) x10p = repeated(9, x10a)
      if (x11c == 0) x11p = repeated(10, x11a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const x5 = v128.load(x5p)
        const x6 = v128.load(x6p)
        const x7 = v128.load(x7p)
        const x9 = v128.load(x9p)
        const x10 = v128.load(x10p)
        const x11 = v128.load(x11p)
        const t0 = div(num(1), add(num(1), exp(neg(add(x3, x7)))))
        const t1 = div(num(1), add(num(1), exp(neg(add(x1, x5)))))
        const t2 = div(num(1), add(num(1), exp(neg(add(x0, x4)))))
        const t3 = tanh(add(x2, x6))
        const t4 = add(mul(t1, x10), mul(t2, t3))
        const t5 = tanh(t4)
        v128.store(y0p, choose(f32x4.ne(x11, num(0)), mul(t0, t5), x9))
        v128.store(y1p, choose(f32x4.ne(x11, num(0)), t4, x10))
        v128.store(y2p, t2)
        v128.store(y3p, t1)
        v128.store(y4p, t3)
        v128.store(y5p, t0)
        v128.store(y6p, t5)
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        x5p += x5c << 4
        x6p += x6c << 4
        x7p += x7c << 4
        x9p += x9c << 4
        x10p += x10c << 4
        x11p += x11c << 4
        y0p += y0c << 4
        y1p += y1c << 4
        y2p += y2c << 4
        y3p += y3c << 4
        y4p += y4c << 4
        y5p += y5c << 4
        y6p += y6c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const x5 = get(x5p, x5c, n)
      const x6 = get(x6p, x6c, n)
      const x7 = get(x7p, x7c, n)
      const x9 = get(x9p, x9c, n)
      const x10 = get(x10p, x10c, n)
      const x11 = get(x11p, x11c, n)
      const t0 = div(num(1), add(num(1), exp(neg(add(x3, x7)))))
      const t1 = div(num(1), add(num(1), exp(neg(add(x1, x5)))))
      const t2 = div(num(1), add(num(1), exp(neg(add(x0, x4)))))
      const t3 = tanh(add(x2, x6))
      const t4 = add(mul(t1, x10), mul(t2, t3))
      const t5 = tanh(t4)
      put(y0p, y0c, n, choose(f32x4.ne(x11, num(0)), mul(t0, t5), x9))
      put(y1p, y1c, n, choose(f32x4.ne(x11, num(0)), t4, x10))
      put(y2p, y2c, n, t2)
      put(y3p, y3c, n, t1)
      put(y4p, y4c, n, t3)
      put(y5p, y5c, n, t0)
      put(y6p, y6c, n, t5)
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      x5p += x5c << 4
      x6p += x6c << 4
      x7p += x7c << 4
      x9p += x9c << 4
      x10p += x10c << 4
      x11p += x11c << 4
      y0p += y0c << 4
      y1p += y1c << 4
      y2p += y2c << 4
      y3p += y3c << 4
      y4p += y4c << 4
      y5p += y5c << 4
      y6p += y6c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    x5a += load<i32>(table, 64) << 2
    x6a += load<i32>(table, 76) << 2
    x7a += load<i32>(table, 88) << 2
    x9a += load<i32>(table, 112) << 2
    x10a += load<i32>(table, 124) << 2
    x11a += load<i32>(table, 136) << 2
    y0a += load<i32>(table, 148) << 2
    y1a += load<i32>(table, 160) << 2
    y2a += load<i32>(table, 172) << 2
    y3a += load<i32>(table, 184) << 2
    y4a += load<i32>(table, 196) << 2
    y5a += load<i32>(table, 208) << 2
    y6a += load<i32>(table, 220) << 2
  }
}

export function bundle_lstmBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let x5a = load<usize>(table, 60)
  const x5c = load<i32>(table, 68)
  let x6a = load<usize>(table, 72)
  const x6c = load<i32>(table, 80)
  let x7a = load<usize>(table, 84)
  const x7c = load<i32>(table, 92)
  let x8a = load<usize>(table, 96)
  const x8c = load<i32>(table, 104)
  let x9a = load<usize>(table, 108)
  const x9c = load<i32>(table, 116)
  let x10a = load<usize>(table, 120)
  const x10c = load<i32>(table, 128)
  let x12a = load<usize>(table, 144)
  const x12c = load<i32>(table, 152)
  let y0a = load<usize>(table, 156)
  const y0c = load<i32>(table, 164)
  let y1a = load<usize>(table, 168)
  const y1c = load<i32>(table, 176)
  let y2a = load<usize>(table, 180)
  const y2c = load<i32>(table, 188)
  let y3a = load<usize>(table, 192)
  const y3c = load<i32>(table, 200)
  let y4a = load<usize>(table, 204)
  const y4c = load<i32>(table, 212)
  let y5a = load<usize>(table, 216)
  const y5c = load<i32>(table, 224)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1 && <u32>x9c <= 1 && <u32>x10c <= 1 && <u32>x12c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let x5p = x5a
    let x6p = x6a
    let x7p = x7a
    let x8p = x8a
    let x9p = x9a
    let x10p = x10a
    let x12p = x12a
    let y0p = y0a
    let y1p = y1a
    let y2p = y2a
    let y3p = y3a
    let y4p = y4a
    let y5p = y5a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      if (x5c == 0) x5p = repeated(5, x5a)
      if (x6c == 0) x6p = repeated(6, x6a)
      if (x7c == 0) x7p = repeated(7, x7a)
      if (x8c == 0) x8p = repeated(8, x8a)
      if (x9c == 0) x9p = repeated(9, x9a)
      if (x10c == 0) x10p = repeated(10, x10a)
      if (x12c == 0) x12p = repeated(11, x12a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const x5 = v128.load(x5p)
        const x6 = v128.load(x6p)
        const x7 = v128.load(x7p)
        const x8 = v128.load(x8p)
        const x9 = v128.load(x9p)
        const x10 = v128.load(x10p)
        const x12 = v128.load(x12p)
        const t0 = add(x1, x4)
        const t1 = add(add(x0, x2), x3)
        const t2 = choose(f32x4.ne(x5, num(0)), t1, num(0))
        const t3 = add(choose(f32x4.ne(x5, num(0)), t0, num(0)), mul(mul(t2, x9), sub(num(1), mul(x10, x10))))
        v128.store(y0p, mul(mul(t3, x8), mul(x6, sub(num(1), x6))))
        v128.store(y1p, mul(mul(t3, x12), mul(x7, sub(num(1), x7))))
        v128.store(y2p, mul(mul(t3, x6), sub(num(1), mul(x8, x8))))
        v128.store(y3p, mul(mul(t2, x10), mul(x9, sub(num(1), x9))))
        v128.store(y4p, choose(f32x4.ne(x5, num(0)), num(0), t1))
        v128.store(y5p, choose(f32x4.ne(x5, num(0)), mul(t3, x7), t0))
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        x5p += x5c << 4
        x6p += x6c << 4
        x7p += x7c << 4
        x8p += x8c << 4
        x9p += x9c << 4
        x10p += x10c << 4
        x12p += x12c << 4
        y0p += y0c << 4
        y1p += y1c << 4
        y2p += y2c << 4
        y3p += y3c << 4
        y4p += y4c << 4
        y5p += y5c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const x5 = get(x5p, x5c, n)
      const x6 = get(x6p, x6c, n)
      const x7 = get(x7p, x7c, n)
      const x8 = get(x8p, x8c, n)
      const x9 = get(x9p, x9c, n)
      const x10 = get(x10p, x10c, n)
      const x12 = get(x12p, x12c, n)
      const t0 = add(x1, x4)
      const t1 = add(add(x0, x2), x3)
      const t2 = choose(f32x4.ne(x5, num(0)), t1, num(0))
      const t3 = add(choose(f32x4.ne(x5, num(0)), t0, num(0)), mul(mul(t2, x9), sub(num(1), mul(x10, x10))))
      put(y0p, y0c, n, mul(mul(t3, x8), mul(x6, sub(num(1), x6))))
      put(y1p, y1c, n, mul(mul(t3, x12), mul(x7, sub(num(1), x7))))
      put(y2p, y2c, n, mul(mul(t3, x6), sub(num(1), mul(x8, x8))))
      put(y3p, y3c, n, mul(mul(t2, x10), mul(x9, sub(num(1), x9))))
      put(y4p, y4c, n, choose(f32x4.ne(x5, num(0)), num(0), t1))
      put(y5p, y5c, n, choose(f32x4.ne(x5, num(0)), mul(t3, x7), t0))
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      x5p += x5c << 4
      x6p += x6c << 4
      x7p += x7c << 4
      x8p += x8c << 4
      x9p += x9c << 4
      x10p += x10c << 4
      x12p += x12c << 4
      y0p += y0c << 4
      y1p += y1c << 4
      y2p += y2c << 4
      y3p += y3c << 4
      y4p += y4c << 4
      y5p += y5c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    x5a += load<i32>(table, 64) << 2
    x6a += load<i32>(table, 76) << 2
    x7a += load<i32>(table, 88) << 2
    x8a += load<i32>(table, 100) << 2
    x9a += load<i32>(table, 112) << 2
    x10a += load<i32>(table, 124) << 2
    x12a += load<i32>(table, 148) << 2
    y0a += load<i32>(table, 160) << 2
    y1a += load<i32>(table, 172) << 2
    y2a += load<i32>(table, 184) << 2
    y3a += load<i32>(table, 196) << 2
    y4a += load<i32>(table, 208) << 2
    y5a += load<i32>(table, 220) << 2
  }
}

export function bundle_gruForward(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let x5a = load<usize>(table, 60)
  const x5c = load<i32>(table, 68)
  let x6a = load<usize>(table, 72)
  const x6c = load<i32>(table, 80)
  let x7a = load<usize>(table, 84)
  const x7c = load<i32>(table, 92)
  let x8a = load<usize>(table, 96)
  const x8c = load<i32>(table, 104)
  let y0a = load<usize>(table, 108)
  const y0c = load<i32>(table, 116)
  let y1a = load<usize>(table, 120)
  const y1c = load<i32>(table, 128)
  let y2a = load<usize>(table, 132)
  const y2c = load<i32>(table, 140)
  let y3a = load<usize>(table, 144)
  const y3c = load<i32>(table, 152)
  let y4a = load<usize>(table, 156)
  const y4c = load<i32>(table, 164)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let x5p = x5a
    let x6p = x6a
    let x7p = x7a
    let x8p = x8a
    let y0p = y0a
    let y1p = y1a
    let y2p = y2a
    let y3p = y3a
    let y4p = y4a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      if (x5c == 0) x5p = repeated(5, x5a)
      if (x6c == 0) x6p = repeated(6, x6a)
      if (x7c == 0) x7p = repeated(7, x7a)
      if (x8c == 0) x8p = repeated(8, x8a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const x5 = v128.load(x5p)
        const x6 = v128.load(x6p)
        const x7 = v128.load(x7p)
        const x8 = v128.load(x8p)
        const t0 = div(num(1), add(num(1), exp(neg(add(x0, x3)))))
        const t1 = add(x5, x6)
        const t2 = tanh(add(x2, mul(t0, t1)))
        const t3 = div(num(1), add(num(1), exp(neg(add(x1, x4)))))
        v128.store(y0p, choose(f32x4.ne(x8, num(0)), add(t2, mul(t3, sub(x7, t2))), x7))
        v128.store(y1p, t0)
        v128.store(y2p, t3)
        v128.store(y3p, t2)
        v128.store(y4p, t1)
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        x5p += x5c << 4
        x6p += x6c << 4
        x7p += x7c << 4
        x8p += x8c << 4
        y0p += y0c << 4
        y1p += y1c << 4
        y2p += y2c << 4
        y3p += y3c << 4
        y4p += y4c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const x5 = get(x5p, x5c, n)
      const x6 = get(x6p, x6c, n)
      const x7 = get(x7p, x7c, n)
      const x8 = get(x8p, x8c, n)
      const t0 = div(num(1), add(num(1), exp(neg(add(x0, x3)))))
      const t1 = add(x5, x6)
      const t2 = tanh(add(x2, mul(t0, t1)))
      const t3 = div(num(1), add(num(1), exp(neg(add(x1, x4)))))
      put(y0p, y0c, n, choose(f32x4.ne(x8, num(0)), add(t2, mul(t3, sub(x7, t2))), x7))
      put(y1p, y1c, n, t0)
      put(y2p, y2c, n, t3)
      put(y3p, y3c, n, t2)
      put(y4p, y4c, n, t1)
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      x5p += x5c << 4
      x6p += x6c << 4
      x7p += x7c << 4
      x8p += x8c << 4
      y0p += y0c << 4
      y1p += y1c << 4
      y2p += y2c << 4
      y3p += y3c << 4
      y4p += y4c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    x5a += load<i32>(table, 64) << 2
    x6a += load<i32>(table, 76) << 2
    x7a += load<i32>(table, 88) << 2
    x8a += load<i32>(table, 100) << 2
    y0a += load<i32>(table, 112) << 2
    y1a += load<i32>(table, 124) << 2
    y2a += load<i32>(table, 136) << 2
    y3a += load<i32>(table, 148) << 2
    y4a += load<i32>(table, 160) << 2
  }
}

export function bundle_gruBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let x3a = load<usize>(table, 36)
  const x3c = load<i32>(table, 44)
  let x4a = load<usize>(table, 48)
  const x4c = load<i32>(table, 56)
  let x5a = load<usize>(table, 60)
  const x5c = load<i32>(table, 68)
  let x6a = load<usize>(table, 72)
  const x6c = load<i32>(table, 80)
  let x7a = load<usize>(table, 84)
  const x7c = load<i32>(table, 92)
  let x8a = load<usize>(table, 96)
  const x8c = load<i32>(table, 104)
  let y0a = load<usize>(table, 108)
  const y0c = load<i32>(table, 116)
  let y1a = load<usize>(table, 120)
  const y1c = load<i32>(table, 128)
  let y2a = load<usize>(table, 132)
  const y2c = load<i32>(table, 140)
  let y3a = load<usize>(table, 144)
  const y3c = load<i32>(table, 152)
  let y4a = load<usize>(table, 156)
  const y4c = load<i32>(table, 164)
  let y5a = load<usize>(table, 168)
  const y5c = load<i32>(table, 176)
  let y6a = load<usize>(table, 180)
  const y6c = load<i32>(table, 188)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && y6c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let x3p = x3a
    let x4p = x4a
    let x5p = x5a
    let x6p = x6a
    let x7p = x7a
    let x8p = x8a
    let y0p = y0a
    let y1p = y1a
    let y2p = y2a
    let y3p = y3a
    let y4p = y4a
    let y5p = y5a
    let y6p = y6a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      if (x3c == 0) x3p = repeated(3, x3a)
      if (x4c == 0) x4p = repeated(4, x4a)
      if (x5c == 0) x5p = repeated(5, x5a)
      if (x6c == 0) x6p = repeated(6, x6a)
      if (x7c == 0) x7p = repeated(7, x7a)
      if (x8c == 0) x8p = repeated(8, x8a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const x3 = v128.load(x3p)
        const x4 = v128.load(x4p)
        const x5 = v128.load(x5p)
        const x6 = v128.load(x6p)
        const x7 = v128.load(x7p)
        const x8 = v128.load(x8p)
        const t0 = add(add(x0, x1), x2)
        const t1 = choose(f32x4.ne(x3, num(0)), t0, num(0))
        const t2 = mul(t1, x5)
        const t3 = mul(sub(t1, t2), sub(num(1), mul(x6, x6)))
        const t4 = mul(mul(t3, x7), mul(x4, sub(num(1), x4)))
        const t5 = mul(mul(t1, sub(x8, x6)), mul(x5, sub(num(1), x5)))
        v128.store(y0p, t4)
        v128.store(y1p, t5)
        v128.store(y2p, t3)
        v128.store(y3p, t4)
        v128.store(y4p, t5)
        v128.store(y5p, mul(t3, x4))
        v128.store(y6p, choose(f32x4.ne(x3, num(0)), t2, t0))
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        x3p += x3c << 4
        x4p += x4c << 4
        x5p += x5c << 4
        x6p += x6c << 4
        x7p += x7c << 4
        x8p += x8c << 4
        y0p += y0c << 4
        y1p += y1c << 4
        y2p += y2c << 4
        y3p += y3c << 4
        y4p += y4c << 4
        y5p += y5c << 4
        y6p += y6c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const x3 = get(x3p, x3c, n)
      const x4 = get(x4p, x4c, n)
      const x5 = get(x5p, x5c, n)
      const x6 = get(x6p, x6c, n)
      const x7 = get(x7p, x7c, n)
      const x8 = get(x8p, x8c, n)
      const t0 = add(add(x0, x1), x2)
      const t1 = choose(f32x4.ne(x3, num(0)), t0, num(0))
      const t2 = mul(t1, x5)
      const t3 = mul(sub(t1, t2), sub(num(1), mul(x6, x6)))
      const t4 = mul(mul(t3, x7), mul(x4, sub(num(1), x4)))
      const t5 = mul(mul(t1, sub(x8, x6)), mul(x5, sub(num(1), x5)))
      put(y0p, y0c, n, t4)
      put(y1p, y1c, n, t5)
      put(y2p, y2c, n, t3)
      put(y3p, y3c, n, t4)
      put(y4p, y4c, n, t5)
      put(y5p, y5c, n, mul(t3, x4))
      put(y6p, y6c, n, choose(f32x4.ne(x3, num(0)), t2, t0))
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      x3p += x3c << 4
      x4p += x4c << 4
      x5p += x5c << 4
      x6p += x6c << 4
      x7p += x7c << 4
      x8p += x8c << 4
      y0p += y0c << 4
      y1p += y1c << 4
      y2p += y2c << 4
      y3p += y3c << 4
      y4p += y4c << 4
      y5p += y5c << 4
      y6p += y6c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    x3a += load<i32>(table, 40) << 2
    x4a += load<i32>(table, 52) << 2
    x5a += load<i32>(table, 64) << 2
    x6a += load<i32>(table, 76) << 2
    x7a += load<i32>(table, 88) << 2
    x8a += load<i32>(table, 100) << 2
    y0a += load<i32>(table, 112) << 2
    y1a += load<i32>(table, 124) << 2
    y2a += load<i32>(table, 136) << 2
    y3a += load<i32>(table, 148) << 2
    y4a += load<i32>(table, 160) << 2
    y5a += load<i32>(table, 172) << 2
    y6a += load<i32>(table, 184) << 2
  }
}

export function bundle_reluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        v128.store(y0p, maximum(add(x0, x1), num(0)))
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      put(y0p, y0c, n, maximum(add(x0, x1), num(0)))
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
  }
}

export function bundle_reluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x2c == 0) x2p = repeated(1, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, truth(f32x4.gt(x2, num(0))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, truth(f32x4.gt(x2, num(0))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_relu6Biased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        v128.store(y0p, minimum(maximum(add(x0, x1), num(0)), num(6)))
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      put(y0p, y0c, n, minimum(maximum(add(x0, x1), num(0)), num(6)))
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
  }
}

export function bundle_relu6BiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x2c == 0) x2p = repeated(1, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, mul(truth(f32x4.gt(x2, num(0))), truth(f32x4.lt(x2, num(6)))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, mul(truth(f32x4.gt(x2, num(0))), truth(f32x4.lt(x2, num(6)))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_leakyReluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, choose(f32x4.gt(t0, num(0)), t0, mul(num(0.00999999978), t0)))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, choose(f32x4.gt(t0, num(0)), t0, mul(num(0.00999999978), t0)))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_leakyReluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, choose(f32x4.gt(x1, num(0)), num(1), num(0.00999999978)))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, choose(f32x4.gt(x1, num(0)), num(1), num(0.00999999978)))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_eluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, choose(f32x4.gt(t0, num(0)), t0, mul(num(1), expm1(t0))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, choose(f32x4.gt(t0, num(0)), t0, mul(num(1), expm1(t0))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_eluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, choose(f32x4.gt(x1, num(0)), num(1), add(x2, num(1))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, choose(f32x4.gt(x1, num(0)), num(1), add(x2, num(1))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_seluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(num(1.05070102), choose(f32x4.gt(t0, num(0)), t0, mul(num(1.67326319), expm1(t0)))))
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(num(1.05070102), choose(f32x4.gt(t0, num(0)), t0, mul(num(1.67326319), expm1(t0)))))
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
  }
}

export function bundle_seluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x2c == 0) x2p = repeated(1, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, choose(f32x4.gt(x2, num(0)), num(1.05070102), add(x2, num(1.75809932))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, choose(f32x4.gt(x2, num(0)), num(1.05070102), add(x2, num(1.75809932))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_geluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(mul(num(0.5), t0), add(num(1), erf(mul(num(0.707106769), t0)))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(mul(num(0.5), t0), add(num(1), erf(mul(num(0.707106769), t0)))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_geluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, add(mul(num(0.5), add(num(1), erf(mul(num(0.707106769), x1)))), mul(mul(x1, exp(mul(num(-0.5), mul(x1, x1)))), num(0.398942292))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, add(mul(num(0.5), add(num(1), erf(mul(num(0.707106769), x1)))), mul(mul(x1, exp(mul(num(-0.5), mul(x1, x1)))), num(0.398942292))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_geluTanhBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(mul(num(0.5), t0), add(num(1), tanh(mul(mul(num(0.797884583), t0), add(num(1), mul(num(0.0447149985), mul(t0, t0))))))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(mul(num(0.5), t0), add(num(1), tanh(mul(mul(num(0.797884583), t0), add(num(1), mul(num(0.0447149985), mul(t0, t0))))))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_geluTanhBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x1, x1)
        const t1 = tanh(mul(mul(num(0.797884583), x1), add(num(1), mul(num(0.0447149985), t0))))
        const t2 = mul(x0, add(mul(num(0.5), add(num(1), t1)), mul(mul(mul(num(0.5), x1), sub(num(1), mul(t1, t1))), mul(num(0.797884583), add(num(1), mul(num(0.134145007), t0))))))
        v128.store(y0p, t2)
        accumulate(s0p, t2)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x1, x1)
      const t1 = tanh(mul(mul(num(0.797884583), x1), add(num(1), mul(num(0.0447149985), t0))))
      const t2 = mul(x0, add(mul(num(0.5), add(num(1), t1)), mul(mul(mul(num(0.5), x1), sub(num(1), mul(t1, t1))), mul(num(0.797884583), add(num(1), mul(num(0.134145007), t0))))))
      put(y0p, y0c, n, t2)
      accumulate(s0p, t2)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_siluBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(t0, div(num(1), add(num(1), exp(neg(t0))))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(t0, div(num(1), add(num(1), exp(neg(t0))))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_siluBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      if (x2c == 0) x2p = repeated(2, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const x2 = v128.load(x2p)
        const t0 = div(num(1), add(num(1), exp(neg(x1))))
        const t1 = mul(x0, add(t0, mul(x2, sub(num(1), t0))))
        v128.store(y0p, t1)
        accumulate(s0p, t1)
        x0p += x0c << 4
        x1p += x1c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = div(num(1), add(num(1), exp(neg(x1))))
      const t1 = mul(x0, add(t0, mul(x2, sub(num(1), t0))))
      put(y0p, y0c, n, t1)
      accumulate(s0p, t1)
      x0p += x0c << 4
      x1p += x1c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_mishBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(t0, tanh(add(maximum(t0, num(0)), log1p(exp(neg(abs(t0))))))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(t0, tanh(add(maximum(t0, num(0)), log1p(exp(neg(abs(t0))))))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_mishBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = tanh(add(maximum(x1, num(0)), log1p(exp(neg(abs(x1))))))
        const t1 = mul(x0, add(t0, mul(mul(x1, sub(num(1), mul(t0, t0))), div(num(1), add(num(1), exp(neg(x1)))))))
        v128.store(y0p, t1)
        accumulate(s0p, t1)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = tanh(add(maximum(x1, num(0)), log1p(exp(neg(abs(x1))))))
      const t1 = mul(x0, add(t0, mul(mul(x1, sub(num(1), mul(t0, t0))), div(num(1), add(num(1), exp(neg(x1)))))))
      put(y0p, y0c, n, t1)
      accumulate(s0p, t1)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_hardswishBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, mul(t0, mul(num(0.166666672), minimum(maximum(add(t0, num(3)), num(0)), num(6)))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, mul(t0, mul(num(0.166666672), minimum(maximum(add(t0, num(3)), num(0)), num(6)))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_hardswishBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, choose(f32x4.lt(x1, num(-3)), num(0), choose(f32x4.le(x1, num(3)), add(mul(num(0.333333343), x1), num(0.5)), num(1))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, choose(f32x4.lt(x1, num(-3)), num(0), choose(f32x4.le(x1, num(3)), add(mul(num(0.333333343), x1), num(0.5)), num(1))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_tanhBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        v128.store(y0p, tanh(add(x0, x1)))
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      put(y0p, y0c, n, tanh(add(x0, x1)))
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
  }
}

export function bundle_tanhBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x2c == 0) x2p = repeated(1, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, sub(num(1), mul(x2, x2)))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, sub(num(1), mul(x2, x2)))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_hardtanhBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, minimum(maximum(t0, num(-1)), num(1)))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, minimum(maximum(t0, num(-1)), num(1)))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_hardtanhBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, mul(truth(f32x4.gt(x1, num(-1))), truth(f32x4.lt(x1, num(1)))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, mul(truth(f32x4.gt(x1, num(-1))), truth(f32x4.lt(x1, num(1)))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_sigmoidBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        v128.store(y0p, div(num(1), add(num(1), exp(neg(add(x0, x1))))))
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      put(y0p, y0c, n, div(num(1), add(num(1), exp(neg(add(x0, x1))))))
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
  }
}

export function bundle_sigmoidBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x2a = load<usize>(table, 24)
  const x2c = load<i32>(table, 32)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x2c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x2p = x2a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x2c == 0) x2p = repeated(1, x2a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x2 = v128.load(x2p)
        const t0 = mul(x0, mul(x2, sub(num(1), x2)))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x2p += x2c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x2 = get(x2p, x2c, n)
      const t0 = mul(x0, mul(x2, sub(num(1), x2)))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x2p += x2c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x2a += load<i32>(table, 28) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_logSigmoidBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        const t1 = neg(t0)
        v128.store(y0p, neg(add(maximum(t1, num(0)), log1p(exp(neg(abs(t1)))))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      const t1 = neg(t0)
      put(y0p, y0c, n, neg(add(maximum(t1, num(0)), log1p(exp(neg(abs(t1)))))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_logSigmoidBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, div(num(1), add(num(1), exp(neg(neg(x1))))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, div(num(1), add(num(1), exp(neg(neg(x1))))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_softplusBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, add(maximum(t0, num(0)), log1p(exp(neg(abs(t0))))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, add(maximum(t0, num(0)), log1p(exp(neg(abs(t0))))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_softplusBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = mul(x0, div(num(1), add(num(1), exp(neg(x1)))))
        v128.store(y0p, t0)
        accumulate(s0p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = mul(x0, div(num(1), add(num(1), exp(neg(x1)))))
      put(y0p, y0c, n, t0)
      accumulate(s0p, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}

export function bundle_softsignBiased(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 24)
  const y0c = load<i32>(table, 32)
  let y1a = load<usize>(table, 36)
  const y1c = load<i32>(table, 44)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let y1p = y1a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(x0, x1)
        v128.store(y0p, div(t0, add(num(1), abs(t0))))
        v128.store(y1p, t0)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        y1p += y1c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(x0, x1)
      put(y0p, y0c, n, div(t0, add(num(1), abs(t0))))
      put(y1p, y1c, n, t0)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      y1p += y1c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 28) << 2
    y1a += load<i32>(table, 40) << 2
  }
}

export function bundle_softsignBiasedBack(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  const x0c = load<i32>(table, 8)
  let x1a = load<usize>(table, 12)
  const x1c = load<i32>(table, 20)
  let y0a = load<usize>(table, 36)
  const y0c = load<i32>(table, 44)
  let s0a = load<usize>(table, 48)
  const s0c = load<i32>(table, 56)
  const quick = y0c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1
  for (; rows > 0; rows--) {
    let n = cols
    let x0p = x0a
    let x1p = x1a
    let y0p = y0a
    let s0p = s0a
    if (quick) {
      if (x0c == 0) x0p = repeated(0, x0a)
      if (x1c == 0) x1p = repeated(1, x1a)
      for (; n >= 4; n -= 4) {
        const x0 = v128.load(x0p)
        const x1 = v128.load(x1p)
        const t0 = add(num(1), abs(x1))
        const t1 = mul(x0, div(num(1), mul(t0, t0)))
        v128.store(y0p, t1)
        accumulate(s0p, t1)
        x0p += x0c << 4
        x1p += x1c << 4
        y0p += y0c << 4
        s0p += s0c << 4
      }
    }
    for (; n > 0; n -= 4) {
      const x0 = get(x0p, x0c, n)
      const x1 = get(x1p, x1c, n)
      const t0 = add(num(1), abs(x1))
      const t1 = mul(x0, div(num(1), mul(t0, t0)))
      put(y0p, y0c, n, t1)
      accumulate(s0p, t1)
      x0p += x0c << 4
      x1p += x1c << 4
      y0p += y0c << 4
      s0p += s0c << 4
    }
    x0a += load<i32>(table, 4) << 2
    x1a += load<i32>(table, 16) << 2
    y0a += load<i32>(table, 40) << 2
    s0a += load<i32>(table, 52) << 2
  }
}
