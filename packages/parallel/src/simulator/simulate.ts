// The simulator: one thread, a virtual clock, and the strategies as they are. Read `clock.ts`, `network.ts` and `hub.ts` first.
import type { Floats } from '@glissade/optim'
import { generator } from '@glissade/random'
import { WorkersGoneError } from '../error.ts'
import { Ledger } from '../ledger.ts'
import { Membership } from '../membership.ts'
import { nothing } from '../drive.ts'
import type { Answer, Message } from '../message.ts'
import { partOf } from '../strategies/ruled.ts'
import { Clock } from './clock.ts'
import { Crewman } from './crew.ts'
import { ServerHub, SumHub } from './hub.ts'
import { Network } from './network.ts'
import { planned, type Fault, type Plan, type Simulation } from './settings.ts'

/** What came of a simulation. */
export interface Report {
  /** The model of the run. */
  readonly centre: Floats
  /** Each worker's weights. */
  readonly workers: readonly Floats[]
  /** Virtual time. */
  readonly time: number
  readonly messages: number
  readonly damaged: number
  /** Messages refused, by worker. */
  readonly refused: ReadonlyMap<string, number>
  /** How many updates were so many updates old. */
  readonly staleness: readonly number[]
  /** Who was given up, and when. */
  readonly lost: readonly { readonly rank: number; readonly time: number }[]
  /** What the server counts. */
  readonly numbers: Readonly<Record<string, number>>
}

/**
 * Runs a strategy on one thread, exactly and repeatably: the same settings give the same bits.
 *
 *     const { centre } = simulate({ strategy: easgd({ workers: 4 }), start, steps: 100, gradient, latency: 3, jitter: 1, seed: 7 })
 *
 * @throws SettingError for a setting; WorkersGoneError, with the model, when nobody is left.
 */
export function simulate(simulation: Simulation): Report {
  return new Simulator(simulation).run()
}

/** A running simulation, for those who look into it between steps. */
export class Simulator {
  readonly clock = new Clock()
  readonly crew = new Map<number, Crewman>()
  readonly #plan: Plan
  readonly #network: Network
  readonly #hub: ServerHub | SumHub
  readonly #ledger: Ledger
  readonly #membership: Membership
  readonly #draw
  readonly #lost: { rank: number; time: number }[] = []
  readonly #late: Crewman[] = []
  #lastCentre: Floats

  /** @throws SettingError */
  constructor(simulation: Simulation) {
    const plan = planned(simulation)
    const { strategy, start, steps, seed, heartbeat } = plan
    this.#plan = plan
    this.#network = new Network(this.clock, plan)
    this.#ledger = new Ledger(steps * strategy.workers, strategy.workers)
    this.#membership = new Membership(heartbeat)
    this.#draw = generator(seed).stream('compute')
    this.#lastCentre = start
    this.#hub =
      strategy.carrier === 'sum'
        ? new SumHub(
            () => this.#membership.alive.filter((rank) => !this.crew.get(rank)!.idle),
            (rank) => this.crew.get(rank)!.centre,
          )
        : new ServerHub(plan, strategy)
    for (let rank = 0; rank < strategy.workers; rank++) this.#enlist(rank, start)
  }

  /** The model of the run as it stands. */
  get centre(): Floats {
    if (this.#hub instanceof ServerHub) return this.#hub.reception.server.centre
    const alive = [...this.crew.values()].find(({ dead }) => !dead)
    return alive?.centre ?? this.#lastCentre
  }

  run(): Report {
    for (const fault of this.#plan.faults) this.clock.after(fault.at, () => this.#strike(fault))
    const { strategy } = this.#plan
    const warm = strategy.carrier !== 'sum' && (strategy.warmStart ?? 0) > 0
    for (const man of this.crew.values()) {
      if (warm && man.rank > 0) this.#late.push(man)
      else this.#begin(man)
    }
    this.clock.after(this.#plan.heartbeat, () => this.#beat())
    while (!this.#ledger.complete && this.clock.tick()) this.#startLate()
    return this.#report()
  }

  #enlist(rank: number, start: Floats): Crewman {
    const man = new Crewman(rank, this.#plan, start)
    this.crew.set(rank, man)
    this.#membership.beat(rank, this.clock.now)
    return man
  }

  /** Does something for a worker after a while, unless it is another one by then; a frozen one does it later. */
  #later(man: Crewman, delay: number, act: () => void): void {
    const { worker } = man
    this.clock.after(delay, () => {
      if (man.dead || man.worker !== worker) return
      const wait = man.frozenUntil - this.clock.now
      if (wait > 0) this.#later(man, wait, act)
      else act()
    })
  }

  #begin(man: Crewman): void {
    if (man.dead) return
    const batch = this.#ledger.take(man.rank)
    if (this.#ledger.complete) return
    const wasIdle = man.idle
    man.idle = batch === undefined
    if (man.idle && !wasIdle) this.#hub.changed()
    if (batch === undefined) return
    if (wasIdle && this.#plan.strategy.carrier === 'sum') man.beginAgain(this.#peer(man).slice())
    man.batch = batch
    man.step = man.worker.step(man.t)
    this.#advance(man, man.step.next())
  }

  #advance(man: Crewman, { done, value }: IteratorResult<'gradient' | Message, void>): void {
    const { compute, spread, rest } = this.#plan
    if (done) {
      man.t++
      this.#plan.onStep(man.rank)
      return this.#later(man, rest * man.slow, () => this.#begin(man))
    }
    if (value !== 'gradient') return this.#ask(man, value)
    man.computeGradient()
    const longer = spread > 0 ? 1 + spread * this.#draw.uniform() : 1
    this.#later(man, compute * longer * man.slow, () => this.#advance(man, man.step!.next(nothing)))
  }

  #ask(man: Crewman, message: Message): void {
    const copy = { ...message, arrays: message.arrays.map((x) => x.slice()) }
    man.asked = { sequence: ++man.sequence, message: copy }
    this.#send(man)
  }

  #send(man: Crewman): void {
    const { asked, rank } = man
    if (!asked) return
    this.#network.carry(rank, () => this.#arrive(man, asked.sequence, asked.message))
    if (man.asked === asked) this.#later(man, this.#plan.retry, () => man.asked === asked && this.#send(man))
  }

  #arrive(man: Crewman, sequence: number, message: Message): void {
    const reply = (answer: Answer): void =>
      this.#network.carry(man.rank, () => this.#answered(man, sequence, answer))
    if (this.#membership.alive.includes(man.rank)) {
      this.#membership.beat(man.rank, this.clock.now)
      return this.#hub.receive(man.rank, sequence, message, reply)
    }
    if (man.dead || this.#serverDown) return
    this.#membership.beat(man.rank, this.clock.now)
    this.#ledger.join(man.rank)
    reply({ arrays: [this.#peer(man).slice()], version: 0, peers: 1, refused: 'its sender was given up' })
  }

  /** The model that a worker begins again from. */
  #peer(man: Crewman): Floats {
    if (this.#hub instanceof ServerHub) return this.centre
    const others = [...this.crew.values()].filter((other) => other !== man && !other.dead)
    return (others.find(({ idle }) => !idle) ?? others[0] ?? man).centre
  }

  #answered(man: Crewman, sequence: number, answer: Answer): void {
    if (man.asked?.sequence !== sequence) return
    const { shard = 0 } = man.asked.message
    this.#later(man, 0, () => {
      if (man.asked?.sequence !== sequence) return
      man.asked = undefined
      if (answer.refused === undefined) return this.#advance(man, man.step!.next(answer))
      const { strategy } = this.#plan
      const shards =
        strategy.carrier === 'sum' || answer.arrays[0].length === man.w.length ? 1 : (strategy.shards ?? 1)
      man.beginAgain(answer.arrays[0], partOf(man.w.length, shards, shards === 1 ? 0 : shard).lo)
      this.#later(man, this.#plan.compute + this.#plan.rest, () => this.#begin(man))
    })
  }

  /** Once a period: whoever can says that it lives; whoever has been silent is given up. */
  #beat(): void {
    const { now } = this.clock
    for (const man of this.crew.values()) {
      const heard = !man.dead && man.frozenUntil <= now && !this.#network.cut.has(man.rank)
      if (heard && this.#membership.alive.includes(man.rank)) this.#membership.beat(man.rank, now)
    }
    for (const rank of this.#membership.silent(now)) this.#giveUp(rank)
    const hope = Math.max(0, ...this.#plan.faults.map((fault) => ('until' in fault ? fault.until : fault.at)))
    if (this.#membership.alive.length === 0 && now > hope) this.#allGone()
    this.clock.after(this.#plan.heartbeat, () => this.#beat())
  }

  #giveUp(rank: number): void {
    this.#lost.push({ rank, time: this.clock.now })
    this.#ledger.drop(rank)
    this.#hub.forget(rank)
    for (const man of this.crew.values()) if (man.idle && !man.dead) this.#begin(man)
  }

  #allGone(): never {
    const { name } = this.#plan.strategy
    throw new WorkersGoneError(
      `${name}: the last worker is gone at time ${this.clock.now}; it needs one to go on. The model is in this error's centre.`,
      this.centre.slice(),
    )
  }

  get #serverDown(): boolean {
    return this.#hub instanceof ServerHub && this.#hub.down
  }

  #startLate(): void {
    if (this.#late.length === 0 || !(this.#hub instanceof ServerHub)) return
    const { strategy } = this.#plan
    const enough =
      strategy.carrier === 'sum' || this.#hub.reception.server.version >= (strategy.warmStart ?? 0)
    const first = this.crew.get(0)!
    if (!enough && !first.idle && this.#membership.alive.includes(0)) return
    for (const man of this.#late.splice(0)) this.#begin(man)
  }

  #strike(fault: Fault): void {
    const later = (until: number, act: () => void): void => this.clock.after(until - fault.at, act)
    if ('kill' in fault) this.#kill(fault.kill)
    if ('hang' in fault) this.crew.get(fault.hang)!.frozenUntil = fault.until
    if ('slow' in fault) this.crew.get(fault.slow)!.slow = fault.by
    if ('poison' in fault) this.crew.get(fault.poison)!.poisoned = true
    if ('join' in fault) this.#join(fault.join)
    if ('partition' in fault) {
      for (const rank of fault.partition) this.#network.cut.add(rank)
      later(fault.until, () => fault.partition.forEach((rank) => this.#network.cut.delete(rank)))
    }
    if ('lag' in fault) {
      this.#network.lag += fault.lag
      later(fault.until, () => (this.#network.lag -= fault.lag))
    }
    if ('server' in fault && this.#hub instanceof ServerHub) {
      const hub = this.#hub
      hub.down = true
      later(fault.until, () => hub.comeAgain())
    }
  }

  #kill(rank: number): void {
    const man = this.crew.get(rank)!
    this.#lastCentre = man.centre
    man.dead = true
  }

  #join(rank: number): void {
    this.#ledger.join(rank)
    this.#begin(this.#enlist(rank, this.centre))
  }

  #report(): Report {
    const reception = this.#hub instanceof ServerHub ? this.#hub.reception : undefined
    return {
      centre: this.centre.slice(),
      workers: [...this.crew.values()].map(({ w }) => w.slice()),
      time: this.clock.now,
      messages: this.#network.sent,
      damaged: this.#network.damaged,
      refused: this.#hub instanceof SumHub ? this.#hub.refused : reception!.refused,
      staleness: reception?.staleness ?? [],
      lost: this.#lost,
      numbers: reception?.server.state().numbers ?? {},
    }
  }
}
