// A worker's end: messages to the server, and its answers. A server that is away is waited for and found again.
// Read `message.ts` first.
import { Dealer } from 'zeromq'
import { ZmqError } from './error.ts'
import { decode, encode, type Message } from './message.ts'
import { checkAddress, keysFrom } from './secret.ts'

export interface WorkerOptions {
  /** The server's. */
  readonly address: string
  /** By which the server knows this worker; two must not share one. */
  readonly name: string
  readonly secret?: string
  /** The largest array, in bytes, that the server may send. */
  readonly limit?: number
}

/** So many messages may wait for a server that is away. */
const WAITING = 8

/** A connected socket; it may be made before the server is there. */
export class Worker {
  readonly name: string
  readonly #socket: Dealer

  /** @throws ZmqError for a wrong address, name or secret. */
  constructor({ address, name, secret, limit = 2 ** 30 }: WorkerOptions) {
    checkAddress('Worker', address, secret)
    if (typeof name !== 'string' || name === '' || name.startsWith('\0') || Buffer.byteLength(name) > 255)
      throw new ZmqError(
        `Worker: name is '${String(name)}'; it needs 1 to 255 bytes, the first of them not 0.`,
      )
    const keys = secret === undefined ? undefined : keysFrom(secret, 'worker')
    this.name = name
    this.#socket = new Dealer({
      routingId: name,
      maxMessageSize: limit,
      sendHighWaterMark: WAITING,
      linger: 500,
      ...(keys && {
        curveServerKey: keysFrom(secret as string, 'server').publicKey,
        curvePublicKey: keys.publicKey,
        curveSecretKey: keys.secretKey,
      }),
    })
    this.#socket.connect(address)
  }

  /** Whether the message was handed over within so many milliseconds: false while no server reads. */
  async send(message: Message, within = 1000): Promise<boolean> {
    this.#socket.sendTimeout = within
    const frames = encode(message)
    try {
      await this.#socket.send(frames)
      return true
    } catch {
      return false
    }
  }

  /**
   * The next answer, or undefined when none came within so many milliseconds.
   *
   * @throws FrameError when it was damaged.
   */
  async receive(within = 1000): Promise<(Message & Required<Message>) | undefined> {
    this.#socket.receiveTimeout = within
    let frames: Buffer[]
    try {
      frames = await this.#socket.receive()
    } catch {
      return undefined
    }
    return decode(frames)
  }

  close(): void {
    this.#socket.close()
  }
}
