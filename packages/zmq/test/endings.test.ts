// What is left when a run ends, well or not: no process, no socket, no timer.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { easgd, SettingError, sync } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { Server, zmq, type ZmqSettings } from '../src/index.ts'
import { leftAfter } from './left.ts'
import type { Plan } from './programs/plan.ts'
import { start } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
afterAll(() => rmSync(folder, { recursive: true }))
const nothing = { processes: 0, timers: 0, files: 0 }
const slow = [0, 1].map((rank) => ({ rank, at: 0, slow: 10 }))

describe('what is left', () => {
  it('of runs that end well: nothing', async () => {
    expect(await leftAfter(4)).toEqual(nothing)
  })

  it('of a worker that stands still at the end: nothing', async () => {
    const faults = [slow[0], { rank: 1, at: 0, hang: join(folder, 'pid') }]
    const plan: Plan = { strategy: 'easgd', settings: { workers: 2 }, batches: 30, faults }
    expect(await leftAfter(1, { ...plan, zmq: { heartbeat: 0.1 } })).toEqual(nothing)
  })

  it('of a coordinator that is killed: nothing, its workers end by themselves', async () => {
    const plan = {
      strategy: 'easgd',
      settings: { workers: 2 },
      batches: 1000,
      faults: slow,
      dies: 10,
    } as const
    const { code, errors } = await start(plan).ended // the pipe of the errors is the workers' too
    expect([code, errors]).toEqual([null, ''])
  })
})

it('a Ctrl-C ends a worker that was started by hand', async () => {
  const server = await Server.bind()
  const worker = start({ strategy: 'easgd', settings: {} }, { GLISSADE_CONNECT: server.address })
  for await (const { from, message } of server) {
    worker.child.kill('SIGINT')
    // A worker that has not heard of it would end well now.
    await server.send(from, { kind: 'over', numbers: { sequence: message.numbers.sequence } })
    break
  }
  expect((await worker.ended).code).toBeNull()
  expect(worker.child.signalCode).toBe('SIGINT')
  server.close()
})

describe('zmq() refuses', () => {
  // prettier-ignore
  const refusals: readonly (readonly [string, object])[] = [
    ['zmq: heartbeat is 0; it needs a positive number.', { heartbeat: 0 }],
    ['zmq: patience is -1; it needs a positive number.', { patience: -1 }],
    ['zmq: local is 1.5; it needs a whole number from 0 to 1,024.', { local: 1.5 }],
    ['zmq: every is 0; it needs a whole number of at least 1.', { every: 0 }],
    ['zmq: adress is no setting; it needs one of the settings listen, secret, local, heartbeat, patience, checkpoint, every.', { adress: 'tcp://*:1' }],
  ]
  it.each(refusals)('%s', (words, settings) => {
    expect(() => zmq(settings as Partial<ZmqSettings>)).toThrow(SettingError)
    expect(() => zmq(settings as Partial<ZmqSettings>)).toThrow(words)
  })

  it.each([
    ['zmq: sync sums over all workers; it needs a transport that does: threads() or mpi().', sync(), {}],
    [
      'zmq: easgd has no entry; it needs the module that its workers run. Give it { entry: import.meta.url }.',
      easgd(),
      {},
    ],
    [
      'zmq: 2000 processes on this machine; it needs at most 1,024. Give zmq({ local }) and start the others elsewhere.',
      easgd({ workers: 2000, entry: import.meta.url }),
      {},
    ],
    [
      'zmq: entry is data:text/javascript,0; it needs the URL of a file, such as import.meta.url.',
      easgd({ entry: 'data:text/javascript,0' }),
      {},
    ],
    [
      'Server: tcp://0.0.0.0:* is reached from other machines; it needs a secret of at least 16 characters, the same for the server and all workers.',
      easgd(),
      { listen: 'tcp://0.0.0.0:*' },
    ],
  ])('%s', async (words, strategy, settings) => {
    await expect(zmq(settings).enter(strategy, bowl())).rejects.toThrow(words)
  })
})
