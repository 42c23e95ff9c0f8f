// Norms of numbers whose squares are beyond float32: right to its rounding, gradients too.
import { expect, it } from 'vitest'
import { norm, record, std, sum, tensor, type Tensor } from '../src/index.ts'

const twice = [3, -4, 12, 0]
// prettier-ignore
const rows: readonly (readonly [string, (x: Tensor) => Tensor, y: number, dx: readonly number[]])[] = [
  ['norm', (x) => norm(x), 13, [3 / 13, -4 / 13, 12 / 13, 0]],
  ['norm, p = 1', (x) => norm(x, { p: 1 }), 19, [1, -1, 1, 0]],
  ['norm, p = 4', (x) => norm(x, { p: 4 }), (81 + 256 + 20736) ** 0.25, [27, -64, 1728, 0].map((d) => d / (81 + 256 + 20736) ** 0.75)],
  ['norm, p = ∞', (x) => norm(x, { p: Infinity }), 12, [0, 0, 1, 0]],
  ['norm of a row', (x) => sum(norm(x, { axis: 0, keepDims: true })), 13, [3 / 13, -4 / 13, 12 / 13, 0]],
  ['std', (x) => std(x), Math.sqrt(138.75 / 3), [0.25, -6.75, 9.25, -2.75].map((d) => d / 3 / Math.sqrt(138.75 / 3))],
]
const scales = [1, 1e30, 1e-30, 2 ** -140]

it.each(rows.flatMap((row) => scales.map((scale) => [scale, ...row] as const)))(
  'of numbers around %d: %s',
  (scale, _name, f, y, dx) => {
    const x = tensor(
      twice.map((v) => v * scale),
      { requiresGrad: true },
    )
    const found = record(() => {
      const out = f(x)
      out.backward()
      return out
    })
    const exact = scale < 1e-38 ? 1e-2 : 1e-6 // below the normal numbers of float32 digits are lost
    expect(Math.abs(found.item() / scale / y - 1)).toBeLessThan(exact)
    const gradient = x.grad!.data
    dx.forEach((d, i) => expect(Math.abs(gradient[i] - d)).toBeLessThan(exact))
  },
)
