// A tensor: a view of a storage, and its place on the tape. Ops are functions (`ops/`); a tensor has only what follows.
// Read `view.ts` and `recording.ts` first.
import { DTypeError, ReleasedError, ShapeError, TapeError } from './errors.ts'
import { flat } from './kernels/loops.ts'
import { print } from './print.ts'
import { open, type BackwardOptions, type Scope, type Step } from './recording.ts'
import { show, sizeOf, type Shape } from './shape.ts'
import { dtypeOf, isContiguous, type Data, type DType, type View } from './view.ts'

/** Counts the writes in place, to whatever storage: a step remembers the count at which it ran. */
export const writes = { count: 0 }

/** Numbers that several tensors may look at. */
export class Storage {
  readonly data: Data
  /** The count of all writes when this storage was last written; 0 if it never was. */
  version = 0
  /** The op or rule that wrote last. */
  writer = ''
  /** The recording whose memory this is, or the loan; undefined when whoever holds the numbers has them for good. */
  readonly scope: Scope | undefined

  constructor(data: Data, scope?: Scope) {
    this.data = data
    this.scope = scope
  }

  /** Says that the numbers were changed, and by whom. */
  touch(writer: string): void {
    this.version = ++writes.count
    this.writer = writer
  }
}

/** A window onto a backend's memory holds the array that it looks at: the memory is taken back when nobody holds that array. */
const owners = new WeakMap<Data, Data>()

/** Numbers as a nested list: a number, a list of numbers, a list of lists, … */
export type Nested = number | readonly Nested[]

/**
 * An array of numbers of one type, of any rank, with its place on the tape. Made by `tensor`, `zeros`, … and by ops; ops are
 * functions, so there are only a few methods.
 */
export class Tensor {
  #view: View
  #storage: Storage
  readonly dtype: DType
  /** A leaf whose gradient is wanted. */
  readonly requiresGrad: boolean
  /** dL/dx, summed over every backward() since it was last cleared; set it to undefined to clear it. */
  grad: Tensor | undefined
  /** The step that made this tensor; undefined for leaves and when nothing was recorded. */
  step: Step | undefined
  /** Asked for by retainGrad(). */
  retainsGrad = false

  constructor(storage: Storage, view: View | Omit<View, 'data'>, requiresGrad = false) {
    this.#storage = storage
    this.#view = 'data' in view && view.data === storage.data ? view : { ...view, data: storage.data }
    this.dtype = dtypeOf(storage.data)
    if (requiresGrad && this.dtype === 'int32')
      throw new DTypeError('tensor: int32 with requiresGrad; gradients need float32 or float64.')
    this.requiresGrad = requiresGrad
  }

  get shape(): Shape {
    return this.#view.shape
  }

  get size(): number {
    return sizeOf(this.shape)
  }

  get rank(): number {
    return this.shape.length
  }

  get storage(): Storage {
    return this.#storage
  }

  get released(): boolean {
    return this.#storage.scope?.closed === true
  }

  /** The numbers as kernels see them. */
  get view(): View {
    const { scope } = this.#storage
    if (scope?.closed) {
      throw new ReleasedError(`tensor: this ${this.dtype} ${show(this.shape)} ${scope.ending}.`)
    }
    return this.#view
  }

  /**
   * The numbers in row-major order. For a leaf that lies in one piece this is a window: what you write through it
   * is seen by later operations, but not by the check that guards `backward` (use `assign` for that). Else a copy.
   */
  get data(): Data {
    const { view } = this
    if (this.#storage.scope !== undefined || !isContiguous(view)) return flat(view)
    const window = view.data.subarray(view.offset, view.offset + this.size)
    if (view.data.byteOffset !== 0) owners.set(window, view.data) // an ordinary array begins at 0; its window holds all of it
    return window
  }

  /** The one number in a tensor of size 1. */
  item(): number {
    const { data, offset } = this.view
    if (this.size !== 1) {
      throw new ShapeError(
        `item: this tensor is ${show(this.shape)}; it needs exactly one element. Use toArray() for all of them.`,
      )
    }
    return data[offset]
  }

  /** The numbers as nested lists of the tensor's shape; a number for a scalar. */
  toArray(): Nested {
    const data = flat(this.view)
    const nest = (axis: number, at: number, step: number): Nested => {
      if (axis === this.rank) return data[at]
      const inner = step / this.shape[axis]
      return Array.from({ length: this.shape[axis] }, (_, i) => nest(axis + 1, at + i * inner, inner))
    }
    return nest(0, 0, this.size)
  }

  /**
   * What JSON.stringify writes: the nested lists of toArray(), which tensor(…) reads again. JSON has no word for NaN and
   * infinity: they become null, which tensor(…) refuses.
   */
  toJSON(): Nested {
    return this.toArray()
  }

  /** Sweeps the recording backwards from here: adds dL/dx to the `grad` of every leaf that requires it. */
  backward(options: BackwardOptions = {}): void {
    const { recording } = open
    const { shape } = this.view // a released tensor says so
    if (!recording || !(this.step || this.requiresGrad)) {
      throw new TapeError(
        `backward: this tensor ${show(shape)} was not recorded; compute it inside record(() => …) from a tensor with requiresGrad, and call backward there.`,
      )
    }
    recording.backward(this, options)
  }

  /** The same numbers, without a past: no gradient flows through. */
  detach(): Tensor {
    return new Tensor(this.#storage, this.view)
  }

  /** Moves this tensor to another place of the same shape and type, with its numbers already there. */
  rehome(storage: Storage, offset: number, stride: readonly number[]): void {
    this.#storage = storage
    this.#view = { data: storage.data, shape: this.shape, stride, offset }
  }

  /**
   * As a text it is what toString() gives, and so it is beside a +, which asks for no number; as a number JavaScript's other operators
   * would make NaN of it.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== 'number') return this.toString()
    throw new DTypeError(
      `tensor: ${show(this.shape)} stands where a number goes; it needs item(), or an op such as mul(x, 2) in place of x * 2.`,
    )
  }

  toString(): string {
    return this.released
      ? `tensor(released, ${this.dtype} ${show(this.shape)})`
      : print(flat(this.#view), this.shape, this.dtype)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
