// Generated from the bundles of the package autograd by ../../compiler/build.ts. Do not edit.
// Each function is one pass over a block (rows, cols); x0, x1, … are its inputs, y0, y1, … its outputs.
import { abs, add, choose, div, get, maximum, minimum, mul, neg, num, put, sign, sqrt, sub, truth, whole } from '../lanes.ts'
import { erf } from '../math/erf.ts'
import { exp, expm1 } from '../math/exp.ts'
import { log, log1p } from '../math/log.ts'
import { pow } from '../math/pow.ts'
import { tanh } from '../math/tanh.ts'
import { cos, sin } from '../math/trig.ts'

export function bundle_rnnTanhForward(rows: i32, cols: i32, table: usize): void {
  let x0a = load<usize>(table, 0)
  let x1a = load<usize>(table, 12)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let y0a = load<usize>(table, 60)
  let y1a = load<usize>(table, 72)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const y0c = load<i32>(table, 68)
  const y1c = load<i32>(table, 80)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const t0 = tanh(add(x0, x1))
        v128.store(y0a + i, choose(f32x4.ne(x4, num(0)), t0, x3))
        v128.store(y1a + i, t0)
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let y0a = load<usize>(table, 72)
  let y1a = load<usize>(table, 84)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const y0c = load<i32>(table, 80)
  const y1c = load<i32>(table, 92)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const t0 = add(add(x0, x1), x2)
        v128.store(y0a + i, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), sub(num(1), mul(x4, x4))))
        v128.store(y1a + i, choose(f32x4.ne(x3, num(0)), num(0), t0))
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
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
  let x1a = load<usize>(table, 12)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let y0a = load<usize>(table, 60)
  let y1a = load<usize>(table, 72)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const y0c = load<i32>(table, 68)
  const y1c = load<i32>(table, 80)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const t0 = maximum(add(x0, x1), num(0))
        v128.store(y0a + i, choose(f32x4.ne(x4, num(0)), t0, x3))
        v128.store(y1a + i, t0)
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let y0a = load<usize>(table, 72)
  let y1a = load<usize>(table, 84)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const y0c = load<i32>(table, 80)
  const y1c = load<i32>(table, 92)
  const quick = y0c == 1 && y1c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const t0 = add(add(x0, x1), x2)
        v128.store(y0a + i, mul(choose(f32x4.ne(x3, num(0)), t0, num(0)), truth(f32x4.gt(x4, num(0)))))
        v128.store(y1a + i, choose(f32x4.ne(x3, num(0)), num(0), t0))
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let x5a = load<usize>(table, 60)
  let x6a = load<usize>(table, 72)
  let x7a = load<usize>(table, 84)
  let x9a = load<usize>(table, 108)
  let x10a = load<usize>(table, 120)
  let x11a = load<usize>(table, 132)
  let y0a = load<usize>(table, 144)
  let y1a = load<usize>(table, 156)
  let y2a = load<usize>(table, 168)
  let y3a = load<usize>(table, 180)
  let y4a = load<usize>(table, 192)
  let y5a = load<usize>(table, 204)
  let y6a = load<usize>(table, 216)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const x5c = load<i32>(table, 68)
  const x6c = load<i32>(table, 80)
  const x7c = load<i32>(table, 92)
  const x9c = load<i32>(table, 116)
  const x10c = load<i32>(table, 128)
  const x11c = load<i32>(table, 140)
  const y0c = load<i32>(table, 152)
  const y1c = load<i32>(table, 164)
  const y2c = load<i32>(table, 176)
  const y3c = load<i32>(table, 188)
  const y4c = load<i32>(table, 200)
  const y5c = load<i32>(table, 212)
  const y6c = load<i32>(table, 224)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && y6c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x9c <= 1 && <u32>x10c <= 1 && <u32>x11c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const x5 = whole(x5a + i * x5c, x5c)
        const x6 = whole(x6a + i * x6c, x6c)
        const x7 = whole(x7a + i * x7c, x7c)
        const x9 = whole(x9a + i * x9c, x9c)
        const x10 = whole(x10a + i * x10c, x10c)
        const x11 = whole(x11a + i * x11c, x11c)
        const t0 = div(num(1), add(num(1), exp(neg(add(x3, x7)))))
        const t1 = div(num(1), add(num(1), exp(neg(add(x1, x5)))))
        const t2 = div(num(1), add(num(1), exp(neg(add(x0, x4)))))
        const t3 = tanh(add(x2, x6))
        const t4 = add(mul(t1, x10), mul(t2, t3))
        const t5 = tanh(t4)
        v128.store(y0a + i, choose(f32x4.ne(x11, num(0)), mul(t0, t5), x9))
        v128.store(y1a + i, choose(f32x4.ne(x11, num(0)), t4, x10))
        v128.store(y2a + i, t2)
        v128.store(y3a + i, t1)
        v128.store(y4a + i, t3)
        v128.store(y5a + i, t0)
        v128.store(y6a + i, t5)
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let x5p = x5a + i * x5c
    let x6p = x6a + i * x6c
    let x7p = x7a + i * x7c
    let x9p = x9a + i * x9c
    let x10p = x10a + i * x10c
    let x11p = x11a + i * x11c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
    let y2p = y2a + i * y2c
    let y3p = y3a + i * y3c
    let y4p = y4a + i * y4c
    let y5p = y5a + i * y5c
    let y6p = y6a + i * y6c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let x5a = load<usize>(table, 60)
  let x6a = load<usize>(table, 72)
  let x7a = load<usize>(table, 84)
  let x8a = load<usize>(table, 96)
  let x9a = load<usize>(table, 108)
  let x10a = load<usize>(table, 120)
  let x12a = load<usize>(table, 144)
  let y0a = load<usize>(table, 156)
  let y1a = load<usize>(table, 168)
  let y2a = load<usize>(table, 180)
  let y3a = load<usize>(table, 192)
  let y4a = load<usize>(table, 204)
  let y5a = load<usize>(table, 216)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const x5c = load<i32>(table, 68)
  const x6c = load<i32>(table, 80)
  const x7c = load<i32>(table, 92)
  const x8c = load<i32>(table, 104)
  const x9c = load<i32>(table, 116)
  const x10c = load<i32>(table, 128)
  const x12c = load<i32>(table, 152)
  const y0c = load<i32>(table, 164)
  const y1c = load<i32>(table, 176)
  const y2c = load<i32>(table, 188)
  const y3c = load<i32>(table, 200)
  const y4c = load<i32>(table, 212)
  const y5c = load<i32>(table, 224)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1 && <u32>x9c <= 1 && <u32>x10c <= 1 && <u32>x12c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const x5 = whole(x5a + i * x5c, x5c)
        const x6 = whole(x6a + i * x6c, x6c)
        const x7 = whole(x7a + i * x7c, x7c)
        const x8 = whole(x8a + i * x8c, x8c)
        const x9 = whole(x9a + i * x9c, x9c)
        const x10 = whole(x10a + i * x10c, x10c)
        const x12 = whole(x12a + i * x12c, x12c)
        const t0 = add(x1, x4)
        const t1 = add(add(x0, x2), x3)
        const t2 = choose(f32x4.ne(x5, num(0)), t1, num(0))
        const t3 = add(choose(f32x4.ne(x5, num(0)), t0, num(0)), mul(mul(t2, x9), sub(num(1), mul(x10, x10))))
        v128.store(y0a + i, mul(mul(t3, x8), mul(x6, sub(num(1), x6))))
        v128.store(y1a + i, mul(mul(t3, x12), mul(x7, sub(num(1), x7))))
        v128.store(y2a + i, mul(mul(t3, x6), sub(num(1), mul(x8, x8))))
        v128.store(y3a + i, mul(mul(t2, x10), mul(x9, sub(num(1), x9))))
        v128.store(y4a + i, choose(f32x4.ne(x5, num(0)), num(0), t1))
        v128.store(y5a + i, choose(f32x4.ne(x5, num(0)), mul(t3, x7), t0))
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let x5p = x5a + i * x5c
    let x6p = x6a + i * x6c
    let x7p = x7a + i * x7c
    let x8p = x8a + i * x8c
    let x9p = x9a + i * x9c
    let x10p = x10a + i * x10c
    let x12p = x12a + i * x12c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
    let y2p = y2a + i * y2c
    let y3p = y3a + i * y3c
    let y4p = y4a + i * y4c
    let y5p = y5a + i * y5c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let x5a = load<usize>(table, 60)
  let x6a = load<usize>(table, 72)
  let x7a = load<usize>(table, 84)
  let x8a = load<usize>(table, 96)
  let y0a = load<usize>(table, 108)
  let y1a = load<usize>(table, 120)
  let y2a = load<usize>(table, 132)
  let y3a = load<usize>(table, 144)
  let y4a = load<usize>(table, 156)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const x5c = load<i32>(table, 68)
  const x6c = load<i32>(table, 80)
  const x7c = load<i32>(table, 92)
  const x8c = load<i32>(table, 104)
  const y0c = load<i32>(table, 116)
  const y1c = load<i32>(table, 128)
  const y2c = load<i32>(table, 140)
  const y3c = load<i32>(table, 152)
  const y4c = load<i32>(table, 164)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const x5 = whole(x5a + i * x5c, x5c)
        const x6 = whole(x6a + i * x6c, x6c)
        const x7 = whole(x7a + i * x7c, x7c)
        const x8 = whole(x8a + i * x8c, x8c)
        const t0 = div(num(1), add(num(1), exp(neg(add(x0, x3)))))
        const t1 = add(x5, x6)
        const t2 = tanh(add(x2, mul(t0, t1)))
        const t3 = div(num(1), add(num(1), exp(neg(add(x1, x4)))))
        v128.store(y0a + i, choose(f32x4.ne(x8, num(0)), add(t2, mul(t3, sub(x7, t2))), x7))
        v128.store(y1a + i, t0)
        v128.store(y2a + i, t3)
        v128.store(y3a + i, t2)
        v128.store(y4a + i, t1)
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let x5p = x5a + i * x5c
    let x6p = x6a + i * x6c
    let x7p = x7a + i * x7c
    let x8p = x8a + i * x8c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
    let y2p = y2a + i * y2c
    let y3p = y3a + i * y3c
    let y4p = y4a + i * y4c
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
  let x1a = load<usize>(table, 12)
  let x2a = load<usize>(table, 24)
  let x3a = load<usize>(table, 36)
  let x4a = load<usize>(table, 48)
  let x5a = load<usize>(table, 60)
  let x6a = load<usize>(table, 72)
  let x7a = load<usize>(table, 84)
  let x8a = load<usize>(table, 96)
  let y0a = load<usize>(table, 108)
  let y1a = load<usize>(table, 120)
  let y2a = load<usize>(table, 132)
  let y3a = load<usize>(table, 144)
  let y4a = load<usize>(table, 156)
  let y5a = load<usize>(table, 168)
  let y6a = load<usize>(table, 180)
  const x0c = load<i32>(table, 8)
  const x1c = load<i32>(table, 20)
  const x2c = load<i32>(table, 32)
  const x3c = load<i32>(table, 44)
  const x4c = load<i32>(table, 56)
  const x5c = load<i32>(table, 68)
  const x6c = load<i32>(table, 80)
  const x7c = load<i32>(table, 92)
  const x8c = load<i32>(table, 104)
  const y0c = load<i32>(table, 116)
  const y1c = load<i32>(table, 128)
  const y2c = load<i32>(table, 140)
  const y3c = load<i32>(table, 152)
  const y4c = load<i32>(table, 164)
  const y5c = load<i32>(table, 176)
  const y6c = load<i32>(table, 188)
  const quick = y0c == 1 && y1c == 1 && y2c == 1 && y3c == 1 && y4c == 1 && y5c == 1 && y6c == 1 && <u32>x0c <= 1 && <u32>x1c <= 1 && <u32>x2c <= 1 && <u32>x3c <= 1 && <u32>x4c <= 1 && <u32>x5c <= 1 && <u32>x6c <= 1 && <u32>x7c <= 1 && <u32>x8c <= 1
  for (; rows > 0; rows--) {
    let i = 0
    if (quick) {
      for (const end = (cols & ~3) << 2; i < end; i += 16) {
        const x0 = whole(x0a + i * x0c, x0c)
        const x1 = whole(x1a + i * x1c, x1c)
        const x2 = whole(x2a + i * x2c, x2c)
        const x3 = whole(x3a + i * x3c, x3c)
        const x4 = whole(x4a + i * x4c, x4c)
        const x5 = whole(x5a + i * x5c, x5c)
        const x6 = whole(x6a + i * x6c, x6c)
        const x7 = whole(x7a + i * x7c, x7c)
        const x8 = whole(x8a + i * x8c, x8c)
        const t0 = add(add(x0, x1), x2)
        const t1 = choose(f32x4.ne(x3, num(0)), t0, num(0))
        const t2 = mul(t1, x5)
        const t3 = mul(sub(t1, t2), sub(num(1), mul(x6, x6)))
        const t4 = mul(mul(t3, x7), mul(x4, sub(num(1), x4)))
        const t5 = mul(mul(t1, sub(x8, x6)), mul(x5, sub(num(1), x5)))
        v128.store(y0a + i, t4)
        v128.store(y1a + i, t5)
        v128.store(y2a + i, t3)
        v128.store(y3a + i, t4)
        v128.store(y4a + i, t5)
        v128.store(y5a + i, mul(t3, x4))
        v128.store(y6a + i, choose(f32x4.ne(x3, num(0)), t2, t0))
      }
    }
    let n = cols - (i >> 2)
    let x0p = x0a + i * x0c
    let x1p = x1a + i * x1c
    let x2p = x2a + i * x2c
    let x3p = x3a + i * x3c
    let x4p = x4a + i * x4c
    let x5p = x5a + i * x5c
    let x6p = x6a + i * x6c
    let x7p = x7a + i * x7c
    let x8p = x8a + i * x8c
    let y0p = y0a + i * y0c
    let y1p = y1a + i * y1c
    let y2p = y2a + i * y2c
    let y3p = y3a + i * y3c
    let y4p = y4a + i * y4c
    let y5p = y5a + i * y5c
    let y6p = y6a + i * y6c
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
