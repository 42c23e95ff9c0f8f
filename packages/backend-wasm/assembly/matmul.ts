// The matrix product: tiles of 4 rows by 8 columns stay in registers while k runs. Strides count elements.
// Eight columns of B are packed first, so that every layout of B is read in order. A is read in any layout as it lies.
import { DEPTH, PANEL, workspace } from './workspace.ts'

/** Y (m, n) = A (m, k) · B (k, n); the columns of Y lie side by side. */
export function matmul(
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  bp: i32,
  bj: i32,
  y: usize,
  yi: i32,
): void {
  for (let start = 0; start == 0 || start < k; start += DEPTH) {
    const depth = min(DEPTH, k - start)
    const left = a + ((start * ap) << 2)
    const right = b + ((start * bp) << 2)
    for (let j = 0; j < n; j += 8) {
      const width = min(8, n - j)
      pack(depth, width, right + ((j * bj) << 2), bp, bj)
      let i = 0
      for (; i + 4 <= m; i += 4) {
        tile4(depth, left + ((i * ai) << 2), ai, ap, y + ((i * yi + j) << 2), yi, width, start > 0)
      }
      for (; i < m; i++) tile1(depth, left + ((i * ai) << 2), ap, y + ((i * yi + j) << 2), width, start > 0)
    }
  }
}

/** panel[p, 0…7] = B[p, 0…width − 1], then zeros. */
function pack(depth: i32, width: i32, b: usize, bp: i32, bj: i32): void {
  const down = bp << 2
  const right = bj << 2
  let p = 0
  if (width == 8 && bj == 1) {
    for (; p < depth; p++) {
      const to = workspace + PANEL + (p << 5)
      v128.store(to, v128.load(b))
      v128.store(to, v128.load(b, 16), 16)
      b += down
    }
  } else if (width == 8 && bp == 1) {
    for (; p + 4 <= depth; p += 4) {
      const to = workspace + PANEL + (p << 5)
      turn(b, right, to)
      turn(b + (right << 2), right, to + 16)
      b += 16
    }
  }
  for (; p < depth; p++) {
    const to = workspace + PANEL + (p << 5)
    for (let j = 0; j < 8; j++) store<f32>(to + (j << 2), j < width ? load<f32>(b + j * right) : 0)
    b += down
  }
}

/** Four columns of four numbers, `right` bytes apart, become rows of the panel. */
function turn(b: usize, right: i32, to: usize): void {
  const b0 = v128.load(b)
  const b1 = v128.load(b + right)
  const b2 = v128.load(b + 2 * right)
  const b3 = v128.load(b + 3 * right)
  const low01 = v128.shuffle<f32>(b0, b1, 0, 4, 1, 5)
  const low23 = v128.shuffle<f32>(b2, b3, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(b0, b1, 2, 6, 3, 7)
  const high23 = v128.shuffle<f32>(b2, b3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2))
  v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32)
  v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64)
  v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96)
}

/** Eight numbers to memory, or the first `width`; added to what is there for a later part of k. */
function put8(y: usize, width: i32, more: bool, left: v128, right: v128): void {
  if (width == 8) {
    v128.store(y, more ? f32x4.add(v128.load(y), left) : left)
    v128.store(y, more ? f32x4.add(v128.load(y, 16), right) : right, 16)
    return
  }
  const row = workspace
  v128.store(row, left)
  v128.store(row, right, 16)
  for (let j = 0; j < width; j++) {
    const at = y + (j << 2)
    const sum = load<f32>(row + (j << 2))
    store<f32>(at, more ? load<f32>(at) + sum : sum)
  }
}

function tile4(depth: i32, a: usize, ai: i32, ap: i32, y: usize, yi: i32, width: i32, more: bool): void {
  let y00 = f32x4.splat(0)
  let y01 = y00
  let y10 = y00
  let y11 = y00
  let y20 = y00
  let y21 = y00
  let y30 = y00
  let y31 = y00
  const step = ap << 2
  const row = ai << 2
  let a1 = a + row
  let a2 = a1 + row
  let a3 = a2 + row
  let b = workspace + PANEL
  for (const end = b + (depth << 5); b < end; b += 32) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let x = v128.load_splat<f32>(a)
    y00 = f32x4.add(y00, f32x4.mul(x, b0))
    y01 = f32x4.add(y01, f32x4.mul(x, b1))
    x = v128.load_splat<f32>(a1)
    y10 = f32x4.add(y10, f32x4.mul(x, b0))
    y11 = f32x4.add(y11, f32x4.mul(x, b1))
    x = v128.load_splat<f32>(a2)
    y20 = f32x4.add(y20, f32x4.mul(x, b0))
    y21 = f32x4.add(y21, f32x4.mul(x, b1))
    x = v128.load_splat<f32>(a3)
    y30 = f32x4.add(y30, f32x4.mul(x, b0))
    y31 = f32x4.add(y31, f32x4.mul(x, b1))
    a += step
    a1 += step
    a2 += step
    a3 += step
  }
  const down = yi << 2
  put8(y, width, more, y00, y01)
  put8(y + down, width, more, y10, y11)
  put8(y + 2 * down, width, more, y20, y21)
  put8(y + 3 * down, width, more, y30, y31)
}

function tile1(depth: i32, a: usize, ap: i32, y: usize, width: i32, more: bool): void {
  let y0 = f32x4.splat(0)
  let y1 = y0
  const step = ap << 2
  let b = workspace + PANEL
  for (const end = b + (depth << 5); b < end; b += 32) {
    const x = v128.load_splat<f32>(a)
    y0 = f32x4.add(y0, f32x4.mul(x, v128.load(b)))
    y1 = f32x4.add(y1, f32x4.mul(x, v128.load(b, 16)))
    a += step
  }
  put8(y, width, more, y0, y1)
}
