// Softmax and cross entropy of rows in one pass, with the slope: the plain loop, for backends without a shortcut of their own.
// Read `kernels.ts` first.
import { exp, log } from '@glissade/math'
import { eachRow } from './loops.ts'
import type { View } from '../view.ts'

/**
 * For each row of logits x and weights t, both (rows, classes):
 *
 *     losses = −Σ t log softmax(x)            slope = softmax(x) Σ t − t
 *
 * A class of weight 0 counts for nothing, even where its logit is −∞.
 */
export function crossEntropy(x: View, t: View, losses: View, slope: View): void {
  const classes = x.shape[1]
  const column = { ...losses, shape: x.shape, stride: [losses.stride[0], 0] }
  const [sx, st, ss] = [x.stride[1], t.stride[1], slope.stride[1]]
  eachRow(x.shape, [x, t, column, slope], ([xi, ti, li, si]) => {
    let top = -Infinity
    for (let c = 0; c < classes; c++) top = Math.max(top, x.data[xi + c * sx])
    if (Math.abs(top) === Infinity) top = 0
    let [total, weight] = [0, 0]
    for (let c = 0; c < classes; c++) {
      total += exp(x.data[xi + c * sx] - top)
      weight += t.data[ti + c * st]
    }
    const logTotal = log(total)
    let loss = 0
    for (let c = 0; c < classes; c++) {
      const [z, w] = [x.data[xi + c * sx] - top, t.data[ti + c * st]]
      if (w !== 0) loss += w * (logTotal - z)
      slope.data[si + c * ss] = (exp(z) / total) * weight - w
    }
    losses.data[li] = loss
  })
}
