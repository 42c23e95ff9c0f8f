// Sums of products of numbers that lie anywhere: Y(i, j) += Σ A(i, p) B(p, j), where tables tell how far a row, a column or a p lies.
// So a matrix may be the windows of an image, and is multiplied as it lies; only B is packed. Places count bytes. Read tile.ts first.
import { DEPTH, PANEL, workspace } from '../workspace.ts'
import { turned } from './pack.ts'
import { plus } from './tile.ts'

/**
 * y[ym[i] + yn[j]] += Σ a[am[i] + ak[p]] b[bk[p] + bn[j]], and so `times` times with operands a step further on.
 * Tables have room for three more places behind their last.
 */
export function contract(
  times: i32,
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  as: i32,
  am: usize,
  ak: usize,
  b: usize,
  bs: i32,
  bk: usize,
  bn: usize,
  y: usize,
  ys: i32,
  ym: usize,
  yn: usize,
): void {
  for (let start = 0; start < k; start += DEPTH) {
    const depth = min(DEPTH, k - start)
    for (let j = 0; j < n; j += 8) {
      const columns = yn + (j << 2)
      for (let t = 0; t < times; t++) {
        if (t == 0 || bs != 0) pack(depth, n - j, b + t * bs, bk + (start << 2), bn + (j << 2))
        const left = a + t * as
        const to = y + t * ys
        for (let i = 0; i < m; i += 4) {
          tile(depth, left, am + (i << 2), ak + (start << 2), m - i, n - j, to, ym + (i << 2), columns)
        }
      }
    }
  }
}

/** Whether four places are those of neighbours in memory. */
function neighbours(table: usize): bool {
  const places = v128.load(table)
  const steps = i32x4.sub(places, v128.load32_splat(table))
  return i32x4.all_true(i32x4.eq(steps, i32x4(0, 4, 8, 12)))
}

/** panel[p, 0…7] = B(p, 0…width − 1), then zeros. */
function pack(depth: i32, width: i32, b: usize, bk: usize, bn: usize): void {
  packFour(depth, width, b, bk, bn, workspace + PANEL)
  packFour(depth, width - 4, b, bk, bn + 16, workspace + PANEL + 16)
}

function packFour(depth: i32, width: i32, b: usize, bk: usize, bn: usize, to: usize): void {
  const end = bk + (depth << 2)
  if (width >= 4 && neighbours(bn)) {
    const first = b + load<i32>(bn)
    for (; bk < end; bk += 4) {
      v128.store(to, v128.load(first + load<i32>(bk)))
      to += 32
    }
    return
  }
  for (; bk < end; bk += 4) {
    if (width >= 4 && bk + 16 <= end && neighbours(bk)) {
      const row = b + load<i32>(bk)
      turned(
        v128.load(row + load<i32>(bn)),
        v128.load(row + load<i32>(bn, 4)),
        v128.load(row + load<i32>(bn, 8)),
        v128.load(row + load<i32>(bn, 12)),
        to,
        32,
      )
      bk += 12
      to += 128
    } else {
      const row = b + load<i32>(bk)
      for (let j = 0; j < 4; j++) {
        store<f32>(to + (j << 2), j < width ? load<f32>(row + load<i32>(bn + (j << 2))) : 0)
      }
      to += 32
    }
  }
}

/** At most 4 rows and 8 columns of Y stay in registers while p runs; beyond the last row of A, that row is read again. */
function tile(
  depth: i32,
  a: usize,
  am: usize,
  ak: usize,
  rows: i32,
  width: i32,
  y: usize,
  ym: usize,
  yn: usize,
): void {
  let y00 = f32x4.splat(0)
  let y01 = y00
  let y10 = y00
  let y11 = y00
  let y20 = y00
  let y21 = y00
  let y30 = y00
  let y31 = y00
  const a0 = a + load<i32>(am)
  const a1 = rows > 1 ? a + load<i32>(am, 4) : a0
  const a2 = rows > 2 ? a + load<i32>(am, 8) : a1
  const a3 = rows > 3 ? a + load<i32>(am, 12) : a2
  let panel = workspace + PANEL
  for (const end = panel + (depth << 5); panel < end; panel += 32) {
    const p = load<i32>(ak)
    ak += 4
    const b0 = v128.load(panel)
    const b1 = v128.load(panel, 16)
    let x = v128.load_splat<f32>(a0 + p)
    y00 = plus(y00, x, b0)
    y01 = plus(y01, x, b1)
    x = v128.load_splat<f32>(a1 + p)
    y10 = plus(y10, x, b0)
    y11 = plus(y11, x, b1)
    x = v128.load_splat<f32>(a2 + p)
    y20 = plus(y20, x, b0)
    y21 = plus(y21, x, b1)
    x = v128.load_splat<f32>(a3 + p)
    y30 = plus(y30, x, b0)
    y31 = plus(y31, x, b1)
  }
  putFour(y, ym, yn, rows, width, y00, y10, y20, y30)
  if (width > 4) putFour(y, ym, yn + 16, rows, width - 4, y01, y11, y21, y31)
}

/** Adds at most four rows of four columns to Y: as rows or as columns where those are neighbours, else one by one. */
function putFour(
  y: usize,
  ym: usize,
  yn: usize,
  rows: i32,
  width: i32,
  y0: v128,
  y1: v128,
  y2: v128,
  y3: v128,
): void {
  if (width >= 4 && neighbours(yn)) {
    const at = y + load<i32>(yn)
    addFour(at + load<i32>(ym), y0)
    if (rows > 1) addFour(at + load<i32>(ym, 4), y1)
    if (rows > 2) addFour(at + load<i32>(ym, 8), y2)
    if (rows > 3) addFour(at + load<i32>(ym, 12), y3)
  } else if (rows >= 4 && neighbours(ym)) {
    const at = y + load<i32>(ym)
    const low01 = v128.shuffle<f32>(y0, y1, 0, 4, 1, 5)
    const low23 = v128.shuffle<f32>(y2, y3, 0, 4, 1, 5)
    const high01 = v128.shuffle<f32>(y0, y1, 2, 6, 3, 7)
    const high23 = v128.shuffle<f32>(y2, y3, 2, 6, 3, 7)
    addFour(at + load<i32>(yn), v128.shuffle<i64>(low01, low23, 0, 2))
    if (width > 1) addFour(at + load<i32>(yn, 4), v128.shuffle<i64>(low01, low23, 1, 3))
    if (width > 2) addFour(at + load<i32>(yn, 8), v128.shuffle<i64>(high01, high23, 0, 2))
    if (width > 3) addFour(at + load<i32>(yn, 12), v128.shuffle<i64>(high01, high23, 1, 3))
  } else {
    addEach(y + load<i32>(ym), yn, width, y0)
    if (rows > 1) addEach(y + load<i32>(ym, 4), yn, width, y1)
    if (rows > 2) addEach(y + load<i32>(ym, 8), yn, width, y2)
    if (rows > 3) addEach(y + load<i32>(ym, 12), yn, width, y3)
  }
}

function addFour(at: usize, x: v128): void {
  v128.store(at, f32x4.add(v128.load(at), x))
}

function addEach(y: usize, yn: usize, width: i32, x: v128): void {
  addOne(y + load<i32>(yn), f32x4.extract_lane(x, 0))
  if (width > 1) addOne(y + load<i32>(yn, 4), f32x4.extract_lane(x, 1))
  if (width > 2) addOne(y + load<i32>(yn, 8), f32x4.extract_lane(x, 2))
  if (width > 3) addOne(y + load<i32>(yn, 12), f32x4.extract_lane(x, 3))
}

function addOne(at: usize, x: f32): void {
  store<f32>(at, load<f32>(at) + x)
}
