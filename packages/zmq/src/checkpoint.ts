// The server's state in a file: a message as on the wire, with its checksum. Whole or not at all, also when the power fails.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ReceptionState } from '@glissade/parallel'
import { ZmqError } from './error.ts'
import { decode, encode } from './message.ts'
import type { RollState } from './roll.ts'

export interface Checkpoint {
  readonly strategy: string
  readonly reception: ReceptionState
  readonly roll: RollState
}

interface Text {
  readonly strategy: string
  readonly names: readonly string[]
  readonly numbers: Readonly<Record<string, number>>
  readonly sequences: Readonly<Record<string, number>>
  readonly roll: RollState
}

/** Writes beside the file and then moves there. */
export function writeCheckpoint(file: string, { strategy, reception, roll }: Checkpoint): void {
  const { vectors, numbers } = reception.server
  const text: Text = { strategy, names: Object.keys(vectors), numbers, sequences: reception.sequences, roll }
  const frames = encode(
    { kind: 'checkpoint', text: JSON.stringify(text), arrays: Object.values(vectors) },
    Infinity,
  )
  const draft = `${file}.${process.pid}.tmp`
  try {
    flushed(draft, 'w', (opened) => {
      for (const frame of frames) {
        const size = Buffer.alloc(8)
        size.writeBigUInt64LE(BigInt(frame.length))
        writeAll(opened, size)
        writeAll(opened, frame)
      }
    })
    renameSync(draft, file)
    if (process.platform !== 'win32') flushed(dirname(file), 'r') // a renaming is on disk once its folder is
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Opens a path, and closes it when what was written is on disk, or cannot be. */
function flushed(path: string, flags: string, write: (opened: number) => void = () => {}): void {
  const opened = openSync(path, flags)
  try {
    write(opened)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** One write may take less than all. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}

/**
 * The checkpoint of a file; undefined where there is no such file.
 *
 * @throws ZmqError for a file that is not a whole checkpoint.
 */
export function readCheckpoint(file: string): Checkpoint | undefined {
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new ZmqError(`checkpoint: ${file} cannot be read (${(error as Error).message}).`)
  }
  try {
    const { text, arrays } = decode(framesOf(bytes), Infinity)
    const { strategy, names, numbers, sequences, roll } = JSON.parse(text) as Text
    const vectors = Object.fromEntries(names.map((name, i) => [name, arrays[i]]))
    return { strategy, reception: { server: { vectors, numbers }, sequences }, roll }
  } catch (error) {
    throw new ZmqError(
      `checkpoint: ${file} is not a whole checkpoint (${(error as Error).message}); it needs one that a run wrote, or another name.`,
    )
  }
}

function framesOf(bytes: Buffer): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const start = at + 8
    at = start + (start <= bytes.length ? Number(bytes.readBigUInt64LE(at)) : NaN)
    if (!(at <= bytes.length)) throw new ZmqError('it is cut short')
    frames.push(bytes.subarray(start, at))
  }
  return frames
}
