// Refusing what a constructor cannot work with.
import {
  checkOptions as checkKeys,
  checkTensor as checkOperand,
  DTypeError,
  shown,
  ValueError,
  type Tensor,
} from '@glissade/autograd'
import type { Generator } from '@glissade/random'
import { Module } from './module.ts'

/** A size is a positive integer. */
export function checkSize(where: string, name: string, size: unknown): asserts size is number {
  if (!Number.isInteger(size) || (size as number) < 1) {
    throw new ValueError(`${where}: ${name} is ${shown(size)}; it needs a positive integer.`)
  }
}

/** Integers for `rank` axes, each at least `least`: a list, or one number for all. `words` says what else would have fitted. */
export function checkSizes(
  where: string,
  name: string,
  sizes: unknown,
  rank: number,
  least: number,
  words = '',
): readonly number[] {
  const list: unknown = typeof sizes === 'number' ? new Array<number>(rank).fill(sizes) : sizes
  const fits = (x: unknown): boolean => Number.isInteger(x) && (x as number) >= least
  if (Array.isArray(list) && list.length === rank && list.every(fits)) return list as number[]
  const more = rank > 1 ? `, or a list of ${rank}` : ''
  throw new ValueError(
    `${where}: ${name} is ${shown(sizes)}; it needs an integer of at least ${least}${more}${words}.`,
  )
}

/** A finite number, from `from` up to `to`, or above `above`. */
export function checkNumber(
  where: string,
  name: string,
  value: unknown,
  { from, above, to }: { readonly from?: number; readonly above?: number; readonly to?: number },
): void {
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= (from ?? -Infinity) &&
    value > (above ?? -Infinity) &&
    value <= (to ?? Infinity)
  if (fits) return
  const range =
    above !== undefined
      ? ` above ${above}`
      : from !== undefined && to !== undefined
        ? ` from ${from} to ${to}`
        : from !== undefined
          ? ` of at least ${from}`
          : ''
  throw new ValueError(`${where}: ${name} is ${shown(value)}; it needs a finite number${range}.`)
}

/** Refuses what is no tensor: the types of TypeScript prevent it, but not everybody uses them. */
export function checkTensor(where: string, what: string, x: unknown): asserts x is Tensor {
  checkOperand(where, x, what)
}

/** Numbers and weights of two element types do not go together. */
export function checkType(where: string, x: Tensor, { dtype }: Tensor): void {
  if (x.dtype === dtype) return
  throw new DTypeError(
    `${where}: input is ${x.dtype} and the weights ${dtype}; it needs one type. cast(x, '${dtype}') would fit.`,
  )
}

/** Refuses what is no model. */
export function checkModel(where: string, model: unknown): asserts model is Module {
  if (model instanceof Module) return
  throw new ValueError(
    `${where}: the model is ${shown(model)}; it needs a module, such as new Sequential(…) or a class of yours that extends Module.`,
  )
}

/** Unknown options are slips of the pen; where one of the known ones is `rng`, it must be there. */
export function checkOptions(where: string, options: object | undefined, known: readonly string[]): void {
  checkKeys(where, options === undefined ? {} : options, known)
  if (known.includes('rng')) checkGenerator(where, options && 'rng' in options ? options.rng : undefined)
}

function checkGenerator(where: string, rng: unknown): void {
  if (rng && typeof (rng as Partial<Generator>).uniform === 'function') return
  throw new ValueError(
    rng === undefined || rng === null
      ? `${where}: no generator was given; it needs { rng }, such as generator(42), so that runs can be repeated.`
      : `${where}: rng is ${shown(rng)}; it needs a generator, such as generator(42).`,
  )
}
