// A few digits in place of many numbers.

/**
 * FNV-1a over the bytes of the arrays, as eight hexadecimal digits.
 *
 *     h ← (h ⊕ byte) · 16777619          from 2166136261, modulo 2³²
 *
 * @see Fowler, Noll, Vo & Eastlake 2012, "The FNV Non-Cryptographic Hash Algorithm"
 */
export function checksum(arrays: readonly ArrayBufferView[]): string {
  let hash = 2166136261
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) hash = Math.imul(hash ^ byte, 16777619)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
