// What becomes of signals and gradients in a fresh model, as numbers.
import { mul, randn, relu, slice, sum, tanh, tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import { BatchNorm, Dense, diagnoseInit, Dropout, Gru, GruCell, init, Lstm, Module, Residual, Sequential, TransformerBlock, type Initializer } from '../src/index.ts' // prettier-ignore

const deep = (layer: typeof relu, first: Initializer) => {
  const rng = generator(1)
  const stack = Array.from({ length: 8 }, () => [new Dense(100, 100, { rng, init: first }), layer])
  return new Sequential(...stack.flat())
}
const x = randn([100, 100], { seed: 2 })
const rng = () => generator(3)

it('finds that He’s weights keep the variance through relu, and that Glorot’s halve it', () => {
  const ends = (first: Initializer) => {
    const { rows } = diagnoseInit(deep(relu, first), x, { rng: rng() })
    const dense = rows.filter(({ layer }) => layer.startsWith('Dense'))
    expect(dense).toHaveLength(8)
    return {
      forward: dense[7].forward.variance / dense[0].forward.variance,
      backward: dense[0].backward!.variance / dense[7].backward!.variance,
    }
  }
  const [he, glorot] = [ends(init.heNormal), ends(init.xavierNormal)]
  for (const way of ['forward', 'backward'] as const) {
    expect(he[way]).toBeGreaterThan(0.3)
    expect(he[way]).toBeLessThan(3)
    expect(glorot[way] / 2 ** -7).toBeGreaterThan(0.3)
    expect(glorot[way] / 2 ** -7).toBeLessThan(3)
  }
})

it('counts zeros and what is saturated', () => {
  const { rows } = diagnoseInit(deep(relu, init.heNormal), x, { rng: rng() })
  expect(rows[1]).toMatchObject({ path: 'layers.1', layer: 'relu', saturated: undefined })
  expect(rows[1].forward.zeros).toBeCloseTo(0.5, 1)
  const wide: Initializer = (shape, draw) => init.normal(shape, draw, { deviation: 1 })
  const last = diagnoseInit(deep(tanh, wide), x, { rng: rng() }).rows.at(-1)!
  expect(last.saturated!).toBeGreaterThan(0.7)
  expect(last.forward.zeros).toBe(0)
})

it('gives exact moments, of a loss of one’s own, and prints them', () => {
  const layer = new Dense(1, 1, { rng: rng(), bias: false })
  layer.weight.data[0] = 2
  const diagnosis = diagnoseInit(new Sequential(layer, relu), tensor([[-1], [3]]), {
    loss: (y) => mul(sum(y), 5),
  })
  expect(diagnosis.rows).toEqual([
    { path: 'layers.0', layer: 'Dense 1 -> 1', forward: { mean: 2, variance: 16, zeros: 0 }, backward: { mean: 2.5, variance: 6.25, zeros: 0.5 }, saturated: undefined },
    { path: 'layers.1', layer: 'relu', forward: { mean: 3, variance: 9, zeros: 0.5 }, backward: { mean: 5, variance: 0, zeros: 0 }, saturated: undefined },
  ]) // prettier-ignore
  expect(diagnosis.curves()).toEqual([
    { name: 'outputs', points: [[1, 16], [2, 9]] },
    { name: 'gradients', points: [[1, 6.25], [2, 0]] },
  ]) // prettier-ignore
  expect(String(diagnosis)).toBe(
    [
      'path      layer         mean  variance  zeros  saturated  gradient’s variance',
      '-----------------------------------------------------------------------------',
      'layers.0  Dense 1 -> 1   2.0      16.0    0 %                            6.25',
      'layers.1  relu           3.0      9.00   50 %                            0.00',
    ].join('\n'),
  )
})

it('leaves the model as it was: gradients, statistics, generators, layers', () => {
  const draws = generator(1)
  const model = new Sequential(
    new Residual(new Dense(4, 4, { rng: draws })),
    new BatchNorm(4),
    relu,
    new Dropout(0.5, { rng: draws }),
  )
  const target = model.flat()
  target.evaluate(() => sum(model.forward(randn([3, 4], { seed: 1 }))))
  const before = { state: model.stateDict(), gradient: [...target.gradient], layers: model.layers }
  const states = [...model.generators()].map(([, each]) => each.state())
  const { rows } = diagnoseInit(model, randn([3, 4], { seed: 1 }), { rng: rng() })
  expect(rows.map(({ path }) => path)).toEqual(['layers.0.inner', 'layers.1', 'layers.2', 'layers.3'])
  expect(model.stateDict()).toEqual(before.state)
  expect([...target.gradient]).toEqual(before.gradient)
  expect(model.layers).toBe(before.layers)
  expect([...model.generators()].map(([, each]) => each.state())).toEqual(states)
  expect(model.flat()).toBe(target)
  expect(Object.hasOwn(model.layers[1], 'forward')).toBe(false)
})

it('looks into blocks, and at layers that get no gradient', () => {
  const block = new TransformerBlock(4, 2, { rng: generator(1) })
  const { rows } = diagnoseInit(block, randn([2, 3, 4], { seed: 1 }), { loss: (y) => mul(sum(y), 0) })
  expect(rows.map(({ path }) => path)).toEqual([
    'attentionNorm', 'attention.query', 'attention.key', 'attention.value', 'attention.output', 'feedForwardNorm',
    'feedForward.layers.0', 'feedForward.layers.1', 'feedForward.layers.2',
  ]) // prettier-ignore
  expect(rows.every(({ backward }) => backward!.zeros === 1)).toBe(true)
})

it('takes a recurrent layer for one layer, and a cell for one at each step, called by run() or by forward()', () => {
  class Reader extends Module {
    readonly lstm = new Lstm(3, 4, { rng: generator(1), layers: 2, dropout: 0.5 })
    readonly cell = new GruCell(4, 2, { rng: generator(2) })
    forward(input: Tensor): Tensor {
      const { output } = this.lstm.run(input)
      const first = this.cell.forward(slice(output, [null, 0]))
      return this.cell.forward(slice(output, [null, 1]), first).h
    }
  }
  const { rows } = diagnoseInit(new Reader(), randn([2, 2, 3], { seed: 1 }), { rng: rng() })
  expect(rows.map(({ path, layer }) => `${path} ${layer}`)).toEqual([
    'lstm Lstm 3 -> 4, 2 layers',
    'cell GruCell 4 -> 2',
    'cell GruCell 4 -> 2',
  ])
  for (const { backward } of rows) expect(backward!.variance).toBeGreaterThan(0)
  const inSequence = new Sequential(new Gru(3, 2, { rng: generator(1), outputs: 'last' }), tanh)
  expect(diagnoseInit(inSequence, randn([2, 2, 3], { seed: 1 }), { rng: rng() }).rows).toMatchObject([
    { layer: 'Gru 3 -> 2' },
    { layer: 'tanh' },
  ])
})
