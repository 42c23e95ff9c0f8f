// Looks at the options of the curriculum's parts.
import { checkKnown, DataError } from '../errors.ts'

interface Range {
  readonly from: number
  readonly to?: number
  readonly whole?: boolean
}

export const share: Range = { from: 0, to: 1 }
export const whole: Range = { from: 1, whole: true }

/** Refuses unknown names and numbers out of range. */
export function checkOptions<O extends object>(
  where: string,
  options: O,
  ranges: { readonly [K in keyof O]-?: Range },
): O {
  checkKnown(where, options, Object.keys(ranges))
  for (const [name, range] of Object.entries<Range>(ranges)) {
    checkNumber(where, name, options[name as keyof O], range)
  }
  return options
}

export function checkNumber(where: string, name: string, value: unknown, { from, to, whole }: Range): void {
  const fits = whole ? Number.isInteger(value) : Number.isFinite(value)
  if (fits && (value as number) >= from && (value as number) <= (to ?? Infinity)) return
  const what = whole ? 'an integer' : 'a number'
  const range = to === undefined ? `of at least ${from}` : `from ${from} to ${to}`
  throw new DataError(`${where}: ${name} is ${String(value)}; it needs ${what} ${range}.`)
}
