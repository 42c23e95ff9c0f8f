// A checkpoint on disk: whole or not at all, whenever the process or the machine stops. The one before it is kept, in case a disk lies.
import { createHash } from 'node:crypto'
import * as disk from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Store } from '../checkpoint/store.ts'
import { CheckpointError } from '../errors.ts'

/** What is asked of a file system. */
export type Disk = Pick<typeof disk, 'mkdir' | 'open' | 'readFile' | 'rename' | 'rm'>

const SHA = 32
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** The file's bytes without their checksum; 'none' where there is no file, 'torn' where the checksum is wrong. */
async function verified({ readFile }: Disk, path: string): Promise<Uint8Array | 'none' | 'torn'> {
  try {
    const bytes = await readFile(path)
    const split = Math.max(0, bytes.length - SHA)
    const body = bytes.subarray(0, split)
    return sha256(body).every((byte, i) => byte === bytes[split + i]) ? body : 'torn'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none'
    throw new CheckpointError(
      `fit: ${path} cannot be read (${codeOf(error) ?? String(error)}); it needs a readable file.`,
    )
  }
}

/** The checksum at the end of a file, in hexadecimal digits; undefined where there is no file. */
async function ending({ open }: Disk, path: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(SHA), 0, SHA, Math.max(0, size - SHA))
    return buffer.toString('hex')
  } finally {
    await file.close()
  }
}

/**
 * A name under which nothing is ever half: written beside it, flushed, and then given the name. The file before stays, if it is whole.
 * A draft that is there is another process's: `read` has removed what a crash had left.
 */
async function replace(on: Disk, path: string, parts: readonly Uint8Array[], torn: boolean): Promise<void> {
  const draft = `${path}.tmp`
  await on.mkdir(dirname(path), { recursive: true })
  const file = await on.open(draft, 'wx').catch((error: unknown) => {
    throw codeOf(error) === 'EEXIST' ? inUse(path) : error
  })
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
  if (!torn) {
    await on.rename(path, `${path}.previous`).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error
    })
  }
  await on.rename(draft, path)
}

/** Renamings are on disk once their folder is; Windows knows no such thing. */
async function flushFolder({ open }: Disk, folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * The checkpoint at a path. A torn one gives way to the one before it, and a warning says so. What another process has written since this
 * one read or wrote is not overwritten.
 */
export function checkpointFile(
  path: string,
  on: Disk = disk,
  warn: (message: string) => void = (message) => process.emitWarning(message),
): Store {
  /** How the file ended when it was last seen; null before that. */
  let seen: string | undefined | null = null
  let torn = false
  return {
    name: path,
    async read() {
      await on.rm(`${path}.tmp`, { force: true })
      // First: what is written between the two is not overwritten either. What cannot be read is told of by the second.
      seen = await ending(on, path).catch(() => undefined)
      const last = await verified(on, path)
      torn = last === 'torn'
      if (last instanceof Uint8Array) return last
      const previous = await verified(on, `${path}.previous`)
      if (previous instanceof Uint8Array) {
        if (last === 'torn') warn(`fit: ${path} is torn; training goes on from the one before.`)
        return previous
      }
      if (last === 'none' && previous === 'none') return undefined
      throw new CheckpointError(
        `fit: ${path} is torn, and so is the one before or there is none; it needs a whole one. Delete it to begin anew.`,
      )
    },
    async write(bytes) {
      const checksum = sha256(bytes)
      try {
        const found = seen === null ? undefined : await ending(on, path)
        if (found !== undefined && found !== seen) throw inUse(path)
        await replace(on, path, [bytes, checksum], torn)
        if (seen !== null) seen = Buffer.from(checksum).toString('hex')
        torn = false
        await flushFolder(on, dirname(path))
      } catch (error) {
        if (error instanceof CheckpointError) throw error
        await on.rm(`${path}.tmp`, { force: true }).catch(() => {})
        throw new CheckpointError(
          `fit: ${path} cannot be written (${codeOf(error) ?? String(error)}); it needs a folder that can be written to, with room. What was saved before is still there.`,
          { cause: error },
        )
      }
    },
  }
}

const inUse = (path: string): CheckpointError =>
  new CheckpointError(
    `fit: ${path} was written by another run meanwhile; it needs a path for each run. Was the program started twice?`,
  )
