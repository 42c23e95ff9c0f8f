// One way back for several inputs: the sweep asks for their gradients one after another, and the work is done at the first.
import type { Pullback } from './op.ts'
import { open, recorded } from './recording.ts'
import type { Tensor } from './tensor.ts'

/** Attributes of an op that has such pullbacks: they keep the last result. */
export interface Shared<R> {
  shared?: { readonly dy: Tensor; readonly recorded: boolean; readonly result: R }
}

type Operation<A> = readonly [inputs: readonly Tensor[], y: Tensor, attrs: A]

/**
 * Pullbacks that take their gradient from the result of one common sweep. It is done again for another ȳ, and where the sweep is
 * recorded so that it can be derived again.
 */
export function sharing<A extends Shared<R>, R>(
  sweep: (dy: Tensor, ...operation: Operation<A>) => R,
): (gradient: (result: R, ...operation: Operation<A>) => Tensor) => Pullback<A> {
  return (gradient) => (dy, inputs, y, attrs) => {
    let last = attrs.shared
    if (last?.dy !== dy || last.recorded !== recorded()) {
      last = { dy, recorded: recorded(), result: apart(() => sweep(dy, inputs, y, attrs)) }
      attrs.shared = last
    }
    return gradient(last.result, inputs, y, attrs)
  }
}

/** What serves several gradients is not put where one of them belongs. */
function apart<R>(f: () => R): R {
  const { recording } = open
  const place = recording?.landing
  if (!recording || !place) return f()
  recording.landing = undefined
  try {
    return f()
  } finally {
    recording.landing = place
  }
}
