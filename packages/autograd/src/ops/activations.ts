// Activation functions, element by element. Values and derivatives stand in `../kernels/table.ts`.
import { ValueError } from '../errors.ts'
import type { Operand } from '../kernels/algebra.ts'
import { checkOptions, shown } from '../options.ts'
import type { Tensor } from '../tensor.ts'
import type { Bounds } from './arithmetic.ts'
import { binary, ofRow, rowOps, unary } from './elementwise.ts'

/** y = 1 / (1 + e⁻ˣ) */
export const sigmoid = unary('sigmoid')
/** y = log sigmoid(x), without underflow. */
export const logSigmoid = unary('logSigmoid')
/** y = log (1 + eˣ), without overflow. */
export const softplus = unary('softplus')
/** y = x / (1 + |x|) */
export const softsign = unary('softsign')
/** y = max(x, 0); its derivative at 0 is 0. */
export const relu = unary('relu')
/** y = min(max(x, 0), 6); its derivative at 0 and 6 is 0. */
export const relu6 = unary('relu6')
/**
 * y = scale · (x if x > 0, else alpha (eˣ − 1)), which keeps mean 0 and variance 1 from layer to layer.
 *
 * @see Klambauer, Unterthiner, Mayr & Hochreiter 2017, "Self-normalizing neural networks", equation 2
 */
export const selu = unary('selu')
/** y = x sigmoid(x), also called swish. */
export const silu = unary('silu')
/** y = x tanh(softplus(x)) */
export const mish = unary('mish')
/** y = x min(max(x + 3, 0), 6) / 6 */
export const hardswish = unary('hardswish')
/** y = x where x > 0, else a x. The slopes `a` broadcast against x like any operand; for one per channel give them its shape. */
export const prelu = binary('prelu')

type X = Operand<Tensor>

interface GeluOptions {
  readonly approximate?: 'none' | 'tanh'
}

/** y = x where x > 0, else slope · x. */
export const leakyRelu = ofRow('leakyRelu', (x: X, slope = 0.01): Tensor => rowOps.leakyRelu([x], [slope]))

/** y = x where x > 0, else alpha (eˣ − 1). */
export const elu = ofRow('elu', (x: X, alpha = 1): Tensor => rowOps.elu([x], [alpha]))

/**
 * y = x Φ(x), Φ the normal distribution function; `approximate: 'tanh'` for the form of the original code.
 *
 * @see Hendrycks & Gimpel 2016, "Gaussian error linear units", section 2
 */
export const gelu = ofRow('gelu', (x: X, options: GeluOptions = {}): Tensor => {
  checkOptions('gelu', options, ['approximate'])
  const { approximate = 'none' } = options
  if (approximate !== 'none' && approximate !== 'tanh')
    throw new ValueError(`gelu: approximate is ${shown(approximate)}; it needs 'none' or 'tanh'.`)
  return approximate === 'tanh' ? rowOps.geluTanh([x]) : rowOps.gelu([x])
})

/** Like clip, to [−1, 1] unless said, but without gradient at the bounds. */
export const hardtanh = ofRow('hardtanh', (x: X, options: Bounds = {}): Tensor => {
  checkOptions('hardtanh', options, ['min', 'max'])
  const { min = -1, max = 1 } = options
  return rowOps.hardtanh([x], [min, max])
})
