// fit({ parallel }) with real threads on the SIMD kernels: the program in programs/team.ts, run as a user would.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

interface Came {
  readonly backend: string
  readonly sum: number
  readonly accuracy: number
  readonly stopped: string
  readonly team: {
    lost: { rank: number; reason: string }[]
    refused: object
    written: number
    overwritten: number
  }
  readonly error: string
  readonly message: string
}

function program<T>(name: string, ...args: string[]): Promise<T> {
  const file = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { timeout: 120_000 }, (error, stdout) => {
      if (error) reject(error)
      else resolve(JSON.parse(stdout) as T)
    })
  })
}

const run = (...args: string[]): Promise<Came> => program('team', ...args)

describe('real threads', { timeout: 150_000 }, () => {
  it('sync: two runs give the same bits, on the kernels of the shared memory', async () => {
    const [one, other] = await Promise.all([run('sync', '2'), run('sync', '2')])
    expect(one).toEqual(other)
    expect(one).toMatchObject({ backend: 'wasm', team: { lost: [] } })
    expect(one.accuracy).toBeGreaterThan(0.9)
  })
  it('hogwild: both write the same weights, and what was overwritten is counted', async () => {
    const { accuracy, team } = await run('hogwild', '2')
    expect(accuracy).toBeGreaterThan(0.85)
    expect(team.written).toBeGreaterThan(10_000)
    expect(team.overwritten).toBeLessThan(team.written)
  })
  it.each([
    ['sync', 'dies', 'it ended'],
    ['easgd', 'throws', "Expected property name or '}' in JSON at position 1"],
    ['sync', 'hangs', 'it gave no sign of life for 3 s'],
  ])('%s: a worker %s, and the other goes on', async (strategy, what, reason) => {
    const { accuracy, team } = await run(strategy, '2', what)
    expect(accuracy).toBeGreaterThan(0.85)
    expect(team.lost).toEqual([{ rank: 1, reason: expect.stringContaining(reason) as string }])
  })
  it('hogwild on sparse samples: the loss of the run alone, within 1 %, and only rows that were read are written', async () => {
    type Run = { readonly loss: number; readonly written: number; readonly overwritten: number }
    const { together, lossless, alone } = await program<Record<string, Run>>('sparse')
    expect(Math.abs(together.loss / alone.loss - 1)).toBeLessThan(0.01)
    expect(Math.abs(lossless.loss / alone.loss - 1)).toBeLessThan(0.01)
    expect(together.written).toBeGreaterThan(2 * 4000 * 4)
    expect(together.written).toBeLessThanOrEqual(2 * 4000 * 5)
    expect(together.overwritten / together.written).toBeLessThan(0.01) // some 0.0001, but one may be held up while it writes
  })
  it('a checkpoint: the run that goes on from it ends with the same bits', async () => {
    const well = { same: true, moved: true, epochs: 3 }
    expect(await program('resume')).toEqual(['sync', 'local'].map((strategy) => ({ strategy, ...well })))
  })
  it.each(['sync', 'local', 'easgd-sync'])(
    '%s: what is not finite is left out of the sum, and its worker goes on',
    async (strategy) => {
      const { accuracy, team } = await run(strategy, '2', 'poisons')
      expect(accuracy).toBeGreaterThan(0.85)
      expect(team.lost).toEqual([])
      expect(Object.keys(team.refused)).toEqual(['1'])
    },
  )
  it('none has finite numbers: the run ends as onNaN says, with a model', async () => {
    const { sum, stopped } = await run('sync', '2', 'spoils')
    expect(stopped).toBe('nan')
    expect(sum).toEqual(expect.any(Number)) // which JSON would not have written of NaN
  })
  it('all are gone: a typed error', async () => {
    const { error, message } = await run('local', '1', 'dies')
    expect(error).toBe('WorkersGoneError')
    expect(message).toMatch(/^local: no worker is left; it needs one to go on. The last, worker 0: it ended./)
  })
})
