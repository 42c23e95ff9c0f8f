// What moves between workers and a server. The strategies decide when; read `strategy.ts` next.
import type { Floats } from '@glissade/optim'

/** What a worker says: a word, and vectors. Who carries it copies them before the worker goes on. */
export interface Message {
  readonly kind: string
  readonly arrays: readonly Floats[]
  /** Which part of a divided server is meant; 0 unless said. */
  readonly shard?: number
  /** Where the arrays may differ from what is there already, in order; everywhere unless said. */
  readonly ranges?: readonly { readonly lo: number; readonly hi: number }[]
  /** The version of that part which the arrays know of, the sender's own updates since it was read included: what is more came of others. */
  readonly read?: number
}

/** What comes back. The arrays are the receiver's until its next message. */
export interface Answer {
  readonly arrays: readonly Floats[]
  /** How many updates the server, or the part that was meant, had made. */
  readonly version: number
  /** How many workers contributed to a sum; 1 from a server. */
  readonly peers: number
  /** Why nothing was taken of what was sent; the worker begins again from the arrays, which are those of a `fetch`. */
  readonly refused?: string
}

/** Add the vector to those of all workers; the answer is the sum, the same bits for everybody. */
export const sum = (vector: Floats): Message => ({ kind: 'sum', arrays: [vector] })

/** The server's vectors as they are now. */
export const fetch = (shard = 0): Message => ({ kind: 'fetch', arrays: [], shard })
