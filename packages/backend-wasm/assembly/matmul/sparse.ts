// Y = A·B for an A of many zeros: each row of A becomes a list of what is not zero, and Y[i, :] = Σ x·B[p, :] along it.
// Sums run in the order of k, as in dense.ts, and a product with zero adds nothing: the bits are the same. Read lists.ts first.
import { DEPTH, PANEL, workspace } from '../workspace.ts'
import { LIST, listColumns, listRow, PLACES } from './lists.ts'
import { packRight } from './pack.ts'
import { plus, put4 } from './tile.ts'

/** So many columns at the most are computed at a time: with 1024 rows of B a MiB, which stays in the second cache. */
const WIDTH = 256

/** The share of zeros among some numbers of A (rows, columns), whose columns lie side by side. */
export function zeros(rows: i32, columns: i32, a: usize, row: i32): f32 {
  const down = (rows + 15) >> 4
  const right = max(4, (columns >> 4) & ~3)
  let found = i32x4.splat(0)
  let seen = 0
  for (let i = 0; i < rows; i += down) {
    for (let j = 0; j + 4 <= columns; j += right) {
      const x = v128.load(a + ((i * row + j) << 2))
      found = i32x4.sub(found, f32x4.eq(x, f32x4.splat(0)))
      seen += 4
    }
  }
  const pairs = i32x4.add(found, v128.shuffle<i32>(found, found, 2, 3, 0, 1))
  const all = i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)
  return <f32>all / <f32>max(1, seen)
}

/**
 * Y (m, n) = A (m, k) · B (k, n); the columns of Y lie side by side. Where those of B do not, they go through the working
 * memory at `packed`, which has room for DEPTH rows of WIDTH.
 */
export function sparse(
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
  packed: usize,
): void {
  const parts = max(1, (n + WIDTH - 1) / WIDTH)
  const width = max(8, (((n + parts - 1) / parts + 7) >> 3) << 3)
  for (let start = 0; start == 0 || start < k; start += DEPTH) {
    const depth = min(DEPTH, k - start)
    const left = a + ((start * ap) << 2)
    for (let j = 0; j < n; j += width) {
      const columns = min(width, n - j)
      const right = b + ((start * bp + j * bj) << 2)
      const to = y + (j << 2)
      if (packed) {
        packRight(depth, columns, right, bp, bj, packed, width << 2, 32)
        rows(m, depth, columns, left, ai << 2, ap << 2, packed, width << 2, to, yi, start > 0)
      } else rows(m, depth, columns, left, ai << 2, ap << 2, right, bp << 2, to, yi, start > 0)
    }
  }
}

/** Four rows of A at a time become lists; strides of A and B are bytes here. */
function rows(
  m: i32,
  depth: i32,
  n: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  down: i32,
  y: usize,
  yi: i32,
  more: bool,
): void {
  const lists = workspace + PANEL
  const ends = workspace
  for (let i = 0; i < m; i += 4) {
    const some = min(4, m - i)
    if (ai == 4 && some == 4) listColumns(depth, a, ap, down, lists, ends)
    else {
      for (let r = 0; r < some; r++) {
        store<usize>(ends + (r << 2), listRow(depth, a + r * ai, ap, down, lists + r * LIST))
      }
    }
    for (let r = 0; r < some; r++) {
      row(lists + r * LIST, load<usize>(ends + (r << 2)), n, b, y, more)
      y += yi << 2
    }
    a += ai << 2
  }
}

/** One row of Y, 28 columns at a time: seven sums, as many numbers of B and x fill the registers. */
function row(list: usize, end: usize, n: i32, b: usize, y: usize, more: bool): void {
  for (; n >= 28; n -= 28) {
    sums(7, list, end, b, y, 4, more)
    b += 112
    y += 112
  }
  if (n >= 16) {
    sums(4, list, end, b, y, 4, more)
    n -= 16
    b += 64
    y += 64
  }
  for (; n > 0; n -= 4) {
    sums(1, list, end, b, y, n, more)
    b += 16
    y += 16
  }
}

/** `vectors` times four columns; of the last four, `n` are stored. */
// @inline
function sums(vectors: i32, list: usize, end: usize, b: usize, y: usize, n: i32, more: bool): void {
  let y0 = f32x4.splat(0)
  let y1 = y0
  let y2 = y0
  let y3 = y0
  let y4 = y0
  let y5 = y0
  let y6 = y0
  for (; list < end; list += 4) {
    const x = v128.load_splat<f32>(list)
    const at = b + load<usize>(list + PLACES)
    y0 = plus(y0, x, v128.load(at))
    if (vectors >= 4) {
      y1 = plus(y1, x, v128.load(at, 16))
      y2 = plus(y2, x, v128.load(at, 32))
      y3 = plus(y3, x, v128.load(at, 48))
    }
    if (vectors == 7) {
      y4 = plus(y4, x, v128.load(at, 64))
      y5 = plus(y5, x, v128.load(at, 80))
      y6 = plus(y6, x, v128.load(at, 96))
    }
  }
  put4(y, n, more, y0)
  if (vectors >= 4) {
    put4(y + 16, n, more, y1)
    put4(y + 32, n, more, y2)
    put4(y + 48, n, more, y3)
  }
  if (vectors == 7) {
    put4(y + 64, n, more, y4)
    put4(y + 80, n, more, y5)
    put4(y + 96, n, more, y6)
  }
}
