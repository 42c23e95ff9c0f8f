// Several formulas over the same elements, computed in one pass. Read `scalar.ts` first; `cells.ts` and `joined.ts` have those of
// the library, `bundles.ts` the list.
import type { View } from '../view.ts'
import { numbers, type Algebra, type Operand } from './algebra.ts'
import type { Kernels } from './kernels.ts'
import { eachRow } from './loops.ts'

/** Formulas of common inputs. */
export interface Bundle {
  readonly name: string
  readonly inputs: number
  readonly outputs: number
  /** Which outputs are also summed over the rows. */
  readonly sums?: readonly number[]
  readonly formulas: <T>(algebra: Algebra<T>, ...x: Operand<T>[]) => readonly Operand<T>[]
}

const last = ({ shape, stride }: View): number => stride[shape.length - 1] ?? 0

/**
 * outs[k][i] = fₖ(inputs[0][i], inputs[1][i], …) on views of one shape, by the backend's shortcut or by plain loops. Behind them come
 * the sums, (1, columns) each.
 */
export function mapAll(k: Kernels, bundle: Bundle, inputs: readonly View[], outs: readonly View[]): void {
  if (k.mapAll?.(bundle, inputs, outs)) return
  const single = outs.slice(0, bundle.outputs)
  const views = [...inputs, ...single]
  const steps = views.map(last)
  const { shape } = outs[0]
  const n = shape[shape.length - 1] ?? 1
  const x = inputs.map(() => 0)
  eachRow(shape, views, (at) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < x.length; j++) x[j] = inputs[j].data[at[j] + i * steps[j]]
      const y = bundle.formulas<number>(numbers, ...x)
      for (let j = 0; j < y.length; j++) outs[j].data[at[x.length + j] + i * steps[x.length + j]] = y[j]
    }
  })
  bundle.sums?.forEach((of, j) => k.fold('sum', outs[of], outs[bundle.outputs + j]))
}
