// One MiB summed over the ranks: a run's sum, and `allReduce`, beside the bare blocking call through koffi, in turns.
// Run: mpirun -n 2 node --import tsx test/programs/speed.ts; SIZE=1024 in the environment is for so many numbers
import { bowl } from '@glissade/parallel/testing'
import { findLibrary } from '../../src/library.ts'
import { Sums } from '../../src/sums.ts'
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
const sums = new Sums(world, { ...bowl().arithmetic, vector: (n) => new Float32Array(n) }, 4)
const share = { idle: false, stop: false, row: [0, 0, 0, 0] }
const ways = {
  'a sum of a run': () => sums.add(x, share),
  allReduce: () => world.allReduce(x),
  MPI_Allreduce: () => bare(1, x, x.length, type, sum, all),
}
const times = Object.keys(ways).map((): number[] => [])
for (let round = -WARM; round < ROUNDS; round++) {
  for (const [k, way] of Object.values(ways).entries()) {
    await way() // after another way its vector is no more in the cache
    const start = performance.now()
    await way()
    if (round >= 0) times[k].push(performance.now() - start)
  }
}
if (world.rank === 0) {
  const medians = times.map(median)
  const words = Object.keys(ways).map((name, k) => `${name} ${medians[k].toFixed(3)} ms`)
  const ratios = medians.slice(0, 2).map((each) => (each / medians[2]).toFixed(2))
  console.log(
    `${(x.length / 2 ** 18).toPrecision(3)} MiB over ${world.size} ranks, median of ${ROUNDS}: ${words.join(', ')}; ratios ${ratios.join(', ')}`,
  )
}
world.close()
