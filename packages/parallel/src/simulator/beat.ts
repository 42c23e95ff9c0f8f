// Once a period: whoever can says that it lives; whoever has been silent is given up, and its batches go to others.
import { WorkersGoneError } from '../error.ts'
import type { Crewman } from './crew.ts'
import type { Walk } from './walk.ts'
import type { World } from './world.ts'

export class Beat {
  readonly #world: World
  readonly #walk: Walk

  constructor(world: World, walk: Walk) {
    this.#world = world
    this.#walk = walk
  }

  /** Goes on for ever. @throws WorkersGoneError at a beat when nobody is left, and no fault will bring anybody back. */
  start(): void {
    this.#world.clock.after(this.#world.plan.heartbeat, () => {
      this.#beat()
      this.start()
    })
  }

  #beat(): void {
    const { clock, crew, network, membership, plan } = this.#world
    const { now } = clock
    for (const man of crew.values()) {
      if (man.dead || man.frozenUntil > now || network.cut.has(man.rank)) continue
      if (membership.alive.includes(man.rank)) membership.beat(man.rank, now)
      else if (man.idle && !man.asked) this.#takeBack(man)
    }
    for (const rank of membership.silent(now)) this.#giveUp(rank)
    const hope = Math.max(0, ...plan.faults.map((fault) => ('until' in fault ? fault.until : fault.at)))
    if (membership.alive.length === 0 && now > hope) this.#allGone()
  }

  /** One that was given up while it had nothing to do will not say anything by itself. */
  #takeBack(man: Crewman): void {
    const { membership, ledger, clock } = this.#world
    membership.beat(man.rank, clock.now)
    ledger.join(man.rank)
    this.#walk.begin(man)
  }

  #giveUp(rank: number): void {
    const { lost, clock, ledger, hub, crew } = this.#world
    lost.push({ rank, time: clock.now })
    ledger.drop(rank)
    this.#walk.forget(crew.get(rank)!)
    hub.forget(rank)
    this.#walk.reconsider()
  }

  #allGone(): never {
    const { clock, centre, plan } = this.#world
    throw new WorkersGoneError(
      `${plan.strategy.name}: the last worker is gone at time ${clock.now}; it needs one to go on. The model is in this error's centre.`,
      centre.slice(),
      { nonFinite: this.#world.nonFinite },
    )
  }
}
