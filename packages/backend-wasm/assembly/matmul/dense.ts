// Y = A·B with tiles of 4 rows by 8 columns that stay in registers while p runs along k. Read tile.ts and pack.ts next.
// Strides count elements: ai from row to row of A, ap along k; bp along k, bj from column to column of B.
import { DEPTH, PANEL, workspace } from '../workspace.ts'
import { packLeft, packRight } from './pack.ts'
import { tile } from './tile.ts'

/** So many rows of A are packed at a time: with 1024 of k they take half a MiB, which stays in the second cache. */
const BLOCK = 128

/**
 * Y (m, n) = A (m, k) · B (k, n); the columns of Y lie side by side. An A that is not read along its rows goes, four rows
 * at a time, through the working memory at `packed`; where that is 0, A is read as it lies.
 */
export function dense(
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
  const height = packed ? BLOCK : max(1, m)
  for (let start = 0; start == 0 || start < k; start += DEPTH) {
    const depth = min(DEPTH, k - start)
    for (let i = 0; i < m; i += height) {
      const rows = min(height, m - i)
      const left = a + ((i * ai + start * ap) << 2)
      const right = b + ((start * bp) << 2)
      const to = y + ((i * yi) << 2)
      if (packed) {
        packLeft(rows, depth, left, ai, ap, packed)
        block(rows, depth, n, packed, depth, 1, 4, right, bp, bj, to, yi, start > 0)
      } else block(rows, depth, n, left, ai, ai, ap, right, bp, bj, to, yi, start > 0)
    }
  }
}

/** The rows of one block: `group` elements from one row in four to the next. */
function block(
  m: i32,
  depth: i32,
  n: i32,
  a: usize,
  group: i32,
  ai: i32,
  ap: i32,
  b: usize,
  bp: i32,
  bj: i32,
  y: usize,
  yi: i32,
  more: bool,
): void {
  const panel = workspace + PANEL
  for (let j = 0; j < n; j += 8) {
    const width = min(8, n - j)
    packRight(depth, width, b + ((j * bj) << 2), bp, bj, panel, 32)
    for (let i = 0; i < m; i += 4) {
      tile(depth, a + ((i * group) << 2), ai, ap, panel, y + ((i * yi + j) << 2), yi, m - i, width, more)
    }
  }
}
