// What a float64 is made of: x = ±m·2ᵏ with 1 ≤ m < 2. The only file that looks inside a number;
// the WebAssembly build has its own, with the same two functions.

const word = new Float64Array(1)
const halves = new Uint32Array(word.buffer)
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] // 1 where the low half comes first, else 0

const LOWEST = -1074
const powersOfTwo = new Float64Array(2098) // 2⁻¹⁰⁷⁴ ... 2¹⁰²³, all exact
for (let k = 0, power = Number.MIN_VALUE; k < powersOfTwo.length; k++, power *= 2) powersOfTwo[k] = power

/**
 * The exponent k of a finite x ≠ 0, so that 2ᵏ ≤ |x| < 2ᵏ⁺¹; subnormal numbers included.
 */
export function exponent(x: number): number {
  word[0] = x
  const biased = (halves[HIGH] >>> 20) & 0x7ff
  return biased === 0 ? exponent(x * 18014398509481984) - 54 : biased - 1023 // subnormal: 2⁵⁴x is not
}

/**
 * x·2ᵏ for an integer |k| ≤ 2044, rounded once (for |x| near 1, even where the result is subnormal).
 */
export function scale(x: number, k: number): number {
  if (k > 1023) return x * powersOfTwo[1023 - LOWEST] * powersOfTwo[k - 1023 - LOWEST]
  if (k < -1022) return x * powersOfTwo[-1022 - LOWEST] * powersOfTwo[k + 1022 - LOWEST]
  return x * powersOfTwo[k - LOWEST]
}
