// Threads that are none: workers in this thread, to which everything is copied as to others. Sums of several workers would wait for ever.
import type { Engine, FromWorker, ToWorker } from '../src/threads/thread.ts'
import { threadsOn, type ThreadSettings } from '../src/threads/threads.ts'
import type { Strategy, Team, Trainee } from '../src/index.ts'

/** How one message in a hundred or so may come to grief. */
export interface Local {
  /** Each worker's model, as its program would build it. */
  readonly build: (rank: number) => Trainee
  readonly strategy: Strategy
  /** The strategy that workers come with, if another. */
  readonly theirs?: Strategy
  readonly settings?: Partial<ThreadSettings>
}

const later = (act: () => void): void => void setImmediate(act)

/** The team of a run whose workers are in this thread; `lose` ends one as if its thread had died. */
export async function gathered(
  trainee: Trainee,
  { build, strategy, theirs = strategy, settings = {} }: Local,
): Promise<{ team: Team; lose(rank: number): void }> {
  const losing = new Map<number, () => void>()
  const engine: Engine = {
    own: undefined,
    start(_entry, seat, on) {
      let gone = false
      let hear: (message: ToWorker) => void = () => {}
      const own: Engine['own'] = {
        seat,
        post: (message: FromWorker) => later(() => gone || on.message(structuredClone(message))),
        listen: (listener) => (hear = listener),
      }
      const none: Engine['start'] = () => {
        throw new Error('a worker starts no workers')
      }
      later(() => void threadsOn({ own, start: none })().enter(theirs, build(seat.rank)))
      losing.set(seat.rank, () => {
        gone = true
        on.gone('it was killed')
      })
      return {
        post: (message) => later(() => gone || hear(structuredClone(message))),
        end: async () => void (gone = true),
      }
    },
  }
  const team = await threadsOn(engine)(settings).enter({ ...strategy, entry: 'file:///here.js' }, trainee)
  return { team: team as Team, lose: (rank) => losing.get(rank)!() }
}
