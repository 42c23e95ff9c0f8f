// What happens between processes: a server that dies and comes again, a bad wire, a cut one, late comers, and what is left at the end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bowl } from '@glissade/parallel/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { readCheckpoint } from '../src/checkpoint.ts'
import { ZmqError } from '../src/index.ts'
import type { Plan } from './programs/plan.ts'
import { Proxy, type Wire } from './proxy.ts'
import { batchesOf, run, start } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
afterAll(() => rmSync(folder, { recursive: true }))
const good = 0.5 * bowl().loss()
const [heartbeat, patience] = [0.2, 20]

/** A run whose workers come by themselves to an address that is known beforehand. */
const open = (name: string, others: Partial<Plan> & Pick<Plan, 'strategy'>): Plan => ({
  settings: { workers: 2 },
  batches: 60,
  faults: [0, 1].map((rank) => ({ rank, at: 0, slow: 10 })),
  ...others,
  zmq: { listen: `ipc://${join(folder, name)}`, local: 0, heartbeat, patience, ...others.zmq },
})
const workerOf = (plan: Plan, rank: number, address = plan.zmq!.listen!) =>
  start(plan, { GLISSADE_CONNECT: address, GLISSADE_RANK: String(rank) })

it('a server that is killed goes on from its checkpoint, and its workers with it', async () => {
  const checkpoint = join(folder, 'server.ckpt')
  const plan = open('restarted', { strategy: 'downpour', serverRule: 'adam', zmq: { checkpoint, every: 5 } })
  const workers = [0, 1].map((rank) => workerOf(plan, rank))
  const first = await start({ ...plan, dies: 20 }).ended
  expect([first.code, first.output]).toEqual([null, ''])
  const { reception, roll } = readCheckpoint(checkpoint)!
  expect(reception.server.numbers.version).toBeGreaterThanOrEqual(15) // not more than `every` are lost
  expect(roll.next - roll.left.length).toBeGreaterThanOrEqual(15)
  const { output, errors } = await start(plan).ended
  expect(errors).toBe('')
  const { loss, batches } = JSON.parse(output) as { loss: number; batches: number[] }
  expect(batches).toEqual([60])
  expect(loss).toBeLessThan(good)
  for (const { ended } of workers) expect(await ended).toEqual({ code: 0, output: '', errors: '' })
})

describe('a wire that', () => {
  // prettier-ignore
  const wires: readonly (readonly [string, Plan['strategy'], Wire])[] = [
    ['repeats and swaps messages', 'adaptiveRevision', { repeat: 0.2, swap: 0.03 }],
    ['damages messages', 'easgd', { damage: 0.05 }],
  ]
  it.each(wires)('%s delays a run, and changes nothing else', async (what, strategy, wire) => {
    const plan = open(what.slice(0, 7), { strategy, faults: [], batches: 30 })
    const proxy = await Proxy.before(plan.zmq!.listen!, wire)
    const workers = [0, 1].map((rank) => workerOf(plan, rank, proxy.address))
    const { rows, trainee, error } = await run(plan)
    expect(error).toBeUndefined()
    expect(rows.map(batchesOf)).toEqual([30])
    expect(trainee.loss()).toBeLessThan(good)
    for (const { child } of workers) child.kill('SIGKILL') // the farewell may be what was lost
    for (const [kind, likely] of Object.entries({
      repeated: wire.repeat,
      swapped: wire.swap,
      damaged: wire.damage,
    }))
      expect(proxy.passed[kind as 'damaged'] > 0, kind).toBe((likely ?? 0) > 0)
    proxy.close()
  })

  it('is cut for a while loses a worker, and brings it back', async () => {
    const plan = open('cut', { strategy: 'hogwild', batches: 150 })
    const proxy = await Proxy.before(plan.zmq!.listen!)
    const workers = [workerOf(plan, 0), workerOf(plan, 1, proxy.address)]
    let seen: { readonly lost?: string; readonly batches: number }[] = []
    const { report, rows } = await run(plan, (standings) => {
      const [, other] = standings
      if (other && other.batches > 3 && seen.length === 0) proxy.cut = true
      if (proxy.cut && other?.lost !== undefined) seen = [other]
      if (other?.lost !== undefined) proxy.cut = false
    })
    expect(report.lost).toContainEqual({ rank: 1, reason: 'it was silent for 0.4 s' })
    expect(rows.map(batchesOf)).toEqual([150])
    const [, other] = rows[0]
    expect(other.lost).toBeUndefined()
    expect(other.batches).toBeGreaterThan(seen[0].batches)
    for (const { ended } of workers) await ended
    proxy.close()
  })
})

it('a late comer is welcome, with the next rank', async () => {
  const plan = open('late', { strategy: 'easgd', batches: 150, settings: { workers: 1 } })
  const workers = [workerOf(plan, 0)]
  const { rows } = await run(plan, (standings) => {
    if (workers.length === 1 && batchesOf(standings) > 3)
      workers.push(start(plan, { GLISSADE_CONNECT: plan.zmq!.listen! }))
  })
  expect(rows[0].map(({ rank }) => rank)).toEqual([0, 1])
  expect(batchesOf(rows[0])).toBe(150)
  expect(rows[0][1].batches).toBeGreaterThan(0)
  for (const { ended } of workers) expect((await ended).errors).toBe('')
})

it('a worker that brings another model is told so, and the run goes on', async () => {
  const plan = open('other', { strategy: 'easgd', settings: { workers: 1 } })
  const wrong = workerOf({ ...plan, statistics: 1 }, 1)
  const right = workerOf(plan, 0)
  const { rows } = await run(plan)
  expect(rows[0].map(({ rank, batches }) => [rank, batches])).toEqual([[0, 60]])
  expect((await right.ended).code).toBe(0)
  const { code, errors } = await wrong.ended
  expect(code).toBe(1)
  expect(errors).toContain(
    'ParallelError: zmq: a worker came with easgd, 4 weights of float64, 1 statistics, 60 batches, measures loss; it needs easgd, 4 weights of float64, 0 statistics, 60 batches, measures loss. Do both run the same program with the same data?',
  )
})

describe('a checkpoint', () => {
  it('of another strategy, of a later epoch, or damaged is refused', async () => {
    const checkpoint = join(folder, 'some.ckpt')
    const plan: Plan = { strategy: 'easgd', settings: { workers: 1 }, epochs: 2, zmq: { checkpoint } }
    await run(plan)
    await expect(run({ ...plan, strategy: 'eamsgd' })).rejects.toThrow(
      `zmq: the checkpoint ${checkpoint} is of easgd; eamsgd needs one of its own.`,
    )
    const { error } = await run(plan)
    expect((error as Error).message).toBe(
      `zmq: the checkpoint ${checkpoint} is of epoch 1, and this run begins in epoch 0; it needs the training loop's own checkpoint too, or another file.`,
    )
    const bytes = readFileSync(checkpoint)
    bytes[bytes.length >> 1] ^= 1
    writeFileSync(checkpoint, bytes)
    expect(() => readCheckpoint(checkpoint)).toThrow(ZmqError)
    writeFileSync(checkpoint, bytes.subarray(0, 100))
    expect(() => readCheckpoint(checkpoint)).toThrow('is not a whole checkpoint')
  })
})
