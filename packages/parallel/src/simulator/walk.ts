// What a worker does: it takes a batch, makes a step of the strategy, and takes the next one. Read `world.ts` first.
import { generator } from '@glissade/random'
import { nothing } from '../drive.ts'
import { ParallelError } from '../error.ts'
import type { Answer, Message } from '../message.ts'
import { allFinite } from '../arithmetic.ts'
import { NOT_FINITE } from '../reception.ts'
import { partOf } from '../strategies/ruled.ts'
import type { SumStrategy } from '../strategy.ts'
import { meanOf } from '../vectors.ts'
import { PATIENCE } from '../work.ts'
import type { Crewman, Origin } from './crew.ts'
import { ServerHub } from './hub.ts'
import type { World } from './world.ts'

export class Walk {
  readonly #world: World
  /** Those who have a batch and wait to become the equal of another. */
  readonly #waiting = new Set<Crewman>()
  readonly #draw

  constructor(world: World) {
    this.#world = world
    this.#draw = generator(world.plan.seed).stream('compute')
  }

  /** The next batch, if there is one for this worker; else it is idle. */
  begin(man: Crewman): void {
    if (man.dead) return
    const { ledger, hub } = this.#world
    const batch = ledger.take(man.rank)
    if (ledger.complete) return
    if (batch === undefined) {
      man.idle = true
      hub.changed()
      return this.#admitNext()
    }
    man.batch = batch
    if (man.idle && this.#world.sums) this.#wait(man)
    else this.#start(man)
  }

  /** Whoever was given up, or came back: those who are idle look whether there is something for them now. */
  reconsider(): void {
    for (const man of this.#world.crew.values()) {
      if (man.dead || !man.idle) continue
      if (this.#waiting.has(man)) this.#wait(man)
      else this.begin(man)
    }
  }

  forget(man: Crewman): void {
    this.#waiting.delete(man)
  }

  /** Those whose steps came to an end before those of the others become their equals; of averaged models nothing is lost thereby. */
  settle(): void {
    if (!this.#world.sums) return
    const members = this.#world.alive
    const most = Math.max(...members.map(({ t }) => t))
    const { averaged } = this.#world.plan.strategy as SumStrategy
    if (averaged && members.some(({ t }) => t < most)) return this.#meet(members, most)
    for (const man of members) if (man.t < most) man.beginAgain(this.#world.origin(man))
  }

  /** One sum more, of all who made a step since the last one or have come as far as anybody. */
  #meet(members: readonly Crewman[], most: number): void {
    const some = members.filter(({ t, met, w }) => (t === most || t > met) && allFinite(w))
    if (some.length === 0) return
    const w = meanOf(some.map((man) => man.w))
    const statistics = meanOf(some.map((man) => man.statistics))
    for (const man of members) man.meet({ w, statistics, t: most })
  }

  #start(man: Crewman): void {
    man.idle = false
    man.step = man.worker.step(man.t)
    this.#advance(man, man.step.next())
  }

  /**
   * Where vectors are summed, one who was not there becomes the equal of a member that is between two steps: the next sum is open then, and
   * waits for both.
   */
  #wait(man: Crewman): void {
    this.#waiting.add(man)
    if (this.#world.members.some(({ idle, dead }) => !idle && !dead)) return
    const origin = this.#world.origin(man)
    if (!allFinite(origin.w))
      throw new ParallelError(
        `${this.#world.plan.strategy.name}: no worker has finite weights any more; it needs one. Lower the learning rate?`,
        { nonFinite: true },
      )
    this.#admit(man, origin)
  }

  /** Whoever waits for a member between two steps, when the last of these became idle, waits for nobody any more. */
  #admitNext(): void {
    for (const man of this.#waiting) this.#wait(man)
  }

  #admit(man: Crewman, origin: Origin): void {
    this.#waiting.delete(man)
    man.beginAgain(origin)
    man.idle = false
    this.#world.later(man, 0, () => this.#start(man))
  }

  #advance(man: Crewman, { done, value }: IteratorResult<'gradient' | Message, void>): void {
    const { compute, spread, rest, onStep } = this.#world.plan
    if (done) {
      man.t++
      if (man.said) man.refusals = 0
      man.said = false
      onStep(man.rank)
      if (this.#world.members.includes(man))
        for (const other of this.#waiting) this.#admit(other, man.origin())
      return this.#world.later(man, rest * man.slow, () => this.begin(man))
    }
    if (value !== 'gradient') return this.#ask(man, value)
    man.computeGradient()
    const longer = spread > 0 ? 1 + spread * this.#draw.uniform() : 1
    this.#world.later(man, compute * longer * man.slow, () => this.#advance(man, man.step!.next(nothing)))
  }

  #ask(man: Crewman, message: Message): void {
    const copy = { ...message, arrays: message.arrays.map((x) => x.slice()) }
    man.asked = { sequence: ++man.sequence, message: copy }
    man.said ||= message.arrays.length > 0
    this.#send(man)
  }

  /** Once, and again until there is an answer. */
  #send(man: Crewman): void {
    const { asked, rank } = man
    if (!asked) return
    const { network, plan, line, sums } = this.#world
    const { kind, shard = 0 } = asked.message
    const arrive = (): void => this.#arrive(man, asked.sequence, asked.message)
    network.carry(rank, kind, 'there', sums ? arrive : () => line.stand(shard, arrive))
    if (man.asked === asked) this.#world.later(man, plan.retry, () => man.asked === asked && this.#send(man))
  }

  #arrive(man: Crewman, sequence: number, message: Message): void {
    const { network, membership, clock, hub, ledger, sums, plan } = this.#world
    const send = (answer: Answer): void =>
      network.carry(man.rank, message.kind, 'back', () => this.#answered(man, sequence, answer))
    const reply = (answer: Answer): void => clock.after(sums ? plan.service : 0, () => send(answer))
    const isMember = this.#world.members.includes(man)
    if (!isMember && (man.dead || (hub instanceof ServerHub && hub.down))) return
    membership.beat(man.rank, clock.now)
    if (isMember && !(sums && man.idle)) return hub.receive(man.rank, sequence, message, reply)
    if (!isMember) ledger.join(man.rank)
    man.idle = sums
    const { w } = this.#world.origin(man)
    reply({ arrays: [w.slice()], version: 0, peers: 1, refused: 'its sender was given up' })
  }

  #answered(man: Crewman, sequence: number, answer: Answer): void {
    if (man.asked?.sequence !== sequence) return
    const { kind, shard = 0 } = man.asked.message
    this.#world.later(man, 0, () => {
      if (man.asked?.sequence !== sequence) return
      man.asked = undefined
      if (kind === 'sum') man.met = man.t + 1
      if (answer.refused === undefined) this.#advance(man, man.step!.next(answer))
      else if (++man.refusals === PATIENCE) this.#world.kill(man.rank, answer.refused === NOT_FINITE)
      else this.#beginAgain(man, answer, shard)
    })
  }

  #beginAgain(man: Crewman, { arrays: [w] }: Answer, shard: number): void {
    man.said = false
    const { strategy, compute, rest } = this.#world.plan
    if (strategy.carrier === 'sum') {
      man.idle = true
      this.#world.hub.changed()
    } else {
      const shards = w.length === man.w.length ? 1 : (strategy.shards ?? 1)
      man.beginAgain({ w }, partOf(man.w.length, shards, shards === 1 ? 0 : shard).lo)
    }
    this.#world.later(man, compute + rest, () => this.begin(man))
  }
}
