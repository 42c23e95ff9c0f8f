// Who is in the run: names and ranks, who was heard of lately, and who was given up. Read `coordinator.ts` next.
import { Membership } from '@glissade/parallel'
import type { Message } from './message.ts'

export interface Member {
  readonly name: string
  readonly rank: number
  /** Whether its weights come from the model of the run; else it begins from there before it counts. */
  begun: boolean
  /** The number of its last request, and the answer; there is none yet while it waits for a batch. */
  last: { readonly sequence: number; readonly answer?: Message }
  waits: boolean
  /** How far its weights were from the centre at the last exchange. */
  distance?: number
  /** Why it is no longer in the run. */
  gone: string | undefined
}

/** Times are in milliseconds. */
export class Roster {
  readonly lost: { readonly rank: number; readonly reason: string }[] = []
  readonly #members = new Map<string, Member>()
  readonly #ranks = new Map<string, number>()
  readonly #membership: Membership
  #looked = performance.now()

  constructor(period: number) {
    this.#membership = new Membership(period)
  }

  find(name: string): Member | undefined {
    return this.#members.get(name)
  }

  at(rank: number): Member | undefined {
    return [...this.#members.values()].find((member) => member.rank === rank)
  }

  get all(): readonly Member[] {
    return [...this.#members.values()].sort((a, b) => a.rank - b.rank)
  }

  get alive(): readonly Member[] {
    return this.all.filter(({ gone }) => gone === undefined)
  }

  /** Also of one whose place another has taken. */
  rankOf(name: string): number | undefined {
    return this.#ranks.get(name)
  }

  /** A worker comes, with the rank that it was given, or the first from `first` on that nobody in the run has. */
  join(name: string, given: number | undefined, first: number): Member {
    let rank = given ?? first
    if (this.#isTaken(rank)) for (rank = first; this.#isTaken(rank);) rank++
    const before = this.at(rank)
    if (before) this.#members.delete(before.name)
    const member: Member = { name, rank, begun: false, last: { sequence: 0 }, waits: false, gone: undefined }
    this.#members.set(name, member)
    this.#ranks.set(name, rank)
    this.heard(member)
    return member
  }

  #isTaken(rank: number): boolean {
    const holder = this.at(rank)
    return holder !== undefined && holder.gone === undefined
  }

  /** It lives, and is in the run, also if it was given up before. */
  heard(member: Member): void {
    member.gone = undefined
    this.#membership.beat(member.rank, performance.now())
  }

  lose(member: Member, reason: string): void {
    if (member.gone !== undefined) return
    member.gone = reason
    member.begun = false
    member.last = { sequence: member.last.sequence } // an answer may be a whole model
    this.#membership.leave(member.rank)
    this.lost.push({ rank: member.rank, reason })
  }

  /** Those who have been silent too long. Called once a period; a caller who was late did not listen, and blames nobody. */
  silent(): readonly Member[] {
    const now = performance.now()
    const late = now - this.#looked > 1.5 * this.#membership.period
    this.#looked = now
    if (late) for (const { rank } of this.alive) this.#membership.beat(rank, now)
    return this.#membership.silent(now).map((rank) => this.at(rank)!)
  }
}
