// The server's end: messages of many workers, each with its name, and answers to them by name. Read `message.ts` first.
import { Router } from 'zeromq'
import { FrameError, ZmqError } from './error.ts'
import { decode, encode, type Message } from './message.ts'
import { checkAddress, keysFrom } from './secret.ts'

export interface ServerOptions {
  /** Loopback and any free port unless said. */
  readonly address?: string
  /** Needed where other machines reach the address: at least 16 characters. */
  readonly secret?: string
  /** The largest array, in bytes, that anybody may send; a larger one ends the connection before memory is taken. */
  readonly limit?: number
  /** Told of messages that were not understood; they are dropped. */
  readonly onDamaged?: (from: string, error: FrameError) => void
}

export interface Received {
  readonly from: string
  readonly message: Message & Required<Message>
}

/** So many answers may wait for a worker that does not read; more are dropped. */
const WAITING = 8

const mebibytes = 2 ** 20

/** A bound socket. Workers come and go; what they send is read in order, one message at a time. */
export class Server {
  readonly address: string
  /** Messages that were dropped since they were damaged. */
  damaged = 0
  readonly #socket: Router
  readonly #onDamaged: ServerOptions['onDamaged']

  private constructor(socket: Router, onDamaged: ServerOptions['onDamaged']) {
    this.#socket = socket
    this.#onDamaged = onDamaged
    this.address = socket.lastEndpoint ?? ''
  }

  /** @throws ZmqError for a wrong address or secret, or when the address is taken. */
  static async bind({
    address = 'tcp://127.0.0.1:*',
    secret,
    limit = 1024 * mebibytes,
    onDamaged,
  }: ServerOptions = {}): Promise<Server> {
    checkAddress('Server', address, secret)
    const keys = secret === undefined ? undefined : keysFrom(secret, 'server')
    const socket = new Router({
      mandatory: true, // an answer to nobody is an error, not silence
      handover: true, // a worker that comes back under its name takes the place of its dead connection
      maxMessageSize: limit,
      sendHighWaterMark: WAITING,
      sendTimeout: 0,
      linger: 500,
      ...(keys && { curveServer: true, curvePublicKey: keys.publicKey, curveSecretKey: keys.secretKey }),
    })
    try {
      await socket.bind(address)
    } catch (error) {
      socket.close()
      throw new ZmqError(`Server: cannot listen at ${address}: ${(error as Error).message}.`)
    }
    return new Server(socket, onDamaged)
  }

  /** Whether the message was handed over; false for a worker that is gone, or does not read its answers. */
  async send(to: string, message: Message): Promise<boolean> {
    const frames = encode(message)
    try {
      await this.#socket.send([to, ...frames])
      return true
    } catch {
      return false
    }
  }

  /** Messages as they come, until the server is closed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Received> {
    for await (const [name, ...frames] of this.#socket) {
      const from = name.toString('utf8')
      let message
      try {
        message = decode(frames)
      } catch (error) {
        if (!(error instanceof FrameError)) throw error
        this.damaged++
        this.#onDamaged?.(from, error)
        continue
      }
      yield { from, message }
    }
  }

  close(): void {
    this.#socket.close()
  }
}
