// A server and workers over loopback: answers by name, those who come and go, and those who may not come.
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Server, Worker, ZmqError, type ServerOptions, type WorkerOptions } from '../src/index.ts'
import { keysFrom } from '../src/secret.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

/** A server that answers each message with its arrays doubled. */
async function doubling(options: ServerOptions = {}): Promise<Server> {
  const server = await Server.bind(options)
  open.push(server)
  void (async () => {
    for await (const { from, message } of server) {
      const arrays = message.arrays.map((x) => x.map((value) => 2 * value) as typeof x)
      await server.send(from, { ...message, arrays })
    }
  })()
  return server
}

function worker(options: WorkerOptions): Worker {
  const made = new Worker(options)
  open.push(made)
  return made
}

const GUARD = 30_000 // ms, against a hang

const ask = async (from: Worker, x: number) => {
  await from.send({ kind: 'ask', arrays: [Float32Array.of(x)] })
  return (await from.receive(GUARD))?.arrays[0][0]
}
/** Tries until it works. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch {
      await new Promise(setImmediate)
    }
  }
}
const SECRET = 'sixteen letters!'

describe('a server', () => {
  it('answers each worker by its name', async () => {
    const { address } = await doubling()
    expect(address).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/)
    const workers = ['one', 'two', 'three'].map((name) => worker({ address, name }))
    expect(await Promise.all(workers.map((each, i) => ask(each, i + 1)))).toEqual([2, 4, 6])
  })
  it('knows when an answer reaches nobody', async () => {
    const server = await doubling()
    expect(await server.send('nobody', { kind: 'hello' })).toBe(false)
  })
  it('takes a worker back that comes again under its name', async () => {
    const { address } = await doubling()
    const first = worker({ address, name: 'w' })
    expect(await ask(first, 1)).toBe(2)
    const again = worker({ address, name: 'w' })
    expect(await ask(again, 5)).toBe(10)
  })
  it('is found again after it was away', async () => {
    const before = await Server.bind()
    const w = worker({ address: before.address, name: 'w' })
    const arrived = before[Symbol.asyncIterator]().next()
    await w.send({ kind: 'ask' })
    await arrived // what had not left yet would wait for the next server
    const { address } = before
    before.close()
    expect(await w.receive(50)).toBeUndefined()
    await eventually(() => doubling({ address })) // ZeroMQ lets go of an address a moment later
    expect(await ask(w, 3)).toBe(6)
  })
  it('drops what is damaged, says from whom, and goes on', async () => {
    const told: string[] = []
    const server = await doubling({ onDamaged: (from, { message }) => told.push(`${from}: ${message}`) })
    const { Dealer } = await import('zeromq')
    const stranger = new Dealer({ routingId: 'stranger' })
    stranger.connect(server.address)
    await stranger.send(['not one of ours'])
    expect(await ask(worker({ address: server.address, name: 'w' }), 1)).toBe(2)
    while (server.damaged === 0) await new Promise(setImmediate)
    stranger.close()
    expect(told).toEqual([
      'stranger: receive: a frame does not begin as ours do; it needs a peer that speaks this protocol.',
    ])
  })
  it('ends the connection of who sends more than the limit', async () => {
    const server = await doubling({ limit: 1000 })
    const greedy = worker({ address: server.address, name: 'greedy' })
    await greedy.send({ kind: 'ask', arrays: [new Float32Array(1000)] })
    expect(await greedy.receive(200)).toBeUndefined()
    expect(await ask(worker({ address: server.address, name: 'w' }), 1)).toBe(2)
  })
  it('answers those who know its secret, and nobody else', async () => {
    const { address } = await doubling({ secret: SECRET })
    expect(await ask(worker({ address, name: 'friend', secret: SECRET }), 1)).toBe(2)
    for (const [name, secret] of [
      ['guesser', 'sixteen letters?'],
      ['plain', undefined],
    ] as const) {
      const other = worker({ address, name, ...(secret !== undefined && { secret }) })
      await other.send({ kind: 'ask' }, 100)
      expect(await other.receive(200), name).toBeUndefined()
    }
  })
  it('leaves no socket behind, however often it starts and stops', async () => {
    for (let k = 0; k < 200; k++) {
      const server = await Server.bind()
      const w = new Worker({ address: server.address, name: 'w' })
      w.close()
      server.close()
      if (k % 50 > 0) continue
      const port = Number(server.address.split(':').at(-1))
      while (await reachable(port)) await new Promise(setImmediate)
    }
  })
})

const reachable = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })

describe('who may listen where', () => {
  it.each(['tcp://127.0.0.1:*', 'tcp://localhost:*', 'tcp://[::1]:5555', 'ipc:///run/x'])(
    '%s needs no secret',
    (address) => {
      expect(() => worker({ address: address.replace('*', '1'), name: 'w' })).not.toThrow()
    },
  )
  it.each(['tcp://*:5555', 'tcp://0.0.0.0:*', 'tcp://10.0.0.7:5555', 'tcp://127.0.0.1.evil.org:1'])(
    '%s needs one',
    async (address) => {
      const words = `${address} is reached from other machines; it needs a secret of at least 16 characters, the same for the server and all workers.`
      await expect(Server.bind({ address })).rejects.toThrow(new ZmqError(`Server: ${words}`))
      expect(() => new Worker({ address, name: 'w' })).toThrow(new ZmqError(`Worker: ${words}`))
    },
  )
  it('refuses what is no address, no secret, no name, or taken', async () => {
    await expect(Server.bind({ address: 'localhost' })).rejects.toThrow(
      new ZmqError("Server: address is 'localhost'; it needs tcp://HOST:PORT or ipc://PATH."),
    )
    await expect(Server.bind({ secret: 'short' })).rejects.toThrow(
      new ZmqError(
        'secret: it has 5 characters; it needs at least 16, such as those of: openssl rand -hex 16.',
      ),
    )
    expect(() => new Worker({ address: 'tcp://127.0.0.1:1', name: '' })).toThrow(
      new ZmqError("Worker: name is ''; it needs 1 to 255 bytes, the first of them not 0."),
    )
    const { address } = await doubling()
    await expect(Server.bind({ address })).rejects.toThrow(
      `Server: cannot listen at ${address}: Address already in use.`,
    )
  })
  it('makes the same keys from the same secret, and others for the other side', () => {
    expect(keysFrom(SECRET, 'server')).toEqual(keysFrom(SECRET, 'server'))
    expect(keysFrom(SECRET, 'server')).not.toEqual(keysFrom(SECRET, 'worker'))
    expect(keysFrom(SECRET, 'server').publicKey).toHaveLength(40)
  })
})
