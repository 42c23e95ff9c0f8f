// βⁿ for a whole number n: squaring and multiplying, as bias corrections need it.

/**
 * A whole power, by repeated squaring.
 *
 *     power(β, n) = β·β·…·β        (n factors; n an integer ≥ 0)
 *
 * NaN for an n that is negative or not an integer.
 */
export function power(beta: number, n: number): number {
  if (!(n >= 0) || n !== Math.floor(n) || n === Infinity) return NaN
  let result: number = 1
  let square = beta
  let left = n
  while (left > 0) {
    const half = Math.floor(left / 2)
    if (left !== 2 * half) result *= square
    square *= square
    left = half
  }
  return result
}
