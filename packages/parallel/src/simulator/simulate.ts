// The simulator: one thread, a virtual clock, and the strategies as they are. Read `clock.ts`, `network.ts`, `hub.ts`, `world.ts` and
// `walk.ts` first; `beat.ts` and `faults.ts` are what goes wrong.
import type { Floats } from '@glissade/optim'
import { Beat } from './beat.ts'
import type { BodyOf } from './body.ts'
import type { Crewman } from './crew.ts'
import { strike } from './faults.ts'
import { ServerHub } from './hub.ts'
import { planned, type Simulation } from './settings.ts'
import type { Server, SumStrategy } from '../strategy.ts'
import { meanOf } from '../vectors.ts'
import { Walk } from './walk.ts'
import { World } from './world.ts'

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
  /** How many updates were computed from weights that others had updated so many times since. */
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
 * @throws SettingError for a setting; WorkersGoneError, with the model, when nobody is left; ParallelError when no model is finite any more.
 */
export function simulate(simulation: Simulation): Report {
  return new Simulator(simulation).run()
}

/** A running simulation, for those who look into it between steps. */
export class Simulator {
  readonly #world: World
  readonly #walk: Walk
  /** Those who wait until the first worker has made the server warm. */
  readonly #late: Crewman[] = []

  /** @throws SettingError */
  constructor(simulation: Simulation, bodies?: BodyOf) {
    this.#world = new World(planned(simulation), bodies)
    this.#walk = new Walk(this.#world)
  }

  /** Virtual time. */
  get now(): number {
    return this.#world.clock.now
  }

  /** The workers, by rank. */
  get crew(): ReadonlyMap<number, Crewman> {
    return this.#world.crew
  }

  /** The model of the run as it stands. */
  get centre(): Floats {
    return this.#world.centre
  }

  get server(): Server | undefined {
    const { hub } = this.#world
    return hub instanceof ServerHub ? hub.reception.server : undefined
  }

  /** The statistics of the run, where they are averaged: by a server, or like the weights. */
  get statistics(): Floats | undefined {
    const { plan, alive } = this.#world
    if (this.server) return this.server.statistics
    const { averaged } = plan.strategy as SumStrategy
    return averaged && alive.length > 0 ? meanOf(alive.map(({ statistics }) => statistics)) : undefined
  }

  /** The mean age of a worker's messages, in updates of others. */
  stalenessOf(rank: number): number | undefined {
    const { hub } = this.#world
    return hub instanceof ServerHub ? hub.reception.stalenessOf(String(rank)) : undefined
  }

  /** The worker that has made the most steps. */
  get lead(): Crewman | undefined {
    return this.#world.members.filter(({ dead }) => !dead).sort((a, b) => b.t - a.t)[0]
  }

  run(): Report {
    this.begin()
    while (this.tick());
    this.settle()
    return this.report()
  }

  /** Lets everybody begin, and plans what goes wrong. */
  begin(): void {
    const { plan, clock, crew } = this.#world
    for (const fault of plan.faults) clock.after(fault.at, () => strike(this.#world, this.#walk, fault))
    for (const man of crew.values()) {
      if (this.#warmStart > 0 && man.rank > 0) this.#late.push(man)
      else this.#walk.begin(man)
    }
    new Beat(this.#world, this.#walk).start()
  }

  /** Lets the next thing happen; false when every batch is done. */
  tick(): boolean {
    const { ledger, clock } = this.#world
    if (ledger.complete || !clock.tick()) return false
    this.#startLate()
    return true
  }

  /** Where vectors are summed all become equals. */
  settle(): void {
    this.#walk.settle()
  }

  /** So many batches more, when those before are done; the first has the number 0 again. The first time all begin. */
  deal(batches: number, first: boolean): void {
    this.#world.deal(batches)
    if (first) return this.begin()
    const { members } = this.#world
    for (const man of members) man.idle = false
    for (const man of members) this.#walk.begin(man)
  }

  /** No batch is given out after the last one that somebody has; tells how many there are then. */
  withhold(): number {
    return this.#world.ledger.withhold()
  }

  get #warmStart(): number {
    const { strategy } = this.#world.plan
    return strategy.carrier === 'sum' ? 0 : (strategy.warmStart ?? 0)
  }

  #startLate(): void {
    const { hub, crew, membership } = this.#world
    if (this.#late.length === 0 || !(hub instanceof ServerHub)) return
    const isWarm = hub.reception.server.version >= this.#warmStart
    if (!isWarm && !crew.get(0)!.idle && membership.alive.includes(0)) return
    for (const man of this.#late.splice(0)) this.#walk.begin(man)
  }

  report(): Report {
    const { hub, centre, crew, clock, network, lost } = this.#world
    return {
      centre: centre.slice(),
      workers: [...crew.values()].map(({ w }) => w.slice()),
      time: clock.now,
      messages: network.sent,
      damaged: network.damaged,
      refused: hub.refused,
      staleness: hub.staleness,
      lost,
      numbers: hub.numbers,
    }
  }
}
