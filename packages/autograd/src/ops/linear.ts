// An affine map of rows, alone and with an activation behind it: each is one op, so that the bias, and the activation with it, is one
// pass over the product. Read `matmul.ts` and `../kernels/joined.ts` first.
import { allocate } from '../allocate.ts'
import { kernelsFor } from '../kernels/backend.ts'
import { activate, activateBack, joins, type Joined } from '../kernels/joined.ts'
import { addition } from '../kernels/scalar.ts'
import { apply, floats, type KernelOp } from '../op.ts'
import { recorded } from '../recording.ts'
import type { Shape } from '../shape.ts'
import { sharing, type Shared } from '../sharing.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast } from '../view.ts'
import { tensors } from './elementwise.ts'
import { matmul } from './matmul.ts'
import { transpose } from './view.ts'

/** x (rows, k), W (k, n), b (n) → (rows, n) */
type Linear = (x: Tensor, w: Tensor, b: Tensor) => Tensor

const shape = ([x, w]: readonly Shape[]): Shape => [x[0], w[1]]

const affineOp: KernelOp<undefined> = {
  name: 'affine',
  shape,
  forward: (k, y, [x, w, b]) => {
    k.matmul(x, w, y)
    k.map(addition, [y, broadcast(b, y.shape)], [], y)
  },
  pullbacks: [(dy, [, w]) => matmul(dy, transpose(w)), (dy, [x]) => matmul(transpose(x), dy), (dy) => dy],
  reads: [[1], [0], []],
}

/** y = x W + b */
export const linear: Linear = (x, w, b) => apply(affineOp, [x, w, b], undefined)

interface Gradients {
  readonly du: Tensor
  readonly db: Tensor
}

interface Attrs extends Shared<Gradients> {
  /** u = x W + b, filled by the forward pass where f′ looks at it. */
  readonly u: Tensor | undefined
}

/** ū = ȳ f′(u), and b̄ in the same pass. */
function passed(joined: Joined, dy: Tensor, y: Tensor, { u = y }: Attrs): Gradients {
  const { dtype, shape } = y
  const du = allocate(dtype, shape)
  const db = allocate(dtype, [shape[1]])
  const { data, offset } = db.view
  const row = { data, shape: [1, shape[1]], stride: [0, 1], offset }
  activateBack(kernelsFor(dtype), joined, [dy.view, u.view, y.view], du.view, row)
  return { du, db }
}

/** The same with ops, which may be derived again; the tape sums ū for b̄. */
function derivable({ derivative, params }: Joined, dy: Tensor, y: Tensor, u: Tensor): Gradients {
  const du = tensors.mul(dy, derivative(tensors, u, y, ...params))
  return { du, db: du }
}

function activatedOp(joined: Joined): KernelOp<Attrs> {
  const { name, keeps } = joined
  const back = sharing((dy: Tensor, [x, w, b]: readonly Tensor[], y: Tensor, attrs: Attrs) =>
    recorded() ? derivable(joined, dy, y, keeps ? linear(x, w, b) : y) : passed(joined, dy, y, attrs),
  )
  return {
    name: `affine${name[0].toUpperCase()}${name.slice(1)}`,
    shape,
    dtype: (inputs) => floats('affine', inputs),
    forward: (k, y, [x, w, b], { u }) => {
      k.matmul(x, w, y)
      activate(k, joined, y, broadcast(b, y.shape), u ? u.view : y, y)
    },
    pullbacks: [
      back(({ du }, [, w]) => matmul(du, transpose(w))),
      back(({ du }, [x]) => matmul(transpose(x), du)),
      back(({ db }) => db),
    ],
    reads: keeps ? [0, 1, 2].map(() => [0, 1, 2, 'y']) : [[1, 'y'], [0, 'y'], ['y']],
  }
}

function activated(joined: Joined): Linear {
  const op = activatedOp(joined)
  return (x, w, b) => {
    const u = joined.keeps ? allocate(x.dtype, [x.shape[0], w.shape[1]]) : undefined
    return apply(op, [x, w, b], { u })
  }
}

/** y = f(x W + b), by the name of the activation's row. */
export const activatedBy: ReadonlyMap<string, Linear> = new Map(
  [...joins].map(([name, joined]) => [name, activated(joined)]),
)
