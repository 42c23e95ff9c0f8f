// What a run goes on from where there is a file of an epoch that was under way.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downpour } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCheckpoint } from '../src/checkpoint.ts'
import { Keeper } from '../src/keeper.ts'

const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [strategy, trainee] = [downpour({ workers: 1 }), bowl()]
const checkpoint = join(folder, 'server.ckpt')
const reception = new Keeper(strategy, trainee, { checkpoint: undefined, every: 1 }).reception.state()
const roll = { epoch: 2, from: 3, next: 6, left: [4], rows: [{ rank: 0, row: [2, 2, 0.1, -1, 7] }] }
writeCheckpoint(checkpoint, { strategy: strategy.name, reception, roll })
const keeper = new Keeper(strategy, trainee, { checkpoint, every: 1 })

describe('the batches that are left are those of the file, and its rows', () => {
  it.each([
    ['count where the training loop begins with the same batch as they', 3, roll.rows],
    ['do not where it has them already, since it was told of them when it was interrupted', 6, []],
  ] as const)('%s', (_, batch, rows) => {
    expect(keeper.open({ epoch: 2, batch }, true).state()).toEqual({ ...roll, from: batch, rows })
  })
})

it('another epoch than that of the file begins with the batch that it is told', () => {
  const anew = { epoch: 3, from: 1, next: 1, left: [], rows: [] }
  expect(keeper.open({ epoch: 3, batch: 1 }, true).state()).toEqual(anew)
})
