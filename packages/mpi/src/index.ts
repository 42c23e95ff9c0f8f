// `@glissade/mpi`: training over MPI, and the ranks of a job with their collectives. Reading order: communicator.ts, bindings.ts,
// library.ts; then mpi.ts, sums.ts, place.ts, team.ts.
export { Communicator, join, type Numbers, type Operation } from './communicator.ts'
export { MpiError } from './error.ts'
export { launch, mpirunCommand, type Launch } from './launch.ts'
export { mpi, type MpiSettings } from './mpi.ts'
