// Derivatives of functions: grad, Hessian-vector products, Hessians, per-sample gradients. They nest: grad(grad(f)) is f″.
// Read `record.ts` and `sweep.ts` first.
import { ShapeError, ValueError } from './errors.ts'
import { tensor, zeros } from './create.ts'
import { apply, checkTensor, type ViewOp } from './op.ts'
import { checkFunction } from './options.ts'
import { mul } from './ops/arithmetic.ts'
import { stack } from './ops/join.ts'
import { sum } from './ops/sum.ts'
import { reshape, slice } from './ops/view.ts'
import { record } from './record.ts'
import { open, recorded, type Recording } from './recording.ts'
import { checkList, sameShape, show } from './shape.ts'
import { differentiable, gradients } from './sweep.ts'
import { Tensor } from './tensor.ts'

type Arguments = readonly (Tensor | number)[]
type Tensors<A extends Arguments> = { [K in keyof A]: Tensor }

/** The same tensor under a new name, so that derivatives by it are told apart from those by the original. */
const alias: ViewOp<undefined> = {
  name: 'alias',
  view: (x) => x,
  pullbacks: [(dy) => dy],
  reads: [],
}

const variable = (x: Tensor | number, i: number): Tensor =>
  differentiable('grad', `argument ${i}`, x instanceof Tensor ? x : tensor(x))

/**
 * f and its gradients in one go: valueAndGrad(f)(x) is [f(x), [df/dx, …]], one gradient per argument.
 * `f` takes tensors (numbers become float32 scalars) and returns one number as a tensor.
 */
export function valueAndGrad<A extends Arguments>(
  f: (...xs: Tensors<A>) => Tensor,
): (...xs: A) => [Tensor, Tensor[]] {
  checkFunction('grad', f)
  return (...xs) => {
    const nested = recorded()
    return record((): [Tensor, Tensor[]] => {
      const recording = open.recording as Recording // record() has just opened it
      const paused = recording.paused
      recording.paused = 0
      try {
        const from = recording.steps.length
        const inputs = xs.map((x, i) => apply(alias, [variable(x, i)], undefined, true))
        const y = f(...(inputs as Tensors<A>))
        if (!(y instanceof Tensor) || y.size !== 1) {
          throw new ShapeError(
            `grad: the function returned ${y instanceof Tensor ? show(y.shape) : typeof y === 'number' ? 'a number' : typeof y}; it needs a tensor of one number, such as a sum or a mean.`,
          )
        }
        return [y, gradients(y, inputs, { createGraph: nested, from })]
      } finally {
        recording.paused = paused
      }
    })
  }
}

/** df/dx as a function of x; grad(grad(f)) is f″. */
export function grad(f: (x: Tensor) => Tensor): (x: Tensor | number) => Tensor
/** [∂f/∂x, ∂f/∂y, …] as a function of x, y, … */
export function grad<A extends Arguments>(f: (...xs: Tensors<A>) => Tensor): (...xs: A) => Tensor[]
/** The gradient as a function: one tensor for a function of one argument, a list for several. */
export function grad(f: (...xs: Tensor[]) => Tensor): (...xs: (Tensor | number)[]) => Tensor | Tensor[] {
  const both = valueAndGrad<(Tensor | number)[]>(f)
  return (...xs) => {
    const [, dx] = both(...xs)
    return xs.length === 1 ? dx[0] : dx
  }
}

/**
 * H v, the Hessian of f at x times a vector, for the price of two sweeps and without ever forming H.
 *
 *     H v = ∇ₓ ⟨∇f(x), v⟩
 *
 * @see Pearlmutter 1994, "Fast exact multiplication by the Hessian"
 */
export function hessianVectorProduct(f: (x: Tensor) => Tensor): (x: Tensor, v: Tensor) => Tensor {
  checkFunction('hessianVectorProduct', f)
  return (x, v) => {
    checkTensor('hessianVectorProduct', x)
    checkTensor('hessianVectorProduct', v)
    if (!sameShape(x.shape, v.shape))
      throw new ShapeError(
        `hessianVectorProduct: x is ${show(x.shape)} and v ${show(v.shape)}; they need one shape.`,
      )
    return grad((z: Tensor) => sum(mul(grad(f)(z), v)))(x)
  }
}

/** Above this many weights a Hessian is refused: 4096² numbers are 128 MiB. */
const MOST_WEIGHTS = 4096

/**
 * The matrix of second derivatives, (n, n) for x of n elements: n Hessian-vector products, one for each axis.
 *
 * @throws ValueError for more than 4,096 elements; use hessianVectorProduct there.
 */
export function hessian(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  checkFunction('hessian', f)
  return (x) => {
    checkTensor('hessian', x)
    if (x.size > MOST_WEIGHTS) {
      throw new ValueError(
        `hessian: x has ${x.size} elements, so H has ${x.size ** 2}; it needs at most ${MOST_WEIGHTS}. hessianVectorProduct never forms H.`,
      )
    }
    const product = hessianVectorProduct(f)
    const rows = Array.from({ length: x.size }, (_, i) => {
      const unit = zeros([x.size], { dtype: x.dtype })
      unit.data[i] = 1
      return reshape(product(x, reshape(unit, x.shape)), [x.size])
    })
    return stack(rows)
  }
}

/**
 * One gradient per sample instead of their mean: `loss` is called with each row of the batch by itself (its first axis kept, at size 1).
 * Returns, for each of `weights`, a tensor (samples, …weight shape).
 */
export function perSampleGradients(
  loss: (...sample: Tensor[]) => Tensor,
  weights: readonly Tensor[],
  batch: readonly Tensor[],
): Tensor[] {
  checkFunction('perSampleGradients', loss)
  checkList('perSampleGradients', 'weights', weights)
  checkList('perSampleGradients', 'batch', batch)
  for (const x of [...weights, ...batch]) checkTensor('perSampleGradients', x)
  const sizes = batch.map((x) => x.shape[0])
  if (batch.length === 0 || sizes.some((n) => n !== sizes[0])) {
    throw new ShapeError(
      `perSampleGradients: batch parts have ${sizes.join(', ') || 'no'} samples; they need one number of them.`,
    )
  }
  const each = Array.from({ length: sizes[0] }, (_, i) =>
    record(() => gradients(loss(...batch.map((x) => slice(x, [[i, i + 1]]))), weights)),
  )
  return weights.map((_, w) => stack(each.map((g) => g[w])))
}
