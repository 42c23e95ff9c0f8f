// int32 holds indices and counts. An op moves them, compares, orders and converts them; or it refuses them: none gives another number
// than the same op on float64.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { DTypeError, GlissadeError, tensor, ValueError, type Tensor } from '../src/index.ts'
import { sizeOf } from '../src/shape.ts'
import { rows } from './cases.ts'
import type { Try } from './table/row.ts'

const moving =
  `where cast max min reshape transpose permute expandDims squeeze slice flip broadcastTo concat stack split pad tile roll
  diag tril triu index gather maskedFill sort topK unfold argmax argmin`.split(/\s+/)
const comparing = 'equal notEqual less lessEqual greater greaterEqual'.split(' ')
/** These are views, or sums of products, as the equation says. */
const both = ['einsum']

/** Numbers of both signs, some of them equal, and a few that float32 does not hold. */
const numbers = (size: number): number[] =>
  Array.from({ length: size }, (_, i) => [-3, 2, 2, 2 ** 31 - 1, -(2 ** 31), 0][i % 6])
const inputs = ({ shapes }: Try, kind: 'int32' | 'float64'): Tensor[] =>
  shapes.map((shape) => g.reshape(tensor(numbers(sizeOf(shape)), { dtype: kind }), shape))

const attempt = (f: () => Tensor): Tensor | Error => {
  try {
    return f()
  } catch (error) {
    expect(error).toBeInstanceOf(GlissadeError)
    return error as Error
  }
}

describe.each(Object.entries(rows))('%s', (name, { tries }) => {
  const whole = tries.filter(({ shapes }) => shapes.length > 0 && shapes.every((shape) => sizeOf(shape) > 0))
  it.skipIf(whole.length === 0)('of int32 gives the numbers of float64, or is refused by name', () => {
    for (const t of whole) {
      const y = attempt(() => t.call(...inputs(t, 'int32')))
      if (
        moving.includes(name) ||
        comparing.includes(name) ||
        (both.includes(name) && !(y instanceof Error))
      ) {
        if (y instanceof Error) throw y
        expect(y.toArray()).toEqual(t.call(...inputs(t, 'float64')).toArray())
        if (!comparing.includes(name)) expect(y.dtype).toBe('int32')
      } else {
        expect(y).toBeInstanceOf(DTypeError)
        const by = both.includes(name) ? '(matmul|mul|sum)' : name
        expect((y as Error).message).toMatch(
          new RegExp(
            `^${by}: int32 operands; it needs float32 or float64\\. Convert with cast\\(x, 'float32'\\)\\.$`,
          ),
        )
      }
    }
  })
})

const int = (...x: number[]) => tensor(x, { dtype: 'int32' })
// prettier-ignore
const refused: readonly (readonly [typeof DTypeError | typeof ValueError, string, () => unknown])[] = [
  [DTypeError, "grad: argument 0 is int32 (2); a derivative needs float32 or float64. Convert it with cast(x, 'float32').", () => g.grad((x) => g.max(x))(int(1, 2))],
  [DTypeError, "grad: argument 1 is int32 (1); a derivative needs float32 or float64. Convert it with cast(x, 'float32').", () => g.valueAndGrad((x: Tensor, i: Tensor) => g.sum(g.index(x, i)))(tensor([1]), int(0))],
  [DTypeError, "grad: argument 0 is int32 (2); a derivative needs float32 or float64. Convert it with cast(x, 'float32').", () => g.hessian((x) => g.max(x))(int(1, 2))],
  [DTypeError, "gradients: tensor 1 is int32 (1); a derivative needs float32 or float64. Convert it with cast(x, 'float32').", () => g.record(() => { const x = tensor([1], { requiresGrad: true }); return g.gradients(g.sum(x), [x, int(0)]) })],
  [DTypeError, 'tensor: int32 with requiresGrad; gradients need float32 or float64.', () => new g.Tensor(int(1).storage, int(1).view, true)],
  [DTypeError, "less: 0.5 beside int32; it needs a whole number of 32 bits. Convert the tensor with cast(x, 'float32').", () => g.less(int(0), 0.5)],
  [DTypeError, "equal: 4294967296 beside int32; it needs a whole number of 32 bits. Convert the tensor with cast(x, 'float32').", () => g.equal(int(0), 2 ** 32)],
  [DTypeError, "maskedFill: -Infinity beside int32; it needs a whole number of 32 bits. Convert the tensor with cast(x, 'float32').".replace('maskedFill', 'where'), () => g.maskedFill(int(1), g.ones([1]), -Infinity)],
  [DTypeError, "tensor: 1.5 at position 1 for int32; it needs whole numbers of 32 bits.", () => int(1, 1.5)],
  [DTypeError, "tensor: 4294967296 at position 0 for int32; it needs whole numbers of 32 bits.", () => int(2 ** 32)],
  [DTypeError, 'full: 0.5 at position 0 for int32; it needs whole numbers of 32 bits.', () => g.full([2], 0.5, { dtype: 'int32' })],
  [DTypeError, 'linspace: 0.5 at position 1 for int32; it needs whole numbers of 32 bits.', () => g.linspace(0, 1, 3, { dtype: 'int32' })],
  [ValueError, 'cast: NaN at position 1; int32 holds numbers from -2147483648 to 2147483647.', () => g.cast(tensor([1, NaN]), 'int32')],
  [ValueError, 'cast: 3000000000 at position 0; int32 holds numbers from -2147483648 to 2147483647.', () => g.cast(tensor([3e9]), 'int32')],
]
it.each(refused)('%o: %s', (kind, message, call) => {
  const error: unknown = (() => {
    try {
      return call()
    } catch (caught) {
      return caught
    }
  })()
  expect(error).toBeInstanceOf(kind)
  expect((error as Error).message).toBe(message)
})

it('cast cuts towards 0, and the bounds of int32 are inside', () => {
  const x = tensor([-1.9, 1.9, -(2 ** 31), 2 ** 31 - 1], { dtype: 'float64' })
  expect(g.cast(x, 'int32').toArray()).toEqual([-1, 1, -(2 ** 31), 2 ** 31 - 1])
})
