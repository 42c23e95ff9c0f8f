// Checks the settings of strategies and transports: unknown keys, whole numbers, ranges.
import { SettingError } from './error.ts'

/** What a number must be, in words and as a test. */
export interface Range {
  readonly words: string
  allows(x: number): boolean
}

export const count: Range = {
  words: 'a whole number of at least 1',
  allows: (x) => Number.isInteger(x) && x >= 1,
}
/** More workers than that no run has: what travels has room for so many ranks. */
export const MOST_WORKERS = 2 ** 16
/** Workers of one machine, each a thread or a process with memory of its own. */
export const MOST_HERE = 1024

const within = (least: number, most: number): Range => ({
  words: `a whole number from ${least} to ${most.toLocaleString('en')}`,
  allows: (x) => Number.isInteger(x) && x >= least && x <= most,
})
export const crew = within(1, MOST_WORKERS)
/** How many workers are started on this machine. */
export const here = within(0, MOST_HERE)

export const index: Range = {
  words: 'a whole number of at least 0',
  allows: (x) => Number.isInteger(x) && x >= 0,
}
export const positive: Range = { words: 'a positive number', allows: (x) => Number.isFinite(x) && x > 0 }
export const atLeast0: Range = {
  words: 'a number of at least 0',
  allows: (x) => Number.isFinite(x) && x >= 0,
}
export const below1: Range = { words: 'at least 0 and less than 1', allows: (x) => x >= 0 && x < 1 }

/** The settings with the defaults for those left out. Ranges are given for numbers; other settings need only be known. */
export function settled<S extends object>(
  where: string,
  given: Partial<S>,
  defaults: S,
  ranges: { readonly [K in keyof S]?: Range },
): S {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(where, 'settings', given, `an object of settings: ${Object.keys(defaults).join(', ')}`)
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(defaults, key))
  if (unknown !== undefined)
    refuse(
      where,
      unknown,
      given[unknown as keyof S],
      `one of the settings ${Object.keys(defaults).join(', ')}`,
      `${unknown} is no setting`,
    )
  const settings = { ...defaults, ...given }
  for (const [name, usual] of Object.entries(defaults) as [keyof S & string, unknown][])
    if (typeof usual === 'boolean' && typeof settings[name] !== 'boolean')
      refuse(where, name, settings[name], 'true or false')
  for (const [name, range] of Object.entries(ranges) as [keyof S & string, Range][]) {
    const value: unknown = settings[name]
    if (typeof value !== 'number' || !range.allows(value)) refuse(where, name, value, range.words)
  }
  return settings
}

/** Throws for a setting, in the words of every refusal. */
export function refuse(
  where: string,
  setting: string,
  value: unknown,
  needed: string,
  given = `${setting} is ${String(value)}`,
): never {
  throw new SettingError(`${where}: ${given}; it needs ${needed}.`, { setting, value })
}
