// A rank's place in a run: its batches, by turns, and sums over all ranks. Every rank does here the same things in the same order.
// Read `sums.ts` and `model.ts` first.
import {
  drive,
  ParallelError,
  type Answer,
  type Measured,
  type Message,
  type Own,
  type Place,
  type Snapshot,
  type Strategy,
  type SumStrategy,
  type Task,
  type Trainee,
  type Worker,
} from '@glissade/parallel'
import { begin, column, countBatch, rowLength } from '@glissade/parallel/row'
import { apart } from '@glissade/parallel/vectors'
import { words, type Chair } from './chair.ts'
import type { Communicator } from './communicator.ts'
import { broadcastModel } from './model.ts'
import { broadcastOwn } from './own.ts'
import { Sums, type Floats } from './sums.ts'

const TURN = 50 // ms, after which timers and signals are heard

export class MpiPlace implements Place {
  readonly rank: number
  readonly #world: Communicator
  readonly #strategy: Strategy
  readonly #trainee: Trainee
  readonly #chair: Chair | undefined
  readonly #sums: Sums
  #worker: Worker | undefined
  #epoch = 0
  /** The batch of rank 0 in the next round. */
  #batch: number
  #t = 0
  #stop = false
  #running = false
  #from: Snapshot | undefined
  #vectors: Own['vectors']
  /** Ranks that go on from a peer's model after this round, since they were idle, or their numbers were not finite. */
  readonly #needy = new Set<number>()
  /** Batches of this rank, and how many of them were before the last sum that it added to. */
  #steps = 0
  #met = 0
  /** Whether some ranks had no batch in the last round of the epoch, and whether this is one of them. */
  #uneven = false
  #idled = false
  readonly #row: number[]
  #measured: Measured | undefined
  #turn = performance.now()

  constructor(world: Communicator, strategy: Strategy, trainee: Trainee, chair: Chair | undefined) {
    this.rank = world.rank
    this.#world = world
    this.#strategy = strategy
    this.#trainee = trainee
    this.#chair = chair
    this.#batch = trainee.batches
    this.#row = new Array<number>(rowLength(trainee.measures.length))
    this.#sums = new Sums(world, trainee.arithmetic, rowLength(trainee.measures.length))
    for (let rank = 1; rank < world.size; rank++) this.#needy.add(rank) // all begin from the model of rank 0
  }

  /** The model of the run, where it is not this rank's own. */
  get centre(): Floats | undefined {
    return this.#worker?.centre
  }

  follow(worker: Worker): void {
    this.#worker = worker
  }

  async take(): Promise<Task | undefined> {
    this.#count()
    if (performance.now() - this.#turn > TURN) await this.#listen()
    for (;;) {
      this.#from = (await this.#share()) ?? this.#from
      if (this.#stop || this.#batch >= this.#trainee.batches) {
        if (await this.#nextEpoch()) continue
        return undefined
      }
      const task = this.#deal()
      if (task.batch < this.#trainee.batches) {
        this.#steps++
        return task
      }
      await this.#idle(task)
    }
  }

  tell(measured: Measured): void {
    this.#measured = measured
  }

  spent(seconds: number): void {
    this.#row[column.busy] += seconds
  }

  ask(message: Message): Promise<Answer> {
    const { centre } = this
    this.#met = this.#steps
    if (centre) this.#row[column.distance] = apart(this.#trainee.w, centre)
    return this.#add(message, false)
  }

  async close(): Promise<void> {}

  /** One round: the batches from `#batch` on, one for each rank while there are any. */
  #deal(): Task {
    const first = this.#batch
    const rest = this.#trainee.batches - first
    this.#batch += this.#world.size
    this.#uneven = rest < this.#world.size
    if (!this.#averaged) for (let rank = rest; rank < this.#world.size; rank++) this.#needy.add(rank)
    const [from, vectors] = [this.#from, this.#vectors]
    this.#from = this.#vectors = undefined
    const next = { ...(from && { from }), ...(vectors && { vectors }) }
    return { epoch: this.#epoch, batch: first + this.rank, t: this.#t++, ...next }
  }

  get #averaged(): boolean {
    return (this.#strategy as Partial<SumStrategy>).averaged ?? false
  }

  /** Goes through a step without a batch, so that the others' sums are complete; its own model stays as it was, where that matters. */
  async #idle({ t, from, vectors }: Task): Promise<void> {
    const { rank } = this
    const ask = (message: Message): Promise<Answer> => this.#add(message, true)
    const kept = this.#averaged ? this.#trainee.state() : undefined
    this.#idled = true
    this.#from = from
    this.#vectors = vectors
    await drive(this.#strategy.worker(this.#trainee), t, { rank, ask, close: this.close }, () => {})
    if (kept) this.#trainee.load(kept)
  }

  async #add({ arrays: [x] }: Message, idle: boolean): Promise<Answer> {
    const stop = this.#chair?.stopped() ?? false
    const total = await this.#sums.add(x, { idle, stop, row: this.#row })
    if (total.peers === 0)
      throw new ParallelError(
        `${this.#strategy.name}: no rank has numbers that are finite; a sum needs those of one at least. Is the learning rate too high?`,
        { nonFinite: true },
      )
    this.#stop ||= total.stop
    for (const rank of total.leftOut) {
      this.#needy.add(rank)
      this.#chair?.leftOut(rank)
    }
    this.#chair?.watch(total.rows)
    return { arrays: [total.sum], version: 0, peers: total.peers }
  }

  /** The model of the lowest rank that has one goes to those who need it. */
  async #share(): Promise<Snapshot | undefined> {
    if (this.#needy.size === 0) return undefined
    let root = 0
    while (this.#needy.has(root)) root++
    const own = this.#trainee.state()
    const model = await broadcastModel(this.#world, { ...own, w: this.centre?.slice() ?? own.w }, root)
    const mine = this.#needy.has(this.rank)
    this.#needy.clear()
    return mine ? model : undefined
  }

  /** The end of an epoch, and the beginning of the next, of which rank 0 tells. False when there is none. */
  async #nextEpoch(): Promise<boolean> {
    if (this.#running) await this.#gather()
    for (let order = await this.#next(); order !== 'epoch'; order = await this.#next())
      if (order === 'over') return (this.#running = false)
    this.#running = true
    this.#stop = this.#uneven = this.#idled = false
    begin(this.#row)
    return true
  }

  /** An order of rank 0; all but an epoch is done at once. */
  async #next(): Promise<string> {
    const order = await this.#chair?.next()
    const at = order?.say === 'epoch' ? order.at : undefined
    const numbers = [words.indexOf(order?.say ?? 'over'), at?.epoch ?? 0, at?.batch ?? 0]
    const told = Float64Array.from(numbers)
    await this.#world.broadcast(told)
    const say = words[told[0]]
    if (say === 'epoch') [, this.#epoch, this.#batch] = told
    if (say === 'own') await this.#tell()
    if (say === 'restore') await this.#restore(order?.say === 'restore' ? order.workers : [])
    return say
  }

  /** Each rank in turn tells what it goes on from, and rank 0 listens. */
  async #tell(): Promise<void> {
    const owns: Own[] = []
    const vectors = this.#from ? this.#vectors : this.#worker?.vectors
    const model = this.#from ?? this.#trainee.state()
    const met = this.#t - (this.#steps - this.#met)
    const mine = { rank: this.rank, t: this.#t, met, model, ...(vectors && { vectors }) }
    for (let root = 0; root < this.#world.size; root++) {
      const own = await broadcastOwn(this.#world, this.#self, root === this.rank ? mine : undefined, root)
      if (own) owns.push(own)
    }
    this.#chair?.told(owns)
  }

  async #restore(workers: readonly Own[]): Promise<void> {
    for (let rank = 0; rank < this.#world.size; rank++) {
      const given = workers.find((own) => own.rank === rank)
      const own = await broadcastOwn(this.#world, this.#self, given, 0)
      if (own && rank === this.rank) this.#goOn(own)
    }
    this.#chair?.told([])
  }

  #goOn({ t, met, model, vectors }: Own): void {
    this.#from = model
    this.#vectors = vectors
    this.#t = t
    this.#steps = t
    this.#met = met
  }

  get #self(): { readonly trainee: Trainee; readonly worker: Worker | undefined } {
    return { trainee: this.#trainee, worker: this.#worker }
  }

  async #gather(): Promise<void> {
    const columns = this.#row.length
    const rows = new Float64Array(this.#world.size * columns)
    rows.set(this.#row, this.rank * columns)
    await this.#world.allReduce(rows)
    const all = Array.from({ length: this.#world.size }, (_, k) =>
      rows.subarray(k * columns, (k + 1) * columns),
    )
    const whole = this.#batch >= this.#trainee.batches
    const at = whole ? { epoch: this.#epoch + 1, batch: 0 } : { epoch: this.#epoch, batch: this.#batch }
    const model = await this.#model()
    this.#chair?.ended(at, all, model)
  }

  /** What of the model of the run is not every rank's own. */
  async #model(): Promise<Partial<Snapshot>> {
    if (!this.#averaged) return this.centre ? { w: this.centre.slice() } : {}
    const own = this.#trainee.state()
    const mean = {
      w: await this.#mean(own.w),
      ...(own.statistics.length > 0 && { statistics: await this.#mean(own.statistics) }),
    }
    if (this.#uneven) this.#from = { ...(this.#from ?? own), ...mean }
    return mean
  }

  /** Over the ranks that have something of their own: who had no batch in the last round has it from the time since the last sum. */
  async #mean(x: Floats): Promise<Floats> {
    const idle = this.#from !== undefined || (this.#idled && this.#steps === this.#met)
    const share = { idle, stop: false, row: this.#row }
    const { sum, peers } = await this.#sums.add(x, share)
    return sum.map((each) => each / peers)
  }

  #count(): void {
    if (!this.#measured) return
    const { samples, values } = this.#measured
    this.#measured = undefined
    const measures = this.#trainee.measures.map((name) => values[name])
    countBatch(this.#row, samples, measures)
  }

  async #listen(): Promise<void> {
    await new Promise(setImmediate)
    this.#turn = performance.now()
  }
}
