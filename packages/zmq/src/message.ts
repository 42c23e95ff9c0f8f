// A message and its frames: one of description, then one for each array as its bytes lie. Nothing in a frame can run code.
// First frame: 4 bytes of magic, 4 of checksum (over the description and the arrays), then the description as JSON.
import { crc32 } from 'node:zlib'
import { FrameError, ZmqError } from './error.ts'

export type Numbers = Float32Array | Float64Array

/** What is sent: a word, a text, named numbers, and arrays. */
export interface Message {
  readonly kind: string
  readonly text?: string
  readonly numbers?: Readonly<Record<string, number>>
  readonly arrays?: readonly Numbers[]
}

interface Description {
  readonly kind: string
  readonly text: string
  readonly numbers: Record<string, number>
  /** f32:1000 for a Float32Array of 1000. */
  readonly arrays: readonly string[]
}

/** A message that travels has at most so many arrays; a file may have more. */
export const MOST_ARRAYS = 1024

const MAGIC = 0x474c5331 // GLS1
const START = 8
const types = { f32: Float32Array, f64: Float64Array } as const

const bytesOf = (x: Numbers): Buffer => Buffer.from(x.buffer, x.byteOffset, x.byteLength)

/**
 * The frames of a message. Arrays are copied: the socket sends later, and their owner may write to them at once.
 *
 * @throws ZmqError for a number that is not finite, or more than `most` arrays.
 */
export function encode(
  { kind, text = '', numbers = {}, arrays = [] }: Message,
  most = MOST_ARRAYS,
): Uint8Array[] {
  if (arrays.length > most)
    throw new ZmqError(`send: ${arrays.length} arrays; a message holds at most ${most}. Join them.`)
  const wrong = Object.entries(numbers).find(([, value]) => !Number.isFinite(value))
  if (wrong)
    throw new ZmqError(
      `send: ${wrong[0]} is ${wrong[1]}; a named number must be finite. Put others into an array.`,
    )
  const list = arrays.map((x) => `${x instanceof Float32Array ? 'f32' : 'f64'}:${x.length}`)
  const described = Buffer.from(JSON.stringify({ kind, text, numbers, arrays: list } satisfies Description))
  const bodies = arrays.map((x) => Buffer.from(bytesOf(x)))
  const head = Buffer.alloc(START + described.length)
  head.writeUInt32BE(MAGIC, 0)
  head.writeUInt32BE(checksum(described, bodies), 4)
  described.copy(head, START)
  return [head, ...bodies]
}

/** An empty array is passed over: where it has no address, zlib takes it for the wish to begin anew. */
const checksum = (text: Buffer, bodies: readonly Buffer[]): number =>
  bodies.reduce((sum, body) => (body.length === 0 ? sum : crc32(body, sum)), crc32(text))

/**
 * The message of some frames. Its arrays may be windows of the frames.
 *
 * @throws FrameError when the frames are not a whole, undamaged message; nothing is allocated on their word before that is known.
 */
export function decode(frames: readonly Uint8Array[], most = MOST_ARRAYS): Message & Required<Message> {
  if (frames.length > 1 + most)
    throw new FrameError(`receive: ${frames.length} frames came; a message has at most ${1 + most}.`)
  const [head, ...bodies] = frames.map((each) => Buffer.from(each.buffer, each.byteOffset, each.byteLength))
  if (!head || head.length < START || head.readUInt32BE(0) !== MAGIC)
    throw new FrameError(
      'receive: a frame does not begin as ours do; it needs a peer that speaks this protocol.',
    )
  const described = head.subarray(START)
  if (head.readUInt32BE(4) !== checksum(described, bodies))
    throw new FrameError(
      'receive: the checksum differs; the message was damaged on its way, or frames are missing.',
    )
  const { kind, text, numbers, arrays } = parsed(described)
  if (arrays.length !== bodies.length)
    throw new FrameError(`receive: ${bodies.length} arrays came; its description has ${arrays.length}.`)
  return { kind, text, numbers, arrays: arrays.map((entry, i) => arrayOf(entry, bodies[i])) }
}

function parsed(description: Buffer): Description {
  let found: unknown
  try {
    found = JSON.parse(description.toString('utf8'))
  } catch {
    found = undefined
  }
  const { kind, text, numbers, arrays } = (found ?? {}) as Partial<Record<keyof Description, unknown>>
  const fits =
    typeof kind === 'string' &&
    typeof text === 'string' &&
    typeof numbers === 'object' &&
    numbers !== null &&
    Object.values(numbers).every(Number.isFinite) && // JSON has no NaN, but 1e999
    Array.isArray(arrays) &&
    arrays.every((entry) => typeof entry === 'string')
  if (!fits)
    throw new FrameError(
      'receive: the description is not { kind, text, numbers, arrays }; it needs a peer of this version.',
    )
  return { kind, text, numbers: { ...(numbers as Record<string, number>) }, arrays }
}

function arrayOf(entry: string, body: Buffer): Numbers {
  const [name, length] = entry.split(':')
  const Type = Object.hasOwn(types, name) ? types[name as keyof typeof types] : undefined
  if (!Type || Number(length) * Type.BYTES_PER_ELEMENT !== body.length)
    throw new FrameError(
      `receive: an array is described as ${entry} and has ${body.length} bytes; they do not fit.`,
    )
  const aligned = body.byteOffset % Type.BYTES_PER_ELEMENT === 0
  const at: Uint8Array<ArrayBuffer> = aligned ? (body as Buffer<ArrayBuffer>) : Uint8Array.from(body)
  return new Type(at.buffer, at.byteOffset, body.length / Type.BYTES_PER_ELEMENT)
}
