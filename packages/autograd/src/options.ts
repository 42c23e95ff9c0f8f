// Options, checked by one function: a key that nobody reads is a slip of the pen, and going on without it gives wrong numbers.
import { nearest } from '@glissade/math'
import { ValueError, type GlissadeError } from './errors.ts'

type Kind = new (message: string) => GlissadeError

/** What other libraries call what has another name here. */
const elsewhere: Readonly<Record<string, readonly [whose: string, ours: string]>> = {
  dim: ['PyTorch', 'axis'],
  dims: ['PyTorch', 'axis'],
  keepdim: ['PyTorch', 'keepDims'],
  keepdims: ['NumPy', 'keepDims'],
  correction: ['PyTorch', 'unbiased'],
  ddof: ['NumPy', 'unbiased'],
  ord: ['NumPy', 'p'],
  generator: ['PyTorch', 'rng'],
  attn_mask: ['PyTorch', 'mask'],
  grad_outputs: ['PyTorch', 'gradient'],
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  if (!isPlain(value)) return typeof value === 'object' && value !== null ? kindOf(value) : String(value)
  const parts = Object.entries(value).map(([key, each]) => `${key}: ${shown(each)}`)
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}'
}

const kindOf = (value: object): string => `a ${value.constructor.name}`

/** Whether it was written as { … }. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/**
 * Refuses options that are no object, and keys that are not among the known ones, with the name that was probably meant.
 * Named is the function, or whom the option `where` says.
 *
 * @throws ValueError, or the given kind of error.
 */
export function checkOptions(
  name: string,
  options: object,
  known: readonly string[],
  kind: Kind = ValueError,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new kind(notOptions(name, options, known))
  for (const key in options) {
    if (known.includes(key)) continue
    const { where = name } = options as { readonly where?: string }
    throw new kind(isPlain(options) ? unknownKey(where, key, known) : notOptions(name, options, known))
  }
}

/** Refuses what cannot be called. */
export function checkFunction(where: string, f: unknown): void {
  if (typeof f !== 'function')
    throw new ValueError(
      `${where}: ${shown(f)} stands where a function goes; it needs one, such as () => mean(x).`,
    )
}

function notOptions(where: string, options: unknown, known: readonly string[]): string {
  const axis = known.includes('axis') && (typeof options === 'number' || Array.isArray(options))
  const cure = axis ? ` Write { axis: ${shown(options)} }.` : ''
  return `${where}: ${shown(options)} stands where options go; it needs an object of ${known.join(', ')}.${cure}`
}

function unknownKey(where: string, key: string, known: readonly string[]): string {
  const [whose, ours] = Object.hasOwn(elsewhere, key) ? elsewhere[key] : []
  const meant = nearest(key, known)
  const cure =
    ours !== undefined && known.includes(ours)
      ? ` ${whose}'s ${key} is ${ours} here.`
      : meant === undefined
        ? ''
        : ` Did you mean ${meant}?`
  return `${where}: ${key} is no option; it has ${known.join(', ')}.${cure}`
}
