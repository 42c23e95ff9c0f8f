// The ranks of one MPI job, and what they do together. Read `bindings.ts` first.
import { bind, type Bindings, type Handle, type Operation, type Out } from './bindings.ts'
import { MpiError } from './error.ts'
import { findLibrary } from './library.ts'

export type { Operation } from './bindings.ts'
export type Numbers = Float32Array | Float64Array | Int32Array

/** So long a wait keeps the thread to itself; then signals and timers are heard before it goes on. */
const SLICE = 50

const types = new Map<unknown, keyof Bindings['types']>([
  [Float32Array, 'float32'],
  [Float64Array, 'float64'],
  [Int32Array, 'int32'],
])

/**
 * All ranks of the job. Each operation is called by every rank, in the same order, with arrays of one length and type; its promise
 * ends when this rank's part is done. Until then do not touch the array.
 *
 * A rank that dies ends the job (mpirun kills the others), so save checkpoints.
 */
export class Communicator {
  readonly rank: number
  readonly size: number
  readonly #mpi: Bindings
  #open = true
  #busy: string | undefined

  constructor(mpi: Bindings) {
    this.#mpi = mpi
    this.rank = mpi.number('rank')
    this.size = mpi.number('size')
  }

  /** x ← Σ x over the ranks (or the largest, the smallest), in place, with the same bits on every rank. */
  allReduce(x: Numbers, operation: Operation = 'sum'): Promise<void> {
    const chosen = this.#mpi.operations[operation]
    if (chosen === undefined)
      throw new MpiError(`allReduce: operation is '${String(operation)}'; it needs 'sum', 'max' or 'min'.`)
    const type = this.#type('allReduce', x)
    return this.#together('allReduce', () => this.#mpi.allReduce(x, x.length, type, chosen))
  }

  /** x ← the root's x. */
  broadcast(x: Numbers, root = 0): Promise<void> {
    if (!Number.isInteger(root) || root < 0 || root >= this.size)
      throw new MpiError(`broadcast: root is ${root}; it needs a rank from 0 to ${this.size - 1}.`)
    const type = this.#type('broadcast', x)
    return this.#together('broadcast', () => this.#mpi.broadcast(x, x.length, type, root))
  }

  /** Ends when every rank has come here. */
  barrier(): Promise<void> {
    return this.#together('barrier')
  }

  /**
   * Makes sure that all ranks mean the same number, such as the length of the weights, before anything of that length moves.
   *
   * @throws MpiError on every rank if they differ.
   */
  async agree(what: string, value: number): Promise<void> {
    const extremes = Float64Array.of(value, -value)
    await this.allReduce(extremes, 'max')
    const [most, least] = [extremes[0], -extremes[1]]
    if (most === least) return
    throw new MpiError(
      `agree: ${what} is ${value} on rank ${this.rank} and between ${least} and ${most} elsewhere; it needs the same on every rank. Do all ranks run one program with one configuration?`,
    )
  }

  /** Leaves the job in good order; every rank must come here. */
  close(): void {
    if (!this.#open) return
    if (this.#busy) throw new MpiError(`close: ${this.#busy} is under way; await it first.`)
    this.#open = false
    this.#mpi.end()
  }

  /** At the end of the process: a rank that failed, or left in the middle, says no farewell, by which mpirun knows and ends the job. */
  leave(code: number): void {
    if (code === 0 && !this.#busy) this.close()
  }

  /** Ends the whole job at once, on every machine. */
  abort(code = 1): void {
    this.#open = false
    this.#mpi.abort(code)
  }

  #type(where: string, x: Numbers): Handle {
    const type = types.get(x?.constructor)
    if (type) return this.#mpi.types[type]
    throw new MpiError(`${where}: x is ${kind(x)}; it needs a Float32Array, Float64Array or Int32Array.`)
  }

  /**
   * Waits until every rank has come, hearing signals meanwhile; only then comes the operation itself, which blocks, but not for long.
   * MPI's own non-blocking operations take twice the time of the blocking ones.
   */
  async #together(where: string, operation?: () => void): Promise<void> {
    if (!this.#open)
      throw new MpiError(
        `${where}: the communicator was closed; open one with join() once, and close it last.`,
      )
    if (this.#busy)
      throw new MpiError(
        `${where}: ${this.#busy} is under way; await it first, so that all ranks keep one order.`,
      )
    this.#busy = where
    try {
      const request = this.#mpi.arrive()
      await Promise.resolve() // a second call in the same turn is always refused, not only when this one takes long
      while (!this.#slice(request)) await new Promise(setImmediate)
      operation?.()
    } finally {
      this.#busy = undefined
    }
  }

  /** Asks again and again, for one slice of time at most. */
  #slice(request: Out<Handle>): boolean {
    const end = performance.now() + SLICE
    do {
      for (let k = 0; k < 64; k++) if (this.#mpi.test(request)) return true
    } while (performance.now() < end)
    return false
  }
}

const kind = (x: unknown): string =>
  typeof x === 'object' && x !== null ? x.constructor.name : `${typeof x} ${String(x)}`

let opened: Communicator | undefined

/**
 * Joins the MPI job that this process was started in (`mpirun -n 4 node train.js`); started without mpirun it is a job of one.
 * MPI can be joined once in a process: later calls give the same communicator.
 *
 * @throws MpiError where there is no Open MPI: it says where it looked and how to install it.
 */
export function join({ library }: { readonly library?: string } = {}): Communicator {
  if (opened) return opened
  const bindings = bind(findLibrary(library))
  bindings.begin()
  const communicator = new Communicator(bindings)
  process.once('exit', (code) => communicator.leave(code))
  return (opened = communicator)
}
