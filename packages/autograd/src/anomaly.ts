// Anomaly mode: the first NaN or infinity of a recording, forward or backward, with the op, what went in, and where it was called.
import { AnomalyError } from './errors.ts'
import { flat } from './kernels/loops.ts'
import { show } from './shape.ts'
import type { Tensor } from './tensor.ts'

/** V8 has it; elsewhere the default depth has to do. */
const traces = Error as ErrorConstructor & { stackTraceLimit?: number }

/** The nearest frame of the stack that is not in this library's own sources. */
export function anomalyLine(): string {
  const limit = traces.stackTraceLimit
  traces.stackTraceLimit = 60
  const stack = (new Error().stack ?? '').split('\n')
  if (limit !== undefined) traces.stackTraceLimit = limit
  const places = stack
    .map((frame) => /((?:file:|https?:|\/|[A-Z]:\\).*:\d+:\d+)/.exec(frame)?.[1] ?? '')
    .filter(Boolean)
  const packages = places[0]?.replace(/autograd\/(src|dist)\/.*$/, '') ?? ''
  const own = (place: string) =>
    /\/@glissade\/[a-z-]+\/(src|dist)\//.test(place) ||
    (place.startsWith(packages) && /^[a-z-]+\/(src|dist)\//.test(place.slice(packages.length)))
  return (
    places.find((place) => !own(place) && !place.includes('node:'))?.replace('file://', '') ??
    'an unknown line'
  )
}

/** float32 (2, 3) in [-1, 4], and how many elements are not finite. */
function describe(x: Tensor): string {
  let [lo, hi, bad] = [Infinity, -Infinity, 0]
  for (const v of flat(x.view)) {
    if (Number.isFinite(v)) [lo, hi] = [Math.min(lo, v), Math.max(hi, v)]
    else bad++
  }
  const range = lo <= hi ? ` in [${Number(lo.toPrecision(4))}, ${Number(hi.toPrecision(4))}]` : ''
  return `${x.dtype} ${show(x.shape)}${range}${bad > 0 ? `, ${bad} not finite` : ''}`
}

interface Suspect {
  readonly pass: 'forward' | 'backward'
  readonly name: string
  /** dL/dy, in the backward pass. */
  readonly upstream?: Tensor
  readonly inputs: readonly Tensor[]
  readonly result: Tensor
  /** Where the op was recorded; unsaid, where the caller stands now. */
  readonly line?: string | undefined
}

/**
 * Throws for the first NaN or infinity that an op makes. An infinity that came in with an operand may travel on, as in a
 * masked softmax; a NaN may not.
 *
 * @throws AnomalyError
 */
export function checkFinite({ pass, name, upstream, inputs, result, line }: Suspect): void {
  const bad = flat(result.view).filter((v) => !Number.isFinite(v))
  if (bad.length === 0) return
  const operands = upstream ? [upstream, ...inputs] : inputs
  const given = operands.some((x) => flat(x.view).some((v) => !Number.isFinite(v)))
  const nan = bad.find(Number.isNaN)
  if (given && nan === undefined) return
  const place = `${line === undefined ? 'called' : 'recorded'} at ${line ?? anomalyLine()}`
  const pulled = upstream ? `upstream ${describe(upstream)}; ` : ''
  throw new AnomalyError(
    `${name}: ${pass} gave ${nan ?? bad[0]}, ${place}; ${pulled}operands ${inputs.map(describe).join('; ') || 'none'}.`,
  )
}
