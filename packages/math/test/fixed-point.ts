// The oracle: real numbers as integers, value·2²⁵⁶, with the plainest series for every function.
// Shares no method and no constant with the sources; slow, and right to about 240 bits.

const BITS = 256n
export const ONE = 1n << BITS

export const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS
export const divide = (a: bigint, b: bigint): bigint => (a << BITS) / b
export const fraction = (a: number, b: number): bigint => divide(BigInt(a), BigInt(b))

/** The fixed-point value of a float64, exact where |x| ≥ 2⁻²⁰³. */
export function fixed(x: number): bigint {
  let up = 0n
  for (; !Number.isInteger(x); x *= 2) up++
  return (BigInt(x) << BITS) >> up
}

/** The nearest float64. */
export const toNumber = (a: bigint): number => Number(a) / 2 ** Number(BITS)

/** Σ terms, where each term is made from the one before, until they vanish. */
function series(
  first: bigint,
  next: (term: bigint, n: bigint) => bigint,
  weigh = (term: bigint, _n: bigint) => term,
) {
  let sum = 0n
  for (let term = first, n = 0n; term !== 0n && term !== -1n; n++, term = next(term, n)) sum += weigh(term, n)
  return sum
}

export function squareRoot(a: bigint): bigint {
  const target = a << BITS
  let root = 1n << BigInt((target.toString(2).length + 1) >> 1)
  for (let next = (root + target / root) >> 1n; next < root; next = (root + target / root) >> 1n) root = next
  return root
}

/** artanh(1/n) or, with sign −1, arctan(1/n). */
const inverseSeries = (n: bigint, sign: bigint) =>
  series(
    ONE / n,
    (term) => (sign * term) / (n * n),
    (term, k) => term / (2n * k + 1n),
  )

export const LN2 = 2n * inverseSeries(3n, 1n)
export const PI = 16n * inverseSeries(5n, -1n) - 4n * inverseSeries(239n, -1n)

const taylorExp = (x: bigint) => series(ONE, (term, n) => multiply(term, x) / n)

/** A value times a power of two. */
export interface Scaled {
  readonly value: bigint
  readonly shift: bigint
}

/** eˣ = value·2^shift. */
export function scaledExp(x: bigint): Scaled {
  const shift = (x + LN2 / 2n) / LN2 - (x + LN2 / 2n < 0n ? 1n : 0n)
  return { value: taylorExp(x - shift * LN2), shift }
}

export function exp(x: bigint): bigint {
  const { value, shift } = scaledExp(x)
  return shift < 0n ? value >> -shift : value << shift
}

export function log(x: bigint): bigint {
  const k = BigInt(x.toString(2).length - 1) - BITS
  const m = k < 0n ? x << -k : x >> k
  const s = divide(m - ONE, m + ONE)
  return (
    k * LN2 +
    2n *
      series(
        s,
        (term) => multiply(term, multiply(s, s)),
        (term, n) => term / (2n * n + 1n),
      )
  )
}

export function sin(x: bigint): bigint {
  const turn = x - ((x + PI) / (2n * PI)) * 2n * PI
  const z = multiply(turn, turn)
  return series(turn, (term, n) => -multiply(term, z) / (2n * n * (2n * n + 1n)))
}

export const cos = (x: bigint): bigint => sin(x + PI / 2n)

export function tanh(x: bigint): bigint {
  const e = exp(2n * x)
  return divide(e - ONE, e + ONE)
}

export function erf(x: bigint): bigint {
  const z = multiply(x, x)
  const sum = series(x, (term, n) => (2n * multiply(term, z)) / (2n * n + 1n))
  return divide(2n * multiply(exp(-z), sum), squareRoot(PI))
}

/** |got − exact| in units of the last place of exact. */
export function ulps(got: number, exact: Scaled): number {
  const size = exact.value < 0n ? -exact.value : exact.value
  const unit = 1n << BigInt(size.toString(2).length - 53)
  let value = got
  for (let k = exact.shift; k !== 0n; k += k < 0n ? 1n : -1n) value *= k < 0n ? 2 : 0.5
  const difference = fixed(value) - exact.value
  return Number((1000n * (difference < 0n ? -difference : difference)) / unit) / 1000
}
