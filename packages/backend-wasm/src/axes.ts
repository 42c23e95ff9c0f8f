// Views of one shape, walked together: neighbouring axes become one wherever every view can step through both as one,
// and the two innermost that remain are a block, which a kernel takes in one call.
import { eachRow, type Shape, type View } from '@glissade/autograd/kernels'

type Strides = readonly number[]

export interface Axes {
  /** At least two; the last are the rows and columns of a block. */
  readonly sizes: number[]
  /** One list for each view. */
  readonly strides: readonly number[][]
}

export function mergedAxes(shape: Shape, strides: readonly Strides[]): Axes {
  const sizes: number[] = []
  const merged: number[][] = strides.map(() => [])
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] === 1) continue
    const last = sizes.length - 1
    let joins = last >= 0
    for (let k = 0; joins && k < strides.length; k++) joins = merged[k][last] === strides[k][i] * shape[i]
    if (joins) sizes[last] *= shape[i]
    else sizes.push(shape[i])
    const at = sizes.length - 1
    for (let k = 0; k < strides.length; k++) merged[k][at] = strides[k][i]
  }
  while (sizes.length < 2) {
    sizes.unshift(1)
    for (const s of merged) s.unshift(0)
  }
  return { sizes, strides: merged }
}

/**
 * Calls `block` for each position of all axes but the last `inner` ones, with the offset of each view there, in elements.
 */
export function eachBlock(
  { sizes, strides }: Axes,
  inner: number,
  block: (at: readonly number[]) => void,
): void {
  if (sizes.includes(0)) return
  if (sizes.length === inner) return block(strides.map(() => 0))
  const outer = sizes.slice(0, -inner)
  const views = strides.map((s): View => ({
    data: NOTHING,
    shape: outer,
    stride: [...s.slice(0, -inner), 0],
    offset: 0,
  }))
  eachRow([...outer, 1], views, block)
}
const NOTHING = new Float32Array(0)

/** How far apart the elements lie: 1 in row-major order without gaps, 0 for one repeated number, else undefined. */
export function uniformStep({ shape, stride }: View): 0 | 1 | undefined {
  let step = 1
  let repeated = true
  let contiguous = true
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 1) continue
    if (stride[i] !== 0) repeated = false
    if (stride[i] !== step) contiguous = false
    step *= shape[i]
  }
  return contiguous ? 1 : repeated ? 0 : undefined
}
