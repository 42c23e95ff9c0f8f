// Rows by number: gather reads them, scatter adds to them in float64, in order. Strides count elements.
// Read lanes.ts first.
import { get, high, low, narrow, put } from './lanes.ts'

/** y[i, :] = x[rows[i], :] */
export function gather(
  n: i32,
  rows: usize,
  width: i32,
  x: usize,
  xr: i32,
  xc: i32,
  y: usize,
  yr: i32,
  yc: i32,
): void {
  for (let i = 0; i < n; i++) {
    const from = x + ((load<i32>(rows + (i << 2)) * xr) << 2)
    if (xc == 1 && yc == 1) memory.copy(y, from, width << 2)
    else {
      for (let j = 0; j < width; j++) store<f32>(y + ((j * yc) << 2), load<f32>(from + ((j * xc) << 2)))
    }
    y += yr << 2
  }
}

/** high · x + low · x + offset for four integers x. */
function affine(x: v128, high: v128, low: v128, offset: v128): v128 {
  const x4 = f32x4.convert_i32x4_s(x) // a byte has no sign, and this is one instruction
  return f32x4.add(f32x4.add(f32x4.mul(high, x4), f32x4.mul(low, x4)), offset)
}

function affineByte(x: usize, high: f32, low: f32, offset: f32): f32 {
  const byte = f32(load<u8>(x))
  return high * byte + low * byte + offset
}

/** y = high · x + low · x + offset for n bytes x. */
export function bytes(n: i32, x: usize, high: f32, low: f32, offset: f32, y: usize): void {
  const h = f32x4.splat(high)
  const l = f32x4.splat(low)
  const o = f32x4.splat(offset)
  let i = 0
  for (; i + 16 <= n; i += 16) {
    const x16 = v128.load(x + i)
    const first = i16x8.extend_low_i8x16_u(x16)
    const last = i16x8.extend_high_i8x16_u(x16)
    const at = y + (i << 2)
    v128.store(at, affine(i32x4.extend_low_i16x8_u(first), h, l, o))
    v128.store(at, affine(i32x4.extend_high_i16x8_u(first), h, l, o), 16)
    v128.store(at, affine(i32x4.extend_low_i16x8_u(last), h, l, o), 32)
    v128.store(at, affine(i32x4.extend_high_i16x8_u(last), h, l, o), 48)
  }
  for (; i < n; i++) store<f32>(y + (i << 2), affineByte(x + i, high, low, offset))
}

/** The same for n rows, with numbers of its own for each column. */
export function bytesByColumn(
  n: i32,
  width: i32,
  x: usize,
  high: usize,
  low: usize,
  offset: usize,
  y: usize,
): void {
  for (let i = 0; i < n; i++) {
    let j = 0
    for (; j + 4 <= width; j += 4) {
      const at = j << 2
      const x4 = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(x + j)))
      v128.store(y + at, affine(x4, v128.load(high + at), v128.load(low + at), v128.load(offset + at)))
    }
    for (; j < width; j++) {
      const at = j << 2
      const value = affineByte(x + j, load<f32>(high + at), load<f32>(low + at), load<f32>(offset + at))
      store<f32>(y + at, value)
    }
    x += width
    y += width << 2
  }
}

/**
 * For each of `height` rows of y, the list of those i with rows[i] = that row, in order: first[row], then next[i], −1 at its end.
 */
export function chain(n: i32, rows: usize, height: i32, first: usize, next: usize): void {
  memory.fill(first, 0xff, height << 2)
  for (let i = n - 1; i >= 0; i--) {
    const head = first + (load<i32>(rows + (i << 2)) << 2)
    store<i32>(next + (i << 2), load<i32>(head))
    store<i32>(head, i)
  }
}

/** y[row, :] = Σ x[i, :] over the chain of each row; 0 for an empty one. */
export function scatter(
  height: i32,
  first: usize,
  next: usize,
  width: i32,
  x: usize,
  xr: i32,
  xc: i32,
  y: usize,
  yr: i32,
  yc: i32,
): void {
  for (let row = 0; row < height; row++) {
    const head = load<i32>(first + (row << 2))
    for (let j = 0; j < width; j += 4) {
      const n = width - j
      let a = f64x2.splat(0)
      let b = f64x2.splat(0)
      for (let i = head; i >= 0; i = load<i32>(next + (i << 2))) {
        const x4 = get(x + ((i * xr + j * xc) << 2), xc, n)
        a = f64x2.add(a, low(x4))
        b = f64x2.add(b, high(x4))
      }
      put(y + ((row * yr + j * yc) << 2), yc, n, narrow(a, b))
    }
  }
}
