// What a worker does from the beginning of a run to its end, whatever moves the numbers. Read `transport.ts` and `drive.ts` first.
import type { Floats } from '@glissade/optim'
import { drive, type Outcome, type Port } from './drive.ts'
import { ParallelError } from './error.ts'
import { fetch, type Answer, type Message } from './message.ts'
import { NOT_FINITE } from './reception.ts'
import type { Strategy, Worker } from './strategy.ts'
import type { Place, Trainee } from './transport.ts'
import { restored } from './vectors.ts'

/** So many refusals in a row, and a worker gives up: all that it computes is useless. */
export const PATIENCE = 10

/**
 * Takes one batch after the other and drives the strategy's steps. Resolves when the run is over.
 *
 * @throws ParallelError when ten messages in a row were refused.
 */
export async function work(strategy: Strategy, trainee: Trainee, place: Place): Promise<void> {
  if (place.rank > 0) trainee.diversify?.(place.rank)
  const fresh = trainee.state()
  const newWorker = (): Worker => {
    const worker = strategy.worker(trainee)
    place.follow?.(worker)
    return worker
  }
  let worker = newWorker()
  let refusals = 0
  for (let task = await place.take(); task; task = await place.take()) {
    const at = task
    if (at.from) {
      trainee.load(at.from)
      worker = newWorker()
      if (at.vectors) restored(worker.vectors ?? {}, { vectors: at.vectors, numbers: {} })
    }
    const statistics = trainee.statistics.slice()
    const watch = new Stopwatch(place)
    const outcome = await drive(worker, at.t, watch, () => place.tell(trainee.gradient(at)))
    place.spent?.(watch.seconds())
    if (outcome.done) {
      if (watch.said) refusals = 0 // a step in which nothing was sent says nothing of the next refusal
      continue
    }
    refusals++
    if (refusals === PATIENCE)
      throw new ParallelError(
        `${strategy.name}: worker ${place.rank} was refused ${PATIENCE} times in a row, the last time since ${outcome.from.refused}; it needs messages that are of use. Lower the learning rate?`,
        { nonFinite: outcome.from.refused === NOT_FINITE },
      )
    trainee.load({ ...fresh, w: await centre(strategy, place, outcome), statistics })
    worker = newWorker()
  }
}

/** A port, the time of a step in which nothing was awaited from it, and whether numbers were sent in the step. */
class Stopwatch implements Port {
  readonly rank: number
  said = false
  readonly #port: Port
  #start = performance.now()

  constructor(port: Port) {
    this.rank = port.rank
    this.#port = port
  }

  async ask(message: Message): Promise<Answer> {
    const asked = performance.now()
    this.said ||= message.arrays.length > 0
    const answer = await this.#port.ask(message)
    this.#start += performance.now() - asked
    return answer
  }

  close(): Promise<void> {
    return this.#port.close()
  }

  seconds(): number {
    return (performance.now() - this.#start) / 1000
  }
}

/** The whole centre: the part that came with the refusal, and the others. */
async function centre(
  strategy: Strategy,
  place: Place,
  { from, to }: Extract<Outcome, { done: false }>,
): Promise<Floats> {
  const shards = strategy.carrier === 'sum' ? 1 : (strategy.shards ?? 1)
  if (shards === 1) return from.arrays[0]
  const parts: Floats[] = []
  for (let shard = 0; shard < shards; shard++)
    parts.push((shard === (to.shard ?? 0) ? from : await place.ask(fetch(shard))).arrays[0].slice())
  const whole = new (parts[0].constructor as Float64ArrayConstructor)(parts.reduce((n, x) => n + x.length, 0))
  parts.reduce((lo, part) => (whole.set(part, lo), lo + part.length), 0)
  return whole
}
