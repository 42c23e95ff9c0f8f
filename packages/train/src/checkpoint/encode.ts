// Plain data with typed arrays, as bytes and back, bit for bit: a head in JSON, and behind it the arrays as they lie in memory.
import { CheckpointError } from '../errors.ts'

const MAGIC = 0x6473_6c67 // 'glsd'
const VERSION = 1
/** Magic, version, length of the head, nothing. */
const FRONT = 16

const arrays = { Float32Array, Float64Array, Int32Array }
type Numbers = Float32Array | Float64Array | Int32Array

const padded = (n: number): number => Math.ceil(n / 8) * 8
const isNumbers = (x: unknown): x is Numbers => Object.values(arrays).some((kind) => x instanceof kind)

/** What JSON has no word for: numbers that are not finite, and −0. */
const unspeakable = (x: unknown): x is number =>
  typeof x === 'number' && (!Number.isFinite(x) || Object.is(x, -0))

/** The bytes of nested lists and objects of numbers, texts, booleans, null and typed arrays. */
export function encode(value: unknown): Uint8Array {
  const found: Numbers[] = []
  let size = 0
  const head = JSON.stringify(value, (_, x: unknown) => {
    if (unspeakable(x)) return { $number: Object.is(x, -0) ? '-0' : String(x) }
    if (!isNumbers(x)) return x
    const entry = { $array: x.constructor.name, at: size, length: x.length }
    found.push(x)
    size += padded(x.byteLength)
    return entry
  })
  const text = new TextEncoder().encode(head)
  const body = FRONT + padded(text.length)
  const bytes = new Uint8Array(body + size)
  new Uint32Array(bytes.buffer, 0, 3).set([MAGIC, VERSION, text.length])
  bytes.set(text, FRONT)
  let at = body
  for (const x of found) {
    bytes.set(new Uint8Array(x.buffer, x.byteOffset, x.byteLength), at)
    at += padded(x.byteLength)
  }
  return bytes
}

/**
 * The value that `encode` made these bytes of.
 *
 * @throws CheckpointError for bytes that are none of its, or of a later version.
 */
export function decode(name: string, bytes: Uint8Array): unknown {
  const buffer = bytes.slice().buffer // aligned, and nobody else's
  if (bytes.length < FRONT || bytes.length % 8 !== 0) throw broken(name)
  const [magic, version, length] = new Uint32Array(buffer, 0, 3)
  if (magic !== MAGIC) throw broken(name)
  if (version !== VERSION)
    throw new CheckpointError(
      `fit: ${name} is a checkpoint of format ${version}; this version of the library reads ${VERSION}.`,
    )
  const body = FRONT + padded(length)
  if (body > bytes.length) throw broken(name)
  const text = new TextDecoder().decode(new Uint8Array(buffer, FRONT, length))
  return JSON.parse(text, (_, x: unknown) => revived(name, x, buffer, body))
}

interface Entry {
  readonly $number?: string
  readonly $array?: keyof typeof arrays
  readonly at: number
  readonly length: number
}

function revived(name: string, x: unknown, buffer: ArrayBuffer, body: number): unknown {
  if (typeof x !== 'object' || x === null) return x
  const { $number, $array, at, length } = x as Entry
  if ($number !== undefined) return Number($number)
  if ($array === undefined) return x
  const kind = arrays[$array]
  if (body + at + length * kind.BYTES_PER_ELEMENT > buffer.byteLength) throw broken(name)
  return new kind(buffer, body + at, length).slice()
}

const broken = (name: string): CheckpointError =>
  new CheckpointError(`fit: ${name} is no checkpoint; it needs a file that fit(…, { checkpoint }) wrote.`)
