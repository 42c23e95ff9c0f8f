// Tensors whose place is filled again and again, such as the batches of a training loop: backend memory, nothing allocated.
// Read `tensor.ts` and `recording.ts` first.
import { BackendError } from './errors.ts'
import { kernelsFor } from './kernels/backend.ts'
import { open, type Scope } from './recording.ts'
import { sizeOf, type Shape } from './shape.ts'
import { Storage, Tensor } from './tensor.ts'
import { dense, dtypeOf, heap, type Data, type DType } from './view.ts'

/** The time between two fillings of a place. */
class Loan implements Scope {
  readonly ending = 'gave its place to a later batch; keep(x) what is needed longer'
  /** Whether anybody has asked for the numbers. */
  looked = false
  #over = false

  get closed(): boolean {
    this.looked = true
    return this.#over
  }

  end(): void {
    this.#over = true
  }
}

interface Place {
  readonly data: Data
  readonly loan: Loan
}

/**
 * Lends tensors in two places of the backend's memory, in turn: the third is where the first was, and the first throws
 * from then on. Kernels read it where it lies, and no step allocates a buffer.
 *
 * A tensor whose numbers nobody has asked for is not taken back: it stays with whoever holds it, as in
 * `[...dataset.batches(…)]`. Neither is one that an open recording may have saved: inside `record` each has a place of its own.
 */
export class Lender {
  #places: (Place | undefined)[] = [undefined, undefined]
  #turn = 0
  /** Somebody collects what this pass lends: the rest of it is given, not lent. */
  #collected = false

  /** Begins another pass over the data. What nobody has looked at stays with whoever holds it. */
  begin(): void {
    this.#collected = false
    this.#places = this.#places.map((place) => (place?.loan.looked ? place : undefined))
  }

  /** A tensor of any contents, and the array that holds them from its first element on. */
  lend(dtype: DType, shape: Shape): { readonly lent: Tensor; readonly data: Data } {
    const before = this.#places[this.#turn]
    if (before?.loan.looked === false) this.#collected = true
    if (this.#collected || open.recording) {
      const data = heap(dtype, sizeOf(shape))
      return { lent: new Tensor(new Storage(data), dense(data, shape)), data }
    }
    before?.loan.end()
    const fits = before && dtypeOf(before.data) === dtype && before.data.length >= sizeOf(shape)
    const data = fits ? before.data : kept(dtype, sizeOf(shape))
    const loan = new Loan()
    this.#places[this.#turn] = { data, loan }
    this.#turn = 1 - this.#turn
    return { lent: new Tensor(new Storage(data, loan), dense(data, shape)), data }
  }
}

/** Backend memory; an ordinary array where there is no backend, or no room. */
function kept(dtype: DType, size: number): Data {
  try {
    return kernelsFor(dtype).keep(dtype, size)
  } catch (error) {
    if (!(error instanceof BackendError)) throw error
    return heap(dtype, size)
  }
}
