// What a simulation consists of: the clock, the network, the workers, the place where messages come together, and whose batch is whose.
import type { Floats } from '@glissade/optim'
import { Ledger } from '../ledger.ts'
import { Membership } from '../membership.ts'
import { allFinite } from '../arithmetic.ts'
import { bodyOf, type BodyOf } from './body.ts'
import { Clock } from './clock.ts'
import { Crewman, type Origin } from './crew.ts'
import { ServerHub, SumHub } from './hub.ts'
import { Line } from './line.ts'
import { Network } from './network.ts'
import type { SumStrategy } from '../strategy.ts'
import { meanOf } from '../vectors.ts'
import type { Plan } from './settings.ts'

export class World {
  readonly plan: Plan
  readonly clock = new Clock()
  readonly crew = new Map<number, Crewman>()
  readonly network: Network
  readonly line: Line
  ledger: Ledger
  readonly membership: Membership
  readonly hub: ServerHub | SumHub
  /** Who was given up, and when. */
  readonly lost: { rank: number; time: number }[] = []
  /** Whether the last one died of numbers that were not finite. */
  nonFinite = false
  #lastCentre: Floats
  readonly #bodyOf: BodyOf

  constructor(plan: Plan, bodies: BodyOf = bodyOf(plan)) {
    const { strategy, start, batches, heartbeat } = plan
    this.plan = plan
    this.#bodyOf = bodies
    this.network = new Network(this.clock, plan)
    this.line = new Line(this.clock, plan.service)
    this.ledger = new Ledger(batches, [...Array(strategy.workers).keys()])
    this.membership = new Membership(heartbeat)
    const summing = () => this.members.filter(({ idle }) => !idle).map(({ rank }) => rank)
    this.hub = strategy.carrier === 'sum' ? new SumHub(summing) : new ServerHub(plan, strategy)
    this.#lastCentre = start
    for (let rank = 0; rank < strategy.workers; rank++) this.enlist(rank, { w: start })
  }

  /** The model of the run as it stands. */
  get centre(): Floats {
    if (this.hub instanceof ServerHub) return this.hub.reception.server.centre
    const { averaged } = this.plan.strategy as Partial<SumStrategy>
    if (averaged && this.alive.length > 0) return meanOf(this.alive.map(({ w }) => w))
    const alive = [...this.crew.values()].find(({ dead }) => !dead)
    return alive?.centre ?? this.#lastCentre
  }

  /** Those who are thought to be alive, and are. */
  get alive(): readonly Crewman[] {
    return this.members.filter(({ dead }) => !dead)
  }

  /** Whether workers wait for each other. */
  get sums(): boolean {
    return this.plan.strategy.carrier === 'sum'
  }

  /** Batches for all who are there. */
  deal(batches: number): void {
    this.ledger = new Ledger(batches, this.membership.alive)
  }

  enlist(rank: number, origin: Origin): Crewman {
    const man = new Crewman(rank, this.plan.strategy, this.#bodyOf(origin.w), origin)
    this.crew.set(rank, man)
    this.membership.beat(rank, this.clock.now)
    return man
  }

  kill(rank: number, nonFinite = false): void {
    const man = this.crew.get(rank)!
    this.nonFinite = nonFinite
    this.#lastCentre = man.centre
    man.dead = true
  }

  /** What a worker that begins again, or late, goes on from: the server's centre, or the member that has made the most steps. */
  origin(man?: Crewman): Origin {
    if (this.hub instanceof ServerHub) return { w: this.centre }
    const others = this.members.filter((other) => other !== man && !other.dead && allFinite(other.w))
    const [ahead = man] = others.sort((a, b) => b.t - a.t)
    return ahead?.origin() ?? { w: this.#lastCentre }
  }

  /** Those who are thought to be alive. */
  get members(): Crewman[] {
    return this.membership.alive.map((rank) => this.crew.get(rank)!)
  }

  /** Does something for a worker after a while, unless it began again meanwhile; a frozen one does it later. */
  later(man: Crewman, delay: number, act: () => void): void {
    const { worker } = man
    this.clock.after(delay, () => {
      if (man.dead || man.worker !== worker) return
      const wait = man.frozenUntil - this.clock.now
      if (wait > 0) this.later(man, wait, act)
      else act()
    })
  }
}
