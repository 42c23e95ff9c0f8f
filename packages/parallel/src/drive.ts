// One step of a worker over a transport that answers with promises: the loop that threads, MPI and ZeroMQ have in common.
import type { Answer, Message } from './message.ts'
import type { Worker } from './strategy.ts'

/**
 * What a transport is, seen by one worker. A transport is written against this and `Strategy`, with parts that are there for it:
 * `Reception` (what a server does with a message), `Membership` (who is alive) and `Ledger` (whose batch is whose).
 *
 * - For a strategy whose carrier is 'sum', `ask` gets messages of kind 'sum' alone: an all-reduce, called by all ranks in the same order.
 *   The answer is the sum, with the same bits on every rank, and how many ranks there are.
 * - Else `ask` sends the message to the server under a number that grows by one, again and again until the answer with that number
 *   comes; the server's end gives each to `Reception.receive`.
 */
export interface Port {
  readonly rank: number
  /** @throws ParallelError when the others are gone for good. */
  ask(message: Message): Promise<Answer>
  /** Leaves in good order, and frees what the port holds. */
  close(): Promise<void>
}

/** What a step came to: done, or to be begun again from the answer's arrays with a new worker of the strategy. */
export type Outcome =
  { readonly done: true } | { readonly done: false; readonly from: Answer; readonly to: Message }

/** Drives step `t` of a worker; `gradient` computes the gradient of its next batch. */
export async function drive(
  worker: Worker,
  t: number,
  port: Port,
  gradient: () => void | Promise<void>,
): Promise<Outcome> {
  const step = worker.step(t)
  let next = step.next()
  while (!next.done) {
    if (next.value === 'gradient') {
      await gradient()
      next = step.next(nothing)
      continue
    }
    const answer = await port.ask(next.value)
    if (answer.refused !== undefined) return { done: false, from: answer, to: next.value }
    next = step.next(answer)
  }
  return { done: true }
}

/** What a step goes on with after a gradient. */
export const nothing: Answer = { arrays: [], version: 0, peers: 1 }
