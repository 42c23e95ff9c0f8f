// The state of recurrent layers: what it looks like, and how it goes from one piece of a sequence to the next.
import { DTypeError, keep, ShapeError, shown, Tensor, ValueError, zeros } from '@glissade/autograd'

/** { h } or { h, c }: (batch, hidden) each for a cell, (layers · directions, batch, hidden) for a layer. */
export type StateOf<S extends string> = { readonly [K in S]: Tensor }

/**
 * The state as plain numbers: it outlives the recording, and no gradient flows back through it. This is truncated
 * backpropagation through time:
 *
 *     let state: StateOf<'h' | 'c'> | undefined
 *     for (const { x, y } of chunks) {
 *       optimizer.step(() => {
 *         const { output, state: next } = lstm.run(x, state ? { state } : {})
 *         state = carry(next)
 *         return crossEntropy(head.forward(output), y)
 *       })
 *     }
 *
 * @see Williams & Peng 1990, "An efficient gradient-based algorithm for on-line training of recurrent network trajectories"
 */
export function carry<T extends Readonly<Record<string, Tensor>>>(state: T): T {
  if (typeof state !== 'object' || state === null)
    throw new ValueError(
      `carry: the state is ${String(state)}; it needs { h } or { h, c }, what run() gives.`,
    )
  const kept: Readonly<Record<string, Tensor>> = Object.fromEntries(
    Object.entries(state).map(([name, x]) => [name, keep(x)]),
  )
  return kept as T
}

const show = (shape: readonly number[]): string => `(${shape.join(', ')})`

/** The parts of a state in order; zeros where none was given. */
export function checkState(
  where: string,
  names: readonly string[],
  state: Readonly<Record<string, Tensor>> | undefined,
  shape: readonly number[],
  like: Tensor,
): Tensor[] {
  if (state === undefined) {
    const nothing = zeros(shape, { dtype: like.dtype })
    return names.map(() => nothing)
  }
  const given = typeof state === 'object' && state !== null && !(state instanceof Tensor) ? state : undefined
  const found = given && Object.keys(given)
  if (!given || found?.length !== names.length || names.some((name) => !found.includes(name))) {
    const what = found ? `{ ${found.join(', ')} }` : state instanceof Tensor ? 'a tensor' : typeof state
    throw new ValueError(`${where}: the state is ${what}; it needs { ${names.join(', ')} }.`)
  }
  return names.map((name) => {
    checkPart(where, name, given[name], shape, like)
    return given[name]
  })
}

function checkPart(
  where: string,
  name: string,
  x: unknown,
  shape: readonly number[],
  like: Tensor,
): asserts x is Tensor {
  if (!(x instanceof Tensor))
    throw new DTypeError(`${where}: the state's ${name} is ${shown(x)}; it needs a tensor.`)
  const batchAxis = shape.length - 2
  if (x.shape.join() !== shape.join()) {
    const other = x.rank === shape.length && x.shape.every((d, i) => i === batchAxis || d === shape[i])
    throw new ShapeError(
      `${where}: the state's ${name} is ${show(x.shape)}; it needs ${show(shape)}.${other ? ` Was it carried over from a batch of ${x.shape[batchAxis]}?` : ''}`,
    )
  }
  if (x.dtype !== like.dtype)
    throw new DTypeError(
      `${where}: the state's ${name} is ${x.dtype} and the input ${like.dtype}; it needs one type.`,
    )
}
