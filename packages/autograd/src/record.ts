// record(): a scope in which operations are written down, and whose memory returns to the backend when it ends.
// What leaves it is copied out; user code never frees anything. Read `op.ts` first.
import { TapeError } from './errors.ts'
import { beginKernels, endKernels, watchKernels } from './kernels/backend.ts'
import { flat } from './kernels/loops.ts'
import { checkTensor } from './op.ts'
import { checkFunction, checkOptions, isPlain } from './options.ts'
import { open, Recording } from './recording.ts'
import { backward } from './sweep.ts'
import { Storage, Tensor } from './tensor.ts'
import { dense } from './view.ts'

export interface RecordOptions {
  /** Throw an AnomalyError at the first NaN or infinity. Slow: every result is looked at. */
  readonly anomaly?: boolean
}

/**
 * Runs `f` and records what it computes, so that `backward()` can be called inside. The tensors that it returns
 * (alone, or in lists, plain objects, Maps and Sets) are copied out; every other one made inside is released. A record() inside
 * another joins it.
 *
 * @throws TapeError when `f` is asynchronous: a recording ends when its function returns.
 */
export function record<R>(f: () => R, options: RecordOptions = {}): R {
  checkFunction('record', f)
  checkOptions('record', options, ['anomaly'])
  const { anomaly = false } = options
  if (open.recording) return within(open.recording, f, anomaly)
  const recording = new Recording(backward)
  beginKernels()
  open.recording = recording
  try {
    const result = within(recording, f, anomaly)
    if (typeof (result as { readonly then?: unknown } | null | undefined)?.then === 'function') {
      throw new TapeError(
        'record: its function returned a promise; it needs a synchronous one. Await the data before record() opens.',
      )
    }
    return copyOut(result)
  } finally {
    recording.close()
    open.recording = undefined
    endKernels()
  }
}

/** A part of the recording, in anomaly mode if the part or the whole asks for it; the kernels hear of it. */
function within<R>(recording: Recording, f: () => R, anomaly: boolean): R {
  if (!anomaly || recording.anomaly) return f()
  recording.anomaly = true
  watchKernels(true)
  try {
    return f()
  } finally {
    recording.anomaly = false
    watchKernels(false)
  }
}

/** A copy of a tensor that outlives the recording and has no past. */
export function keep(x: Tensor): Tensor {
  checkTensor('keep', x)
  return new Tensor(new Storage(flat(x.view)), dense(x.view.data, x.shape))
}

/** Results leave by value: each scoped tensor among them is copied, once. */
function copyOut<R>(result: R): R {
  const copies = new Map<Tensor, Tensor>()
  const out = (x: unknown): unknown => {
    if (x instanceof Tensor) return copies.get(x) ?? copied(x, copies)
    if (Array.isArray(x)) return x.map(out)
    if (x instanceof Map) return new Map(Array.from(x, ([key, value]) => [out(key), out(value)]))
    if (x instanceof Set) return new Set(Array.from(x, out))
    if (typeof x !== 'object' || x === null || !isPlain(x)) return x
    return Object.fromEntries(Object.entries(x).map(([key, value]) => [key, out(value)]))
  }
  return out(result) as R
}

function copied(x: Tensor, copies: Map<Tensor, Tensor>): Tensor {
  if (!x.storage.scope) return x
  const copy = keep(x)
  copy.grad = x.grad
  copies.set(x, copy)
  return copy
}
