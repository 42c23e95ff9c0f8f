// The reverse sweep: from y back over the steps, newest first, handing each input its share of the gradient.
// A loop, not a recursion, so a chain of 100,000 ops is no problem. Broadcast axes are summed away here and nowhere else.
import { checkFinite } from './anomaly.ts'
import { DTypeError, ShapeError, TapeError, ValueError } from './errors.ts'
import { kernelsFor } from './kernels/backend.ts'
import { copyInto, flat } from './kernels/loops.ts'
import { addition, identity } from './kernels/scalar.ts'
import { add } from './ops/arithmetic.ts'
import { constant } from './allocate.ts'
import { zeros } from './create.ts'
import { checkTensor, tracked } from './op.ts'
import { checkOptions } from './options.ts'
import { sumTo } from './ops/sum.ts'
import { addRows, clearStale, markCleared, markWritten, touchedRows } from './rows.ts'
import { noGrad, open, type BackwardOptions, type Recording, type Step } from './recording.ts'
import { sameShape, show } from './shape.ts'
import { Storage, Tensor } from './tensor.ts'
import { dense, isContiguous } from './view.ts'

/** Called with a leaf, or with a tensor that asked for its gradient, and dL/dx. */
type Arrive = (x: Tensor, gradient: Tensor) => void
/** Called with a leaf whose gradient is zero but for some rows, those rows, and what is to be added to them. */
type ArriveRows = (x: Tensor, rows: Int32Array, gradient: Tensor) => void

function seed(y: Tensor, gradient: Tensor | undefined): Tensor {
  if (gradient && !sameShape(gradient.shape, y.shape)) {
    throw new ShapeError(
      `backward: the upstream gradient is ${show(gradient.shape)} and the tensor ${show(y.shape)}; they need one shape.`,
    )
  }
  if (!gradient && y.size !== 1) {
    throw new ShapeError(
      `backward: this tensor is ${show(y.shape)}; it needs one number, such as a mean, or { gradient } of its shape.`,
    )
  }
  return gradient ?? constant(1, y.shape, y.dtype)
}

/** Refuses numbers that were overwritten between the op that used them and now. */
function checkUnwritten({ op, inputs, output, writes, line }: Step, read: number | 'y'): void {
  const { storage, shape } = read === 'y' ? output : inputs[read]
  if (storage.version <= writes) return
  throw new TapeError(
    `backward: ${op.name} needs its ${read === 'y' ? 'output' : `input ${read}`} ${show(shape)} as it was, but ${storage.writer} wrote to it since; ` +
      `write after backward(), or give ${op.name} a copy.${line ? ` Recorded at ${line}.` : ''}`,
  )
}

function pullBack(step: Step, dy: Tensor, recording: Recording, give: Arrive, giveRows?: ArriveRows): void {
  const { op, inputs, output, attrs } = step
  if (giveRows && op.rows && !inputs[0].step) return giveRows(inputs[0], op.rows(attrs as never), dy)
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i]
    const pullback = tracked(x) && (typeof op.pullbacks === 'function' ? op.pullbacks(i) : op.pullbacks[i])
    if (!pullback) continue
    for (const read of readsOf(step, i)) checkUnwritten(step, read)
    const place = giveRows && !x.step && untouched(x)
    const dx = place
      ? landed(recording, place, () => sumTo(pullback(dy, inputs, output, attrs as never), x.shape))
      : sumTo(pullback(dy, inputs, output, attrs as never), x.shape)
    if (recording.anomaly)
      checkFinite({ pass: 'backward', name: op.name, upstream: dy, inputs, result: dx, line: step.line })
    if (dx === place) arrived(place)
    else give(x, dx)
  }
}

/** The gradient of a leaf, if it is zero and what arrives there may take its place. */
function untouched({ grad }: Tensor): Tensor | undefined {
  return grad && isContiguous(grad.view) && touchedRows(grad)?.size === 0 ? grad : undefined
}

/**
 * A share of the gradient that is computed where it belongs, if the pullback allocates a result of that shape: the first is put
 * there. If that was not the share itself, the share is copied over it.
 */
function landed(recording: Recording, place: Tensor, share: () => Tensor): Tensor {
  recording.landing = place
  try {
    const dx = share()
    if (dx === place) return place
    const apart = dx.storage === place.storage ? copied(dx) : dx
    if (isContiguous(apart.view)) copyInto(apart.view, place.view)
    else kernelsFor(place.dtype).map(identity, [apart.view], [], place.view)
    return place
  } finally {
    recording.landing = undefined
  }
}

const copied = (x: Tensor): Tensor => new Tensor(new Storage(flat(x.view)), dense(x.view.data, x.shape))

function arrived(gradient: Tensor): void {
  gradient.storage.touch('backward')
  markWritten(gradient)
}

const readsOf = ({ op, inputs }: Step, i: number): readonly (number | 'y')[] =>
  op.reads ? (op.reads[i] ?? []) : [...inputs.keys(), 'y']

/** Walks from y's step down to `from`; adjoints that reach a leaf, or a tensor in `wanted`, are handed to `arrive`. */
function walk(
  recording: Recording,
  y: Tensor,
  dy: Tensor,
  from: number,
  release: boolean,
  wanted: ReadonlySet<Tensor>,
  arrive: Arrive,
  arriveRows?: ArriveRows,
): void {
  const { steps } = recording
  const give: Arrive = (x, dx) => {
    if (!x.step) arrive(x, dx)
    else if (x.step.index >= from) x.step.adjoint = x.step.adjoint ? add(x.step.adjoint, dx) : dx
  }
  give(y, dy)
  let i = y.step ? y.step.index : -1
  recording.inner++
  try {
    for (; i >= from; i--) {
      const step = steps[i]
      const adjoint = step.adjoint
      if (!adjoint) continue
      step.adjoint = undefined
      if (step.swept) {
        throw new TapeError(
          `backward: ${step.op.name} ${show(step.output.shape)} was swept before; call the first backward with { retain: true } to sweep again.`,
        )
      }
      step.swept = release
      if (step.output.retainsGrad || wanted.has(step.output)) arrive(step.output, adjoint)
      pullBack(step, adjoint, recording, give, arriveRows)
    }
  } finally {
    recording.inner--
    for (; i >= from; i--) steps[i].adjoint = undefined // after an exception, nothing is left for the next sweep
  }
}

/** x.grad += gradient, in memory that outlives the recording. */
function accumulate(x: Tensor, gradient: Tensor): void {
  if (x.grad) {
    const k = kernelsFor(x.dtype)
    clearStale(x.grad)
    k.map(addition, [x.grad.view, gradient.view], [], x.grad.view)
    arrived(x.grad)
  } else {
    x.grad = copied(gradient)
  }
}

function accumulateRows(x: Tensor, rows: Int32Array, gradient: Tensor): void {
  if (!x.grad) {
    x.grad = zeros(x.shape, { dtype: x.dtype })
    markCleared(x.grad)
  }
  addRows(x.grad, rows, gradient)
}

/** What `y.backward()` does. */
export function backward(y: Tensor, options: BackwardOptions): void {
  checkOptions('backward', options, ['gradient', 'retain'])
  const { gradient, retain = false } = options
  const { recording } = open
  if (!recording) return
  noGrad(() => walk(recording, y, seed(y, gradient), 0, !retain, new Set(), accumulate, accumulateRows))
}

/** Keeps dL/dx of a tensor that is not a leaf: after backward() it is in `x.grad`. */
export function retainGrad(x: Tensor): Tensor {
  checkTensor('retainGrad', x)
  if (!x.step) {
    throw new TapeError(
      `retainGrad: this tensor ${show(x.shape)} was not recorded; call it inside record(() => …) on a result. Leaves that require a gradient keep theirs.`,
    )
  }
  x.retainsGrad = true
  return x
}

export interface GradientsOptions {
  readonly gradient?: Tensor
  /** Record the sweep itself, so that its results can be differentiated again. */
  readonly createGraph?: boolean
  /** Only steps from this index on belong to the function. */
  readonly from?: number
}

/** Refuses integers: between two of them there is nothing to go along. */
export function differentiable(where: string, what: string, x: Tensor): Tensor {
  if (x.dtype !== 'int32') return x
  throw new DTypeError(
    `${where}: ${what} is int32 ${show(x.shape)}; a derivative needs float32 or float64. Convert it with cast(x, 'float32').`,
  )
}

/**
 * dy/dx for each of `xs`, without touching any `grad`; zeros where y does not depend on x. Inside record().
 *
 * @throws TapeError outside a recording.
 */
export function gradients(y: Tensor, xs: readonly Tensor[], options: GradientsOptions = {}): Tensor[] {
  checkOptions('gradients', options, ['gradient', 'createGraph', 'from'])
  const { gradient, createGraph = false, from = 0 } = options
  const { recording } = open
  if (!recording)
    throw new TapeError(
      'gradients: no recording is open; call it inside record(() => …), where y is computed.',
    )
  if (xs.length === 0)
    throw new ValueError('gradients: no tensors to differentiate by; it needs at least one.')
  xs.forEach((x, i) => differentiable('gradients', `tensor ${i}`, x))
  const found = new Map<Tensor, Tensor>()
  const wanted = new Set(xs)
  const arrive: Arrive = (x, dx) => {
    if (!wanted.has(x)) return
    const sum = found.get(x)
    found.set(x, sum ? add(sum, dx) : dx)
  }
  const run = () => walk(recording, y, seed(y, gradient), from, false, wanted, arrive)
  if (createGraph) run()
  else noGrad(run)
  return xs.map((x) => found.get(x) ?? constant(0, x.shape, x.dtype))
}
