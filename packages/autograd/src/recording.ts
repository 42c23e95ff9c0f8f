// The open recording: a list of steps that the reverse sweep will walk backwards. One of the library's two globals.
// Read `tensor.ts` next, then `op.ts`, `record.ts` and `sweep.ts`.
import type { Op } from './op.ts'
import { checkFunction } from './options.ts'
import type { Tensor } from './tensor.ts'

/** One executed op: what went in, what came out, and all that its pullbacks need. */
export interface Step {
  readonly op: Op<never>
  readonly inputs: readonly Tensor[]
  readonly attrs: unknown
  readonly output: Tensor
  readonly index: number
  /** How many writes in place there had been when the op ran: an operand written since is not what it was. */
  readonly writes: number
  /** ȳ while a sweep is under way. */
  adjoint: Tensor | undefined
  swept: boolean
  /** Where the caller stood, in anomaly mode. */
  readonly line: string | undefined
}

export interface BackwardOptions {
  /** Upstream gradient; needed unless the tensor holds one number, where it is 1. */
  readonly gradient?: Tensor
  /** Keep the recording so that it can be swept again. */
  readonly retain?: boolean
}

/** How long a tensor's numbers are there: as long as a recording is open, or until their place is needed again. */
export interface Scope {
  readonly closed: boolean
  /** What happened to a tensor that is used too late, and what to do about it. */
  readonly ending: string
}

export class Recording implements Scope {
  readonly ending = 'was released when its recording ended; return it from record(), or keep(x) inside'
  readonly steps: Step[] = []
  /** Plain numbers among the operands, as scalars: the same number is the same tensor. */
  readonly numbers = {
    float32: new Map<number, Tensor>(),
    float64: new Map<number, Tensor>(),
    int32: new Map<number, Tensor>(),
  }
  /** Above 0, operations are computed but not recorded. */
  paused = 0
  closed = false
  anomaly = false
  /** Above 0, results are parts of another op's result, which anomaly mode will look at. */
  inner = 0
  /** Where the next result of that shape and type is put, in place of a new block: a gradient is computed where it belongs. */
  landing: Tensor | undefined
  /** The sweep, handed in so that a tensor can start it without importing it. */
  readonly backward: (y: Tensor, options: BackwardOptions) => void

  constructor(backward: Recording['backward']) {
    this.backward = backward
  }

  /** Lets go of everything recorded: tensors made here are released, and keep no other alive. */
  close(): void {
    this.closed = true
    for (const step of this.steps) step.output.step = undefined
    this.steps.length = 0
    for (const scalars of Object.values(this.numbers)) scalars.clear()
  }
}

export const open: { recording: Recording | undefined } = { recording: undefined }

/** Whether what is computed now is written down. */
export const recorded = (): boolean => open.recording !== undefined && open.recording.paused === 0

/** Computes without recording: no gradients will flow through what `f` does. */
export function noGrad<R>(f: () => R): R {
  checkFunction('noGrad', f)
  const { recording } = open
  if (!recording) return f()
  recording.paused++
  try {
    return f()
  } finally {
    recording.paused--
  }
}
