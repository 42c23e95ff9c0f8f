// What a convolution can work with, and what a wrong shape most likely means. Read `convolve.ts` first.
import { ShapeError, ValueError } from '../errors.ts'
import { checkTensor, floats } from '../op.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

/** What the axes behind the channels are called. */
export const SPACE = [[], ['length'], ['height', 'width']] as const

/** What the input looks like where it was given in another layout. */
function cure({ shape }: Tensor, channels: number, rank: number): string {
  const order = [0, rank + 1, ...Array.from({ length: rank }, (_, i) => i + 1)]
  if (shape.length === rank + 2 && shape[rank + 1] === channels)
    return ` Are the channels last? permute(x, [${order.join(', ')}]) brings them forward.`
  if (shape.length === rank + 1 && channels === 1)
    return ' Is the channel axis missing? expandDims(x, 1) adds it.'
  if (shape.length === rank + 1 && shape[0] === channels)
    return ' Is the batch axis missing? expandDims(x, 0) adds it.'
  if (shape.length === 2)
    return ` Are the samples flat? reshape(x, [-1, ${channels}, ${SPACE[rank].join(', ')}]) gives them axes.`
  return ''
}

export function checkOperands(where: string, x: Tensor, w: Tensor, rank: number, weightLayout: string): void {
  for (const each of [x, w]) checkTensor(where, each)
  floats(where, [x, w])
  const space = SPACE[rank]
  if (w.rank !== rank + 2 || w.size === 0)
    throw new ShapeError(
      `${where}: the weight is ${show(w.shape)}; it needs (${weightLayout}, ${space.map((s) => `kernel ${s}`).join(', ')}), none of them 0.`,
    )
}

export function checkChannels(where: string, x: Tensor, channels: number, rank: number): void {
  if (x.rank === rank + 2 && x.shape[1] === channels) return
  throw new ShapeError(
    `${where}: the input is ${show(x.shape)}; it needs (batch, ${channels}, ${SPACE[rank].join(', ')}).${cure(x, channels, rank)}`,
  )
}

export function checkGroups(where: string, what: string, channels: number, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1)
    throw new ValueError(`${where}: groups is ${String(groups)}; it needs a positive integer.`)
  if (channels % groups !== 0)
    throw new ShapeError(
      `${where}: ${channels} ${what} in ${groups} groups; each group needs as many, so a multiple of ${groups}.`,
    )
}

export function checkBias(where: string, bias: Tensor | undefined, outputs: number): void {
  if (bias && (bias.rank !== 1 || bias.size !== outputs))
    throw new ShapeError(
      `${where}: the bias is ${show(bias.shape)}; it needs (${outputs}), one for each output channel.`,
    )
}

export function checkOutputPadding(
  where: string,
  more: number[],
  strides: number[],
  dilations: number[],
): void {
  const i = more.findIndex((n, axis) => n >= Math.max(strides[axis], dilations[axis]))
  if (i >= 0)
    throw new ValueError(
      `${where}: outputPadding is ${more[i]} with stride ${strides[i]} and dilation ${dilations[i]}; it needs less than the larger of them.`,
    )
}

export function checkCut(where: string, sizes: number[], cut: number[]): void {
  if (sizes.some((size, i) => size - 2 * cut[i] < 1))
    throw new ShapeError(
      `${where}: padding ${show(cut)} cuts an output of ${show(sizes)} away; it needs to leave at least one number.`,
    )
}
