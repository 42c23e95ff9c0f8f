// What rank 0 has the others do, and what it hears of them. Read `place.ts` next.
import type { Own, Position, Snapshot } from '@glissade/parallel'

/** An epoch, from a batch on; or to tell what each has for itself; or to go on from what each had in an earlier run. */
export type Order =
  | { readonly say: 'epoch'; readonly at: Position }
  | { readonly say: 'own' }
  | { readonly say: 'restore'; readonly workers: readonly Own[] }
/** As they travel: by their number. */
export const words = ['over', 'epoch', 'own', 'restore']

/** What rank 0 decides, and hears of the others. */
export interface Chair {
  /** What all do next; undefined when the run is over. */
  next(): Promise<Order | undefined>
  /** What each rank has for itself, which was asked for; none where each was told what it had. */
  told(owns: readonly Own[]): void
  stopped(): boolean
  /** What each rank has done of the epoch: see `@glissade/parallel/row`. */
  watch(rows: readonly ArrayLike<number>[]): void
  leftOut(rank: number): void
  /** All are at the end of the epoch, or where they stopped; the model of the run is given where it is not this rank's own. */
  ended(at: Position, rows: readonly ArrayLike<number>[], model: Partial<Snapshot>): void
}
