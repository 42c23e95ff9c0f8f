// What is needed of an engine's threads: Node's and a page's differ in little else. Read `team.ts` next.
import type { Message, Answer } from '../message.ts'
import type { Own, Snapshot } from '../transport.ts'
import type { Shared } from './board.ts'

/** What a worker says to its coordinator. */
export type FromWorker =
  | {
      readonly say: 'here'
      readonly strategy: string
      readonly weights: number
      readonly statistics: number
      readonly batches: number
    }
  | { readonly say: 'ask'; readonly sequence: number; readonly message: Message; readonly batch: number }
  | { readonly say: 'idle'; readonly t: number; readonly alone: boolean }
  | { readonly say: 'state'; readonly state: Snapshot }
  | { readonly say: 'own'; readonly own: Own }
  | {
      readonly say: 'failed'
      readonly reason: string
      readonly nonFinite?: boolean
      readonly state?: Snapshot
    }

/** What a coordinator says to a worker. */
export type ToWorker =
  | { readonly say: 'begin'; readonly shared: Shared; readonly state: Snapshot }
  | {
      readonly say: 'epoch'
      readonly epoch: number
      readonly t?: number
      /** What it goes on from, where that is not its own; or its own of an earlier run. */
      readonly state?: Snapshot
      readonly own?: Own
    }
  | { readonly say: 'answer'; readonly sequence: number; readonly answer: Answer }
  | { readonly say: 'state' | 'own' }

/** A thread, as its coordinator holds it. */
export interface Thread {
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void
  end(): Promise<unknown>
}

/** What an engine offers. */
export interface Engine {
  /** Starts a thread that imports a module and knows its rank, and the how-many-eth run of the module it is for. */
  start(
    entry: string,
    seat: Seat,
    on: { message(message: FromWorker): void; gone(reason: string): void },
  ): Thread
  /** In such a thread: its seat, and the way to its coordinator. */
  readonly own:
    { readonly seat: Seat; readonly post: Post; listen(on: (message: ToWorker) => void): void } | undefined
}

export interface Seat {
  readonly rank: number
  /** Which parallel run of the module it is, from 0: the others are passed by. */
  readonly run: number
  /** The part of the shared memory that its backend is to work in. */
  readonly region?: unknown
}

export type Post = (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void
