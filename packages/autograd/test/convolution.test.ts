// What a convolution is: windows of the input, contracted with the kernel. And what follows from it.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { flat } from '../src/kernels/loops.ts'
import type { Tensor } from '../src/index.ts'

const f64 = { dtype: 'float64' } as const
const numbers = (shape: number[], seed: number, requiresGrad = true): Tensor =>
  g.randn(shape, { seed, ...f64, requiresGrad })

const expectClose = (got: Tensor, wanted: Tensor): void => {
  expect(got.shape).toEqual(wanted.shape)
  const [a, b] = [flat(got.view), flat(wanted.view)]
  a.forEach((x, i) => expect(Math.abs(x - b[i])).toBeLessThan(1e-12))
}

/** Values and gradients of both ways to compute one thing. */
function expectSameFunction(
  f: (...x: Tensor[]) => Tensor,
  h: (...x: Tensor[]) => Tensor,
  inputs: Tensor[],
): void {
  const run = (call: (...x: Tensor[]) => Tensor) =>
    g.record(() => {
      const y = call(...inputs)
      const upstream = numbers([...y.shape], 9, false)
      return [y, ...g.gradients(y, inputs, { gradient: upstream })]
    })
  const wanted = run(h)
  run(f).forEach((each, i) => expectClose(each, wanted[i]))
}

describe('a convolution', () => {
  it('is an einsum of windows and kernel', () => {
    const at = { stride: [1, 2], dilation: [2, 1] }
    expectSameFunction(
      (x, w) => g.conv2d(x, w, at),
      (x, w) => g.einsum('ncyxji,ocji->noyx', g.unfold(x, [2, 3], at), w),
      [numbers([2, 3, 5, 6], 1), numbers([4, 3, 2, 3], 2)],
    )
  })
  it('with padding is one of the padded input', () => {
    expectSameFunction(
      (x, w, bias) => g.conv1d(x, w, { bias, padding: 2 }),
      (x, w, bias) => g.add(g.conv1d(g.pad(x, [[0, 0], [0, 0], [2, 2]]), w), g.reshape(bias, [3, 1])), // prettier-ignore
      [numbers([2, 2, 5], 1), numbers([3, 2, 3], 2), numbers([3], 3)],
    )
  })
  it('in groups is one for each group', () => {
    expectSameFunction(
      (x, w) => g.conv2d(x, w, { groups: 2 }),
      (x, w) => {
        const [xs, ws] = [g.split(x, 2, 1), g.split(w, 3, 0)]
        return g.concat([g.conv2d(xs[0], ws[0]), g.conv2d(xs[1], ws[1])], 1)
      },
      [numbers([2, 4, 3, 3], 1), numbers([6, 2, 2, 2], 2)],
    )
  })
  it('of one place is a matrix product', () => {
    expectSameFunction(
      (x, w) => g.conv2d(x, w),
      (x, w) => g.reshape(g.matmul(g.reshape(x, [3, 8]), g.transpose(g.reshape(w, [5, 8]))), [3, 5, 1, 1]),
      [numbers([3, 2, 2, 2], 1), numbers([5, 2, 2, 2], 2)],
    )
  })
  it("with padding 'same' keeps the size, with a stride its quotient, rounded up", () => {
    for (const [size, kernel, stride, wanted] of [[5, 3, 1, 5], [5, 4, 1, 5], [7, 3, 2, 4], [8, 3, 3, 3], [4, 1, 3, 2]]) // prettier-ignore
      expect(g.conv1d(g.zeros([1, 1, size]), g.zeros([1, 1, kernel]), { padding: 'same', stride }).shape).toEqual([1, 1, wanted]) // prettier-ignore
  })
  it('has a transpose that is its adjoint: <conv(x), y> = <x, transposed(y)>', () => {
    const [x, w, y] = [numbers([2, 2, 6, 5], 1), numbers([4, 1, 3, 2], 2), numbers([2, 4, 3, 6], 3)]
    const at = { stride: [2, 1], padding: 1, groups: 2 }
    const left = g.sum(g.mul(g.conv2d(x, w, at), y)).item()
    const back = g.convTranspose2d(y, w, { ...at, outputPadding: [1, 0] })
    expect(g.sum(g.mul(x, back)).item()).toBeCloseTo(left, 10)
  })
})

describe('pooling', () => {
  it('is a fold over windows', () => {
    const x = [numbers([2, 5, 6], 1)]
    const windows = (z: Tensor) => g.unfold(z, [2, 3], { stride: [1, 2] })
    const last = { axis: [-2, -1] }
    const at = { stride: [1, 2] }
    expectSameFunction((z) => g.maxPool2d(z, [2, 3], at), (z) => g.max(windows(z), last), x) // prettier-ignore
    expectSameFunction((z) => g.avgPool2d(z, [2, 3], at), (z) => g.mean(windows(z), last), x) // prettier-ignore
  })
  it('adaptive and global are of windows that fill the input', () => {
    const x = [numbers([2, 3, 4, 6], 1)]
    expectSameFunction((z) => g.adaptiveAvgPool2d(z, [2, 3]), (z) => g.avgPool2d(z, 2), x) // prettier-ignore
    expectSameFunction((z) => g.globalAvgPool(z), (z) => g.squeeze(g.adaptiveAvgPool2d(z, 1), [2, 3]), x) // prettier-ignore
  })
  it('leaves out the padding, or counts it', () => {
    const ones = g.ones([1, 1, 4, 4])
    const at = { stride: 2, padding: 1, ceilMode: true }
    expect(g.avgPool2d(ones, 3, { ...at, countIncludePad: false }).data.every((x) => x === 1)).toBe(true)
    // The first row and column of the padding count, what hangs over beyond the last does not.
    const means = [4 / 9, 6 / 9, 2 / 6, 6 / 9, 1, 3 / 6, 2 / 6, 3 / 6, 1 / 4]
    expect(Array.from(g.avgPool2d(ones, 3, at).data)).toEqual(means.map(Math.fround))
  })
})

it('the graph names them', () => {
  const x = g.zeros([1, 1, 4, 4], { requiresGrad: true })
  const { nodes } = g.graph(() => g.avgPool2d(g.maxPool2d(g.conv2d(x, g.zeros([2, 1, 1, 1])), 2), 2))
  expect(nodes.filter((n) => n.kind === 'op').map((n) => n.label)).toEqual(['convolution', 'maxPool', 'avgPool']) // prettier-ignore
})
