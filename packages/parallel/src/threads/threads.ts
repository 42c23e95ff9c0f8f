// The transport of threads: each is started on the same program and comes to the same `fit`. Read `team.ts` and `place.ts`.
import { ParallelError } from '../error.ts'
import { MOST_HERE, positive, settled } from '../settings.ts'
import { withStatistics } from '../statistics.ts'
import type { Transport } from '../transport.ts'
import { serve } from './place.ts'
import { ThreadTeam } from './team.ts'
import type { Engine } from './thread.ts'

export interface ThreadSettings {
  /** Seconds: a worker that was silent for two of these is given up. Must be longer than a step. */
  readonly heartbeat: number
  /** Seconds in which all workers have to come. */
  readonly patience: number
}

/** threads() for an engine. */
export const threadsOn = (engine: Engine): ((settings?: Partial<ThreadSettings>) => Transport) => {
  let runs = 0 // that this program has come to
  return (settings = {}) => {
    const { heartbeat, patience } = settled(
      'threads',
      settings,
      { heartbeat: 10, patience: 60 },
      { heartbeat: positive, patience: positive },
    )
    return {
      name: 'threads',
      inside: true,
      carries: ['sum', 'server', 'memory'],
      async enter(given, trainee) {
        const strategy = withStatistics(given, trainee.statistics)
        const run = runs++
        if (engine.own) {
          // An earlier run is another team's: its model stays as it is here.
          if (engine.own.seat.run === run) await serve(engine.own, strategy, trainee)
          if (engine.own.seat.run <= run) await new Promise<never>(() => {})
          return undefined
        }
        const { entry } = strategy
        if (entry === undefined)
          throw new ParallelError(
            `fit: ${strategy.name} has no entry; it needs the module that its workers import. Give it { entry: import.meta.url }.`,
          )
        if (strategy.workers > MOST_HERE)
          throw new ParallelError(
            `fit: ${strategy.workers} threads; it needs at most ${MOST_HERE.toLocaleString('en')} workers in one process.`,
          )
        await trainee.resume?.()
        return ThreadTeam.gather(engine, strategy, trainee, { entry, run, heartbeat, patience })
      },
    }
  }
}
