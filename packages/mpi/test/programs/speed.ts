// One MiB summed over the ranks: `allReduce` beside the bare blocking call through koffi, in turns.
// Run: mpirun -n 2 node --import tsx test/programs/speed.ts; SIZE=1024 in the environment is for so many numbers
import { findLibrary } from '../../src/library.ts'
import { join } from '../../src/index.ts'

const [ROUNDS, WARM] = [200, 20]
const world = join()
const library = findLibrary()
const bare = library.func('int MPI_Allreduce(intptr_t, void*, int, void*, void*, void*)')
const [type, sum, all] = ['ompi_mpi_float', 'ompi_mpi_op_sum', 'ompi_mpi_comm_world'].map((name) =>
  library.symbol(name),
)
const x = new Float32Array(Number(process.env.SIZE ?? 2 ** 18))

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]
const [ours, theirs]: number[][] = [[], []]
for (let round = -WARM; round < ROUNDS; round++) {
  const start = performance.now()
  await world.allReduce(x)
  const between = performance.now()
  bare(1, x, x.length, type, sum, all)
  const end = performance.now()
  if (round < 0) continue
  ours.push(between - start)
  theirs.push(end - between)
}
if (world.rank === 0) {
  const [a, b] = [median(ours), median(theirs)]
  console.log(
    `${(x.length / 2 ** 18).toPrecision(3)} MiB over ${world.size} ranks, median of ${ROUNDS}: allReduce ${a.toFixed(3)} ms, MPI_Allreduce ${b.toFixed(3)} ms, ratio ${(a / b).toFixed(2)}`,
  )
}
world.close()
