// What a float64 is made of: stands in for the package `math`, bits.ts, whose functions these are, when that is compiled here.

/** The exponent k of a finite x ≠ 0, so that 2ᵏ ≤ |x| < 2ᵏ⁺¹; subnormal numbers included. */
export function exponent(x: f64): f64 {
  const biased = <i32>((reinterpret<u64>(x) >> 52) & 0x7ff)
  return biased == 0 ? exponent(x * 18014398509481984) - 54 : <f64>(biased - 1023)
}

function powerOfTwo(k: f64): f64 {
  return reinterpret<f64>((<u64>(<i64>k + 1023)) << 52)
}

/** x·2ᵏ for a whole |k| ≤ 2044, rounded once (for |x| near 1, even where the result is subnormal). */
export function scale(x: f64, k: f64): f64 {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023)
  if (k < -1022) return x * powerOfTwo(-1022) * powerOfTwo(k + 1022)
  return x * powerOfTwo(k)
}
