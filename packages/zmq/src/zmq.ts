// The transport over ZeroMQ: processes on this machine, or on others, around one server. Read `coordinator.ts` and `place.ts` first.
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import {
  ParallelError,
  withStatistics,
  work,
  type ServerStrategy,
  type Team,
  type Trainee,
  type Transport,
} from '@glissade/parallel'
import { count, here, MOST_HERE, positive, settled } from '@glissade/parallel/settings'
import { Children, type Environment } from './children.ts'
import { Coordinator } from './coordinator.ts'
import { describe } from './model.ts'
import { Over, ZmqPlace } from './place.ts'
import { Server } from './server.ts'
import { Worker } from './worker.ts'

/** What the transport may be told. */
export interface ZmqSettings {
  /** Where the server listens: on loopback, at any free port, unless said. */
  readonly listen: string
  /** Needed where other machines reach the server; that of the environment variable GLISSADE_SECRET unless said. */
  readonly secret: string | undefined
  /** How many workers are started on this machine: all that the strategy has, or none where `listen` is said. */
  readonly local: number | undefined
  /** Seconds: a worker that was silent for two of these is given up. It must be longer than a step. */
  readonly heartbeat: number
  /** Seconds: so long the server waits for workers when there is none, and a worker for a server that is away. */
  readonly patience: number
  /** A file for the server's state; where it is there already, the server goes on from it. */
  readonly checkpoint: string | undefined
  /** Updates of the server between two checkpoints. */
  readonly every: number
}

const LOCAL = 'tcp://127.0.0.1:*'

/** How many parallel runs this program has come to. */
let runs = 0

/**
 * Workers in processes of their own, around a server in the process that called `fit`. Without settings it starts them itself, on this
 * machine, and they end with it. For several machines the same program is started on each:
 *
 *     GLISSADE_SECRET=… node train.js                                        the server: zmq({ listen: 'tcp://0.0.0.0:5555' })
 *     GLISSADE_SECRET=… GLISSADE_CONNECT=tcp://alpha:5555 node train.js      a worker; it may come late, or again
 *
 * @throws SettingError
 */
export function zmq(settings: Partial<ZmqSettings> = {}): Transport {
  const terms = checked(settings)
  return {
    name: 'zmq',
    carries: ['server', 'memory'],
    async enter(given, trainee) {
      if (given.carrier === 'sum')
        throw new ParallelError(
          `zmq: ${given.name} sums over all workers; it needs a transport that does: threads() or mpi().`,
        )
      const strategy = withStatistics(given, trainee.statistics) as ServerStrategy
      const run = runs++
      const own = process.env as Partial<Environment>
      if (own.GLISSADE_CONNECT === undefined) return coordinate(strategy, trainee, terms, run)
      // An earlier run is another team's: its model stays as it is here.
      if (Number(own.GLISSADE_RUN ?? 0) !== run) return undefined
      return serve(own as Environment, strategy, trainee, terms)
    },
  }
}

function checked(settings: Partial<ZmqSettings>): ZmqSettings {
  const defaults: ZmqSettings = {
    listen: LOCAL,
    secret: process.env.GLISSADE_SECRET,
    local: settings.listen === undefined ? undefined : 0,
    heartbeat: 10,
    patience: 60,
    checkpoint: undefined,
    every: 100,
  }
  const ranges = { heartbeat: positive, patience: positive, every: count }
  const { local } = settings
  return settled('zmq', settings, defaults, local === undefined ? ranges : { ...ranges, local: here })
}

/** Listens, starts workers, and waits for them. */
async function coordinate(
  strategy: ServerStrategy,
  trainee: Trainee,
  settings: ZmqSettings,
  run: number,
): Promise<Team> {
  const {
    listen: address,
    secret,
    local = strategy.workers,
    heartbeat,
    patience,
    checkpoint,
    every,
  } = settings
  const { entry } = strategy
  if (local > 0 && entry === undefined)
    throw new ParallelError(
      `zmq: ${strategy.name} has no entry; it needs the module that its workers run. Give it { entry: import.meta.url }.`,
    )
  if (local > MOST_HERE)
    throw new ParallelError(
      `zmq: ${local} processes on this machine; it needs at most ${MOST_HERE.toLocaleString('en')}. Give zmq({ local }) and start the others elsewhere.`,
    )
  await trainee.resume?.()
  const server = await Server.bind({
    address,
    ...(secret !== undefined && { secret }),
    limit: largest(trainee),
  })
  const children = new Children()
  const open = address !== LOCAL || local < strategy.workers
  const terms = { heartbeat: 1000 * heartbeat, patience: 1000 * patience, checkpoint, every, local, open }
  let coordinator: Coordinator | undefined
  try {
    coordinator = new Coordinator(strategy, trainee, server, children, terms)
    const environment = environmentOf(server.address, secret, run)
    for (let rank = 0; rank < local; rank++)
      children.start(rank, entry!, { ...environment, GLISSADE_RANK: String(rank) }, coordinator.ended)
    await coordinator.gather(Math.max(1, strategy.workers))
  } catch (error) {
    await coordinator?.close()
    server.close()
    throw error
  }
  return coordinator
}

const environmentOf = (address: string, secret: string | undefined, run: number): Environment => ({
  GLISSADE_CONNECT: address.replace('//0.0.0.0:', '//127.0.0.1:'),
  ...(secret !== undefined && { GLISSADE_SECRET: secret }),
  GLISSADE_RUN: String(run),
})

/** No array of an honest worker has more bytes. */
const largest = ({ w, statistics }: Trainee): number =>
  Math.max(w.byteLength, statistics.byteLength) + 2 ** 16

/** Works to the end of the run, and of the process: what comes after `fit` in the program is for the coordinator alone. */
async function serve(
  { GLISSADE_CONNECT: address, GLISSADE_SECRET: secret, GLISSADE_RANK: given }: Environment,
  strategy: ServerStrategy,
  trainee: Trainee,
  { patience }: ZmqSettings,
): Promise<never> {
  const started = process.send !== undefined
  const orphan = (): never => process.exit(1)
  if (started && !process.connected) orphan()
  process.once('disconnect', orphan)
  if (started) process.on('SIGINT', () => {}) // a Ctrl-C reaches all; the coordinator ends those that it started
  const name = `${hostname()} ${process.pid} ${randomBytes(4).toString('hex')}`
  const worker = new Worker({
    address,
    name,
    ...(secret !== undefined && { secret }),
    limit: largest(trainee),
  })
  let place: ZmqPlace | undefined
  try {
    place = await ZmqPlace.join(worker, {
      rank: given === undefined ? undefined : Number(given),
      address,
      model: describe(strategy, trainee),
      measures: trainee.measures,
      patience: started ? Infinity : 1000 * patience,
    })
    await work(strategy, trainee, place)
  } catch (error) {
    if (!(error instanceof Over)) await fail(place, error)
  }
  await place?.close()
  process.exit()
}

async function fail(place: ZmqPlace | undefined, error: unknown): Promise<void> {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  process.stderr.write(`${stack ?? message}\n`)
  process.exitCode = 1
  await place?.leave(message, error instanceof ParallelError && error.nonFinite)
}
