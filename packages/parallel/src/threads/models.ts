// The models of a team's members: that of the run, where vectors are summed, and what each has for itself. Read `catch-up.ts` first.
import type { Strategy, SumStrategy } from '../strategy.ts'
import type { Own, Snapshot } from '../transport.ts'
import { meanModel, onAsEquals, onFromMean } from './catch-up.ts'
import type { Crew, Member } from './crew.ts'
import type { FromWorker } from './thread.ts'

export class Models {
  readonly #strategy: Strategy
  readonly #crew: Crew
  readonly #states = new Map<number, Snapshot>()
  readonly #owns = new Map<number, Own>()
  /** What members go on from that is not their own, where some had made fewer steps than others. */
  #next: ReadonlyMap<number, Snapshot> = new Map()
  /** What they had for themselves in an earlier run. */
  readonly #earlier = new Map<number, Own>()

  constructor(strategy: Strategy, crew: Crew) {
    this.#strategy = strategy
    this.#crew = crew
  }

  /** The answers of members who were asked. */
  hear(rank: number, message: FromWorker): void {
    if (message.say === 'state') this.#states.set(rank, message.state)
    if (message.say === 'own') this.#owns.set(rank, message.own)
  }

  /** What a member is to go on from, if not from where it is. */
  orderFor(rank: number): { readonly state?: Snapshot; readonly own?: Own } {
    const [state, own] = [this.#next.get(rank), this.#earlier.get(rank)]
    this.#earlier.delete(rank)
    return { ...(state && { state }), ...(own && { own }) }
  }

  /**
   * Of those who have made the most steps the first one's; or the mean, also over others that made steps since the last sum. Undefined when
   * nobody is left.
   */
  async ofRun(): Promise<Snapshot | undefined> {
    const { members } = this.#crew
    const { averaged = false } = this.#strategy as Partial<SumStrategy>
    const asked = [...members.values()].filter((member) => averaged || member.t === this.#t)
    if (!averaged) asked.splice(1)
    if (asked.length === 0) return undefined
    await this.#ask('state', asked, this.#states)
    const some = asked.filter((member) => member.t === this.#t || member.alone)
    const states = some.flatMap(({ rank }) => this.#states.get(rank) ?? []) // in the order of ranks: the mean has the same bits then
    if (states.length === 0) return this.ofRun()
    const latest = meanModel(this.#strategy.name, states)
    this.#next = averaged ? onFromMean(members, latest, this.#states) : onAsEquals(members, latest)
    return latest
  }

  /** What each has for itself, as it will go on. */
  async own(): Promise<Own[]> {
    if (this.#strategy.ownsNothing) return []
    await this.#ask('own', [...this.#crew.members.values()], this.#owns)
    const t = this.#t
    return [...this.#owns.values()]
      .sort((a, b) => a.rank - b.rank)
      .map((own) => {
        const model = this.#next.get(own.rank)
        return model ? { rank: own.rank, t, met: t, model } : own
      })
  }

  restore(workers: readonly Own[]): void {
    for (const own of workers) {
      const member = this.#crew.members.get(own.rank)
      if (!member) continue
      this.#earlier.set(own.rank, own)
      Object.assign(member, { t: own.t, alone: own.t > own.met })
    }
  }

  /** The most steps that a member has made. */
  get #t(): number {
    return Math.max(...[...this.#crew.members.values()].map(({ t }) => t))
  }

  async #ask(word: 'state' | 'own', asked: readonly Member[], answers: Map<number, unknown>): Promise<void> {
    answers.clear()
    for (const { thread } of asked) thread.post({ say: word })
    const isThere = ({ rank }: Member): boolean => answers.has(rank) || !this.#crew.members.has(rank)
    while (!asked.every(isThere)) await this.#crew.change()
  }
}
