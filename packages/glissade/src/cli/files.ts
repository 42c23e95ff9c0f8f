// Files that a run leaves: whole, or not at all.
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvalidArgumentError } from 'commander'

/** The path of a file to be written; refused before the run if it is a folder. */
export function file(path: string): string {
  if (path === '') throw new InvalidArgumentError('It needs the name of a file.')
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError('It is a folder; it needs the name of a file.')
  return path
}

/** Writes beside the place and then moves there, so that nobody ever reads half a file. Folders are made. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** SHA-256 of the bytes of some vectors, in hexadecimal. */
export function sha256(...vectors: readonly (Float32Array | Float64Array)[]): string {
  const hash = createHash('sha256')
  for (const vector of vectors) hash.update(vector)
  return hash.digest('hex')
}
