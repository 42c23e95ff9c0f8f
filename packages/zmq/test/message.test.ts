// What goes over the wire and comes back, and what is refused: every damaged byte, and descriptions that do not fit.
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameError, ZmqError, type Message } from '../src/index.ts'
import { decode, encode } from '../src/message.ts'

const messages: readonly Message[] = [
  { kind: 'hello' },
  { kind: 'refuse', text: 'x is 7; it needs "less" than ∞\n' },
  { kind: 'push', numbers: { step: 7, loss: -0.25 } },
  {
    kind: 'weights',
    arrays: [Float32Array.of(1, NaN, -0, Infinity), Float64Array.of(Math.PI), new Float32Array(0)],
  },
  { kind: 'ä', numbers: { ö: 1e-300 }, arrays: [new Float32Array([1, 2, 3, 4]).subarray(1, 3)] },
]

describe('a message', () => {
  it.each(messages)('$kind comes back as it went', (message) => {
    expect(decode(encode(message))).toEqual({ text: '', numbers: {}, arrays: [], ...message })
  })
  it('comes back from frames that lie anywhere in memory', () => {
    const frames = encode({ kind: 'odd', arrays: [Float32Array.of(1, 2), Float64Array.of(3)] })
    const moved = frames.map((frame) => Buffer.concat([Buffer.from([0]), frame]).subarray(1))
    expect(decode(moved).arrays).toEqual([Float32Array.of(1, 2), Float64Array.of(3)])
  })
  it('comes back with empty arrays among others, wherever their nothing lies', () => {
    const arrays = [Float32Array.of(1), new Float32Array(0), new Float64Array(0)]
    const frames = encode({ kind: 'some', arrays })
    for (const nothing of [
      new Uint8Array(0),
      Buffer.from('x').subarray(1),
      Buffer.allocUnsafe(8).subarray(3, 3),
    ])
      expect(decode([frames[0], frames[1], nothing, nothing]).arrays).toEqual(arrays)
  })
  it('is a copy of its arrays: they may be written to while it waits', () => {
    const weights = Float32Array.of(1, 2)
    const frames = encode({ kind: 'weights', arrays: [weights] })
    weights.fill(9)
    expect(decode(frames).arrays).toEqual([Float32Array.of(1, 2)])
  })
  it('is refused with any one of its bytes changed', () => {
    const frames = encode({ kind: 'push', numbers: { step: 3 }, arrays: [Float32Array.of(1, 2)] })
    for (const [f, frame] of frames.entries())
      for (let at = 0; at < frame.length; at++) {
        const damaged = frames.map((each) => Buffer.from(each))
        damaged[f][at] ^= 1 << (at % 8)
        expect(() => decode(damaged), `byte ${at} of frame ${f}`).toThrow(FrameError)
      }
  })
  it.each([
    ['nothing', [], 'receive: a frame does not begin as ours do; it needs a peer that speaks this protocol.'],
    [
      'a frame left out',
      encode(messages[3]).slice(0, 2),
      'receive: the checksum differs; the message was damaged on its way, or frames are missing.',
    ],
    [
      'no JSON',
      framed('{'),
      'receive: the description is not { kind, text, numbers, arrays }; it needs a peer of this version.',
    ],
    [
      'no numbers',
      framed('{"kind":"a","text":"","numbers":{"b":"c"},"arrays":[]}'),
      'receive: the description is not { kind, text, numbers, arrays }; it needs a peer of this version.',
    ],
    [
      'an infinite number',
      framed('{"kind":"a","text":"","numbers":{"rank":1e999},"arrays":[]}'),
      'receive: the description is not { kind, text, numbers, arrays }; it needs a peer of this version.',
    ],
    [
      'fewer arrays',
      framed('{"kind":"a","text":"","numbers":{},"arrays":["f32:1"]}'),
      'receive: 0 arrays came; its description has 1.',
    ],
    [
      'a huge array',
      framed('{"kind":"a","text":"","numbers":{},"arrays":["f32:1e15"]}', Buffer.alloc(4)),
      'receive: an array is described as f32:1e15 and has 4 bytes; they do not fit.',
    ],
    [
      'too many frames',
      Array.from({ length: 1026 }, () => Buffer.alloc(0)),
      'receive: 1026 frames came; a message has at most 1025.',
    ],
    [
      'an unknown type',
      framed('{"kind":"a","text":"","numbers":{},"arrays":["constructor:1"]}', Buffer.alloc(4)),
      'receive: an array is described as constructor:1 and has 4 bytes; they do not fit.',
    ],
  ])('with %s is refused', (_, frames, words) => {
    expect(() => decode(frames)).toThrow(new FrameError(words))
  })
  it('of any bytes is refused in words, or has no more numbers than they hold', () => {
    const check = (frames: Uint8Array[]): void => {
      try {
        const held = frames.reduce((sum, { length }) => sum + length, 0)
        expect(decode(frames).arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(held)
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError)
      }
    }
    const bytes = fc.uint8Array({ maxLength: 16 })
    const lengths = ['0', '1', '2', '-1', '1e15', '0x1', 'NaN', '9007199254740993', '']
    const array = fc.tuple(fc.constantFrom('f32', 'f64', 'f16', 'toString'), fc.constantFrom(...lengths))
    const described = fc.record({
      kind: fc.constantFrom('a', 7),
      text: fc.constant(''),
      numbers: fc.constantFrom({}, { x: 1 }, { x: '1' }, null),
      arrays: fc.array(array.map((parts) => parts.join(':'))),
    })
    fc.assert(fc.property(fc.array(bytes), check), { seed: 7 })
    fc.assert(
      fc.property(described, fc.array(bytes), (text, bodies) =>
        check(framed(JSON.stringify(text), ...bodies.map((body) => Buffer.from(body)))),
      ),
      { seed: 7, numRuns: 1000 },
    )
  })
  it('cannot carry more arrays than are taken', () => {
    const arrays = Array.from({ length: 1025 }, () => Float32Array.of(1))
    expect(() => encode({ kind: 'push', arrays })).toThrow(
      new ZmqError('send: 1025 arrays; a message holds at most 1024. Join them.'),
    )
    expect(decode(encode({ kind: 'push', arrays: arrays.slice(1) })).arrays.length).toBe(1024)
  })
  it('cannot carry a number that is none', () => {
    expect(() => encode({ kind: 'push', numbers: { loss: NaN } })).toThrow(
      new ZmqError('send: loss is NaN; a named number must be finite. Put others into an array.'),
    )
  })
})

/** Frames with a right checksum around any description. */
function framed(description: string, ...bodies: Buffer[]): Buffer[] {
  const text = Buffer.from(description)
  const head = Buffer.alloc(8)
  head.write('GLS1')
  head.writeUInt32BE(
    bodies.reduce((sum, body) => crc32(body, sum), crc32(text)),
    4,
  )
  return [Buffer.concat([head, text]), ...bodies]
}
