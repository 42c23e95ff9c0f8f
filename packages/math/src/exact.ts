// Error-free arithmetic: what float64 addition and multiplication lose is itself a float64, and can be had.
// A pair (value, error) then carries about 106 bits.

const SPLITTER = 134217729 // 2²⁷ + 1

/**
 * The rounding error e of s = fl(a + b): a + b = s + e exactly.
 *
 * @see Knuth 1969, The Art of Computer Programming vol. 2, section 4.2.2, theorem B (TwoSum).
 */
export function sumError(a: number, b: number, s: number): number {
  const bRounded = s - a
  const aRounded = s - bRounded
  return a - aRounded + (b - bRounded)
}

/**
 * The upper 26 bits of x, so that head(x)² is exact; for |x| < 2⁹⁹⁶.
 *
 * @see Dekker 1971, A floating-point technique for extending the available precision (Veltkamp's splitting).
 */
export function head(x: number): number {
  const swollen = x * SPLITTER
  return swollen - (swollen - x)
}

/**
 * The rounding error e of p = fl(a·b): a·b = p + e exactly, unless something overflows or underflows.
 *
 * @see Dekker 1971, A floating-point technique for extending the available precision (TwoProduct).
 */
export function productError(a: number, b: number, p: number): number {
  const aHead = head(a)
  const aTail = a - aHead
  const bHead = head(b)
  const bTail = b - bHead
  return aHead * bHead - p + aHead * bTail + aTail * bHead + aTail * bTail
}
