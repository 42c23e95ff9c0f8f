// What the normalising layers share: scale and shift, of the last axes or of the features on an axis.
// Read `normalise` of the package autograd first.
import { add, mul, reshape, type Tensor } from '@glissade/autograd'
import type { Parameter } from '../parameter.ts'

/** One number for each feature, to be multiplied with x, whose features lie on one axis. */
export const perFeature = (t: Tensor, x: Tensor, axis: number): Tensor =>
  reshape(
    t,
    x.shape.map((_, i) => (i === axis ? t.size : 1)),
  )

/** y = γ x + β, each where there is one; they are for the last axes of x, or for the features on an axis. */
export function scaleAndShift(
  x: Tensor,
  { gamma, beta }: { readonly gamma?: Parameter | undefined; readonly beta?: Parameter | undefined },
  axis?: number,
): Tensor {
  const placed = (t: Tensor): Tensor => (axis === undefined ? t : perFeature(t, x, axis))
  const scaled = gamma ? mul(x, placed(gamma)) : x
  return beta ? add(scaled, placed(beta)) : scaled
}
