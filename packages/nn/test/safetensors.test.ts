// The safetensors format: our bytes, what is read back, and every file that is cut off, changed or lies.
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  Dense,
  fromSafetensors,
  Sequential,
  StateDictError,
  toSafetensors,
  type StateDict,
} from '../src/index.ts'

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)

/** A file from a header and the number of bytes behind it. */
function file(header: unknown, bytes = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const all = new Uint8Array(8 + json.length + bytes)
  new DataView(all.buffer).setUint32(0, json.length, true)
  all.set(json, 8)
  return all
}

const state: StateDict = {
  'layers.0.weight': { shape: [1, 2], data: Float32Array.of(1, -0) },
  'with "quotes", ✓ and __proto__': { shape: [], data: Float64Array.of(NaN) },
  __proto: { shape: [0, 3], data: new Float32Array(0) },
}

describe('A safetensors file', () => {
  it('is the length of the header, the header padded to 8 bytes, and the numbers', () => {
    const bytes = toSafetensors({ w: { shape: [2], data: Float32Array.of(1, 2) } })
    const header = '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  '
    expect(text(bytes)).toBe(
      `${String.fromCharCode(header.length)}${'\0'.repeat(7)}${header}\0\0\x80?\0\0\0@`,
    )
  })

  it('gives back what was saved, to the bit, into the model too', () => {
    expect(fromSafetensors(toSafetensors(state))).toEqual(state)
    expect(fromSafetensors(Buffer.from(toSafetensors(state)))).toEqual(state) // as readFileSync gives it
    const [one, other] = [1, 2].map((seed) => new Sequential(new Dense(3, 2, { rng: generator(seed) })))
    other.loadStateDict(fromSafetensors(toSafetensors(one.stateDict()).buffer as ArrayBuffer))
    expect(other.stateDict()).toEqual(one.stateDict())
  })

  it('of others may have metadata, any order, and integers, which become float64', () => {
    const bytes = file(
      {
        b: { dtype: 'I64', shape: [], data_offsets: [2, 10] },
        __metadata__: { format: 'pt' },
        a: { dtype: 'U8', shape: [2], data_offsets: [0, 2] },
      },
      10,
    )
    bytes.set([7, 9, 5], bytes.length - 10)
    expect(fromSafetensors(bytes)).toEqual({
      a: { shape: [2], data: Float64Array.of(7, 9) },
      b: { shape: [], data: Float64Array.of(5) },
    })
  })

  const one = (changes: object) => ({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes } })
  // prettier-ignore
  it.each([
    ['3 bytes with a header of NaN; it needs a header that is inside the file. Is it a safetensors file?', new Uint8Array(3)],
    ['16 bytes with a header of 72340172838076670; it needs a header that is inside the file. Is it a safetensors file?', new Uint8Array(16).fill(1)],
    ['the header is no JSON object; it needs one. Is it a safetensors file?', file('[]')],
    ['the header is no JSON object; it needs one. Is it a safetensors file?', file('{')],
    ['w is of type BF16; it needs F32, F64, I8, U8, I16, I32, I64. In PyTorch float() converts it.', file(one({ dtype: 'BF16' }), 8)],
    ['w has the shape [-2] and the place [0,8]; it needs lists of whole numbers.', file(one({ shape: [-2] }), 8)],
    ['w has the shape [2] and the place [0]; it needs lists of whole numbers.', file(one({ data_offsets: [0] }), 8)],
    ['w (3) of F32 has 8 bytes; it needs 12.', file(one({ shape: [3] }), 8)],
    ['w begins at byte 4 and the one before it ends at 0; it needs tensors side by side.', file(one({ data_offsets: [4, 12] }), 12)],
    ['the header tells of 8 bytes and there are 7; it needs as many. Was the file cut off?', file(one({}), 7)],
    ['w is of type undefined; it needs F32, F64, I8, U8, I16, I32, I64. In PyTorch float() converts it.', file({ w: null })],
  ])('is refused: %s', (message, bytes) => {
    expect(() => fromSafetensors(bytes)).toThrow(new StateDictError(`fromSafetensors: ${message}`, { missing: [], unexpected: [], mismatched: [] }))
  })

  it('that is cut off anywhere is refused, and one with a changed byte is read or refused', () => {
    const whole = toSafetensors(state)
    for (let n = 0; n < whole.length; n++)
      expect(() => fromSafetensors(whole.slice(0, n))).toThrow(StateDictError)
    let read = 0
    for (let i = 0; i < whole.length; i++) {
      for (const flip of [1, 2, 16, 128, 255]) {
        const changed = whole.slice()
        changed[i] ^= flip
        try {
          fromSafetensors(changed)
          read++
        } catch (error) {
          expect(error).toBeInstanceOf(StateDictError)
        }
      }
    }
    expect(read).toBeGreaterThan(16) // the numbers may be any
  })
})
