// A model as an optimizer sees it: one vector of weights, one of gradients, and the places of the parameters in them.
// Read `module.ts` first.
import {
  clearStale,
  DTypeError,
  kernelsFor,
  markCleared,
  markStale,
  record,
  Storage,
  Tensor,
  touch,
  touchedRows,
  type Shape,
} from '@glissade/autograd'
import type { Generator } from '@glissade/random'
import { GradientError, MovedError } from './errors.ts'
import { checkFunction, checkLoss, otherModel } from './loss-check.ts'
import { nonFinite } from './finite.ts'
import type { Buffer, Floats, FloatType, Parameter } from './parameter.ts'
import { Replay } from './replay.ts'

/** One parameter: its path, its shape, and its place [lo, hi) in the vectors. */
export interface Segment {
  readonly name: string
  readonly shape: Shape
  readonly lo: number
  readonly hi: number
  readonly frozen: boolean
}

/** The elements [lo, hi) of a flat vector. */
interface Range {
  readonly lo: number
  hi: number
}

/** What was found on the fields of a model. */
type Parts<T> = readonly (readonly [path: string, part: T])[]
type Named<T extends Tensor> = Parts<T>

const sameParts = <T>(a: Parts<T>, b: Parts<T>): boolean =>
  a.length === b.length && a.every(([, part], i) => part === b[i][1])

const stridesOf = (shape: Shape): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((n, d) => n * d, 1))

function typeOf(where: string, tensors: Named<Tensor>): FloatType {
  const [first] = tensors
  const other = tensors.find(([, x]) => x.dtype !== first[1].dtype)
  if (other) {
    throw new DTypeError(
      `${where}: ${first[0]} is ${first[1].dtype} and ${other[0]} is ${other[1].dtype}; a model needs one element type.`,
    )
  }
  return (first?.[1].dtype ?? 'float32') as FloatType
}

const vector = (dtype: FloatType, size: number): Floats =>
  (size > 0 ? kernelsFor(dtype).keep(dtype, size) : new Float32Array(0)) as Floats

/** Moves tensors into one vector, in order; each keeps a version of its own. */
function pack(tensors: Named<Tensor>, dtype: FloatType): Floats {
  const flat = vector(
    dtype,
    tensors.reduce((n, [, x]) => n + x.size, 0),
  )
  let lo = 0
  for (const [, x] of tensors) {
    flat.set(x.data, lo)
    x.rehome(new Storage(flat), lo, stridesOf(x.shape))
    lo += x.size
  }
  return flat
}

/** The target of an optimizer: what `model.flat()` gives. */
export class FlatModel {
  readonly value: Floats
  readonly gradient: Floats
  /** The buffers, such as running statistics, as one vector. */
  readonly statistics: Floats
  readonly segments: readonly Segment[]
  /** What runs an optimizer's loops where these vectors lie: the kernels' own stepper, if they have one. */
  readonly stepper: unknown
  readonly #model: string
  readonly #parameters: Named<Parameter>
  /** Parameters, then buffers. */
  readonly #all: Named<Tensor>
  readonly #generators: Parts<Generator>
  readonly #homes: readonly Storage[]
  readonly #gradients: readonly Tensor[]
  readonly #replay: Replay
  /** Whether the gradient is zero outside `touchedRanges()`. */
  #settled = false

  constructor(
    model: string,
    parameters: Named<Parameter>,
    buffers: Named<Buffer>,
    generators: Parts<Generator>,
  ) {
    this.#model = model
    this.#parameters = parameters
    this.#all = [...parameters, ...buffers]
    this.#generators = generators
    const dtype = typeOf(model, this.#all)
    this.value = pack(parameters, dtype)
    this.statistics = pack(buffers, dtype)
    this.gradient = vector(dtype, this.value.length)
    this.segments = parameters.map(([name, x]) => segment(name, x))
    this.stepper = this.value.length > 0 ? kernelsFor(dtype).stepper : undefined
    this.#homes = this.#all.map(([, x]) => x.storage)
    this.#gradients = parameters.map(([, x]) => {
      const { shape, stride, offset } = x.view
      if (x.grad) this.gradient.set(x.grad.data, offset)
      return new Tensor(new Storage(this.gradient), { shape, stride, offset })
    })
    this.#replay = new Replay(
      generators.map(([, each]) => each),
      this.statistics,
    )
    this.#offerGradients()
  }

  /** Whether this is made of exactly these parts, and the tensors are still here. */
  holds(parameters: Named<Parameter>, buffers: Named<Buffer>, generators: Parts<Generator>): boolean {
    const tensors = [...parameters, ...buffers]
    return (
      sameParts(tensors, this.#all) &&
      sameParts(generators, this.#generators) &&
      tensors.every(([, x], i) => this.#isHome(x, i))
    )
  }

  /** Says that the weights were written, and by whom; a backward() that still needs the old ones refuses. */
  touch(writer: string): void {
    this.#check()
    for (const [, x] of this.#parameters) touch(x, writer)
  }

  /**
   * The loss as a number, with its gradient in `gradient`. Within one step, evaluation k > 0 draws the same dropout masks as
   * evaluation 0, and leaves running statistics alone. When it throws, statistics and generators are as before.
   * With `finite` it throws for a gradient that is not finite.
   *
   * @throws ShapeError unless the loss is one number.
   * @throws MovedError when a parameter lies in another model by now.
   * @throws GradientError for NaN or infinity in the gradient, if that was asked for.
   */
  evaluate(loss: () => Tensor, k = 0, finite = false): number {
    this.#check()
    checkFunction(loss)
    this.#offerGradients()
    this.#clear()
    return this.#replay.run(k, () =>
      record(() => {
        const y = loss()
        checkLoss(y)
        y.backward()
        if (this.#gradients.every((each) => touchedRows(each)?.size === 0)) throw otherModel(this.#model)
        this.#gradients.forEach(clearStale)
        if (finite) this.#checkFinite()
        return y.item()
      }),
    )
  }

  #checkFinite(): void {
    const dtype = this.gradient instanceof Float32Array ? 'float32' : 'float64'
    for (const { lo, hi } of this.touchedRanges()) {
      const at = nonFinite(this.gradient, dtype, lo, hi)
      if (at < 0) continue
      const { name, shape, lo: first } = this.segments.find((each) => at < each.hi) as Segment
      throw new GradientError(
        `evaluate: the gradient of ${name} (${shape.join(', ')}) is ${this.gradient[at]} at element ${at - first}; it needs to be finite.`,
        name,
      )
    }
  }

  /**
   * Where the gradient of the last evaluation may differ from zero, in order: all of a parameter, or of a table that was only read by
   * `index` the rows that were read.
   */
  touchedRanges(): Range[] {
    const ranges: Range[] = []
    for (const [i, { lo, hi, shape }] of this.segments.entries()) {
      const rows = touchedRows(this.#gradients[i])
      const width = rows && (hi - lo) / shape[0]
      const found = rows ? [...rows].sort((a, b) => a - b).map((row) => lo + row * width!) : [lo]
      for (const from of found) extend(ranges, from, width === undefined ? hi : from + width)
    }
    return ranges
  }

  /** Says whether the gradient is still zero outside `touchedRanges()`: then the next evaluation clears no more. */
  settle(zero: boolean): void {
    this.#settled = zero
  }

  /** Rows that were written are zeroed; a gradient that was written whole will be again, and only counts as zero until then. */
  #clear(): void {
    for (const [i, gradient] of this.#gradients.entries()) {
      const rows = this.#settled && touchedRows(gradient)
      if (!rows) {
        markStale(gradient)
        continue
      }
      const { lo, hi, shape } = this.segments[i]
      const width = (hi - lo) / shape[0]
      for (const row of rows) this.gradient.fill(0, lo + row * width, lo + (row + 1) * width)
      markCleared(gradient)
    }
    this.#settled = false
  }

  /** Gradients arrive in the flat vector, whatever was done to `grad` in between. */
  #offerGradients(): void {
    for (let i = 0; i < this.#gradients.length; i++) this.#parameters[i][1].grad = this.#gradients[i]
  }

  #isHome(x: Tensor, i: number): boolean {
    return x.storage === this.#homes[i]
  }

  #check(): void {
    const moved = this.#all.find(([, x], i) => !this.#isHome(x, i))
    if (moved) {
      throw new MovedError(
        `optimizer of ${this.#model}: ${moved[0]} was moved, since another model that holds it was packed; make a new optimizer for the model that is to be trained.`,
      )
    }
  }
}

/** Adds [lo, hi) to stretches in order; neighbours become one. */
function extend(ranges: Range[], lo: number, hi: number): void {
  const last = ranges.at(-1)
  if (last?.hi === lo) last.hi = hi
  else ranges.push({ lo, hi })
}

function segment(name: string, x: Parameter): Segment {
  const lo = x.view.offset
  return {
    name,
    shape: x.shape,
    lo,
    hi: lo + x.size,
    get frozen() {
      return !x.requiresGrad
    },
  }
}
