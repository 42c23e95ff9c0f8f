// The few functions of MPI that all-reducing strategies need, and its handles. Read `library.ts` first.
// Open MPI's handles are addresses of symbols; an array goes in as its address.
import { MpiError } from './error.ts'
import type { findLibrary } from './library.ts'

/** What koffi makes of a C pointer. */
export type Handle = unknown
/** A place into which C writes one value. */
export type Out<T> = [T]

export interface Bindings {
  readonly world: Handle
  readonly types: Readonly<Record<'float32' | 'float64' | 'int32', Handle>>
  readonly operations: Readonly<Record<Operation, Handle>>
  begin(): void
  end(): void
  abort(code: number): void
  number(what: 'rank' | 'size'): number
  /** They block until every rank has come. */
  allReduce(x: ArrayBufferView, count: number, type: Handle, operation: Handle): void
  broadcast(x: ArrayBufferView, count: number, type: Handle, root: number): void
  /** Tells the others that this rank has come; the request to ask after whether all have. */
  arrive(): Out<Handle>
  /** Whether it is over; the library makes progress in here. */
  test(request: Out<Handle>): boolean
}

export type Operation = 'sum' | 'max' | 'min'

/** "The result overwrites what I put in." */
const IN_PLACE = 1

export function bind(library: ReturnType<typeof findLibrary>): Bindings {
  const handle = (name: string): Handle => library.symbol(name)
  const call = (signature: string) => {
    const f = library.func(signature) as (...given: readonly unknown[]) => number
    return (...given: readonly unknown[]): void => {
      const code = f(...given)
      if (code !== 0) throw new MpiError(`mpi: ${signature.split('(')[0].slice(4)} failed with code ${code}.`)
    }
  }
  const world = handle('ompi_mpi_comm_world')
  const init = call('int MPI_Init(void*, void*)')
  const returnErrors = call('int MPI_Comm_set_errhandler(void*, void*)')
  const numbers = {
    rank: call('int MPI_Comm_rank(void*, _Out_ int*)'),
    size: call('int MPI_Comm_size(void*, _Out_ int*)'),
  }
  const finalize = call('int MPI_Finalize()')
  const abort = call('int MPI_Abort(void*, int)')
  const allReduce = call('int MPI_Allreduce(intptr_t, void*, int, void*, void*, void*)')
  const broadcast = call('int MPI_Bcast(void*, int, void*, int, void*)')
  const barrier = call('int MPI_Ibarrier(void*, _Out_ void**)')
  const test = call('int MPI_Test(_Inout_ void**, _Out_ int*, intptr_t)')
  const over: Out<number> = [0]
  return {
    world,
    types: {
      float32: handle('ompi_mpi_float'),
      float64: handle('ompi_mpi_double'),
      int32: handle('ompi_mpi_int'),
    },
    operations: {
      sum: handle('ompi_mpi_op_sum'),
      max: handle('ompi_mpi_op_max'),
      min: handle('ompi_mpi_op_min'),
    },
    begin() {
      init(null, null)
      returnErrors(world, handle('ompi_mpi_errors_return'))
    },
    end: () => finalize(),
    abort: (code) => abort(world, code),
    number(what) {
      const value: Out<number> = [0]
      numbers[what](world, value)
      return value[0]
    },
    allReduce: (x, count, type, operation) => allReduce(IN_PLACE, x, count, type, operation, world),
    broadcast: (x, count, type, root) => broadcast(x, count, type, root, world),
    arrive() {
      const request: Out<Handle> = [null]
      barrier(world, request)
      return request
    },
    test(request) {
      test(request, over, 0)
      return over[0] !== 0
    },
  }
}
