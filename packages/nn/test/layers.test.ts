// Every layer: shapes, parameters, derivatives by input and parameters in both modes, seeds, saving.
import {
  concat,
  gelu,
  gradCheck,
  graph,
  randn,
  relu,
  sin,
  sum,
  tanh,
  Tensor,
  tensor,
  zeros,
} from '@glissade/autograd'
import { generator, type Generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index.ts'
import {
  BatchNorm,
  Dense,
  Dropout,
  Dropout2d,
  Flatten,
  init,
  LayerNorm,
  PRelu,
  Sequential,
  type FloatType,
  type Initializer,
  type Module,
} from '../src/index.ts'
import { setParameters } from './parameters.ts'

interface Row {
  readonly layer: string
  readonly make: (rng: Generator, dtype: FloatType) => Module | nn.Cell
  readonly input: readonly number[]
  /** The input itself, where it is numbers of things. */
  readonly ids?: readonly number[]
  readonly output: readonly number[]
  readonly parameters: readonly string[]
  readonly buffers?: readonly string[]
}

const affine = ['gamma', 'beta']

const recurrent = ['weight', 'recurrentWeight', 'bias']

const gru = [...recurrent, 'recurrentBias']

const under = (path: string, names: readonly string[]) => names.map((name) => `${path}.${name}`)

const running = ['runningMean', 'runningVariance']

// prettier-ignore
const rows: readonly Row[] = [
  { layer: 'Dense 3 -> 2',             make: (rng, dtype) => new Dense(3, 2, { rng, dtype }),                input: [4, 3],       output: [4, 2],       parameters: ['weight', 'bias'] },
  { layer: 'Dense 3 -> 2',             make: (rng, dtype) => new Dense(3, 2, { rng, dtype, bias: false }),   input: [3],          output: [2],          parameters: ['weight'] },
  { layer: 'Dense 3 -> 2, tanh',       make: (rng, dtype) => new Dense(3, 2, { rng, dtype, activation: tanh }), input: [4, 3],     output: [4, 2],       parameters: ['weight', 'bias'] },
  { layer: 'Dense 3 -> 2, gelu',       make: (rng, dtype) => new Dense(3, 2, { rng, dtype, activation: gelu }), input: [1, 2, 3],  output: [1, 2, 2],    parameters: ['weight', 'bias'] },
  { layer: 'Dense 3 -> 2, sin',        make: (rng, dtype) => new Dense(3, 2, { rng, dtype, activation: sin }), input: [2, 3],      output: [2, 2],       parameters: ['weight', 'bias'] },
  { layer: 'Dense 3 -> 2, activation', make: (rng, dtype) => new Dense(3, 2, { rng, dtype, bias: false, activation: [(x: Tensor) => sin(x)][0] }), input: [2, 3], output: [2, 2], parameters: ['weight'] },
  { layer: 'Dense 2 -> 3',             make: (rng, dtype) => new Dense(2, 3, { rng, dtype, init: init.heNormal }), input: [2, 5, 2], output: [2, 5, 3],  parameters: ['weight', 'bias'] },
  { layer: 'BatchNorm 3',              make: (_, dtype) => new BatchNorm(3, { dtype }),                      input: [4, 3],       output: [4, 3],       parameters: affine, buffers: running },
  { layer: 'BatchNorm 2',              make: (_, dtype) => new BatchNorm(2, { dtype, convention: 'keras' }), input: [1, 2, 2, 3], output: [1, 2, 2, 3], parameters: affine, buffers: running },
  { layer: 'BatchNorm 3',              make: (_, dtype) => new BatchNorm(3, { dtype, axis: -1, gamma: false, beta: false }), input: [2, 2, 3], output: [2, 2, 3], parameters: [], buffers: running },
  { layer: 'LayerNorm 4',              make: (_, dtype) => new LayerNorm(4, { dtype }),                      input: [3, 4],       output: [3, 4],       parameters: affine },
  { layer: 'LayerNorm 2 x 3',          make: (_, dtype) => new LayerNorm([2, 3], { dtype }),                 input: [2, 2, 3],    output: [2, 2, 3],    parameters: affine },
  { layer: 'LayerNorm 4',              make: (_, dtype) => new LayerNorm(4, { dtype, gamma: false, beta: false }), input: [1, 4], output: [1, 4],       parameters: [] },
  { layer: 'GroupNorm 4, 2 groups',    make: (_, dtype) => new nn.GroupNorm(2, 4, { dtype }),                input: [2, 4, 3],    output: [2, 4, 3],    parameters: affine },
  { layer: 'GroupNorm 4, 1 groups',    make: (_, dtype) => new nn.GroupNorm(1, 4, { dtype, beta: false }),   input: [2, 4],       output: [2, 4],       parameters: ['gamma'] },
  { layer: 'InstanceNorm 2',           make: (_, dtype) => new nn.InstanceNorm(2, { dtype }),                input: [2, 2, 2, 2], output: [2, 2, 2, 2], parameters: [] },
  { layer: 'InstanceNorm 2',           make: (_, dtype) => new nn.InstanceNorm(2, { dtype, gamma: true, beta: true }), input: [1, 2, 3], output: [1, 2, 3], parameters: affine },
  { layer: 'RmsNorm 4',                make: (_, dtype) => new nn.RmsNorm(4, { dtype }),                     input: [3, 4],       output: [3, 4],       parameters: ['gamma'] },
  { layer: 'RmsNorm 2 x 3',            make: (_, dtype) => new nn.RmsNorm([2, 3], { dtype, gamma: false, eps: 0.1 }), input: [2, 2, 3], output: [2, 2, 3], parameters: [] },
  { layer: 'Dropout 0.5',              make: (rng) => new Dropout(0.5, { rng }),                             input: [4, 3],       output: [4, 3],       parameters: [] },
  { layer: 'Dropout2d 0.5',            make: (rng) => new Dropout2d(0.5, { rng }),                           input: [2, 3, 2, 2], output: [2, 3, 2, 2], parameters: [] },
  { layer: 'Conv1d 2 -> 3, 3',         make: (rng, dtype) => new nn.Conv1d(2, 3, 3, { rng, dtype }),         input: [2, 2, 5],    output: [2, 3, 3],    parameters: ['weight', 'bias'] },
  { layer: 'Conv2d 1 -> 2, 3 x 3, padding same', make: (rng, dtype) => new nn.Conv2d(1, 2, 3, { rng, dtype, padding: 'same' }), input: [2, 1, 3, 4], output: [2, 2, 3, 4], parameters: ['weight', 'bias'] },
  { layer: 'Conv2d 2 -> 4, 2 x 3, stride 2, padding 0 x 1, dilation 1 x 2, 2 groups', make: (rng, dtype) => new nn.Conv2d(2, 4, [2, 3], { rng, dtype, stride: 2, padding: [0, 1], dilation: [1, 2], groups: 2, bias: false }),
                                                                                                             input: [1, 2, 4, 5], output: [1, 4, 2, 2], parameters: ['weight'] },
  { layer: 'ConvTranspose1d 2 -> 2, 2, stride 2, 2 groups', make: (rng, dtype) => new nn.ConvTranspose1d(2, 2, 2, { rng, dtype, stride: 2, groups: 2 }), input: [1, 2, 3], output: [1, 2, 6], parameters: ['weight', 'bias'] },
  { layer: 'ConvTranspose2d 2 -> 1, 3 x 3, stride 2, padding 1', make: (rng, dtype) => new nn.ConvTranspose2d(2, 1, 3, { rng, dtype, stride: 2, padding: 1, outputPadding: 1 }), input: [1, 2, 2, 2], output: [1, 1, 4, 4], parameters: ['weight', 'bias'] },
  { layer: 'MaxPool1d 2',              make: () => new nn.MaxPool1d(2),                                      input: [2, 3, 5],    output: [2, 3, 2],    parameters: [] },
  { layer: 'MaxPool2d 3 x 3, stride 2, padding 1', make: () => new nn.MaxPool2d(3, { stride: 2, padding: 1 }), input: [1, 2, 4, 4], output: [1, 2, 2, 2], parameters: [] },
  { layer: 'MaxPool1d 2, dilation 2',  make: () => new nn.MaxPool1d(2, { dilation: 2 }),                     input: [2, 5],       output: [2, 2],       parameters: [] },
  { layer: 'AvgPool1d 2, stride 1',    make: () => new nn.AvgPool1d(2, { stride: 1 }),                       input: [2, 4],       output: [2, 3],       parameters: [] },
  { layer: 'AvgPool2d 2 x 2, ceil, padding not counted', make: () => new nn.AvgPool2d(2, { ceilMode: true, countIncludePad: false }), input: [1, 2, 3, 4], output: [1, 2, 2, 2], parameters: [] },
  { layer: 'AdaptiveAvgPool1d 2',      make: () => new nn.AdaptiveAvgPool1d(2),                              input: [2, 5],       output: [2, 2],       parameters: [] },
  { layer: 'AdaptiveAvgPool2d 2 x 1',  make: () => new nn.AdaptiveAvgPool2d([2, 1]),                         input: [1, 2, 3, 4], output: [1, 2, 2, 1], parameters: [] },
  { layer: 'GlobalAvgPool',            make: () => new nn.GlobalAvgPool(),                                   input: [2, 3, 2, 2], output: [2, 3],       parameters: [] },
  { layer: 'Flatten',                  make: () => new Flatten(),                                            input: [2, 3, 2],    output: [2, 6],       parameters: [] },
  { layer: 'PRelu 1',                  make: (_, dtype) => new PRelu({ dtype }),                             input: [2, 3],       output: [2, 3],       parameters: ['slope'] },
  { layer: 'PRelu 3',                  make: (_, dtype) => new PRelu({ features: 3, dtype }),                input: [2, 3, 2],    output: [2, 3, 2],    parameters: ['slope'] },
  { layer: 'Sequential',               make: (rng, dtype) => new Sequential(new Dense(3, 4, { rng, dtype }), relu, new Sequential(new BatchNorm(4, { dtype }), new Dense(4, 2, { rng, dtype }))),
                                                                                                             input: [5, 3],       output: [5, 2],       parameters: ['layers.0.weight', 'layers.0.bias', 'layers.2.layers.0.gamma', 'layers.2.layers.0.beta', 'layers.2.layers.1.weight', 'layers.2.layers.1.bias'],
                                                                                                             buffers: ['layers.2.layers.0.runningMean', 'layers.2.layers.0.runningVariance'] },
  { layer: 'Residual',                 make: (rng, dtype) => new nn.Residual(new Dense(3, 3, { rng, dtype })), input: [2, 3],     output: [2, 3],       parameters: ['inner.weight', 'inner.bias'] },
  { layer: 'Parallel',                 make: (rng, dtype) => new nn.Parallel([new Dense(3, 1, { rng, dtype, bias: false }), relu]), input: [2, 3], output: [2, 4], parameters: ['layers.0.weight'] },
  { layer: 'MultiHeadAttention 4, 2 heads', make: (rng, dtype) => new nn.MultiHeadAttention(4, 2, { rng, dtype, bias: false, dropout: 0.25 }), input: [1, 2, 4], output: [1, 2, 4], parameters: ['query.weight', 'key.weight', 'value.weight', 'output.weight'] },
  { layer: 'MultiHeadAttention 2, 2 heads, causal', make: (rng, dtype) => new nn.MultiHeadAttention(2, 2, { rng, dtype, causal: true }), input: [1, 3, 2], output: [1, 3, 2], parameters: ['query', 'key', 'value', 'output'].flatMap((name) => under(name, ['weight', 'bias'])) },
  { layer: 'PositionalEmbedding 3 x 2', make: (rng, dtype) => new nn.PositionalEmbedding(3, 2, { rng, dtype }), input: [2, 2, 2],  output: [2, 2, 2],    parameters: ['weight'] },
  { layer: 'TransformerBlock 2, 1 heads, post-norm', make: (rng, dtype) => new nn.TransformerBlock(2, 1, { rng, dtype, hidden: 2, norm: 'post', bias: false, dropout: 0.25 }), input: [1, 2, 2], output: [1, 2, 2], parameters: [...under('attentionNorm', affine), ...under('attention', ['query.weight', 'key.weight', 'value.weight', 'output.weight']), ...under('feedForwardNorm', affine), 'feedForward.layers.0.weight', 'feedForward.layers.3.weight'] },
  { layer: 'Embedding 4 x 3',          make: (rng, dtype) => new nn.Embedding(4, 3, { rng, dtype }),         input: [2, 3],       ids: [0, 3, 3, 1, 0, 3], output: [2, 3, 3], parameters: ['weight'] },
  { layer: 'Embedding 4 x 3',          make: (rng, dtype) => new nn.Embedding(4, 3, { rng, dtype }),         input: [2],          ids: [2, 2],         output: [2, 3],       parameters: ['weight'] },
  { layer: 'RnnCell 3 -> 2',           make: (rng, dtype) => new nn.RnnCell(3, 2, { rng, dtype }),           input: [4, 3],       output: [4, 2],       parameters: recurrent },
  { layer: 'LstmCell 3 -> 2',          make: (rng, dtype) => new nn.LstmCell(3, 2, { rng, dtype }),          input: [4, 3],       output: [4, 4],       parameters: recurrent },
  { layer: 'GruCell 3 -> 2',           make: (rng, dtype) => new nn.GruCell(3, 2, { rng, dtype }),           input: [4, 3],       output: [4, 2],       parameters: gru },
  { layer: 'Rnn 3 -> 2',               make: (rng, dtype) => new nn.Rnn(3, 2, { rng, dtype }),               input: [2, 3, 3],    output: [2, 3, 2],    parameters: under('cells.0', recurrent) },
  { layer: 'Lstm 3 -> 2, 2 layers',    make: (rng, dtype) => new nn.Lstm(3, 2, { rng, dtype, layers: 2, dropout: 0.5, outputs: 'last' }), input: [2, 2, 3], output: [2, 2], parameters: [...under('cells.0', recurrent), ...under('cells.1', recurrent)] },
  { layer: 'Lstm 1 -> 2',              make: (rng, dtype) => new nn.Lstm(1, 2, { rng, dtype, init: 'pytorch', bias: false }), input: [1, 1, 1], output: [1, 1, 2], parameters: ['cells.0.weight', 'cells.0.recurrentWeight'] },
  { layer: 'Gru 2 -> 2, bidirectional', make: (rng, dtype) => new nn.Gru(2, 2, { rng, dtype, bidirectional: true }), input: [1, 3, 2], output: [1, 3, 4],    parameters: [...under('cells.0', gru), ...under('reversed.0', gru)] },
]

const paths = (found: Iterable<[string, unknown]>) => [...found].map(([path]) => path)

const normal = (shape: readonly number[], seed: number, dtype: FloatType = 'float64') =>
  randn(shape, { seed, dtype })

/** What a layer gives; the parts of a cell's state side by side. */
function output(layer: Module | nn.Cell, x: Tensor): Tensor {
  const y = layer.forward(x)
  return y instanceof Tensor ? y : concat(Object.values(y), 1)
}

/** What a summary shows: of a state, h. */
function shown(layer: Module | nn.Cell, x: Tensor): Tensor {
  const y = layer.forward(x)
  return y instanceof Tensor ? y : y.h
}

/** A layer as a function of its input and of all its parameters; generators start anew at each call. */
function asFunction(layer: Module | nn.Cell): (x: Tensor, ...parameters: Tensor[]) => Tensor {
  const names = paths(layer.parameters())
  const own = [...layer.parameters()].map(([, each]) => each)
  const generators = [...layer.generators()].map(([, each]) => ({ each, start: each.state() }))
  return (x, ...parameters) => {
    for (const { each, start } of generators) each.restore(start)
    setParameters(layer, Object.fromEntries(names.map((name, i) => [name, parameters[i]])))
    try {
      return output(layer, x)
    } finally {
      setParameters(layer, Object.fromEntries(names.map((name, i) => [name, own[i]])))
    }
  }
}

describe.each(rows)(
  '$layer, for an input of $input',
  ({ layer, make, input, ids, output: wanted, parameters, buffers = [] }) => {
    const given = (seed: number) =>
      ids ? tensor(Int32Array.from(ids), { shape: input }) : normal(input, seed)
    const fresh = (dtype: FloatType = 'float64') => make(generator(3), dtype)

    it('has the shape, the name and the tensors that its documentation says', () => {
      const made = fresh()
      expect(String(made)).toBe(layer)
      expect([...output(made, given(1)).shape]).toEqual(wanted)
      expect(paths(made.parameters())).toEqual(parameters)
      expect(paths(made.buffers())).toEqual(buffers)
    })

    it.each(['train', 'eval'] as const)(
      'has the derivatives that central differences give, in %s mode',
      (mode) => {
        const made = fresh()[mode]()
        const tensors = [...made.parameters()].map(([, each], i) => normal(each.shape, 10 + i))
        const f = asFunction(made)
        const settings = { order: 2, tolerance: 1e-6 } as const
        if (ids) gradCheck((...parameters) => f(given(1), ...parameters), tensors, settings)
        else gradCheck(f, [given(1), ...tensors], settings)
      },
    )

    it('is known to the summary and to the picture of the graph, each parameter by its path', () => {
      const made = fresh()
      if (input.length > 1) {
        const [row] = made.summary(input.slice(1), ids ? { dtype: 'int32' } : {}).rows
        expect(row).toMatchObject({ path: '', layer, output: ['n', ...shown(made, given(1)).shape.slice(1)] })
      }
      const names = new Map<Tensor, string>([...made.parameters()].map(([path, each]) => [each, path]))
      const x = ids ? given(1) : tensor(given(1).data, { shape: input, requiresGrad: true })
      const { nodes, edges } = graph(() => sum(output(made.train(), x)), names)
      const used = nodes.filter(({ id }) => edges.some(({ from }) => from === id)).map(({ label }) => label)
      expect(used).toEqual(expect.arrayContaining(parameters as string[]))
      expect(nodes.filter(({ label }) => label === '')).toEqual([])
      expect(nodes.at(-1)).toMatchObject({ kind: 'op', label: 'sum' })
    })

    it.runIf(input.length > 1)('makes nothing of an empty batch, in evaluation', () => {
      const nothing = zeros([0, ...input.slice(1)], { dtype: ids ? 'int32' : 'float64' })
      expect([...output(fresh().eval(), nothing).shape]).toEqual([0, ...wanted.slice(1)])
    })

    it('has the same weights for the same seed, in float32 and float64', () => {
      expect(fresh().stateDict()).toEqual(fresh().stateDict())
      const single = Object.entries(fresh('float32').stateDict()).map(([path, { data }]) => [path, [...data]])
      const double = Object.entries(fresh().stateDict()).map(([path, { data }]) => [path, [...data]])
      expect(single).toEqual(double)
    })

    it('computes the same again from its saved state', () => {
      const made = fresh()
      for (const [, each] of made.parameters()) each.data.set(normal(each.shape, 5).data)
      if (made.training) output(made, given(2))
      const other = fresh()
      other.loadStateDict(made.stateDict())
      const x = given(1)
      expect(output(other.eval(), x).toArray()).toEqual(output(made.eval(), x).toArray())
    })
  },
)

it('There is a row for every layer that is exported', () => {
  const layers = Object.entries(nn)
    .filter(([, each]) => typeof each === 'function' && each.prototype instanceof nn.Module)
    .map(([name]) => name)
  expect([...new Set(rows.map(({ layer }) => layer.split(' ')[0]))].sort()).toEqual(layers.sort())
})

describe('Dense', () => {
  it('multiplies by weights of (inputs, outputs) and adds the bias', () => {
    const layer = new Dense(2, 3, { rng: generator(1) })
    layer.weight.data.set([1, 2, 3, 4, 5, 6])
    layer.bias?.data.set([10, 20, 30])
    expect(layer.forward(tensor([[1, 1]])).toArray()).toEqual([[15, 27, 39]])
  })

  it('adds its penalties to those of the model', () => {
    const first = new Dense(1, 2, { rng: generator(1), l1: 0.5, dtype: 'float64' })
    const second = new Dense(2, 1, { rng: generator(1), l2: 4, dtype: 'float64' })
    const model = new Sequential(first, new Sequential(second))
    first.weight.data.set([-3, 1])
    second.weight.data.set([2, 1])
    expect(model.penalty().item()).toBe(0.5 * 4 + (4 / 2) * 5)
    expect(new Dense(1, 2, { rng: generator(1) }).penalty().item()).toBe(0)
  })
})

describe('Embedding', () => {
  it('starts its row of padding at 0 and never trains it, whatever else is read', () => {
    const layer = new nn.Embedding(4, 2, { rng: generator(1), paddingIndex: 1 })
    expect(layer.weight.toArray()).toMatchObject({ 1: [0, 0] })
    layer.weight.data.set([5, 6], 2)
    const target = layer.flat()
    const ids = tensor([[1, 3], [1, 3]], { dtype: 'int32' }) // prettier-ignore
    expect([...layer.forward(ids).data.subarray(0, 2)]).toEqual([5, 6])
    target.evaluate(() => sum(layer.forward(ids)))
    expect([...target.gradient]).toEqual([0, 0, 0, 0, 0, 0, 2, 2])
  })

  it('shows its output in a summary that is told of numbers', () => {
    const model = new Sequential(new nn.Embedding(4, 2, { rng: generator(1) }), new Flatten())
    const { rows } = model.summary([3], { dtype: 'int32' })
    expect(rows.map((row) => row.output)).toEqual([['n', 6], ['n', 3, 2], ['n', 6]]) // prettier-ignore
  })
})

describe('convolutions', () => {
  it('add their penalties to those of the model', () => {
    const layer = new nn.Conv2d(1, 1, 2, { rng: generator(1), l1: 0.5, l2: 2, dtype: 'float64' })
    layer.weight.data.set([1, -2, 0, 3])
    expect(layer.penalty().item()).toBe(0.5 * 6 + 14)
  })
  it('draw their weights for as many inputs as reach one output', () => {
    const deviations: Initializer = (shape) => {
      const { inputs } = { inputs: shape.slice(1).reduce((n, d) => n * d, 1) }
      return new Float32Array(shape.reduce((n, d) => n * d, 1)).fill(inputs)
    }
    const options = { rng: generator(1), init: deviations, groups: 2 }
    expect(new nn.Conv2d(4, 6, 3, options).weight.data[0]).toBe(2 * 9)
    expect(new nn.ConvTranspose2d(4, 6, 3, options).weight.data[0]).toBe(4 * 9)
    expect(new nn.ConvTranspose2d(4, 6, 3, options).weight.shape).toEqual([4, 3, 3, 3])
  })
})

it('Sequential calls modules and functions from first to last', () => {
  const model = new Sequential(
    (x) => relu(x),
    new Flatten(),
    (x) => x.detach(),
  )
  expect(model.forward(tensor([[[-1], [2]]])).toArray()).toEqual([[0, 2]])
})
