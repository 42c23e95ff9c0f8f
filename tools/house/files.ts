// The project's own text files: what git would track, found without git.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const skipped = new Set(['node_modules', 'dist', 'out', 'coverage', '.git'])

/** Paths of files below a folder, relative to the root and sorted, of which `wanted` holds. */
export function filesBelow(folder: string, wanted: (path: string) => boolean): string[] {
  const entries = readdirSync(root + folder, { withFileTypes: true })
  return entries
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, wanted)
      return entry.isFile() && wanted(path) ? [path] : []
    })
    .sort()
}

export const read = (path: string): string => readFileSync(root + path, 'utf8')

/** The TypeScript of every package's `src`, as people write it. */
export const sources = (): string[] =>
  filesBelow('packages', (path) => /^packages\/[^/]+\/src\/(?!generated\/).*\.ts$/.test(path))
