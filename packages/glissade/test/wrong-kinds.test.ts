// Every public function, given things of the wrong kind, refuses them in its own words: no TypeError of the engine comes out.
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import * as glissade from '../src/index.ts'

type Call = (...given: unknown[]) => unknown
type Class = new (...given: unknown[]) => unknown

/** What is for those who write kernels, rules, strategies and layers of their own, and is checked by types alone. */
const forBuilders = new Set(
  `FlatModel Generator Ledger Membership Tensor Parameter Buffer Vocabulary WeightAverage byteScale gatherBytes checkOptions constant defineMethod
  defineRule defineOp drive elementwise markCleared markStale clearStale touch touchedRows partOf plainStepper recurrent recurrentStep
  reference shareMemory symmetricEigen withStatistics work useBackend kernelsFor`.split(/\s+/),
)
const isError = (f: unknown): boolean => typeof f === 'function' && f.prototype instanceof Error
const isClass = (f: Call): boolean => f.toString().startsWith('class')

/** A plain object, or what `export * as` makes. */
const isSpace = (value: unknown): value is object =>
  typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)

/** The functions and classes of an object, and of the plain objects in it. */
function* callables(of: object, path = ''): Generator<[name: string, call: Call]> {
  for (const [key, value] of Object.entries(of) as [string, unknown][]) {
    if (forBuilders.has(path + key) || isError(value)) continue
    if (typeof value === 'function')
      yield [path + key, isClass(value as Call) ? (...x) => new (value as Class)(...x) : (value as Call)]
    else if (isSpace(value)) yield* callables(value, `${key}.`)
  }
}

const rng = generator(1)
const { tensor } = glissade
const model = () => new glissade.Dense(2, 2, { rng })
// prettier-ignore
const things: readonly (() => unknown)[] = [
  () => undefined, () => null, () => NaN, () => -1, () => 0, () => 1, () => 2, () => 2.5, () => Infinity, () => 'x', () => 1n, () => true,
  () => [], () => [1, 2], () => [[1, 2], [3, 4]], () => ['a'], () => ({}), () => ({ rng }), () => ({ seed: 1 }), () => ({ seed: 'x' }),
  () => ({ lr: 'x' }), () => ({ epochs: 1, seed: 1, optimizer: glissade.sgd() }), () => () => 0, () => (x: unknown) => x,
  () => tensor([[1, 2], [3, 4]]), () => tensor([1, 2]), () => tensor([0, 1], { dtype: 'int32' }), () => tensor([1, 2], { dtype: 'float64' }),
  () => tensor([1, 2], { requiresGrad: true }), () => tensor(1), model, () => new glissade.Optimizer(model(), glissade.adam()),
  () => glissade.arrayDataset([[1, 2], [3, 4]], [0, 1]), () => rng, () => glissade.adam(), () => new Float32Array([1, 2]), () => new Date(0),
]
const roots = ['GlissadeError', 'OptimError', 'RandomError', 'ParallelError', 'PlotError']
const kinds: Readonly<Record<string, unknown>> = { ...glissade, ...glissade.plot }
const isOwn = (error: unknown): boolean =>
  error instanceof Error && roots.some((name) => isA(error, kinds[name]))
const isA = (error: Error, kind: unknown): boolean => typeof kind === 'function' && error instanceof kind

/** What goes wrong in the words of somebody else. */
async function foreign(call: Call, given: unknown[]): Promise<string | undefined> {
  try {
    await call(...given)
  } catch (error) {
    if (!isOwn(error)) return String(error)
  }
  return undefined
}

const names = [...callables(glissade)]

it.each(names)('%s', async (name, call) => {
  const draws = generator(1).stream(name)
  const drawn = () => things[draws.integer(things.length)]()
  const lists = [
    [],
    ...things.map((thing) => [thing()]),
    ...Array.from({ length: 30 }, () => Array.from({ length: 2 + draws.integer(2) }, drawn)),
  ]
  for (const given of lists) expect(await foreign(call, given), name).toBeUndefined()
})

it('there is a function for each name that is left out', () => {
  expect(names.length).toBeGreaterThan(300)
  for (const name of forBuilders) expect(Object.keys(glissade)).toContain(name)
})
