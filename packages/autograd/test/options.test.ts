// Every function that takes options refuses a key that it does not know. The types of the functions say which ones those are, and which
// keys they have: the table below does not compile while a function or a key is missing.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import type { DType, Kernels, Nested, Tensor } from '../src/index.ts'
import { kernelContract } from '../src/testing/index.ts'
import { reference } from '../src/reference/index.ts'

/** Objects that are no options: data, functions, and what is defined rather than called. */
type Other =
  | Tensor
  | Kernels
  | g.Shape
  | readonly unknown[]
  | ArrayBufferView
  | ReadonlyMap<never, unknown>
  | ((...x: never[]) => unknown)
type Given<A extends readonly unknown[]> = Exclude<NonNullable<Required<A>[number]>, Other | string | number>
type OptionsOf<F> = F extends (...a: infer A) => unknown ? Given<A> : never
/** What is given a definition, a table or names, and no options. */
type Defining =
  | 'defineOp'
  | 'elementwise'
  | 'useBackend'
  | 'recurrent'
  | 'recurrentStep'
  | 'byteScale'
  | 'gatherBytes'
  | 'graph'
  | 'checkOptions'
  | 'checkTensor'
  | 'shown'
type Module = Omit<typeof g, Defining>
type Taking = { [K in keyof Module]: OptionsOf<Module[K]> extends never ? never : K }[keyof Module]

interface Case<O> {
  /** Each key with a value that is accepted; together they are, too. */
  readonly accepted: { readonly [K in keyof Required<O>]: unknown }
  readonly call: (options: never) => unknown
}
type Table = { readonly [K in Taking]: Case<OptionsOf<Module[K]>> } & {
  readonly 'Tensor.backward': Case<g.BackwardOptions>
  readonly kernelContract: Case<NonNullable<Parameters<typeof kernelContract>[1]>>
}

const x = g.randn([2, 3], { seed: 1 })
const images = g.randn([1, 2, 4, 4], { seed: 2 })
const lines = g.randn([1, 2, 4], { seed: 3 })
const ids = g.tensor([0, 1], { dtype: 'int32' })
const leaf = g.tensor([1, 2], { requiresGrad: true })
const float64 = (numbers: Nested) => g.tensor(numbers, { dtype: 'float64' })
const made = { dtype: 'float64' as DType, requiresGrad: true }
const fold = { axis: 0, keepDims: true }
const pool = { stride: 2, padding: 0, ceilMode: true, where: 'layers.1' }
const convolution = { bias: g.zeros([2]), stride: 1, padding: 0, dilation: 1, groups: 1, where: 'layers.0' }
const transposed = { ...convolution, outputPadding: 0 }

// prettier-ignore
const table: Table = {
  tensor: { accepted: { ...made, shape: [2, 1] }, call: (o) => g.tensor([1, 2], o) },
  zeros: { accepted: made, call: (o) => g.zeros([2], o) },
  ones: { accepted: made, call: (o) => g.ones([2], o) },
  full: { accepted: made, call: (o) => g.full([2], 3, o) },
  arange: { accepted: made, call: (o) => g.arange(0, 3, 1, o) },
  linspace: { accepted: made, call: (o) => g.linspace(0, 1, 3, o) },
  eye: { accepted: made, call: (o) => g.eye(2, o) },
  rand: { accepted: { ...made, seed: 1, rng: undefined }, call: (o) => g.rand([2], o) },
  randn: { accepted: { ...made, seed: 1, rng: undefined }, call: (o) => g.randn([2], o) },
  record: { accepted: { anomaly: true }, call: (o) => g.record(() => g.sum(x), o) },
  gradients: { accepted: { gradient: g.ones([]), createGraph: true, from: 0 }, call: (o) => g.record(() => void g.gradients(g.sum(leaf), [leaf], o)) },
  gradCheck: { accepted: { tolerance: 1, step: 1e-4, order: 2, seed: 3, entries: 2 }, call: (o) => g.gradCheck((a) => g.square(a), [float64([1, 2])], o) },
  kernelContract: { accepted: { skip: [] }, call: (o) => kernelContract(() => reference, o) },
  'Tensor.backward': { accepted: { gradient: g.ones([]), retain: true }, call: (o) => g.record(() => g.sum(leaf).backward(o)) },
  sum: { accepted: fold, call: (o) => g.sum(x, o) },
  mean: { accepted: fold, call: (o) => g.mean(x, o) },
  max: { accepted: fold, call: (o) => g.max(x, o) },
  min: { accepted: fold, call: (o) => g.min(x, o) },
  prod: { accepted: fold, call: (o) => g.prod(x, o) },
  normalise: { accepted: { axis: 0, eps: 0.1, centre: false }, call: (o) => g.normalise(x, o).y },
  variance: { accepted: { ...fold, unbiased: false }, call: (o) => g.variance(x, o) },
  std: { accepted: { ...fold, unbiased: false }, call: (o) => g.std(x, o) },
  norm: { accepted: { ...fold, p: 3 }, call: (o) => g.norm(x, o) },
  logSumExp: { accepted: fold, call: (o) => g.logSumExp(x, o) },
  argmax: { accepted: fold, call: (o) => g.argmax(x, o) },
  argmin: { accepted: fold, call: (o) => g.argmin(x, o) },
  sort: { accepted: { axis: 0, descending: true }, call: (o) => g.sort(x, o).values },
  topK: { accepted: { axis: 0, largest: false }, call: (o) => g.topK(x, 1, o).values },
  clip: { accepted: { min: 0, max: 1 }, call: (o) => g.clip(x, o) },
  hardtanh: { accepted: { min: 0, max: 1 }, call: (o) => g.hardtanh(x, o) },
  gelu: { accepted: { approximate: 'tanh' }, call: (o) => g.gelu(x, o) },
  affine: { accepted: { activation: g.relu }, call: (o) => g.affine(x, g.ones([3, 2]), g.ones([2]), o) },
  oneHot: { accepted: { dtype: 'float64' }, call: (o) => g.oneHot(ids, 2, o) },
  scaledDotProductAttention: { accepted: { mask: g.zeros([2, 2]) }, call: (o) => g.scaledDotProductAttention(x, x, x, o) },
  unfold: { accepted: { stride: 2, dilation: 1 }, call: (o) => g.unfold(lines, [2], o) },
  fold: { accepted: { stride: 1, dilation: 1 }, call: (o) => g.fold(g.unfold(lines, [2]), [4], o) },
  conv1d: { accepted: convolution, call: (o) => g.conv1d(lines, g.ones([2, 2, 2]), o) },
  conv2d: { accepted: convolution, call: (o) => g.conv2d(images, g.ones([2, 2, 2, 2]), o) },
  convTranspose1d: { accepted: transposed, call: (o) => g.convTranspose1d(lines, g.ones([2, 2, 2]), o) },
  convTranspose2d: { accepted: transposed, call: (o) => g.convTranspose2d(images, g.ones([2, 2, 2, 2]), o) },
  maxPool1d: { accepted: { ...pool, dilation: 1 }, call: (o) => g.maxPool1d(lines, 2, o) },
  maxPool2d: { accepted: { ...pool, dilation: 1 }, call: (o) => g.maxPool2d(images, 2, o) },
  avgPool1d: { accepted: { ...pool, countIncludePad: false }, call: (o) => g.avgPool1d(lines, 2, o) },
  avgPool2d: { accepted: { ...pool, countIncludePad: false }, call: (o) => g.avgPool2d(images, 2, o) },
  adaptiveAvgPool1d: { accepted: { where: 'layers.2' }, call: (o) => g.adaptiveAvgPool1d(lines, 2, o) },
  adaptiveAvgPool2d: { accepted: { where: 'layers.2' }, call: (o) => g.adaptiveAvgPool2d(images, 2, o) },
  globalAvgPool: { accepted: { where: 'layers.2' }, call: (o) => g.globalAvgPool(images, o) },
}
const rows = Object.entries<Case<object>>(table)

/** A call without types. */
const untyped = (call: (options: never) => unknown, options: unknown): unknown => call(options as never)

function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(g.GlissadeError)
    return (error as Error).message
  }
  return 'nothing was refused'
}

describe.each(rows)('%s', (name, { accepted, call }) => {
  const where = name.split('.').at(-1)
  const keys = Object.keys(accepted)
  it('takes each of its options, and all together', () => {
    const seed = 'seed' in accepted ? { seed: accepted.seed } : {}
    for (const [key, value] of Object.entries(accepted)) untyped(call, { ...seed, [key]: value })
    untyped(call, accepted)
  })
  it('refuses an unknown key with those that it has', () => {
    const said = refusal(() => untyped(call, { ...accepted, xyzzyxyzzy: 1 }))
    const listed = /^(\S+): xyzzyxyzzy is no option; it has (.*)\.$/.exec(said)
    expect([listed?.[1], listed?.[2].split(', ').sort()]).toEqual([
      'where' in accepted ? accepted.where : where,
      [...keys].sort(),
    ])
  })
  it.each(keys)('knows what a misspelt %s was to be', (key) => {
    const misspelt = `${key}_`
    expect(refusal(() => untyped(call, { ...accepted, [misspelt]: 1 }))).toMatch(
      new RegExp(`${misspelt} is no option; it has .*\\. Did you mean ${key}\\?$`),
    )
  })
  it.each([0, 'axis', null, [0]])('refuses %o where options go', (options) => {
    expect(refusal(() => untyped(call, options))).toMatch(
      new RegExp(`^${where}: .* stands where options go; it needs an object of .*${keys[0]}`),
    )
  })
})

// prettier-ignore
const messages: readonly (readonly [string, () => unknown])[] = [
  ["sum: dim is no option; it has axis, keepDims. PyTorch's dim is axis here.", () => g.sum(x, { dim: 0 } as never)],
  ["mean: keepdim is no option; it has axis, keepDims. PyTorch's keepdim is keepDims here.", () => g.mean(x, { axis: 0, keepdim: true } as never)],
  ["std: ddof is no option; it has axis, keepDims, unbiased. NumPy's ddof is unbiased here.", () => g.std(x, { ddof: 1 } as never)],
  ['max: axes is no option; it has axis, keepDims. Did you mean axis?', () => g.max(x, { axes: [0] } as never)],
  ['norm: dtype is no option; it has axis, keepDims, p.', () => g.norm(x, { dtype: 'float64' } as never)],
  ['zeros: requires_grad is no option; it has dtype, requiresGrad. Did you mean requiresGrad?', () => g.zeros([1], { requires_grad: true } as never)],
  ['sum: 0 stands where options go; it needs an object of axis, keepDims. Write { axis: 0 }.', () => g.sum(x, 0 as never)],
  ['sum: [0, 1] stands where options go; it needs an object of axis, keepDims. Write { axis: [0, 1] }.', () => g.sum(x, [0, 1] as never)],
  ['max: a Tensor stands where options go; it needs an object of axis, keepDims.', () => g.max(x, x as never)],
  ['clip: 0 stands where options go; it needs an object of min, max.', () => g.clip(x, 0 as never)],
  ['softmax: axis { dim: 0 } of a tensor of rank 2; it needs an integer from -2 to 1. The axis itself goes there, and not an object of options.', () => g.softmax(x, { dim: 0 } as never)],
  ['concat: axis { axis: 1 } of a tensor of rank 2; it needs an integer from -2 to 1. The axis itself goes there, and not an object of options.', () => g.concat([x, x], { axis: 1 } as never)],
  ["cumsum: axis '0' of a tensor of rank 2; it needs an integer from -2 to 1.", () => g.cumsum(x, '0' as never)],
  ['sum: axis null of a tensor of rank 2; it needs an integer from -2 to 1.', () => g.sum(x, { axis: null } as never)],
]
it.each(messages)('%s', (message, call) => expect(refusal(call)).toBe(message))

class Own {}
// prettier-ignore
const values: readonly (readonly [unknown, string])[] = [
  ['text', "'text'"],
  ['x'.repeat(61), `'${'x'.repeat(60)}…'`],
  [3n, '3n'],
  [-0.5, '-0.5'],
  [undefined, 'undefined'],
  [Symbol('s'), 'Symbol(s)'],
  [[1, ['a'], null], "[1, ['a'], null]"],
  [[1, 2, 3, 4, 5, 6, 7], '[1, 2, 3, 4, 5, 6, … 7 in all]'],
  [[[[[1]]]], '[[[a list]]]'],
  [{}, '{}'],
  [{ a: 1, b: [2] }, '{ a: 1, b: [2] }'],
  [Object.fromEntries(Array.from('abcdefg', (key) => [key, 0])), '{ a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, … 7 in all }'],
  [g.relu, 'the function relu'],
  [() => 0, 'a function'],
  [Own, 'the class Own'],
  [new Own(), 'an Own'],
  [Object.create(Object.create(null)), 'an object'],
  [new Float32Array(9), 'a Float32Array'],
]
it.each(values)('a message shows %o as %s', (value, text) => expect(g.shown(value)).toBe(text))

it('a message can show what holds itself', () => {
  const ring: unknown[] = []
  ring.push(ring)
  expect(g.shown(ring)).toBe('[[[a list]]]')
})
