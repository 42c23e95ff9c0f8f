// fit({ parallel, checkpoint }) in several processes, one of which is killed: the same command again goes on.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const program = fileURLToPath(new URL('programs/resumed.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'glissade-resumed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const mpirun = ((): boolean => {
  try {
    execFileSync('mpirun', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

interface Came {
  readonly epochs: number[]
  readonly accuracy: number
  readonly weights: number[]
}

/** What the program printed; undefined when it died. */
const run = (...args: string[]): Promise<Came | undefined> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', program, ...args],
      { timeout: 100_000 },
      (error, stdout) => {
        resolve(error ? undefined : (JSON.parse(stdout) as Came))
      },
    )
  })

const time = { timeout: 300_000 } // a guard against a hang: three jobs, one after the other, on a busy machine

it.skipIf(!mpirun)('a job that lost a rank has in the end the bits of one that did not', time, async () => {
  const [whole, file] = [join(folder, 'whole'), join(folder, 'resumed')]
  const expected = await run('mpi', whole)
  expect(await run('mpi', file, 'dies')).toBeUndefined()
  expect(await run('mpi', file)).toEqual(expected)
  expect(expected!.epochs).toEqual([0, 1, 2, 3])
})

it('a parameter server that was killed goes on from its checkpoint and that of fit', time, async () => {
  const file = join(folder, 'server')
  expect(await run('zmq', file, 'dies')).toBeUndefined()
  const { epochs, accuracy } = (await run('zmq', file))!
  expect(epochs).toEqual([0, 1, 2, 3])
  expect(accuracy).toBeGreaterThan(0.85)
})
