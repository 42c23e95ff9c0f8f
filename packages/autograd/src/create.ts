// Making tensors: from numbers, filled, counted, or drawn from a seeded generator.
import { generator, type Generator } from '@glissade/random'
import { DTypeError, ShapeError, ValueError } from './errors.ts'
import { checkOptions, shown } from './options.ts'
import { checkShape, show, sizeOf, type Shape } from './shape.ts'
import { Storage, Tensor, type Nested } from './tensor.ts'
import { checkDType, dense, dtypeOf, heap, type Data, type DType } from './view.ts'

export interface TensorOptions {
  /** float32 unless said, or that of the typed array. */
  readonly dtype?: DType
  /** Mark the tensor as a leaf whose gradient is wanted. */
  readonly requiresGrad?: boolean
}

const KEYS = ['dtype', 'requiresGrad']

const wrap = (data: Data, shape: Shape, requiresGrad = false): Tensor => {
  return new Tensor(new Storage(data), dense(data, [...shape]), requiresGrad)
}

function shapeOf(nested: Nested): number[] {
  const shape: number[] = []
  for (let level: Nested = nested; Array.isArray(level); level = level[0] ?? 0) shape.push(level.length)
  return shape
}

/** A fraction, or a number beyond 32 bits, would silently become another in int32. */
function put(where: string, data: Data, i: number, x: number): void {
  data[i] = x
  if (data instanceof Int32Array && data[i] !== x)
    throw new DTypeError(`${where}: ${x} at position ${i} for int32; it needs whole numbers of 32 bits.`)
}

function fill(nested: Nested, shape: Shape, data: Data): void {
  let next = 0
  const walk = (part: Nested, axis: number): void => {
    if (typeof part === 'number' && axis === shape.length) put('tensor', data, next++, part)
    else if (Array.isArray(part) && axis < shape.length && part.length === shape[axis])
      for (const each of part) walk(each, axis + 1)
    else throw new ShapeError(misfit(part, axis, shape))
  }
  walk(nested, 0)
}

function misfit(part: unknown, axis: number, shape: Shape): string {
  if (shape.length === 0)
    return `tensor: ${shown(part)}; it needs a number, nested lists of numbers, or a typed array.`
  const row = Array.isArray(part) || typeof part === 'number'
  const found = Array.isArray(part) ? `a list of ${part.length}` : row ? 'a number' : shown(part)
  const needed = axis < shape.length ? `a list of ${shape[axis]}` : 'a number'
  const cure = row
    ? 'Are the rows equally long?'
    : part instanceof Tensor
      ? 'stack() joins tensors.'
      : part === null || part === undefined
        ? 'Is a value missing?'
        : `Number(${shown(part)}) is one.`
  return `tensor: ${found} at depth ${axis} of nested lists that begin as ${show(shape)}; it needs ${needed}. ${cure}`
}

/**
 * A tensor of the given numbers: one number, nested lists, or a typed array with its `shape`. A typed array is used as it is,
 * not copied.
 *
 * @throws ShapeError for ragged lists, or a shape that does not hold the array.
 */
export function tensor(
  numbers: Nested | Data,
  options: TensorOptions & { readonly shape?: Shape } = {},
): Tensor {
  checkOptions('tensor', options, ['dtype', 'shape', 'requiresGrad'])
  const { dtype, shape, requiresGrad = false } = options
  if (ArrayBuffer.isView(numbers)) return fromTypedArray(numbers, shape, dtype, requiresGrad)
  if (dtype) checkDType('tensor', dtype)
  const own = shapeOf(numbers)
  const data = heap(dtype ?? 'float32', sizeOf(own))
  fill(numbers, own, data)
  return fromTypedArray(data, shape ?? own, dtype, requiresGrad)
}

function fromTypedArray(
  data: Data,
  shape: Shape = [data.length],
  dtype: DType | undefined,
  requiresGrad: boolean,
): Tensor {
  checkShape('tensor', shape)
  if (!(data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array)) {
    const { name } = (data as object).constructor
    throw new DTypeError(
      `tensor: a ${name}; it needs a Float32Array, Float64Array or Int32Array. Convert it first: Float32Array.from(x).`,
    )
  }
  if (dtype && dtype !== dtypeOf(data)) {
    throw new DTypeError(
      `tensor: a ${data.constructor.name} with dtype ${dtype}; leave dtype away, or convert with cast().`,
    )
  }
  if (sizeOf(shape) !== data.length) {
    throw new ShapeError(
      `tensor: ${data.length} numbers for shape ${show(shape)}; it needs ${sizeOf(shape)}.`,
    )
  }
  return wrap(data, shape, requiresGrad)
}

/** A tensor of one repeated number. */
export const full = (shape: Shape, value: number, options?: TensorOptions): Tensor =>
  filled('full', shape, value, options)

/** A tensor of zeros. */
export const zeros = (shape: Shape, options?: TensorOptions): Tensor => filled('zeros', shape, 0, options)
/** A tensor of ones. */
export const ones = (shape: Shape, options?: TensorOptions): Tensor => filled('ones', shape, 1, options)

function filled(where: string, shape: Shape, value: number, options: TensorOptions = {}): Tensor {
  checkShape(where, shape)
  checkOptions(where, options, KEYS)
  if (typeof value !== 'number')
    throw new ValueError(`${where}: value is ${shown(value)}; it needs a number.`)
  const { dtype = 'float32', requiresGrad = false } = options
  checkDType(where, dtype)
  const data = heap(dtype, sizeOf(shape))
  if (value !== 0 && data.length > 0) {
    put(where, data, 0, value)
    data.fill(value)
  }
  return wrap(data, shape, requiresGrad)
}

function count(where: string, n: number, at: (i: number) => number, options: TensorOptions = {}): Tensor {
  checkOptions(where, options, KEYS)
  const { dtype = 'float32', requiresGrad = false } = options
  checkDType(where, dtype)
  const data = heap(dtype, n)
  for (let i = 0; i < n; i++) put(where, data, i, at(i))
  return wrap(data, [n], requiresGrad)
}

/** start, start + step, … up to but without `stop`; arange(n) counts 0 … n − 1. */
export function arange(start: number, stop?: number, step = 1, options?: TensorOptions): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop]
  const n = [from, to, step].every(Number.isFinite) ? Math.ceil((to - from) / step) : NaN
  if (!Number.isFinite(n) || step === 0)
    throw new ValueError(
      `arange: from ${from} to ${to} by ${step}; it needs finite bounds and a step that is not 0.`,
    )
  return count('arange', Math.max(0, n), (i) => from + i * step, options)
}

/** n numbers evenly spaced from start to stop, both included. */
export function linspace(start: number, stop: number, n: number, options?: TensorOptions): Tensor {
  if (!Number.isInteger(n) || n < 1)
    throw new ValueError(`linspace: ${n} points; it needs an integer of at least 1.`)
  return count(
    'linspace',
    n,
    (i) => (i === n - 1 && n > 1 ? stop : start + (i * (stop - start)) / Math.max(1, n - 1)),
    options,
  )
}

/** The identity matrix (n, n). */
export function eye(n: number, options?: TensorOptions): Tensor {
  const identity = filled('eye', [n, n], 0, options)
  const { data } = identity
  for (let i = 0; i < n; i++) data[i * (n + 1)] = 1
  return identity
}

/** Where random numbers come from: a seed, or a generator that is used and moves on. */
export interface RandomOptions extends TensorOptions {
  readonly seed?: number
  readonly rng?: Pick<Generator, 'uniform' | 'normal'>
}

function draw(
  where: string,
  shape: Shape,
  options: RandomOptions | undefined,
  next: (rng: Pick<Generator, 'uniform' | 'normal'>) => number,
): Tensor {
  const given = options === undefined ? {} : options
  checkOptions(where, given, [...KEYS, 'seed', 'rng'])
  const { seed, rng, ...kind } = given
  if ((seed === undefined) === (rng === undefined)) {
    throw new ValueError(
      `${where}: ${seed === undefined ? 'neither a seed nor a generator' : 'a seed and a generator'}; it needs one of { seed } and { rng }, so that runs can be repeated.`,
    )
  }
  const source = rng ?? generator(seed as number)
  const drawn = filled(where, shape, 0, kind)
  const { data } = drawn
  for (let i = 0; i < data.length; i++) data[i] = next(source)
  return drawn
}

/** Uniform on [0, 1). */
export const rand = (shape: Shape, options: RandomOptions): Tensor =>
  draw('rand', shape, options, (rng) => rng.uniform())
/** Normal with mean 0 and variance 1. */
export const randn = (shape: Shape, options: RandomOptions): Tensor =>
  draw('randn', shape, options, (rng) => rng.normal())
