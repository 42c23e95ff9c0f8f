// A worker's place in a run over ZeroMQ: requests with a number each, asked again until they are answered. Read `coordinator.ts` first.
import {
  ParallelError,
  type Answer,
  type Measured,
  type Message as Said,
  type Place,
  type Task,
} from '@glissade/parallel'
import { FrameError } from './error.ts'
import type { Message } from './message.ts'
import { unpacked } from './model.ts'
import type { Worker } from './worker.ts'

type Reply = Required<Message>

/** The run is over: what a worker was at is of no use any more. */
export class Over extends Error {}

interface Terms {
  /** The rank, where it was given one. */
  readonly rank: number | undefined
  readonly address: string
  /** What model it brings: see `describe`. */
  readonly model: string
  readonly measures: readonly string[]
  /** So many milliseconds of silence, and the server is believed to be gone. */
  readonly patience: number
}

/** Before the server has said how often it wants to hear something. */
const PERIOD = 1000

export class ZmqPlace implements Place {
  rank = -1
  readonly #worker: Worker
  readonly #terms: Terms
  #period = PERIOD
  #pulse: ReturnType<typeof setInterval> | undefined
  #sequence = 0
  #heard = performance.now()
  #sending: Promise<unknown> | undefined
  /** Steps since it began, or began again. */
  #t = 0
  #measured: Measured | undefined
  #spent = 0

  private constructor(worker: Worker, terms: Terms) {
    this.#worker = worker
    this.#terms = terms
  }

  /** @throws ParallelError when there is no server, or one of another model. */
  static async join(worker: Worker, terms: Terms): Promise<ZmqPlace> {
    const place = new ZmqPlace(worker, terms)
    await place.#join()
    return place
  }

  async take(): Promise<Task | undefined> {
    const measured = this.#measured
    this.#measured = undefined
    let reply: Reply
    try {
      reply = await this.#request({
        kind: 'take',
        ...(measured && {
          numbers: { samples: measured.samples, busy: this.#spent },
          arrays: [Float64Array.from(this.#terms.measures, (name) => measured.values[name])],
        }),
      })
    } catch (error) {
      if (error instanceof Over) return undefined
      throw error
    }
    const { epoch, batch, begin } = reply.numbers
    if (begin === 0) return { epoch, batch, t: this.#t++ }
    const from = unpacked(await this.#request({ kind: 'begin' }))
    this.#t = 1
    return { epoch, batch, t: 0, from }
  }

  tell(measured: Measured): void {
    this.#measured = measured
  }

  spent(seconds: number): void {
    this.#spent = seconds
  }

  async ask({ kind, arrays, shard = 0, read }: Said): Promise<Answer> {
    const numbers = { shard, ...(read !== undefined && { read }) }
    const reply = await this.#request({ kind: 'ask', text: kind, numbers, arrays })
    const { version, refused } = reply.numbers
    return { arrays: reply.arrays, version, peers: 1, ...(refused === 1 && { refused: reply.text }) }
  }

  /** Says that it cannot go on, and why. */
  async leave(reason: string, nonFinite: boolean): Promise<void> {
    await this.#send({ kind: 'leave', text: reason, numbers: { nonFinite: nonFinite ? 1 : 0 } })
  }

  async close(): Promise<void> {
    clearInterval(this.#pulse)
    await this.#sending
    this.#worker.close()
  }

  async #join(): Promise<void> {
    const rank = this.rank < 0 ? this.#terms.rank : this.rank
    const numbers = rank === undefined ? {} : { rank }
    const welcome = await this.#request({ kind: 'join', text: this.#terms.model, numbers })
    this.rank = welcome.numbers.rank
    this.#period = welcome.numbers.heartbeat
    clearInterval(this.#pulse)
    this.#pulse = setInterval(() => void this.#beat(), this.#period / 2)
  }

  /** The answer to a request, which is sent again once a period. */
  async #request(message: Message): Promise<Reply> {
    const sequence = ++this.#sequence
    this.#heard = performance.now()
    for (;;) {
      await this.#send({ ...message, numbers: { ...message.numbers, sequence } })
      const reply = await this.#reply(sequence)
      if (reply && reply.kind !== 'stranger') return reply
      if (reply) await this.#join()
      const silence = performance.now() - this.#heard
      if (silence > this.#terms.patience) throw this.#alone(silence)
    }
  }

  #alone(silence: number): ParallelError {
    const seconds = `${(silence / 1000).toFixed(0)} s`
    return new ParallelError(
      this.rank < 0
        ? `zmq: nobody answered at ${this.#terms.address} within ${seconds}; a worker needs a server there. Has it the same secret?`
        : `zmq: the server has been silent for ${seconds}; worker ${this.rank} needs its answers. Is it gone?`,
    )
  }

  /** What comes with this number within a period; what comes late, or twice, is passed over. */
  async #reply(sequence: number): Promise<Reply | undefined> {
    const end = performance.now() + this.#period
    for (let left = this.#period; left > 0; left = end - performance.now()) {
      const reply = await this.#receive(left)
      if (!reply) continue
      this.#heard = performance.now()
      if (reply.kind === 'over') throw new Over()
      if (reply.numbers.sequence !== sequence || reply.kind === 'wait') continue
      if (reply.kind === 'unfit') throw new ParallelError(reply.text)
      return reply
    }
    return undefined
  }

  async #receive(within: number): Promise<Reply | undefined> {
    try {
      return await this.#worker.receive(Math.ceil(within))
    } catch (error) {
      if (error instanceof FrameError) return undefined
      throw error
    }
  }

  /** A socket sends one message at a time. */
  async #send(message: Message, within = this.#period): Promise<void> {
    while (this.#sending) await this.#sending
    this.#sending = this.#worker.send(message, within)
    await this.#sending
    this.#sending = undefined
  }

  async #beat(): Promise<void> {
    if (!this.#sending) await this.#send({ kind: 'beat' }, 0)
  }
}
