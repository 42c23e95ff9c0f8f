// Who comes and goes, by hand: a place is one worker's at a time, and what somebody left behind is nobody's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downpour, easgd, hogwild, type ServerStrategy } from '@glissade/parallel'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../src/checkpoint.ts'
import { Scene } from './hand.ts'

it('a worker that comes with the rank of another one gets a free one, and every batch is done', async () => {
  const scene = await Scene.of(easgd({ workers: 2 }), 3)
  const epoch = scene.epoch()
  const [first, second] = [scene.hand('first'), scene.hand('second')]
  expect(await first.join()).toBe(0)
  expect(await first.task()).toMatchObject({ batch: 0 })
  expect(await second.join({ rank: 0 })).toBe(1)
  expect(await second.task()).toMatchObject({ batch: 1 })
  expect(await second.task(0.5)).toMatchObject({ batch: 2 })
  await second.done(0.5)
  expect((await second.hears()).kind).toBe('wait') // the first one is still at its own
  await first.done(0.5)
  expect(await epoch).toEqual({ 0: 1, 1: 2 })
  await scene.close()
})

it('who was given up leaves its place to the next one, and gets another when it comes back', async () => {
  const scene = await Scene.of(easgd({ workers: 2 }), 2)
  const epoch = scene.epoch()
  const [first, second] = [scene.hand('first'), scene.hand('second')]
  await first.join()
  await first.task()
  await first.leave()
  await scene.lost(1)
  expect(await second.join()).toBe(0)
  await second.task()
  expect((await first.ask({ kind: 'take' })).kind).toBe('stranger')
  expect(await first.join({ rank: 0 })).toBe(1)
  await first.task()
  await Promise.all([first.done(0.5), second.done(0.5)])
  expect(await epoch).toEqual({ 0: 1, 1: 1 })
  expect(scene.team.report().lost).toEqual([{ rank: 0, reason: 'on purpose' }])
  await scene.close()
})

it('of who is gone neither answers nor numbers are kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
  const checkpoint = join(folder, 'server.ckpt')
  const scene = await Scene.of(downpour({ workers: 2 }), 1, { checkpoint })
  const epoch = scene.epoch()
  const [gone, there] = [scene.hand('gone'), scene.hand('there')]
  for (const hand of [gone, there]) await hand.join()
  await gone.task()
  await gone.ask({ kind: 'begin' })
  const fetch = { kind: 'ask', text: 'fetch', numbers: { sequence: 9 } }
  expect((await gone.ask(fetch)).numbers).toMatchObject({ refused: 0 })
  await gone.leave()
  expect((await gone.ask(fetch)).numbers).toMatchObject({ refused: 1 }) // it is answered anew
  await there.task()
  await there.ask({ kind: 'ask', text: 'fetch' })
  await there.done(0.5)
  await epoch
  expect(readCheckpoint(checkpoint)!.reception.sequences).toEqual({ there: 3 })
  await scene.close()
  rmSync(folder, { recursive: true })
})

it('who counts its requests from the beginning under a name that the file knows is told so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
  const checkpoint = join(folder, 'server.ckpt')
  const fetch = { kind: 'ask', text: 'fetch' }
  for (const [epoch, sequence] of [9, 4].entries()) {
    const scene = await Scene.of(easgd({ workers: 1 }), 1, { checkpoint })
    const over = scene.epoch(epoch)
    const hand = scene.hand('one')
    await hand.join()
    await hand.task()
    await hand.ask({ kind: 'begin' })
    const text = epoch === 0 ? '' : 'zmq: request 4 came after later ones; it needs the next.'
    expect(await hand.ask({ ...fetch, numbers: { sequence } })).toMatchObject({ text })
    await hand.say({ kind: 'take', numbers: { sequence: 10, samples: 1, busy: 0 }, arrays: [Float64Array.of(0.5)] }) // prettier-ignore
    expect(await over).toEqual({ 0: 1 })
    await scene.close()
  }
  rmSync(folder, { recursive: true })
})

it('a loss that is not finite is left out of the sums', async () => {
  const scene = await Scene.of(easgd({ workers: 1 }), 2)
  const epoch = scene.epoch()
  const hand = scene.hand('one')
  await hand.join()
  await hand.task()
  await hand.task(NaN)
  await hand.done(0.5)
  await epoch
  expect(scene.standings).toMatchObject([{ batches: 2, samples: 1, sums: { loss: 0.5 } }])
  await scene.close()
})

describe('a batch that a worker was at when it was lost, and the file of the server was written, is', () => {
  const x = new Float64Array(4)
  const begin = { kind: 'begin' }
  const say = (text: string, shard = 0, arrays = [x]) => ({ kind: 'ask', text, numbers: { shard }, arrays })
  // prettier-ignore
  const cases: readonly (readonly [string, ServerStrategy, readonly ReturnType<typeof say>[], boolean])[] = [
    ['done once it was pushed', downpour({ workers: 2 }), [say('push')], true],
    ['done once all its parts were pushed', downpour({ workers: 2, shards: 2 }), [say('push', 0, [x.subarray(2)]), say('push', 1, [x.subarray(2)])], true],
    ['to be done again where only a part of it was pushed, which waits for the other', downpour({ workers: 2, shards: 2 }), [say('push', 0, [x.subarray(2).fill(1)])], false],
    ['done once its weights were stored', hogwild({ workers: 2 }), [say('store', 0, [x, x, x])], true],
    ['to be done before', downpour({ workers: 2 }), [say('fetch', 0, [])], false],
    ['to be done again where an exchange does not hold it yet', easgd({ workers: 2 }), [say('exchange')], false],
  ]
  it.each(cases)('%s', async (_, strategy, said, isDone) => {
    const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
    const checkpoint = join(folder, 'server.ckpt')
    const scene = await Scene.of(strategy, 2, { checkpoint, every: 1 })
    const epoch = scene.epoch()
    const [gone, there] = [scene.hand('gone'), scene.hand('there')]
    for (const hand of [gone, there]) await hand.join()
    await gone.task()
    await gone.ask(begin)
    for (const each of said) await gone.ask(each)
    const roll = readCheckpoint(checkpoint)?.roll
    if (roll) expect([roll.next, roll.left]).toEqual([1, isDone ? [] : [0]])
    await gone.leave()
    await scene.lost(1)
    if (!isDone) await there.task()
    if (strategy.name === 'downpour')
      expect((await scene.team.state!()).server!.numbers.version).toBe(isDone ? 1 : 0)
    await there.task(isDone ? undefined : 0.5)
    await there.done(0.5)
    expect(await epoch).toEqual(isDone ? { 0: 1, 1: 1 } : { 0: 0, 1: 2 })
    await scene.close()
    rmSync(folder, { recursive: true })
  })
})
