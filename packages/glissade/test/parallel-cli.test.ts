// `glissade train mnist --parallel`: every strategy has its flags and carriers; over each transport the command does all that it does alone.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { carriersOf, strategyNames, strategyOf } from '../src/cli/strategies.ts'
import { installed } from '../src/cli/transports.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
execFileSync(process.execPath, [join(root, 'scripts/bundle.mjs')])
const folder = mkdtempSync(join(tmpdir(), 'glissade-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** In the one file that `npm start` runs, which its workers have to find again. */
const command = (name: string, ...flags: string[]): string[] => [
  join(root, 'out/glissade.mjs'),
  ...'train mnist --data small --hidden 16 --progress lines --optimizer sgd --lr 0.1'.split(' '),
  '--json',
  join(folder, `${name}.json`),
  '--svg',
  join(folder, 'loss.svg'),
  ...flags,
]

interface Figures {
  readonly sha256: string
  readonly stopped: string
  readonly testAccuracy: number
  readonly team: { readonly transport: string; readonly workers: number; readonly lost: readonly unknown[] }
}

/** What a run wrote, and printed. */
const train = (name: string, ...flags: string[]): Promise<Figures & { readonly text: string }> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, command(name, '--epochs', '1', ...flags), (error, text) => {
      if (error) reject(error)
      else resolve({ ...(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Figures), text })
    })
  })

const mpirun = ((): boolean => {
  try {
    execFileSync('mpirun', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe('strategies of the command line', () => {
  it('are all that there are', () => {
    const index = readFileSync(new URL('../../parallel/src/strategies/index.ts', import.meta.url), 'utf8')
    const files = [...index.matchAll(/from '\.\/(.+)\.ts'/g)].map(([, name]) => name)
    expect([...strategyNames].sort()).toEqual(files.sort())
  })
  it.each(strategyNames)(
    '%s is made by its name, for threads and one transport over several machines',
    (name) => {
      expect(strategyOf(name, { workers: 3, tau: 2, alpha: 0.1, fetch: 2, push: 2, lr: 0.1 })).toMatchObject({
        name,
        workers: 3,
      })
      expect(carriersOf(name)).toEqual(['threads', expect.stringMatching(/^(mpi|zmq)$/), 'simulate'])
    },
  )
  it('says how to get a transport that is not installed', async () => {
    const absent = Promise.reject(Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }))
    await expect(installed('@glissade/zmq', absent)).rejects.toThrow(
      '--transport zmq needs the optional package @glissade/zmq, which is not installed here. Install it: npm install @glissade/zmq; in the repository of Glissade: node scripts/setup.mjs test.',
    )
  })
})

describe.concurrent('glissade train mnist --parallel', { timeout: 120_000 }, () => {
  const alone = train('alone')

  it.each([['sync', 'threads'], ['hogwild', 'zmq'], ...(mpirun ? [['local', 'mpi']] : [])])(
    '%s over %s, with one worker: the weights are those of the sequential run',
    async (strategy, transport) => {
      const flags = ['--parallel', strategy, '--transport', transport, '--workers', '1']
      const { sha256, team, text } = await train(`${strategy} ${transport}`, ...flags)
      expect(sha256).toBe((await alone).sha256)
      expect(team).toMatchObject({ strategy, transport, workers: 1, lost: [] })
      expect(text.match(/MNIST: 7,200 digits/g)).toHaveLength(1)
      expect(text).toContain(`\n${strategy} on 1 worker (${transport}).\nCtrl-C ends it early.`)
      expect(text).toMatch(/Test accuracy: [\d.]+ % of 2,000 digits/)
    },
  )

  it('goes on from its checkpoint, and ends as if it had never stopped', async () => {
    const team = '--parallel sync --transport simulate --schedule constant --checkpoint'.split(' ')
    const [broken, whole] = ['broken', 'whole'].map((name) => join(folder, name))
    await train('broken', ...team, broken)
    const [{ sha256 }, unbroken] = await Promise.all([
      train('broken', ...team, broken, '--epochs', '2'),
      train('whole', ...team, whole, '--epochs', '2'),
    ])
    expect(sha256).toBe(unbroken.sha256)
  })

  it.skipIf(!mpirun)(
    'Ctrl-C is heard by the ranks that mpirun started, and what was learnt is told',
    async () => {
      const flags = ['--parallel', 'sync', '--transport', 'mpi', '--epochs', '1000', '--patience', '1000']
      const run = spawn(process.execPath, command('stopped', ...flags))
      let text = ''
      run.stdout.on('data', (part: Buffer) => {
        text += part.toString()
        if (!run.killed && text.includes('epoch 1/1000')) run.kill('SIGINT')
      })
      expect(await new Promise((done) => run.on('close', done))).toBe(0)
      expect(text).toMatch(/Interrupted .*[^]*Test accuracy: /)
    },
  )
})
