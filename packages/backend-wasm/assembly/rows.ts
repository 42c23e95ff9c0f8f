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
