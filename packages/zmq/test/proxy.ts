// A bad wire: it stands between workers and their server, and loses, repeats, swaps, delays and damages whole messages.
import { Dealer, Router } from 'zeromq'

export interface Wire {
  /** Each so-many-th message of a worker, or to it, comes twice, after the one behind it, after five others, or damaged; none unless said. */
  readonly repeat?: number
  readonly swap?: number
  readonly delay?: number
  readonly damage?: number
}

type Frames = readonly Buffer[]
/** What comes out when a message goes in. */
type Pass = (frames: Frames) => Frames[]

interface Way {
  readonly back: Dealer
  readonly pass: Pass
}

export class Proxy {
  /** Nothing passes while this is set. */
  cut = false
  readonly passed = { repeated: 0, swapped: 0, delayed: 0, damaged: 0, lost: 0 }
  readonly address: string
  readonly #server: string
  readonly #wire: Wire
  readonly #front: Router
  readonly #ways = new Map<string, Way>()

  private constructor(front: Router, server: string, wire: Wire) {
    this.#front = front
    this.#server = server
    this.#wire = wire
    this.address = front.lastEndpoint ?? ''
    void this.#forward()
  }

  static async before(server: string, wire: Wire = {}): Promise<Proxy> {
    const front = new Router({ handover: true, linger: 0 })
    await front.bind('tcp://127.0.0.1:*')
    return new Proxy(front, server, wire)
  }

  close(): void {
    for (const { back } of this.#ways.values()) back.close()
    this.#front.close()
  }

  async #forward(): Promise<void> {
    for await (const [name, ...frames] of this.#front) {
      const { back, pass } = this.#wayFor(name)
      for (const each of pass(frames)) await deliver(back, [...each])
    }
  }

  /** Each worker's messages go under its own name, and are swapped with each other alone. */
  #wayFor(name: Buffer): Way {
    const known = this.#ways.get(name.toString())
    if (known) return known
    const back = new Dealer({ routingId: name.toString(), linger: 0 })
    back.connect(this.#server)
    const way = { back, pass: this.#spoiling() }
    this.#ways.set(name.toString(), way)
    void this.#return(name, back)
    return way
  }

  async #return(name: Buffer, back: Dealer): Promise<void> {
    const pass = this.#spoiling()
    for await (const frames of back)
      for (const each of pass(frames)) await deliver(this.#front, [name, ...each])
  }

  #spoiling(): Pass {
    const { repeat = Infinity, swap = Infinity, delay = Infinity, damage = Infinity } = this.#wire
    const held: { readonly frames: Frames; behind: number }[] = []
    let k = 0
    return (frames) => {
      if (this.cut) return (this.passed.lost++, [])
      k++
      const given = k % damage === 0 ? this.#damaged(frames, k) : frames
      if (k % swap === 0 || k % delay === 0) {
        held.push({ frames: given, behind: k % swap === 0 ? 1 : 5 })
        this.passed[k % swap === 0 ? 'swapped' : 'delayed']++
        return []
      }
      const out = k % repeat === 0 ? [given, given] : [given]
      this.passed.repeated += out.length - 1
      for (const each of held) each.behind--
      const due = held.filter(({ behind }) => behind === 0)
      for (const each of due) held.splice(held.indexOf(each), 1)
      return [...out, ...due.map((each) => each.frames)]
    }
  }

  /** One bit of it is another, each time elsewhere. */
  #damaged(frames: Frames, k: number): Frames {
    this.passed.damaged++
    const copies = frames.map((frame) => Buffer.from(frame))
    const long = copies.filter(({ length }) => length > 0)
    const frame = long[k % long.length]
    frame[(7 * k) % frame.length] ^= 0x10
    return copies
  }
}

/** What is under way when the wire is taken down is lost. */
async function deliver(socket: Dealer | Router, frames: Buffer[]): Promise<void> {
  try {
    await socket.send(frames)
  } catch (error) {
    if (!socket.closed) throw error
  }
}
