// What a converter is given: arrays by the names that another library has for them.
import { ShapeError } from '@glissade/autograd'
import type { ArrayEntry } from './state-dict.ts'

type Entries = Readonly<Record<string, ArrayEntry | undefined>>

const isArray = (entry: ArrayEntry | undefined): entry is ArrayEntry =>
  Array.isArray(entry?.shape) && ArrayBuffer.isView(entry.data)

/** Refuses what is no object, and arrays that are none. */
export function checkEntries(where: string, entries: unknown): asserts entries is Record<string, ArrayEntry> {
  const given =
    typeof entries === 'object' && entries !== null ? (entries as Entries) : { 'object of arrays': undefined }
  const wrong = Object.keys(given).find((name) => !isArray(given[name]))
  if (wrong !== undefined)
    throw new ShapeError(
      `${where}: there is no ${wrong}; it needs { shape, data } by name. Is the layer's name right?`,
    )
}

/** One of the arrays. */
export function entryOf(where: string, entries: object | undefined, name: string): ArrayEntry {
  const entry = (entries as Entries | null | undefined)?.[name]
  if (isArray(entry)) return entry
  throw new ShapeError(
    `${where}: there is no ${name}; it needs { shape, data } by that name. Is the layer's name right?`,
  )
}
