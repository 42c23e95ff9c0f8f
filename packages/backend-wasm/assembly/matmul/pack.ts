// Operands laid out in the order in which tiles read them, whatever their own layout is.

/** So many rows of B are read eight columns at a time, until the next rows follow: their lines stay in the cache meanwhile. */
const ROWS = 16

/**
 * Each eight columns of B go to a place of their own, `next` bytes from one to the next, a row every `across` bytes. What is
 * lacking to the last eight is 0.
 */
export function packRight(
  depth: i32,
  columns: i32,
  b: usize,
  bp: i32,
  bj: i32,
  to: usize,
  across: i32,
  next: i32,
): void {
  for (let p = 0; p < depth; p += ROWS) {
    const from = b + ((p * bp) << 2)
    const at = to + p * across
    for (let j = 0; j < columns; j += 8) {
      packEight(
        min(ROWS, depth - p),
        min(8, columns - j),
        from + ((j * bj) << 2),
        bp,
        bj,
        at + (j >> 3) * next,
        across,
      )
    }
  }
}

/** to[p, 0…7] = B[p, 0…width − 1], then zeros. */
function packEight(depth: i32, width: i32, b: usize, bp: i32, bj: i32, to: usize, across: i32): void {
  const down = bp << 2
  const right = bj << 2
  let p = 0
  if (width == 8 && bj == 1) {
    for (; p < depth; p++) {
      v128.store(to, v128.load(b))
      v128.store(to, v128.load(b, 16), 16)
      b += down
      to += across
    }
  } else if (width == 8 && bp == 1) {
    for (; p + 4 <= depth; p += 4) {
      turn(b, right, to, across)
      turn(b + (right << 2), right, to + 16, across)
      b += 16
      to += across << 2
    }
  }
  for (; p < depth; p++) {
    for (let j = 0; j < 8; j++) store<f32>(to + (j << 2), j < width ? load<f32>(b + j * right) : 0)
    b += down
    to += across
  }
}

/** Four columns of four numbers, `right` bytes apart, become rows, `across` bytes apart. */
function turn(b: usize, right: i32, to: usize, across: i32): void {
  turned(v128.load(b), v128.load(b + right), v128.load(b + 2 * right), v128.load(b + 3 * right), to, across)
}

/** Four columns become rows, `across` bytes apart. */
export function turned(b0: v128, b1: v128, b2: v128, b3: v128, to: usize, across: i32): void {
  const low01 = v128.shuffle<f32>(b0, b1, 0, 4, 1, 5)
  const low23 = v128.shuffle<f32>(b2, b3, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(b0, b1, 2, 6, 3, 7)
  const high23 = v128.shuffle<f32>(b2, b3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2))
  v128.store(to + across, v128.shuffle<i64>(low01, low23, 1, 3))
  v128.store(to + 2 * across, v128.shuffle<i64>(high01, high23, 0, 2))
  v128.store(to + 3 * across, v128.shuffle<i64>(high01, high23, 1, 3))
}

/**
 * Each four rows of A become one list: to[i / 4, p, 0…3] = A[i…i + 3, p]. Where a column of A lies in one piece, it is read
 * as such, four columns at a time, so that every line of the cache is used while it is there.
 */
export function packLeft(m: i32, depth: i32, a: usize, ai: i32, ap: i32, to: usize): void {
  const down = ai << 2
  const right = ap << 2
  for (let p = 0; p < depth; p += 4) {
    const some = min(4, depth - p)
    for (let i = 0; i < m; i += 4) {
      const from = a + i * down + p * right
      const at = to + ((i * depth) << 2) + (p << 4)
      if (ai == 1 && m - i >= 4) {
        for (let q = 0; q < some; q++) v128.store(at + (q << 4), v128.load(from + q * right))
      } else {
        for (let q = 0; q < some; q++) packColumn(min(4, m - i), from + q * right, down, at + (q << 4))
      }
    }
  }
}

function packColumn(rows: i32, a: usize, down: i32, to: usize): void {
  for (let r = 0; r < 4; r++) store<f32>(to + (r << 2), r < rows ? load<f32>(a + r * down) : 0)
}
