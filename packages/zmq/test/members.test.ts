// Who comes and goes, by hand: a place is one worker's at a time, and what somebody left behind is nobody's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downpour, easgd } from '@glissade/parallel'
import { expect, it } from 'vitest'
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
