// The command line as a user meets it: as a process, with its output and exit code.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const node = ['--import', 'tsx', main]
const folder = mkdtempSync(join(tmpdir(), 'glissade-'))
afterAll(() => rmSync(folder, { recursive: true }))
const glissade = (...args: string[]) =>
  spawnSync(process.execPath, [...node, ...args], { cwd: process.cwd(), encoding: 'utf8' })

/** A run that takes a few seconds. */
const short = (name: string, ...args: string[]) => [
  'train',
  'mnist',
  '--data',
  'small',
  '--epochs',
  '1',
  '--hidden',
  '16',
  '--progress',
  'lines',
  '--json',
  join(folder, `${name}.json`),
  '--svg',
  join(folder, `${name}.svg`),
  ...args,
]
const figures = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>

describe('glissade', { timeout: 120_000 }, () => {
  it('prints its version and its help', () => {
    expect(glissade('--version')).toMatchObject({ stdout: '0.1.0\n', status: 0 })
    const { stdout, status } = glissade('train', 'mnist', '--help')
    expect(stdout).toMatch(/--batch-size <n> +digits in a step/)
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true)
    expect(status).toBe(0)
  })

  // prettier-ignore
  const refused: [args: string[], stderr: string][] = [
    [['trian'],                                "error: unknown command 'trian'\n(Did you mean train?)\n"],
    [['train', 'mnsit'],                       "error: unknown command 'mnsit'\n(Did you mean mnist?)\n"],
    [['train', 'mnist', '--epoch', '3'],       "error: unknown option '--epoch'\n(Did you mean --epochs?)\n"],
    [['train', 'mnist', '--lr'],               "error: option '--lr <number>' argument missing\n"],
    [['train', 'mnist', '--data', 'smal'],     "error: option '--data <name>' argument 'smal' is invalid. Did you mean small? It needs one of full, small.\n"],
    [['train', 'mnist', '--epochs', '0'],      "error: option '--epochs <n>' argument '0' is invalid. It needs a whole number of at least 1.\n"],
    [['train', 'mnist', '--dropout', '1'],     "error: option '--dropout <p>' argument '1' is invalid. It needs a number of at least 0 and below 1.\n"],
    [['train', 'mnist', '--json', folder],     `error: option '--json <file>' argument '${folder}' is invalid. It is a folder; it needs the name of a file.\n`],
    [['train', 'mnist', '--optimizer', 'adadelta', '--lr', '1'], "error: option '--lr <number>' does not go with --optimizer adadelta. adadelta: lr is unknown; it has rho, eps.\n"],
    [['train', 'mnist', '--workers', '2'],     "error: option '--workers <n>' needs a strategy, such as --parallel sync.\n"],
    [['train', 'mnist', '--parallel', 'sync', '--workers', '0'], "error: option '--workers <n>' argument '0' is invalid. It needs a whole number of at least 1.\n"],
    [['train', 'mnist', '--parallel', 'hogwlid'], "error: option '--parallel <strategy>' argument 'hogwlid' is invalid. Did you mean hogwild? It needs one of sync, hogwild, downpour, adaptive-revision, adadelay, easgd, easgd-sync, eamsgd, local.\n"],
    [['train', 'mnist', '--parallel', 'hogwild', '--transport', 'mpi'], "error: option '--transport <name>' does not go with --parallel hogwild, which has a server; it needs threads, zmq or simulate.\n"],
    [['train', 'mnist', '--parallel', 'sync', '--transport', 'zmq'], "error: option '--transport <name>' does not go with --parallel sync, whose workers add vectors together; it needs threads, mpi or simulate.\n"],
    [['train', 'mnist', '--parallel', 'sync', '--tau', '3'], "error: option '--tau <n>' does not go with --parallel sync; it is for easgd, easgd-sync, eamsgd and local.\n"],
    [['train', 'mnist', '--parallel', 'eamsgd', '--optimizer', 'adam'], "error: option '--optimizer <name>' does not go with --parallel eamsgd, which has a rule of its own; --lr is its rate.\n"],
    [['train', 'mnist', '--parallel', 'easgd-sync', '--workers', '4', '--alpha', '0.5'], "error: option '--alpha <number>' does not go with --parallel easgd-sync. easgd-sync: alpha is 0.5; it needs less than 0.4 with 4 workers: alpha (N + 1) must stay below 2, or the centre swings ever wider.\n"],
    [['train', 'mnist', '--parallel', 'easgd', '--listen', 'tcp://0.0.0.0:5555'], "error: option '--listen <address>' is for --transport zmq; this is threads.\n"],
    [['train', 'mnist', '--parallel', 'easgd', '--transport', 'zmq', '--listen', 'tcp://0.0.0.0:1', '--connect', 'tcp://a:1'], "error: option '--connect <address>' does not go with --listen: a process is the server or a worker.\n"],
    [['train', 'mnist', 'now'],                "error: too many arguments for 'mnist'. Expected 0 arguments but got 1.\n"],
  ]
  it.each(refused)('refuses %j with exit code 2', (args, stderr) => {
    expect(glissade(...args)).toMatchObject({ stdout: '', stderr, status: 2 })
  })

  it('names the optimizer that was probably meant', () => {
    const { stderr, status } = glissade('train', 'mnist', '--optimizer', 'adm')
    expect(stderr).toContain("argument 'adm' is invalid. Did you mean adam? It needs one of adabelief, ")
    expect(status).toBe(2)
  })
})

describe('glissade train mnist', { timeout: 300_000 }, () => {
  it('trains, tries the network out and writes figures; the same seed gives the same weights', () => {
    const runs = ['first', 'second'].map((name) => glissade(...short(name)))
    expect(runs.map(({ status }) => status)).toEqual([0, 0])
    const [first, second] = ['first', 'second'].map(figures)
    expect(first).toMatchObject({
      seed: 1,
      epochs: 1,
      optimizer: 'adam',
      data: 'small',
      stopped: 'finished',
      restored: true,
    })
    expect(first.testAccuracy).toBeGreaterThan(0.5)
    expect(first.seconds).toBeGreaterThan(0)
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect({ ...second, seconds: 0, history: 0 }).toEqual({ ...first, seconds: 0, history: 0 })

    const { stdout } = runs[0]
    expect(stdout).toContain('MNIST: 7,200 digits to learn from, 800 to validate on, 2,000 to test on.')
    expect(stdout).toContain(
      `Test accuracy: ${(100 * (first.testAccuracy as number)).toFixed(2)} % of 2,000 digits`,
    )
    expect(stdout).toMatch(/\d+ of 2000 right, [\d.]+%; rows are the truth, columns the prediction\./)
    expect(stdout).toMatch(/The surest of its \d+ mistakes:/)
    expect(readFileSync(join(folder, 'first.svg'), 'utf8')).toMatch(/^<svg .*cross entropy/s)
  })

  it('gives other weights for another seed, and takes any rule', () => {
    const { status, stderr } = glissade(
      ...short('other', '--seed', '2', '--optimizer', 'momentum', '--lr', '0.05', '--dropout', '0'),
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(figures('other')).toMatchObject({ seed: 2, optimizer: 'momentum', lr: 0.05, dropout: 0 })
  })

  it('tells what was learnt when it is interrupted', async () => {
    const run = spawn(process.execPath, [
      ...node,
      ...short('stopped', '--epochs', '1000', '--patience', '1000'),
    ])
    let text = ''
    run.stdout.on('data', (part: Buffer) => {
      text += part.toString()
      if (!run.killed && text.includes('epoch 1/1000')) run.kill('SIGINT')
    })
    const code = await new Promise((done) => run.on('close', done))
    expect(code).toBe(0)
    expect(text).toContain('Interrupted')
    expect(text).toContain('Test accuracy: ')
    expect(figures('stopped')).toMatchObject({ stopped: 'interrupted' })
    expect(existsSync(join(folder, 'stopped.svg'))).toBe(true)
  })
})
