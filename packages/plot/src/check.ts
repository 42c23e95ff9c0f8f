// What figures are made of, checked before anything is drawn: a misspelt part would be left out and nobody would know.
import { PlotError } from './errors.ts'

/** What a part is to be: a word for something simple, a list of one kind, or an object of parts. `?` ends the name of what may be left out. */
export type Needed = keyof typeof words | readonly [Needed] | { readonly [name: string]: Needed }

const words = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false',
  function: 'a function',
  numbers: 'a list of numbers',
  point: 'a pair of numbers, [x, y]',
  levels: 'a number, or a list of them',
} as const

export const axis: Needed = { 'label?': 'text', 'log?': 'truth' }
export const group: Needed = { name: 'text', points: ['point'] }

/** Refuses what is not as it is needed, and names the place. */
export function check(where: string, what: string, value: unknown, needed: Needed): void {
  if (typeof needed === 'string') {
    checkNumbers(where, what, value, needed)
    if (!tests[needed](value)) refuse(where, what, value, words[needed])
  } else if (isList(needed)) {
    if (!Array.isArray(value)) refuse(where, what, value, 'a list')
    for (const [i, each] of value.entries()) check(where, `${what}[${i}]`, each, needed[0])
  } else checkParts(where, what, value, needed)
}

function checkParts(
  where: string,
  what: string,
  value: unknown,
  needed: { readonly [name: string]: Needed },
): void {
  const known = Object.keys(needed).map((name) => name.replace('?', ''))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(where, what, value, `an object of ${known.join(', ')}`)
  // A series may carry what else somebody knows of it.
  const strange = what.endsWith(']') ? undefined : Object.keys(value).find((name) => !known.includes(name))
  if (strange !== undefined)
    throw new PlotError(`${where}: ${what} has no part ${strange}; it has ${known.join(', ')}.`)
  for (const [key, part] of Object.entries(needed)) {
    const name = key.replace('?', '')
    const given: unknown = Reflect.get(value, name)
    if (given === undefined && key !== name) continue
    check(where, what.startsWith('the ') ? name : `${what}.${name}`, given, part)
  }
}

/** Of a list that holds something else, the place of that. */
function checkNumbers(where: string, what: string, value: unknown, needed: keyof typeof words): void {
  if (!['numbers', 'point', 'levels'].includes(needed) || length(value) < 0) return
  const list = Array.from(value as ArrayLike<unknown>)
  const wrong = list.findIndex((each) => !isNumber(each))
  if (wrong >= 0) refuse(where, `${what}[${wrong}]`, list[wrong], words.number)
}

const isList = (needed: Needed): needed is readonly [Needed] => Array.isArray(needed)
const isNumber = (value: unknown): value is number => typeof value === 'number'
const length = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'length' in value && isNumber(value.length)
    ? value.length
    : -1

const tests: Readonly<Record<keyof typeof words, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: isNumber,
  truth: (value) => typeof value === 'boolean',
  function: (value) => typeof value === 'function',
  numbers: (value) => length(value) >= 0,
  point: (value) => length(value) === 2,
  levels: (value) => isNumber(value) || length(value) >= 0,
}

function refuse(where: string, what: string, value: unknown, needed: string): never {
  const given = Array.isArray(value)
    ? `a list of ${value.length}`
    : typeof value === 'string'
      ? `'${value}'`
      : value !== null && ['object', 'function'].includes(typeof value)
        ? `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
        : String(value)
  throw new PlotError(`${where}: ${what} is ${given}; it needs ${needed}.`)
}
