// The transport over MPI: every rank of a job runs the same program and comes to the same `fit`. Read `place.ts` and `team.ts` first.
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  ParallelError,
  withStatistics,
  work,
  type Strategy,
  type Team,
  type Trainee,
  type Transport,
} from '@glissade/parallel'
import { settled } from '@glissade/parallel/settings'
import { join, type Communicator } from './communicator.ts'
import { launch, RELAYED } from './launch.ts'
import { MpiPlace } from './place.ts'
import { isOfAll, MpiTeam } from './team.ts'

export interface MpiSettings {
  /** Open MPI's library, where the system does not find it by itself. */
  readonly library: string | undefined
}

/** By these mpirun, and srun, tell a process that it is one of several. */
const signs = ['OMPI_COMM_WORLD_SIZE', 'PMIX_RANK', 'PMI_RANK']

/** The run in parallel that this process has come to: the ranks of a job part at the end of the first. */
let begun = false

/**
 * Workers that are the ranks of an MPI job: `mpirun -n 4 node train.js`, or under Slurm `srun --mpi=pmix -n 4 node train.js`. Rank 0
 * coordinates, trains like the others, and alone comes back from `fit`; the others end with the run. A program that was started by
 * itself starts such a job on this machine, of its strategy's `entry`, and ends with it.
 *
 * A rank that is lost ends the job; start it again from the checkpoint of `fit`, which rank 0 reads for all.
 *
 * @throws SettingError
 */
export function mpi(settings: Partial<MpiSettings> = {}): Transport {
  const { library } = settled<MpiSettings>('mpi', settings, { library: undefined }, {})
  return {
    name: 'mpi',
    carries: ['sum'],
    async enter(given, trainee) {
      if (given.carrier !== 'sum')
        throw new ParallelError(
          `mpi: ${given.name} needs a server; it needs a transport that has one: threads() or zmq().`,
        )
      if (begun)
        throw new ParallelError(
          'mpi: this job has had its run in parallel; it needs a job for each, since the ranks part at the end of a run.',
        )
      if (given.workers > 1 && !signs.some((name) => name in process.env)) return becomeJob(given)
      begun = true
      const world = join(library === undefined ? {} : { library })
      process.on(RELAYED, () => world.rank > 0 || process.emit('SIGINT') || process.exit(130))
      const strategy = withStatistics(given, trainee.statistics)
      await check(world, strategy, trainee)
      return world.rank === 0 ? coordinate(world, strategy, trainee) : serve(world, strategy, trainee)
    },
  }
}

/** Starts the job that this program was meant to be, and ends as it does. */
async function becomeJob({ name, workers: ranks, entry }: Strategy): Promise<never> {
  if (entry === undefined)
    throw new ParallelError(
      `mpi: ${name} has ${ranks} workers, and this process was started by itself; it needs mpirun -n ${ranks} node ${basename(process.argv[1] ?? 'train.js')}, or { entry: import.meta.url } to start that itself.`,
    )
  if (!entry.startsWith('file:'))
    throw new ParallelError(`mpi: entry is ${entry}; it needs the URL of a file, such as import.meta.url.`)
  const program = [...process.execArgv, fileURLToPath(entry), ...process.argv.slice(2)]
  process.exit(await launch({ ranks, program }))
}

/** All ranks mean the same run, or none begins. */
async function check(world: Communicator, { name, workers }: Strategy, trainee: Trainee): Promise<void> {
  const { w, statistics, batches, measures } = trainee
  await world.agree('the number of weights', w.length)
  await world.agree('the number of statistics', statistics.length)
  await world.agree('the number of batches', batches)
  await world.agree('the number of measures', measures.length)
  await world.agree('the number of workers', workers)
  if (workers === world.size) return
  throw new ParallelError(
    `mpi: ${name} has ${workers} workers, and the job ${world.size} ${world.size === 1 ? 'rank' : 'ranks'}; it needs as many. Start it with mpirun -n ${workers}, or say workers: ${world.size}.`,
  )
}

async function coordinate(world: Communicator, strategy: Strategy, trainee: Trainee): Promise<Team> {
  await trainee.resume?.()
  const team = new MpiTeam(world, strategy, trainee)
  const place = new MpiPlace(world, strategy, trainee, team)
  return team.begin(work(strategy, trainee, place), () => place.centre)
}

/** Works to the end of the run, and of the process: what comes after `fit` in the program is for rank 0 alone. */
async function serve(world: Communicator, strategy: Strategy, trainee: Trainee): Promise<never> {
  const place = new MpiPlace(world, strategy, trainee, undefined)
  try {
    await work(strategy, trainee, place)
  } catch (error) {
    if (!isOfAll(error)) {
      process.stderr.write(`rank ${world.rank}: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    }
    await world.barrier() // rank 0 saves what there is, and tells of it
  }
  process.exit()
}
