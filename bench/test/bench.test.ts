// The benchmark itself, in a second or two and without peers: what it measures is real, and what it writes has its form.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { update } from '../contenders/glissade-update.ts'
import { help, parse } from '../options.ts'
import { markdown, table } from '../report/table.ts'
import { figure } from '../report/figure.ts'
import { results, type Result } from '../result.ts'
import { works, type Work } from '../works.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { bench: string }
}

/** `pnpm bench` with these words, but for the set-up: a second npm in between would take options for its own. */
const bench = (...words: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const { TORCH_PYTHON: _, ...env } = process.env
    const [program, ...args] = manifest.scripts.bench.split(' && ')[1].split(' ')
    execFile(program, [...args, ...words], { env, cwd: root }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    )
  })

const work: Work = { ...works[0], name: 'some-work' }
const measured = [
  { contender: 'glissade', values: [10, 30, 20], notes: '' },
  { contender: 'torch', values: [40, 41, 39], notes: '' },
  { contender: 'numpy', values: [10, 10, 12], notes: '' },
]
const rows: Result[] = [
  {
    work: 'some-work',
    contender: 'glissade',
    median: 20,
    betterHalf: 15,
    best: 10,
    unit: work.unit,
    runs: 3,
    ratio: { torch: 2, numpy: 0.5 },
  },
  {
    work: 'some-work',
    contender: 'torch',
    median: 40,
    betterHalf: 39.5,
    best: 39,
    unit: work.unit,
    runs: 3,
    ratio: {},
  },
  {
    work: 'some-work',
    contender: 'numpy',
    median: 10,
    betterHalf: 10,
    best: 10,
    unit: work.unit,
    runs: 3,
    ratio: {},
  },
]

describe('pnpm bench', () => {
  it('measures, prints and writes, and says who takes no part and why', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'glissade-bench-')), 'out.json')
    const words = ['--only', 'mnist-mlp-b32,gemm-64x784x128-nn', '--contenders', 'glissade,torch']
    const { code, out } = await bench(...words, '--rounds', '2', '--window', '20', '--json', file)
    expect(out).toContain('torch: takes no part: TORCH_PYTHON is not set')
    expect(code).toBe(0)
    const written = JSON.parse(readFileSync(file, 'utf8')) as Result[]
    expect(written.map(({ work, contender, runs, ratio }) => [work, contender, runs, ratio])).toEqual([
      ['mnist-mlp-b32', 'glissade', 2, {}],
      ['gemm-64x784x128-nn', 'glissade', 2, {}],
    ])
    for (const { median, betterHalf, best, unit } of written) {
      expect(best).toBeGreaterThan(0)
      expect(betterHalf).toBeGreaterThanOrEqual(best)
      expect(median).toBeGreaterThanOrEqual(betterHalf)
      expect(unit).toMatch(/^µs a (?:step|product)$/)
    }
  })
  it('refuses what makes no sense in words, without a stack', async () => {
    const { code, out } = await bench('--onlt', 'mnist')
    expect(code).toBe(2)
    expect(out).toBe("bench: Unknown option '--onlt'; --help lists what there is.\n")
  })
})

describe('the command line', () => {
  it('takes works and groups', () => {
    expect(parse(['--', '--only', 'mnist-mlp-b64,tape'])?.chosen.map(({ name }) => name)).toEqual([
      'mnist-mlp-b64',
      'tape-op',
      'tape-mlp-b64',
    ])
    expect(parse(['--help'])).toBeUndefined()
    expect(help).toContain('mnist-mlp-dense-b64')
  })
  it('refuses works and contenders that it does not have', () => {
    expect(() => parse(['--only', 'nonsense'])).toThrow(
      'bench: --only has nonsense; it needs works or groups of them.',
    )
    expect(() => parse(['--contenders', 'glissade,nobody'])).toThrow(
      'bench: --contenders has nobody; it needs some of glissade, glissade-fma, glissade-blas, torch,',
    )
    expect(() => parse(['--rounds'])).toThrow(
      "bench: Option '--rounds <value>' argument missing; --help lists what there is.",
    )
  })
  it('refuses counts that are none', () => {
    expect(() => parse(['--rounds', '0'])).toThrow('bench: --rounds is 0; it needs an integer of at least 1.')
    expect(() => parse(['--window', 'long'])).toThrow(
      'bench: --window is long; it needs an integer of at least 1.',
    )
  })
  it('has works of different names', () => {
    expect(new Set(works.map(({ name }) => name)).size).toBe(works.length)
  })
})

describe('the update of every rule', () => {
  const jobs = works.flatMap(({ job }) => (job.kind === 'update' ? [{ ...job, weights: 9 }] : []))
  it.each(jobs)('can be timed: $rule', async (job) => expect(await update(job)(0)).toBeGreaterThan(0))
})

describe('what is reported', () => {
  it('are medians, and ratios of medians: above 1 is faster than that peer', () => {
    expect(results(work, measured)).toEqual(rows)
  })
  it('is turned round where more is better', () => {
    const [ours] = results({ ...work, more: true }, measured)
    expect([ours.betterHalf, ours.best, ours.ratio]).toEqual([25, 30, { torch: 0.5, numpy: 2 }])
  })
  it('is a table for the terminal', () => {
    expect(table(rows)).toBe(
      'some-work: median, that of the better half, and best\n' +
        '  glissade             20.0      15.0      10.0  µs a step, 3 rounds\n' +
        '  torch                40.0      39.5      39.0  µs a step, 3 rounds\n' +
        '  numpy                10.0      10.0      10.0  µs a step, 3 rounds\n' +
        '  glissade / torch 2.00, numpy 0.50\n',
    )
  })
  it('is a table for a page', () => {
    expect(markdown(rows)).toBe(
      '| work | contender | median | / torch | / numpy |\n| --- | --- | --- | --- | --- |\n| `some-work` | glissade | 20.0 µs a step | 2.00 | 0.50 |\n',
    )
  })
  it('is a figure with a bar for each ratio', () => {
    const svg = figure(rows)
    expect(svg.match(/<rect x=/g)).toHaveLength(2)
    expect(svg).toContain('some-work: glissade / torch')
  })
})
