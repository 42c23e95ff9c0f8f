// `@glissade/mpi`: the ranks of an MPI job and their collectives. Reading order: communicator.ts, bindings.ts, library.ts.
export { Communicator, mpi, type Numbers, type Operation } from './communicator.ts'
export { MpiError } from './error.ts'
export { launch, mpirunCommand, type Launch } from './launch.ts'
