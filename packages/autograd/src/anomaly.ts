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
    place.startsWith(packages) && /^[a-z-]+\/(src|dist)\//.test(place.slice(packages.length))
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

/**
 * Throws for the first NaN or infinity that an op makes out of finite operands; an infinity that was put in on purpose
 * (a masked softmax) may travel on.
 *
 * @throws AnomalyError
 */
export function checkFinite(
  pass: 'forward' | 'backward',
  name: string,
  inputs: readonly Tensor[],
  result: Tensor,
  line = '',
): void {
  const bad = flat(result.view).find((v) => !Number.isFinite(v))
  if (bad === undefined) return
  const given = inputs.map((x) => flat(x.view)).some((data) => data.some((v) => !Number.isFinite(v)))
  if (given && !Number.isNaN(bad)) return
  throw new AnomalyError(
    `${name}: ${pass} gave ${bad}, called at ${line || anomalyLine()}; operands: ${inputs.map(describe).join('; ') || 'none'}.`,
  )
}
