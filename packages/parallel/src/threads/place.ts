// The place of a worker in a thread: batches from the shared deck, sums and shared weights by itself, the rest by messages.
import type { Floats } from '@glissade/optim'
import { ParallelError } from '../error.ts'
import { work } from '../work.ts'
import type { Answer, Message } from '../message.ts'
import type { Strategy, SumStrategy, Worker } from '../strategy.ts'
import type { Measured, Own, Place, Snapshot, Task, Trainee } from '../transport.ts'
import { column, countBatch } from '../row.ts'
import { apart, copies } from '../vectors.ts'
import { Board, counter, IDLE } from './board.ts'
import { Deck } from './deck.ts'
import { SharedMemory } from './memory.ts'
import { asOwn } from './space.ts'
import { Sums } from './sums.ts'
import type { Engine, ToWorker } from './thread.ts'

type Order = Extract<ToWorker, { say: 'epoch' }>

/** Works to the end of the run; the coordinator ends the thread then. */
export async function serve(
  engine: NonNullable<Engine['own']>,
  strategy: Strategy,
  trainee: Trainee,
): Promise<void> {
  const begin = await new Promise<Extract<ToWorker, { say: 'begin' }>>((resolve) => {
    engine.listen((message) => message.say === 'begin' && resolve(message))
    const { w, statistics, batches } = trainee
    engine.post({
      say: 'here',
      strategy: strategy.name,
      weights: w.length,
      statistics: statistics.length,
      batches,
    })
  })
  trainee.load(begin.state)
  const board = new Board({ ...begin.shared, vectors: asOwn(begin.shared.vectors) })
  const place = new ThreadPlace(engine, board, strategy, trainee)
  try {
    await work(strategy, trainee, place)
  } catch (error) {
    const nonFinite = error instanceof ParallelError && error.nonFinite
    engine.post({
      say: 'failed',
      reason: String(error),
      nonFinite,
      ...(nonFinite && { state: place.state() }),
    })
  }
}

class ThreadPlace implements Place {
  readonly rank: number
  readonly #engine: NonNullable<Engine['own']>
  readonly #board: Board
  readonly #deck: Deck
  readonly #sums: Sums
  readonly #memory: SharedMemory | undefined
  readonly #trainee: Trainee
  readonly #row: Float64Array
  #measured: Measured | undefined
  #epoch = 0
  #t = 0
  /** Its steps up to the last sum. */
  #met = 0
  /** Whether its numbers were left out of a sum since it took its batch. */
  #leftOut = false
  readonly #fresh: Snapshot
  readonly #averaged: boolean
  #batch: number | undefined
  #next: Pick<Task, 'from' | 'vectors'> = {}
  #sequence = 0
  #worker: Worker | undefined
  #answered: (answer: Answer) => void = () => {}
  readonly #orders = new Inbox<Order>()

  constructor(engine: NonNullable<Engine['own']>, board: Board, strategy: Strategy, trainee: Trainee) {
    this.rank = engine.seat.rank
    this.#engine = engine
    this.#board = board
    this.#trainee = trainee
    this.#fresh = trainee.state()
    this.#averaged = (strategy as Partial<SumStrategy>).averaged ?? false
    this.#deck = new Deck(board, this.rank)
    this.#sums = new Sums(board, this.rank, trainee.arithmetic)
    this.#memory = strategy.carrier === 'memory' ? new SharedMemory(board, this.rank) : undefined
    this.#row = board.row(this.rank)
    engine.listen((message) => this.#hear(message))
  }

  async take(): Promise<Task> {
    this.#board.beat(this.rank)
    if (this.#batch === undefined) await this.#obey()
    else this.#finish(this.#batch)
    if (this.#leftOut) this.#recover()
    let batch = this.#deck.take()
    for (; batch === undefined; batch = this.#deck.take()) await this.#idle()
    this.#batch = batch
    const next = this.#next
    this.#next = {}
    return { epoch: this.#epoch, batch, t: this.#t++, ...next }
  }

  tell(measured: Measured): void {
    this.#board.beat(this.rank)
    this.#measured = measured
  }

  ask(message: Message): Promise<Answer> {
    if (message.kind === 'sum') {
      this.#measureDistance()
      this.#met = this.#t
      return Promise.resolve(this.#add(message.arrays[0]))
    }
    if (this.#memory) return Promise.resolve(this.#memory.ask(message))
    const arrays = message.arrays.map((x) => x.slice())
    const sequence = ++this.#sequence
    this.#engine.post(
      { say: 'ask', sequence, message: { ...message, arrays }, batch: this.#batch! },
      arrays.map((x) => x.buffer),
    )
    return new Promise((resolve) => (this.#answered = resolve))
  }

  spent(seconds: number): void {
    this.#row[column.busy] += seconds
  }

  follow(worker: Worker): void {
    this.#worker = worker
  }

  async close(): Promise<void> {}

  /** The model of the run, as far as this worker knows. */
  state(): Snapshot {
    const own = this.#trainee.state()
    return { ...own, w: this.#worker?.centre?.slice() ?? own.w }
  }

  /** What it has for itself, or is to have with its next batch. */
  #own(): Own {
    const { from: model = this.#trainee.state(), vectors } = this.#next.from
      ? this.#next
      : { vectors: this.#worker?.vectors }
    const { rank } = this
    return { rank, t: this.#t, met: this.#met, model, ...(vectors && { vectors: copies(vectors) }) }
  }

  #add(x: Floats): Answer {
    const { leftOut, ...answer } = this.#sums.ask(x)
    if (leftOut) {
      this.#leftOut = true
      this.#board.counters(this.rank)[counter.refused]++
    }
    return answer
  }

  /** A worker with numbers that are not finite goes on from the model of the run, by a rule that starts anew; that of `sync` has both. */
  #recover(): void {
    this.#leftOut = false
    const { centre } = this.#worker!
    if (!centre && !this.#averaged) return
    const { statistics } = this.#trainee
    const from = { ...this.#fresh, w: (centre ?? this.#trainee.w).slice(), statistics: statistics.slice() }
    this.#next = { from }
    this.#trainee.load(from)
  }

  #measureDistance(): void {
    const { centre } = this.#worker ?? {}
    if (centre) this.#row[column.distance] = apart(this.#trainee.w, centre)
  }

  #finish(batch: number): void {
    const { samples, values } = this.#measured!
    const measures = this.#trainee.measures.map((name) => values[name])
    countBatch(this.#row, samples, measures)
    this.#deck.done(batch)
  }

  async #idle(): Promise<void> {
    this.#board.set(this.rank, { standing: IDLE })
    this.#engine.post({ say: 'idle', t: this.#t, alone: this.#t > this.#met })
    await this.#obey()
  }

  async #obey(): Promise<void> {
    const order = await this.#orders.next()
    this.#deck.rewind()
    this.#epoch = order.epoch
    this.#t = order.own?.t ?? order.t ?? this.#t
    if (order.state) this.#goOn({ from: order.state }, this.#t)
    if (order.own) {
      const { model: from, vectors, met } = order.own
      this.#goOn({ from, ...(vectors && { vectors }) }, met)
    }
  }

  #goOn(next: Pick<Task, 'from' | 'vectors'>, met: number): void {
    this.#next = next
    this.#met = met
  }

  #hear(message: ToWorker): void {
    if (message.say === 'answer' && message.sequence === this.#sequence) this.#answered(message.answer)
    if (message.say === 'state') this.#engine.post({ say: 'state', state: this.state() })
    if (message.say === 'own') this.#engine.post({ say: 'own', own: this.#own() })
    if (message.say === 'epoch') this.#orders.push(message)
  }
}

/** What was sent and not yet read, in order. */
class Inbox<T> {
  readonly #items: T[] = []
  #wake: (() => void) | undefined

  push(item: T): void {
    this.#items.push(item)
    this.#wake?.()
  }

  async next(): Promise<T> {
    while (this.#items.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.#items.shift() as T
  }
}
