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

/** A name under which nothing is ever half: written beside it, flushed, and then given the name. */
async function replace(on: Disk, path: string, parts: readonly Uint8Array[]): Promise<void> {
  const draft = `${path}.tmp`
  await on.mkdir(dirname(path), { recursive: true })
  const file = await on.open(draft, 'w')
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
  await on.rename(path, `${path}.previous`).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
  await on.rename(draft, path)
  await flushFolder(on, dirname(path))
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

/** The checkpoint at a path. A torn one gives way to the one before it, and a warning says so. */
export function checkpointFile(
  path: string,
  on: Disk = disk,
  warn: (message: string) => void = (message) => process.emitWarning(message),
): Store {
  return {
    name: path,
    async read() {
      await on.rm(`${path}.tmp`, { force: true })
      const last = await verified(on, path)
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
      try {
        await replace(on, path, [bytes, sha256(bytes)])
      } catch (error) {
        await on.rm(`${path}.tmp`, { force: true }).catch(() => {})
        throw new CheckpointError(
          `fit: ${path} cannot be written (${codeOf(error) ?? String(error)}); it needs a folder that can be written to, with room. What was saved before is still there.`,
          { cause: error },
        )
      }
    },
  }
}
