// The transports of `--transport`. Those over several machines are packages of their own, loaded when they are asked for.
import { ParallelError, simulated, threads, type Transport } from '@glissade/parallel'
import type { TrainOptions } from './flags.ts'
import type { TransportName } from './strategies.ts'

/**
 * The transport by its name.
 *
 * @throws ParallelError where its package is not installed.
 */
export function transportOf(name: TransportName, options: TrainOptions): Promise<Transport> | Transport {
  const { latency, seed } = options
  if (name === 'threads') return threads()
  if (name === 'simulate') return simulated({ seed, ...(latency !== undefined && { latency, jitter: 1 }) })
  return name === 'mpi' ? overMpi() : overZmq(options)
}

async function overMpi(): Promise<Transport> {
  const { mpi } = await installed('@glissade/mpi', import('@glissade/mpi'))
  seeThroughMpirun()
  return mpi()
}

/** mpirun gives each rank a terminal, whether there is a real one or not: the process that starts it says which. */
function seeThroughMpirun({ stdout, env } = process): void {
  const columns = env.GLISSADE_COLUMNS
  if (env.OMPI_COMM_WORLD_RANK !== undefined)
    Object.assign(stdout, { isTTY: columns !== undefined, columns: Number(columns) || undefined })
  else if (stdout.isTTY) env.GLISSADE_COLUMNS = String(stdout.columns)
}

async function overZmq({ listen, connect }: TrainOptions): Promise<Transport> {
  const { zmq } = await installed('@glissade/zmq', import('@glissade/zmq'))
  if (connect !== undefined) process.env.GLISSADE_CONNECT = connect // as a worker that is started by another program has it
  return zmq(listen === undefined ? {} : { listen })
}

/** A package, or how to get it. */
export async function installed<M>(name: string, loading: Promise<M>): Promise<M> {
  try {
    return await loading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    const transport = name.split('/')[1]
    throw new ParallelError(
      `--transport ${transport} needs the optional package ${name}, which is not installed here. Install it: npm install ${name}; in the repository of Glissade: node scripts/setup.mjs test.`,
      { cause: error },
    )
  }
}
