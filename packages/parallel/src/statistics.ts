// Running statistics travel with the weights: a strategy that averages them at each exchange. Read `strategy.ts` first.
import type { Floats } from '@glissade/optim'
import { sum } from './message.ts'
import type { Replica, Server, Strategy, Worker } from './strategy.ts'
import { restored } from './vectors.ts'

/** The kind of the message that carries them to a server. */
export const STATISTICS = 'statistics'

/**
 * The strategy with numbers b that are no weights, such as the running means of batch normalisation, averaged after each step in which
 * weights or gradients moved:
 *
 *     where vectors are summed    b ← Σ bᵢ / N
 *     at a server                 b̃ ← b̃ + (b − b̃) / N        b ← b̃
 */
export function withStatistics(strategy: Strategy, start: Floats): Strategy {
  if (start.length === 0) return strategy
  const { carrier } = strategy
  const worker = (replica: Replica): Worker => averaged(strategy.worker(replica), carrier, replica)
  if (strategy.carrier === 'sum') return { ...strategy, worker }
  const { kinds, server, workers } = strategy
  return {
    ...strategy,
    kinds: { ...kinds, [STATISTICS]: 1 },
    lengths: { [STATISTICS]: start.length },
    worker,
    server: (weights) => averaging(server(weights), start.slice(), workers),
  }
}

/** A step, and then the statistics, if anything but a `fetch` was said in it. */
function averaged(worker: Worker, carrier: Strategy['carrier'], { statistics: b }: Replica): Worker {
  return {
    ...worker,
    *step(t) {
      let exchanged = false
      const step = worker.step(t)
      for (let next = step.next(); !next.done; next = step.next(yield next.value))
        exchanged ||= next.value !== 'gradient' && next.value.kind !== 'fetch'
      if (!exchanged) return
      const { arrays, peers } = yield carrier === 'sum' ? sum(b) : { kind: STATISTICS, arrays: [b] }
      for (let i = 0; i < b.length; i++) b[i] = arrays[0][i] / peers
    },
  }
}

function averaging(server: Server, average: Floats, workers: number): Server {
  return {
    centre: server.centre,
    statistics: average,
    get version() {
      return server.version
    },
    versionOf: (shard) => server.versionOf(shard),
    serve(message) {
      if (message.kind !== STATISTICS) return server.serve(message)
      const [b] = message.arrays
      for (let i = 0; i < average.length; i++) average[i] += (b[i] - average[i]) / workers
      return [average]
    },
    state() {
      const { vectors, numbers } = server.state()
      return { vectors: { ...vectors, [STATISTICS]: average.slice() }, numbers }
    },
    load(state) {
      server.load(state)
      restored({ [STATISTICS]: average }, state)
    },
  }
}
