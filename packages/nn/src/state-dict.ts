// Weights as plain data, by path, and back. Loading is all or nothing, unless parts are asked for.
import { assign, tensor, type Shape, type Tensor } from '@glissade/autograd'
import { StateDictError } from './errors.ts'
import type { Floats } from './parameter.ts'

/** Numbers in row-major order and their shape. */
export interface ArrayEntry {
  readonly shape: Shape
  readonly data: Floats
}

/** What is saved of a model: parameters and buffers by path. */
export type StateDict = Readonly<Record<string, ArrayEntry>>

/** How `loadStateDict()` takes a state dict of another model. */
export interface LoadOptions {
  /**
   * Whether every parameter needs an entry, and every entry a parameter; true unless said. With `false` what has none stays as it is. What
   * has one must fit, and something must have one.
   */
  readonly strict?: boolean
}

/** What a state dict did not say of a model, and what it said of no part of it. */
export interface Loaded {
  readonly missing: readonly string[]
  readonly unexpected: readonly string[]
}

/** A tensor and every path that leads to it. */
interface Place {
  readonly names: readonly string[]
  readonly tensor: Tensor
}

const show = (shape: Shape): string => `(${shape.join(', ')})`
const sameNumbers = <T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean =>
  a.length === b.length && Array.from(a).every((x, i) => Object.is(x, b[i]))

export function stateDict(tensors: readonly [path: string, tensor: Tensor][]): StateDict {
  const entries = tensors.map(([path, x]): [string, ArrayEntry] => [
    path,
    { shape: [...x.shape], data: x.data.slice() as Floats },
  ])
  return Object.fromEntries(entries)
}

/** What speaks against loading an entry into a tensor; undefined if nothing does. */
function mismatch(name: string, { shape, data }: ArrayEntry, x: Tensor): string | undefined {
  const own = x.data
  if (!sameNumbers(shape, x.shape)) {
    const turned = x.shape.length === 2 && sameNumbers(shape, [...x.shape].reverse())
    return `${name} is ${show(shape)} and needs ${show(x.shape)}${turned ? ', its transpose: PyTorch keeps (outputs, inputs), see denseFromPyTorch' : ''}`
  }
  if (!ArrayBuffer.isView(data))
    return `${name}.data is ${Array.isArray(data) ? 'a list' : 'an object'} and needs a ${own.constructor.name}: JSON keeps no typed arrays, ${own.constructor.name}.from(list) makes them`
  if (data.constructor !== own.constructor || data.length !== own.length) {
    return `${name} is a ${data.constructor.name} of ${data.length} and needs a ${own.constructor.name} of ${own.length}`
  }
  return undefined
}

/** A tied tensor may be saved under any of its names, or under several if they agree. */
function wrong({ names, tensor: x }: Place, saved: StateDict): string | undefined {
  const given = names.filter((name) => Object.hasOwn(saved, name))
  const [first, ...others] = given
  for (const name of given) {
    const found = mismatch(name, saved[name], x)
    if (found) return found
  }
  const other = others.find((name) => !sameNumbers(saved[first].data, saved[name].data))
  return other && `${first} and ${other} differ, but are one tied tensor here`
}

export function loadStateDict(places: readonly Place[], saved: StateDict, strict: boolean): Loaded {
  const known = new Set(places.flatMap(({ names }) => names))
  const isSaved = ({ names }: Place): boolean => names.some((name) => Object.hasOwn(saved, name))
  const given = places.filter(isSaved)
  const missing = places.filter((place) => !isSaved(place)).map(({ names }) => names[0])
  const unexpected = Object.keys(saved).filter((name) => !known.has(name))
  const mismatched = places.flatMap((place) => wrong(place, saved) ?? [])
  const partial = !strict && given.length > 0
  if (mismatched.length > 0 || (!partial && missing.length + unexpected.length > 0)) {
    const parts = [
      ...(missing.length > 0 && !partial ? [`missing ${missing.join(', ')}`] : []),
      ...(unexpected.length > 0 && !partial ? [`unexpected ${unexpected.join(', ')}`] : []),
      ...mismatched,
    ]
    const needed = strict ? 'the entries of this very model' : 'entries of this model, of its shapes'
    throw new StateDictError(`loadStateDict: ${parts.join('; ')}. It needs ${needed}; nothing was loaded.`, {
      missing,
      unexpected,
      mismatched,
    })
  }
  for (const { names, tensor: x } of given) {
    const name = names.find((each) => Object.hasOwn(saved, each)) as string
    assign(x, tensor(saved[name].data, { shape: x.shape }))
  }
  return { missing, unexpected }
}
