// Means over parts of an image whose number is given, and not their size: of all of it, or of as many windows as one asks for.
import { ShapeError } from '../errors.ts'
import { constant } from '../allocate.ts'
import { checkTensor, floats } from '../op.ts'
import { checkOptions } from '../options.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { SPACE } from './layout.ts'
import { matmul } from './matmul.ts'
import { perAxis, type PerAxis } from './sliding.ts'
import { mean } from './statistics.ts'
import { transpose } from './view.ts'

/** (size, outputs): column o averages from ⌊o · size / outputs⌋ up to ⌈(o + 1) · size / outputs⌉. */
function averaging(size: number, outputs: number, { dtype }: Tensor): Tensor {
  const y = constant(0, [size, outputs], dtype)
  const { data, offset } = y.view
  for (let o = 0; o < outputs; o++) {
    const [from, to] = [Math.floor((o * size) / outputs), Math.ceil(((o + 1) * size) / outputs)]
    for (let i = from; i < to; i++) data[offset + i * outputs + o] = 1 / (to - from)
  }
  return y
}

const adaptive =
  (name: string, rank: number) =>
  (x: Tensor, output: PerAxis, options: { readonly where?: string } = {}): Tensor => {
    checkOptions(name, options, ['where'])
    const { where = name } = options
    checkTensor(where, x)
    floats(where, [x])
    const outputs = perAxis(where, 'output', output, rank, 1)
    if (x.rank < rank || x.shape.slice(x.rank - rank).includes(0))
      throw new ShapeError(
        `${where}: the input is ${show(x.shape)}; it needs (…, ${SPACE[rank].join(', ')}), none of them 0.`,
      )
    const across = matmul(x, averaging(x.shape[x.rank - 1], outputs[rank - 1], x))
    if (rank === 1) return across
    return transpose(matmul(transpose(across), averaging(x.shape[x.rank - 2], outputs[0], x)))
  }

/** The means of `output` windows that cover the last axis; see adaptiveAvgPool2d. */
export const adaptiveAvgPool1d = adaptive('adaptiveAvgPool1d', 1)

/**
 * The means of `output` windows that cover the last two axes, whatever their sizes. Where those are no multiples, windows overlap by one.
 * It is a matrix product along each axis.
 *
 *     y[…, p, q] = mean x[…, ⌊p H / H′⌋ … ⌈(p + 1) H / H′⌉ − 1, likewise]          (…, H, W) → (…, H′, W′)
 *
 * @throws ShapeError for an input without numbers along these axes.
 */
export const adaptiveAvgPool2d = adaptive('adaptiveAvgPool2d', 2)

/**
 * The mean of each channel: all axes behind the first two are averaged away.
 *
 *     (N, C, …) → (N, C)
 *
 * @throws ShapeError for fewer than three axes.
 * @see Lin, Chen & Yan 2013, "Network in network", section 3.2
 */
export function globalAvgPool(x: Tensor, options: { readonly where?: string } = {}): Tensor {
  checkOptions('globalAvgPool', options, ['where'])
  const { where = 'globalAvgPool' } = options
  checkTensor(where, x)
  floats(where, [x])
  if (x.rank < 3)
    throw new ShapeError(
      `${where}: the input is ${show(x.shape)}; it needs (batch, channels, …), three axes or more.`,
    )
  return mean(x, { axis: x.shape.map((_, i) => i).slice(2) })
}
