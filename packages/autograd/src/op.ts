// What an op is, and how one runs: allocate, compute, and write a step on the tape if a gradient may be asked for.
// Read `tensor.ts` first. The derivative of an op is one pullback per input, written with ops, so it can be derived again.
import { allocate } from './allocate.ts'
import { anomalyLine, checkFinite } from './anomaly.ts'
import { DTypeError } from './errors.ts'
import { kernelsFor } from './kernels/backend.ts'
import type { Kernels } from './kernels/kernels.ts'
import { identity } from './kernels/scalar.ts'
import { isPlain, shown } from './options.ts'
import { open, type Recording } from './recording.ts'
import type { Shape } from './shape.ts'
import { Tensor, writes } from './tensor.ts'
import type { DType, View } from './view.ts'

/** dL/dy → dL/dx for one input; the tape sums it down to the input's shape where that was broadcast. */
export type Pullback<A> = (dy: Tensor, inputs: readonly Tensor[], y: Tensor, attrs: A) => Tensor

interface Described<A> {
  readonly name: string
  /** One per input, `null` where no gradient flows; or one function for ops that take a list. */
  readonly pullbacks: readonly (Pullback<A> | null)[] | ((index: number) => Pullback<A>)
  /**
   * At whose numbers each pullback looks: positions of inputs, 'y' for the output. Whatever else is written in place before
   * backward() does no harm. A pullback without a list looks at none; without `reads`, all look at everything.
   */
  readonly reads?: readonly (readonly (number | 'y')[])[]
  /**
   * Where row i of ȳ goes to row rows[i] of x̄ and the rest of x̄, a matrix, is zero: those rows. Of a leaf's gradient only they are
   * written then. The op has one input.
   */
  readonly rows?: (attrs: A) => Int32Array
}

/** Another look at the numbers of its input. */
export interface ViewOp<A> extends Described<A> {
  /** The view, or undefined where strides cannot express it: then the input is copied first. */
  readonly view: (x: View, attrs: A) => View | undefined
}

/** An op with kernels: a shape rule (the only place that throws), and a forward that fills the output it is given. */
export interface KernelOp<A> extends Described<A> {
  readonly shape: (inputs: readonly Shape[], attrs: A) => Shape
  /** The element type of the output; that of the inputs unless said, which are floats then: see `floats`. */
  readonly dtype?: (inputs: readonly Tensor[], attrs: A) => DType
  readonly forward: (k: Kernels, y: View, inputs: readonly View[], attrs: A) => void
}

/** An op computed by other ops, with a derivative of its own: a stable form, or a shortcut. */
export interface ComposedOp<A> extends Described<A> {
  readonly compose: (inputs: readonly Tensor[], attrs: A) => Tensor
}

export type Op<A> = ViewOp<A> | KernelOp<A> | ComposedOp<A>

/** What to say where a tensor should be: the types of TypeScript prevent it, but not everybody uses them. */
export function notTensor(where: string, x: unknown, needed = 'a tensor', what = 'an operand'): DTypeError {
  const given = Array.isArray(x) ? 'a list' : ArrayBuffer.isView(x) ? 'a typed array' : shown(x)
  return new DTypeError(`${where}: ${what} is ${given}; it needs ${needed}. ${tensorCure(x)}`)
}

/** Where a tensor lies on the object, as in a batch or in what a recurrent layer's run() gives, that is what was meant. */
function tensorCure(x: unknown): string {
  const [part] = isPlain(x) ? (Object.entries(x).find(([, each]) => each instanceof Tensor) ?? []) : []
  return part === undefined ? 'Make one with tensor(…).' : `Is its ${part} meant?`
}

/** Refuses what is no tensor, before anything is read of it. */
export function checkTensor(where: string, x: unknown, what?: string): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw notTensor(where, x, 'a tensor', what)
}

/** The cure is the floating type that most have, float32 where they are as many. */
function mixed(where: string, inputs: readonly Tensor[]): DTypeError {
  const types = inputs.map((each) => each.dtype)
  const count = (dtype: DType): number => types.filter((each) => each === dtype).length
  const cure = count('float64') > count('float32') ? 'float64' : 'float32'
  return new DTypeError(
    `${where}: ${[...new Set(types)].join(' and ')} do not mix; convert one with cast(x, '${cure}').`,
  )
}

/** Refuses any mixture of element types. */
export function sameDType(where: string, inputs: readonly Tensor[]): DType {
  const { dtype } = inputs[0]
  for (const x of inputs) {
    if (x.dtype === dtype) continue
    throw mixed(where, inputs)
  }
  return dtype
}

/**
 * int32 holds indices and counts: they are moved, compared, ordered and converted. What computes new numbers refuses them, as these could
 * leave the 32 bits, or have a fraction, and nobody would know.
 */
export function floats(where: string, inputs: readonly Tensor[]): DType {
  const dtype = sameDType(where, inputs)
  if (dtype !== 'int32') return dtype
  throw new DTypeError(
    `${where}: int32 operands; it needs float32 or float64. Convert with cast(x, 'float32').`,
  )
}

/** The type rule of what moves numbers, or chooses among them, and computes none. */
export const anyType = (name: string): ((inputs: readonly Tensor[]) => DType) => {
  return (inputs) => sameDType(name, inputs)
}

/** Whether a gradient may be asked for. */
export const tracked = (x: Tensor): boolean => x.requiresGrad || x.step !== undefined

/** Whether a gradient can reach an input through the op, and may be asked for there. */
function recordable<A>({ pullbacks }: Op<A>, inputs: readonly Tensor[], always: boolean): boolean {
  for (let i = 0; i < inputs.length; i++) {
    if ((always || tracked(inputs[i])) && (typeof pullbacks === 'function' || pullbacks[i])) return true
  }
  return false
}

function compute<A>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attrs: A,
  recording: Recording | undefined,
): Tensor {
  if ('compose' in op) {
    if (inputs.every((x) => x.dtype === 'int32')) floats(op.name, inputs)
    const y = recording ? within(recording, () => op.compose(inputs, attrs)) : op.compose(inputs, attrs)
    return y.step || inputs.includes(y) ? y.detach() : y
  }
  if ('view' in op) {
    const view = op.view(inputs[0].view, attrs)
    if (view) return new Tensor(inputs[0].storage, view)
    return compute(op, [contiguous(inputs[0])], attrs, recording)
  }
  const dtype = op.dtype ? op.dtype(inputs, attrs) : floats(op.name, inputs)
  const views = inputs.map((x) => x.view)
  const shapes = views.map((x) => x.shape)
  const y = allocate(dtype, op.shape(shapes, attrs))
  if (y.size > 0) op.forward(kernelsFor(dtype), y.view, views, attrs)
  return y
}

/** Computes the parts of one op's result: none of them is recorded. */
function within<R>(recording: Recording, f: () => R): R {
  recording.paused++
  recording.inner++
  try {
    return f()
  } finally {
    recording.paused--
    recording.inner--
  }
}

/** The same numbers in row-major order without gaps. */
function contiguous(x: Tensor): Tensor {
  const y = allocate(x.dtype, x.shape)
  kernelsFor(x.dtype).map(identity, [x.view], [], y.view)
  return y
}

/** Runs an op on tensors and records it. */
export function apply<A>(op: Op<A>, inputs: readonly Tensor[], attrs: A, always = false): Tensor {
  for (const x of inputs) if (!(x instanceof Tensor)) throw notTensor(op.name, x)
  const { recording } = open
  const output = compute(op, inputs, attrs, recording)
  if (!recording) return output
  if (recording.anomaly && recording.inner === 0)
    checkFinite({ pass: 'forward', name: op.name, inputs, result: output })
  if (recording.paused > 0 || !recordable(op, inputs, always)) return output
  output.step = {
    op,
    inputs,
    attrs,
    output,
    index: recording.steps.length,
    writes: writes.count,
    adjoint: undefined,
    swept: false,
    line: recording.anomaly ? anomalyLine() : undefined,
  }
  recording.steps.push(output.step)
  return output
}

/**
 * Defines a differentiable op. A user's op is as good as a built-in one: gradients of any order flow through it,
 * as long as its pullbacks are written with ops. Check it with `gradCheck`.
 */
export function defineOp<A = undefined>(op: Op<A>): (inputs: readonly Tensor[], attrs?: A) => Tensor {
  return (inputs, attrs) => apply(op, inputs, attrs as A)
}
