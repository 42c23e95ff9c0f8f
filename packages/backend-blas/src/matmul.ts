// A matrix product as BLAS has it: views whose rows or columns lie side by side go in as they lie, others are copied first.
// Read `library.ts` first.
import { copyInto, dense, eachRow, sizeOf, type View } from '@glissade/autograd/kernels'
import type { Gemm } from './library.ts'

const ROW_MAJOR = 101
const [AS_IT_LIES, TRANSPOSED] = [111, 112]

/** The last two axes of a view, for BLAS: where they begin is the caller's. */
interface Operand {
  readonly view: View
  readonly trans: number
  /** Elements from one row (or column) to the next. */
  readonly ld: number
}

/** How BLAS can read the matrices of a view without a copy, if it can. */
function layout(view: View): Omit<Operand, 'view'> | undefined {
  const [rows, columns] = view.shape.slice(-2)
  const [down, right] = view.stride.slice(-2)
  if ((right === 1 || columns === 1) && (down >= columns || rows === 1))
    return { trans: AS_IT_LIES, ld: Math.max(rows === 1 ? columns : down, 1) }
  if ((down === 1 || rows === 1) && (right >= rows || columns === 1))
    return { trans: TRANSPOSED, ld: Math.max(columns === 1 ? rows : right, 1) }
  return undefined
}

type Floats = Float32Array | Float64Array

/** A place of the view's shape, row by row. */
const block = ({ data, shape }: View): View =>
  dense(
    data instanceof Float32Array ? new Float32Array(sizeOf(shape)) : new Float64Array(sizeOf(shape)),
    shape,
  )

function operand(x: View): Operand {
  const found = layout(x)
  if (found) return { view: x, ...found }
  const copy = block(x)
  copyInto(x, copy)
  return { view: copy, trans: AS_IT_LIES, ld: Math.max(x.shape[x.shape.length - 1], 1) }
}

/** out (…, m, n) = a (…, m, k) · b (…, k, n), all of one element type. */
export function matmul(gemm: Gemm, a: View, b: View, out: View): void {
  const [m, n] = out.shape.slice(-2)
  const k = a.shape[a.shape.length - 1]
  if (sizeOf(out.shape) === 0) return
  const fits = layout(out)?.trans === AS_IT_LIES
  const y = fits ? out : block(out)
  const [left, right, into] = [operand(a), operand(b), operand(y)]
  const batch = [...out.shape.slice(0, -2), 1]
  const matrices = [left, right, into].map(({ view }) => ({
    ...view,
    shape: batch,
    stride: [...view.stride.slice(0, -2), 0],
  }))
  eachRow(batch, matrices, ([at, bt, yt]) => {
    const place = ({ view }: Operand, offset: number): Floats => (view.data as Floats).subarray(offset)
    // prettier-ignore
    gemm(
      ROW_MAJOR, left.trans, right.trans, m, n, k, 1,
      place(left, at), left.ld, place(right, bt), right.ld, 0, place(into, yt), into.ld,
    )
  })
  if (!fits) copyInto(y, out)
}
