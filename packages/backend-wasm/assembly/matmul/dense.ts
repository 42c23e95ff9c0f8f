// Y = A·B with tiles of 4 rows by 8 columns that stay in registers while p runs along k. Read tile.ts and pack.ts next.
// Strides count elements: ai from row to row of A, ap along k; bp along k, bj from column to column of B.
import { DEPTH, PANEL, workspace } from '../workspace.ts'
import { packLeft, packRight } from './pack.ts'
import { tile } from './tile.ts'

/** So many rows of A are packed at a time: with 1024 of k they take half a MiB, which stays in the second cache. */
const BLOCK = 128
/** A B whose rows differ is not packed for two tiles of rows, nor where it stays in the first cache as it is. */
const FEW = 8
const SMALL = 4096

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
  const panels = workspace + PANEL
  const direct = bj == 1 && bp != 0 && (m <= FEW || depth * n <= SMALL)
  const together = direct ? n : (DEPTH / max(1, depth)) << 3
  const down = direct ? bp << 2 : 32
  const next = direct ? 32 : depth << 5
  for (let j = 0; j < n; j += together) {
    const columns = min(together, n - j)
    let from = b + ((j * bj) << 2)
    if (!direct) {
      packRight(depth, columns, from, bp, bj, panels, 32, next)
      from = panels
    }
    for (let c = 0; c < columns; c += 8) {
      const to = y + ((j + c) << 2)
      for (let i = 0; i < m; i += 4) {
        tile(
          depth,
          a + ((i * group) << 2),
          ai,
          ap,
          from,
          down,
          to + ((i * yi) << 2),
          yi,
          m - i,
          columns - c,
          more,
        )
      }
      from += next
    }
  }
}
