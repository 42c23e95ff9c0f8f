// The innermost loop of the dense product: eight registers hold 4 rows by 8 columns of Y while p runs along k.
// One step of p is two loads of the panel, four numbers of A, and 32 products.

/** y + x·b: rounded twice, or once in the build that has the instruction. */
export function plus(y: v128, x: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, b, y) : f32x4.add(y, f32x4.mul(x, b))
}

/** The first n ≤ 4 numbers to memory; added to what is there for a later part of k. */
export function put4(y: usize, n: i32, more: bool, x: v128): void {
  if (more) x = f32x4.add(v128.load(y), x)
  if (n >= 4) v128.store(y, x)
  else {
    if (n >= 2) v128.store_lane<f64>(y, x, 0)
    if (n == 1) v128.store_lane<f32>(y, x, 0)
    if (n == 3) v128.store_lane<f32>(y, x, 2, 8)
  }
}

function put8(y: usize, width: i32, more: bool, left: v128, right: v128): void {
  put4(y, width, more, left)
  put4(y + 16, width - 4, more, right)
}

/** Nearly every row of a product is stored so: short sums feel each question that `put4` asks. */
function putWhole(y: usize, left: v128, right: v128): void {
  v128.store(y, left)
  v128.store(y, right, 16)
}

/**
 * Y[0…rows − 1, 0…width − 1] for at most 4 rows and 8 columns. Rows of B are `down` bytes apart, and always read to their eighth
 * column; beyond the last row of A, that row is read again. Inlined, since V8 unrolls the innermost of nested loops.
 */
// @inline
export function tile(
  depth: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  down: i32,
  y: usize,
  yi: i32,
  rows: i32,
  width: i32,
  more: bool,
): void {
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
  let a1 = rows > 1 ? a + row : a
  let a2 = rows > 2 ? a1 + row : a1
  let a3 = rows > 3 ? a2 + row : a2
  for (const end = b + depth * down; b != end; b += down) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let x = v128.load_splat<f32>(a)
    y00 = plus(y00, x, b0)
    y01 = plus(y01, x, b1)
    x = v128.load_splat<f32>(a1)
    y10 = plus(y10, x, b0)
    y11 = plus(y11, x, b1)
    x = v128.load_splat<f32>(a2)
    y20 = plus(y20, x, b0)
    y21 = plus(y21, x, b1)
    x = v128.load_splat<f32>(a3)
    y30 = plus(y30, x, b0)
    y31 = plus(y31, x, b1)
    a += step
    a1 += step
    a2 += step
    a3 += step
  }
  const next = yi << 2
  if (rows >= 4 && width >= 8 && !more) {
    putWhole(y, y00, y01)
    putWhole(y + next, y10, y11)
    putWhole(y + 2 * next, y20, y21)
    putWhole(y + 3 * next, y30, y31)
  } else {
    put8(y, width, more, y00, y01)
    if (rows > 1) put8(y + next, width, more, y10, y11)
    if (rows > 2) put8(y + 2 * next, width, more, y20, y21)
    if (rows > 3) put8(y + 3 * next, width, more, y30, y31)
  }
}
