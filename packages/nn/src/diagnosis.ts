// What is known of a layer's numbers on the way forward and back, and how it prints. Read `diagnose-init.ts` next.
import { hardtanh, sigmoid, softsign, tanh, type Tensor } from '@glissade/autograd'
import { table } from './table.ts'

/** Mean, variance and zeros of a layer’s numbers. */
export interface Moments {
  readonly mean: number
  readonly variance: number
  /** Share of the numbers that are exactly 0. */
  readonly zeros: number
}

/** A layer, as `diagnoseInit` found it. */
export interface DiagnosisRow {
  readonly path: string
  readonly layer: string
  /** Of the layer's output. */
  readonly forward: Moments
  /** Of the loss's gradient by that output; undefined where none arrives. */
  readonly backward: Moments | undefined
  /** Share of the outputs within 1 % of the bounds of tanh, sigmoid, hardtanh or softsign; undefined for other layers. */
  readonly saturated: number | undefined
}

/** Variances, layer after layer: points (1, …), (2, …), … */
export interface VarianceCurve {
  readonly name: string
  readonly points: readonly (readonly [layer: number, variance: number])[]
}

/** What diagnoseInit() gives; it prints as a table. */
export interface Diagnosis {
  /** Layers in the order in which they were called. */
  readonly rows: readonly DiagnosisRow[]
  /**
   * Its picture: the variances of outputs and of gradients as `plot.lineChart` draws them. NaN, a gap, where no gradient arrives.
   *
   *     plot.lineChart({ title, x: { label: 'layer' }, y: { label: 'variance', log: true }, series: diagnosis.curves() })
   */
  curves(): readonly VarianceCurve[]
  toString(): string
}

/** A layer that was called, and what it gave. */
export interface Seen {
  readonly path: string
  readonly layer: string
  /** The module or the function. */
  readonly called: unknown
  readonly output: Tensor
}

const bounds = new Map<unknown, readonly [number, number]>([
  [tanh, [-1, 1]],
  [hardtanh, [-1, 1]],
  [softsign, [-1, 1]],
  [sigmoid, [0, 1]],
])

/** Mean and variance of all numbers of a tensor, and how many are 0. */
export function moments({ data, size }: Tensor): Moments {
  let [total, zeros, squares] = [0, 0, 0]
  for (const x of data) {
    total += x
    zeros += x === 0 ? 1 : 0
  }
  const mean = total / size
  for (const x of data) squares += (x - mean) ** 2
  return { mean, variance: squares / size, zeros: zeros / size }
}

function saturation({ data, size }: Tensor, [low, high]: readonly [number, number]): number {
  const edge = 0.01 * (high - low)
  let n = 0
  for (const y of data) n += y < low + edge || y > high - edge ? 1 : 0
  return n / size
}

export function rowOf({ path, layer, called, output }: Seen): DiagnosisRow {
  const range = bounds.get(called)
  return {
    path,
    layer,
    forward: moments(output),
    backward: output.grad ? moments(output.grad) : undefined,
    saturated: range && saturation(output, range),
  }
}

const percent = (share: number | undefined): string =>
  share === undefined ? '' : `${Math.round(100 * share)} %`

export function print(rows: readonly DiagnosisRow[]): string {
  const head = ['path', 'layer', 'mean', 'variance', 'zeros', 'saturated', 'gradient’s variance']
  const cells = rows.map(({ path, layer, forward, backward, saturated }) => [
    path,
    layer,
    forward.mean.toPrecision(2),
    forward.variance.toPrecision(3),
    percent(forward.zeros),
    percent(saturated),
    backward?.variance.toPrecision(3) ?? '',
  ])
  return table(head, cells, 2).join('\n')
}

export function curves(rows: readonly DiagnosisRow[]): VarianceCurve[] {
  const along = (name: string, of: (row: DiagnosisRow) => number): VarianceCurve => ({
    name,
    points: rows.map((row, i) => [i + 1, of(row)] as const),
  })
  return [
    along('outputs', ({ forward }) => forward.variance),
    along('gradients', ({ backward }) => backward?.variance ?? NaN),
  ]
}
