// What happens between processes: a server that dies and comes again, a bad wire, a cut one, late comers, and what is left at the end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Standing } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { readCheckpoint } from '../src/checkpoint.ts'
import { Worker, zmq, ZmqError, type Message } from '../src/index.ts'
import { describe as describeModel } from '../src/model.ts'
import { Absence } from './programs/absence.ts'
import { build, type Plan } from './programs/plan.ts'
import { Proxy, type Wire } from './proxy.ts'
import { batchesOf, run, start } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
afterAll(() => rmSync(folder, { recursive: true }))
const good = 0.5 * bowl().loss()
const [heartbeat, patience] = [0.2, 50]
const GUARD = 30_000 // ms, against a hang

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
  const wires: readonly (readonly [string, Pick<Plan, 'strategy'> & Partial<Plan>, Wire])[] = [
    ['repeats, swaps and delays messages', { strategy: 'adaptiveRevision', settings: { workers: 2, lr: 0.4 } }, { repeat: 5, swap: 11, delay: 13 }],
    ['damages messages', { strategy: 'downpour', serverRule: 'adam' }, { damage: 9 }],
  ]
  it.each(wires)('%s makes a run longer, and changes nothing else', async (what, part, wire) => {
    const plan = open(what.slice(0, 7), { ...part, faults: [], batches: 20 })
    const proxy = await Proxy.before(plan.zmq!.listen!, wire)
    const workers = [0, 1].map((rank) => workerOf(plan, rank, proxy.address))
    const { rows, trainee, error } = await run(plan)
    expect(error).toBeUndefined()
    expect(rows.map(batchesOf)).toEqual([20])
    expect(trainee.loss()).toBeLessThan(good)
    for (const { child } of workers) child.kill('SIGKILL') // the farewell may be what was lost
    const { repeated, swapped, delayed, damaged } = proxy.passed
    const { repeat, swap, delay, damage } = wire
    expect([repeated, swapped, delayed, damaged].map(Boolean)).toEqual(
      [repeat, swap, delay, damage].map(Boolean),
    )
    proxy.close()
  })

  it('is cut for a while loses a worker, and brings it back', async () => {
    const plan = open('cut', { strategy: 'hogwild' })
    const proxy = await Proxy.before(plan.zmq!.listen!)
    const workers = [workerOf(plan, 0), workerOf(plan, 1, proxy.address)]
    const absence = new Absence(1)
    const watch = (standings: readonly Standing[]): void => {
      absence.see(standings)
      if (absence.lost) proxy.cut = false
      else if (standings[1]?.batches > 3 && proxy.passed.lost === 0) proxy.cut = true
    }
    const { report, rows } = await run(plan, watch, () => absence.over)
    expect(report.lost).toContainEqual({ rank: 1, reason: 'it was silent for 0.4 s' })
    expect(proxy.passed.lost).toBeGreaterThan(0)
    expect(new Set(rows.map(batchesOf))).toEqual(new Set([60]))
    for (const { ended } of workers) await ended
    proxy.close()
  })
})

it('a late comer is welcome, with the next rank', async () => {
  const plan = open('late', { strategy: 'easgd', settings: { workers: 1 } })
  const workers = [workerOf(plan, 0)]
  const watch = (standings: readonly Standing[]): void => {
    if (workers.length === 1 && batchesOf(standings) > 3)
      workers.push(start(plan, { GLISSADE_CONNECT: plan.zmq!.listen! }))
  }
  const { rows } = await run(plan, watch, ([, other]) => other?.batches > 0)
  expect(rows.at(-1)!.map(({ rank }) => rank)).toEqual([0, 1])
  expect(new Set(rows.map(batchesOf))).toEqual(new Set([60]))
  for (const { ended } of workers) expect((await ended).errors).toBe('')
})

it('a worker that was given up while it waited for a batch gets the next one', async () => {
  const plan = open('waited', { strategy: 'easgd', settings: { workers: 1 }, zmq: { heartbeat: 0.05 } })
  const { strategy, trainee } = build({ ...plan, batches: 1 })
  const worker = new Worker({ address: plan.zmq!.listen!, name: 'w' })
  const say = (kind: string, sequence: number, message: Partial<Message> = {}) =>
    worker.send({ kind, numbers: { sequence, samples: 1, busy: 0 }, ...message })
  await say('join', 1, { text: describeModel(strategy, trainee), numbers: { sequence: 1 } })
  const team = (await zmq(plan.zmq).enter(strategy, trainee))!
  await say('take', 2)
  const answers = [await worker.receive(GUARD), await worker.receive(GUARD)]
  while (team.report().lost.length === 0) await new Promise(setImmediate)
  const never = (): boolean => false
  const epoch = team.epoch({ epoch: 0, batch: 0 }, () => {}, never)
  await say('take', 2)
  answers.push(await worker.receive(GUARD))
  expect(answers.map((answer) => answer?.kind)).toEqual(['welcome', 'wait', 'task'])
  await say('take', 3, { arrays: [Float64Array.of(0.5)] })
  expect(await epoch).toEqual({ epoch: 1, batch: 0 })
  await team.close()
  worker.close()
})

it('a worker that brings another model is told so, and the run goes on', async () => {
  const plan = open('other', { strategy: 'easgd', settings: { workers: 1 } })
  const wrong = workerOf({ ...plan, statistics: 1 }, 1)
  const right = wrong.ended.then(() => workerOf(plan, 0).ended)
  const { rows } = await run(plan)
  expect(rows[0].map(({ rank, batches }) => [rank, batches])).toEqual([[0, 60]])
  expect((await right).code).toBe(0)
  const { code, errors } = await wrong.ended
  expect(code).toBe(1)
  expect(errors).toContain(
    'ParallelError: zmq: a worker came with easgd, 4 weights of float64, 1 statistics, 60 batches, measures loss; it needs easgd, 4 weights of float64, 0 statistics, 60 batches, measures loss. Do both run the same program with the same data?',
  )
})

it('a worker that finds no server ends in words, and says where it looked', async () => {
  const address = `ipc://${join(folder, 'nobody')}`
  const plan: Plan = { strategy: 'easgd', settings: { workers: 1 }, zmq: { patience: 0.1 } }
  const { code, errors } = await start(plan, { GLISSADE_CONNECT: address }).ended
  expect(code).toBe(1)
  expect(errors).toContain(`ParallelError: zmq: nobody answered at ${address} within `)
  expect(errors).toContain('; a worker needs a server there. Has it the same secret?')
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
