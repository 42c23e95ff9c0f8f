// The conformance runner has to pass what is right, and to fail everything else: a value moved by ten times its tolerance,
// a NaN, an output that is not there, a name it does not know.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judge } from '../golden/case.ts'
import { casesOf, readFiles } from '../golden/folder.ts'
import { GoldenError, Json } from '../golden/json.ts'
import { ops } from '../golden/ops.ts'
import { verdict } from '../golden/verdict.ts'

type Tree = { [key: string]: Tree } | Tree[] | number | string | null
type Path = readonly (string | number)[]

const folder = fileURLToPath(new URL('golden/', import.meta.url))
const load = (name: string): Tree => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree
const problems = load('problems.json')

const at = (tree: Tree, path: Path): Tree => path.reduce((part, key) => (part as never)[key], tree)

/** Every number below `key`s that state what is wanted. */
function* wanted(tree: Tree, keys: readonly string[], path: Path = [], inside = false): Generator<Path> {
  if (typeof tree === 'number' && inside) yield path
  if (typeof tree !== 'object' || tree === null) return
  for (const [key, part] of Object.entries(tree)) {
    if (key === 'shape') continue
    yield* wanted(
      part,
      keys,
      [...path, Array.isArray(tree) ? Number(key) : key],
      inside || keys.includes(key),
    )
  }
}

function changed(tree: Tree, path: Path, by: (value: number) => number): Tree {
  const copy = structuredClone(tree)
  const holder = at(copy, path.slice(0, -1)) as Record<string | number, Tree>
  const last = path.at(-1)!
  holder[last] = by(holder[last] as number)
  return copy
}

const failures = (...files: Tree[]): string[] =>
  casesOf(files.map((file, i) => new Json(file, `file ${i}`)))
    .map(verdict)
    .flatMap((each) => each.failures)

describe('right data', () => {
  const verdicts = casesOf(readFiles(folder)).map(verdict)

  it('passes', () => {
    expect(verdicts.flatMap((each) => each.failures)).toEqual([])
  })

  it('is not judged by a file that says it is there for reference only', () => {
    const skipped = verdicts.filter((each) => each.skipped !== undefined)
    expect(skipped.map(({ name }) => name)).toEqual(['torch nadam_torch1131_buggy on rosenbrock2'])
  })
})

/** A file, the keys below which it states what is wanted, and ten times the tolerance of float64. */
const tenTimes = (absolute: number, relative: number) => (b: number) =>
  b + 10 * Math.max(absolute, relative * Math.abs(b))
// prettier-ignore
const perturbed = [
  { file: 'some-ops.json',           keys: ['outputs', 'grad_inputs', 'running_mean_after', 'running_var_after'], by: tenTimes(1e-12, 1e-10), every: 9 },
  { file: 'path-adam_l2.json',       keys: ['trajectory', 'loss'],        by: tenTimes(1e-9, 1e-9),  every: 23 },
  { file: 'path-asgd.json',          keys: ['trajectory', 'loss', 'final_average_ax'], by: tenTimes(1e-9, 1e-9), every: 17 },
  { file: 'path-maxprop.json',       keys: ['trajectory', 'loss'],        by: tenTimes(1e-9, 1e-9),  every: 31 },
  { file: 'path-nag_lookahead.json', keys: ['trajectory', 'loss'],        by: tenTimes(1e-9, 1e-9),  every: 47 },
  { file: 'parallel.json',           keys: ['server', 'server_loss', 'workers_first5', 'workers_final'], by: tenTimes(1e-9, 1e-9), every: 37 },
  { file: 'rates.json',              keys: ['lr_at_step', 'lr_after_metric'], by: tenTimes(1e-9, 1e-9), every: 3 },
  { file: 'stopping.json',           keys: ['stop_epoch', 'best_epoch'],  by: (b: number) => b + 1,  every: 1 },
  { file: 'stopping.json',           keys: ['best'],                      by: tenTimes(1e-12, 1e-12), every: 1 },
  { file: 'problems.json',           keys: ['f_start', 'grad_start', 'f_min'], by: tenTimes(1e-9, 1e-9), every: 1 },
  { file: 'networks.json',           keys: ['losses'],                    by: tenTimes(0, 1e-9),     every: 5 },
  { file: 'networks.json',           keys: ['first_gradients'],           by: tenTimes(1e-12, 1e-10), every: 7 },
  { file: 'networks.json',           keys: ['final_params'],              by: tenTimes(1e-8, 1e-8),  every: 7 },
]

/** The file with the one case or run that a path leads into; other files hold one path each. */
function around(tree: Tree, [list, i]: Path): Tree {
  const all = (tree as { [key: string]: Tree })[list]
  return Array.isArray(all) ? { ...(tree as object), [list]: [all[i as number]] } : tree
}

describe('a value moved by ten times its tolerance', () => {
  for (const { file, keys, by, every } of perturbed) {
    const tree = load(file)
    const paths = [...wanted(tree, keys)].filter((_, i) => i % every === 0)
    const rest = file === 'problems.json' ? [] : [problems]

    it(`fails in ${file} below ${keys.join(', ')}`, { timeout: 60_000 }, () => {
      expect(paths.length).toBeGreaterThan(2)
      expect(failures(tree, ...rest)).toEqual([])
      const unnoticed = paths.filter(
        (path) => failures(around(changed(tree, path, by), path), ...rest).length === 0,
      )
      expect(unnoticed).toEqual([])
    })
  }
})

it('the path of several workers is judged in float32 too', () => {
  const tree = load('parallel.json')
  const [path] = [...wanted(tree, ['server'])].slice(-1)
  const moved = failures(
    changed(tree, path, (x) => x + 1e-3),
    problems,
  )
  expect(moved.filter((line) => line.includes('(float32 '))).toHaveLength(2)
})

describe('the problems', () => {
  const softplus = (z: number) => Math.log(1 + Math.exp(z))
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
  /** Beale's residuals at (1, 0.8) are 1.3, 1.89 and 2.137; the logistic scores below are 1.25 and −0.25. */
  const stated = {
    beale2: {
      start: [1, 0.8],
      f_start: 1.3 ** 2 + 1.89 ** 2 + 2.137 ** 2,
      grad_start: [-3.966512, 16.85408],
    },
    logistic20x4: {
      X: [[2], [-1]],
      y: [1, 0],
      start: [0.5, 0.25],
      f_start: (softplus(-1.25) + softplus(-0.25)) / 2,
      grad_start: [(2 * (sigmoid(1.25) - 1) - sigmoid(-0.25)) / 2, (sigmoid(1.25) - 1 + sigmoid(-0.25)) / 2],
    },
  }

  it('have the values and gradients that their formulas give', () => {
    expect(failures({ schema: 'golden/problems@1', problems: stated })).toEqual([])
  })
})

describe('what is found', () => {
  const tolerance = { absolute: 1e-12, relative: 1e-10 }
  const numbers = (...data: number[]) => ({ shape: [data.length], data })

  it('fails where it is NaN or infinite, however wide the tolerance', () => {
    const wide = { absolute: 1e300, relative: 1e300 }
    const verdictOn = (x: number) =>
      judge({ what: 'y', found: numbers(1, x), wanted: numbers(1, 2), tolerance: wide })
    expect(verdictOn(NaN)).toBe('y at (1): found NaN, wanted 2, allowed 2.0e+300')
    expect(verdictOn(-Infinity)).toBe('y at (1): found -Infinity, wanted 2, allowed 2.0e+300')
  })

  it('fails where it is missing or of another shape', () => {
    expect(judge({ what: 'y', found: undefined, wanted: numbers(1), tolerance })).toBe('y is missing')
    const found = { shape: [1, 2], data: [1, 2] }
    expect(judge({ what: 'y', found, wanted: numbers(1, 2), tolerance })).toBe(
      'y: found shape (1, 2), wanted (2)',
    )
  })

  it('is shown at its worst place', () => {
    const found = { shape: [2, 2], data: [1.5, 2, 3, 4.9] }
    const wrong = judge({ what: 'y', found, wanted: { shape: [2, 2], data: [1, 2, 3, 4] }, tolerance })
    expect(wrong).toBe('y at (0, 0): found 1.5, wanted 1, allowed 1.0e-10')
  })

  it('fails when a file wants an output that the op does not have', () => {
    const tree = load('some-ops.json') as { cases: { name: string; outputs: Record<string, Tree> }[] }
    const one = tree.cases.filter(({ name }) => name === 'argmax')
    one[0].outputs.extra = one[0].outputs.out
    expect(failures({ ...tree, cases: one })).toContain('argmax (float64 reference): extra is missing')
  })

  it('fails by name for an op, an optimizer and a schedule that do not exist', () => {
    const op = { schema: 'golden/ops@1', cases: [{ name: 'one', op: 'warp', inputs: {}, outputs: {} }] }
    expect(failures(op as Tree)).toEqual(['one: warp is not offered'])
    const path = { ...(load('path-adam_l2.json') as object), optimizer: 'torch.optim.Warp' }
    expect(failures(path as Tree, problems)).toEqual([
      'torch adam_l2 on rosenbrock2: torch.optim.Warp is not offered',
    ])
    const rate = {
      schema: 'golden/schedule@1',
      base_lr: 1,
      cases: { a: { name: 'WarpLR', hyper: {}, lr_at_step: [1] } },
    }
    expect(failures(rate as Tree)).toEqual(['schedule a: WarpLR is not offered'])
  })
})

describe('a file or folder that cannot be read', () => {
  const refusal = (...files: unknown[]): string => {
    try {
      casesOf(files.map((file) => new Json(file, 'x.json')))
    } catch (error) {
      expect(error).toBeInstanceOf(GoldenError)
      return (error as Error).message
    }
    return 'nothing was refused'
  }
  const input = { a: { shape: [2], dtype: 'float64', data: [1, 2] } }
  const oneCase = (part: object) => ({
    schema: 'golden/ops@1',
    cases: [{ name: 'n', op: 'abs', inputs: input, outputs: {}, ...part }],
  })
  const schemas =
    'golden/problems@1, golden/ops@1, golden/trajectory@1, golden/schedule@1, golden/early_stopping@1, golden/parallel@1, golden/endtoend@1'

  // prettier-ignore
  const rows: [what: string, files: unknown[], message: string][] = [
    ['a list',           [[]],                         'golden: x.json is a list; it needs an object.'],
    ['no schema',        [{}],                         'golden: x.json: schema is missing; it needs a value.'],
    ['another schema',   [{ schema: 'golden/ops@2' }], `golden: x.json: schema is 'golden/ops@2'; it needs one of ${schemas}.`],
    ['no cases',         [{ schema: 'golden/ops@1' }], 'golden: x.json: cases is missing; it needs a value.'],
    ['a text for a list', [{ schema: 'golden/ops@1', cases: 'none' }], "golden: x.json: cases is 'none'; it needs a list."],
    ['ragged numbers',   [oneCase({ inputs: { a: { shape: [2, 2], dtype: 'float64', data: [[1, 2], [3]] } } })],
                                                       'golden: x.json: cases[0]: inputs: a: data is a list; it needs numbers, in lists of equal length.'],
    ['null for a number', [oneCase({ inputs: { a: { shape: [1], dtype: 'float64', data: [null] } } })],
                                                       'golden: x.json: cases[0]: inputs: a: data is a list; it needs numbers, in lists of equal length.'],
    ['another shape',    [oneCase({ inputs: { a: { shape: [3], dtype: 'float64', data: [1, 2] } } })],
                                                       'golden: x.json: cases[0]: inputs: a is an object; it needs data of shape (3).'],
    ['an unknown problem', [{ schema: 'golden/problems@1', problems: { cliff: {} } }],
                                                       'golden: x.json: problems: cliff is an object; it needs one of the problems quadratic5, rosenbrock2, beale2, logistic20x4.'],
    ['a path over a problem that no file states', [load('path-asgd.json')],
                                                       'golden: x.json: problems: rosenbrock2 is an object; it needs a problem that a file of golden/problems@1 states.'],
    ['rates without a base', [{ schema: 'golden/schedule@1', cases: { a: { name: 'StepLR', hyper: {}, lr_at_step: [1] } } }],
                                                       'golden: x.json: cases: a is an object; it needs a base_lr beside its cases, or a variance.'],
  ]
  for (const [what, files, message] of rows)
    it(`refuses ${what}`, () => expect(refusal(...files)).toBe(message))

  it('refuses a folder that is none, or is empty, and a file that is no JSON', () => {
    const empty = mkdtempSync(join(tmpdir(), 'golden-'))
    expect(() => readFiles(join(empty, 'none'))).toThrow(
      `golden: ${join(empty, 'none')} is not a folder; it needs one with golden data.`,
    )
    expect(() => readFiles(empty)).toThrow(`golden: ${empty} holds no .json file; it needs golden data.`)
    writeFileSync(join(empty, 'broken.json'), '{"schema": "golden/ops@1", ')
    expect(() => readFiles(empty)).toThrow(/^golden: broken\.json is not JSON: /)
  })
})

/** The ops that golden data may hold. */
const vocabulary = `abs adaptive_avg_pool1d adaptive_avg_pool2d add amax amin argmax avgpool1d avgpool2d batchnorm bce bce_with_logits
  clamp concat conv1d conv2d conv_transpose1d conv_transpose2d cos cosine_similarity cross_entropy cumprod cumsum diag div dropout einsum
  elu elu_1.5 embedding erf exp expand expm1 flip gather gelu_exact gelu_tanh groupnorm gru_cell hardswish hardtanh huber index_select instancenorm kl_div l1
  layernorm leaky_relu_0.01 linear log log1p log_softmax logsigmoid logsumexp lstm lstm_cell masked_fill matmul max maximum maxpool1d
  maxpool2d mean minimum mish mse mul multi_margin neg nll norm one_hot outer pad permute pow prelu prod reciprocal relu relu6 rmsnorm rnn_cell
  roll rsqrt scaled_dot_product_attention scatter_add selu sigmoid silu sin smooth_l1 softmax softplus softsign sort split sqrt square
  stack std sub sum tanh tile topk transpose tril var where`

describe('the vocabulary', () => {
  it('has a row for every op', () => {
    expect(Object.keys(ops).sort()).toEqual(vocabulary.split(/\s+/).sort())
  })
})

describe('the command', { timeout: 60_000 }, () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const golden = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'tools/golden/main.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
    })

  it('ends with the counts, and with code 1 when a case failed', () => {
    const mixed = mkdtempSync(join(tmpdir(), 'golden-'))
    const strange = changed(load('parallel.json'), ['variant'], () => 'gossip' as never)
    for (const [name, tree] of Object.entries({ problems, strange }))
      writeFileSync(join(mixed, `${name}.json`), JSON.stringify(tree))
    const { stdout, status } = golden(mixed, '--only', 'rosenbrock2$')
    expect(stdout).toBe('FAILED parallel gossip on rosenbrock2: gossip is not offered\n1 passed, 1 failed\n')
    expect(status).toBe(1)
  })

  it('ends with code 0 when all passed, and with 2 when nothing could be run', () => {
    expect(golden(folder, '--only', '^add')).toMatchObject({ stdout: '1 passed, 0 failed\n', status: 0 })
    const stderr = 'golden: nowhere is not a folder; it needs one with golden data.\n'
    expect(golden('nowhere')).toMatchObject({ stderr, status: 2 })
  })

  it('lists names without running anything', () => {
    expect(golden(folder, '--only', '^add', '--list').stdout).toBe('add_col\n')
  })
})
