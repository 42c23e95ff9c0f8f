// Attention against PyTorch's numbers and against plain loops; masks, positions, weights of other libraries, ways around a layer.
import { add, grad, mul, randn, record, relu, sum, tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index.ts'
import { MultiHeadAttention, TransformerBlock } from '../src/index.ts'

const options = { rng: generator(1), dtype: 'float64' } as const
const size = (shape: readonly number[]) => shape.reduce((n, d) => n * d, 1)
/** sin(0.7 i + k): the same inputs in PyTorch are torch.sin(torch.arange(n) * 0.7 + k).reshape(shape). */
const waves = (k: number, shape: number[]) => ({ shape, data: Float64Array.from({ length: size(shape) }, (_, i) => Math.sin(0.7 * i + k)) }) // prettier-ignore
const wave = (k: number, shape: number[]): Tensor => tensor(waves(k, shape).data, { shape })
const near = (numbers: readonly number[], digits = 12) => numbers.map((each) => expect.closeTo(each, digits))
const x = wave(5, [2, 3, 4])
const keyMask = tensor([[1, 1, 1], [1, 1, 0]]) // prettier-ignore

const projections = (k: number) => ({
  in_proj_weight: waves(k, [12, 4]),
  in_proj_bias: waves(k + 1, [12]),
  'out_proj.weight': waves(k + 2, [4, 4]),
  'out_proj.bias': waves(k + 3, [4]),
})

/** The numbers of torch.nn.MultiheadAttention(4, 2, batch_first=True), PyTorch 2.13, of these weights and inputs in float64. */
// prettier-ignore
const torch = {
  output: [-0.853353463709526, -1.85563815266307, 0.936333863655986, -2.54714890699691, -0.870746476814934, -1.82925175975445, 0.904003178985068, -2.51260991313342, -1.76659249546035, -0.340869551082918, -1.00492473929768, -0.403723059140721, -2.40722648639762, 0.376152185614342, -1.7154785464828, 0.218254546916013, 0.0906311687817405, -1.96796901426315, 0.204030525857024, -1.05483291535601, -2.61264218272796, -0.420096917983043, -0.00957546185876645, -2.2001763441833],
  /** Of x, when the output's gradient is wave(6). */
  gradient: [-0.100805350349049, -0.0740583851954941, -0.0124806042903088, 0.0549669998274304, 0.744393318767049, 0.585488840263305, 0.151219811668238, -0.354170257229139, -0.323736728219494, -0.115073802399069, 0.147710130767399, 0.3410236813995, -0.664800830249239, -0.799022783890171, -0.55745183719216, -0.0537025810374434, 0.415035277460265, 0.386063225553462, 0.175519606264566, -0.117573626420057, -0.0105289514920057, -0.0110017622475747, -0.00630027231083213, 0.00136433413816516],
  /** Of the first head in the second sequence. */
  weights: [1, 0, 0, 0.0230576726409676, 0.976942327359032, 0, 0.995388053867041, 0.00461194613295937, 0],
  /** torch.nn.TransformerEncoderLayer(4, 2, 8, 0, 'gelu'), norm_first=True and False, the k-th parameter being wave(k); its first position. */
  pre: [0.200422281435679, -0.586888016485821, 3.01723040766736, -0.512592381757871],
  post: [-1.57894504611313, -1.34947047149716, -0.0702879203210668, 1.21669962358379],
}

describe('MultiHeadAttention', () => {
  const causal = new MultiHeadAttention(4, 2, { ...options, causal: true })
  causal.loadStateDict(nn.attentionFromPyTorch(projections(1)))

  it('has nothing to hide from anomaly mode', () => {
    const run = (): number[] => [...causal.run(x, { keyMask }).output.data]
    expect(record(run, { anomaly: true })).toEqual(run())
  })

  it('has PyTorch’s output, weights and gradient, causal and with padding', () => {
    const { output, weights } = causal.run(x, { keyMask })
    expect([...output.data]).toEqual(near(torch.output))
    expect([...weights.data.subarray(18, 27)]).toEqual(near(torch.weights))
    const loss = (each: Tensor) => sum(mul(causal.forward(each, { keyMask }), wave(6, [2, 3, 4])))
    expect([...grad(loss)(x).data]).toEqual(near(torch.gradient))
  })

  it('is what plain loops give, for a context of another length', () => {
    const layer = new MultiHeadAttention(2, 2, { ...options, headSize: 3, bias: false })
    const [q, c] = [randn([1, 2, 2], { seed: 1, dtype: 'float64' }), randn([1, 3, 2], { seed: 2, dtype: 'float64' })] // prettier-ignore
    const project = (of: Tensor, by: Tensor, row: number, column: number) =>
      of.data[2 * row] * by.data[column] + of.data[2 * row + 1] * by.data[6 + column]
    const joined = [0, 1].map((i) =>
      [0, 1].flatMap((h) => {
        const key = (j: number) => [0, 1, 2].reduce((dot, k) => dot + project(q, layer.query.weight, i, 3 * h + k) * project(c, layer.key.weight, j, 3 * h + k), 0) // prettier-ignore
        const scores = [0, 1, 2].map((j) => Math.exp(key(j) / Math.sqrt(3)))
        const total = scores[0] + scores[1] + scores[2]
        return [0, 1, 2].map((k) => scores.reduce((y, s, j) => y + (s / total) * project(c, layer.value.weight, j, 3 * h + k), 0)) // prettier-ignore
      }),
    )
    const wanted = joined.flatMap((row) => [0, 1].map((o) => row.reduce((y, v, k) => y + v * layer.output.weight.data[2 * k + o], 0))) // prettier-ignore
    expect([...layer.forward(q, { context: c }).data]).toEqual(near(wanted))
  })

  it('looks at no later position, and gets no gradient from one', () => {
    const first = (each: Tensor) =>
      sum(mul(causal.forward(each), tensor([[[1], [0], [0]]], { dtype: 'float64' })))
    expect([...grad(first)(x).data.subarray(4, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('takes the mean where nothing may be looked at, and stays finite', () => {
    const { weights, output } = causal.run(x, { keyMask: tensor([[0, 0, 0], [1, 1, 1]]) }) // prettier-ignore
    expect([...weights.data.subarray(6, 9)]).toEqual(near([1 / 3, 1 / 3, 1 / 3]))
    expect(output.data.every((y) => Number.isFinite(y))).toBe(true)
  })

  it('adds a mask of one’s own: here the same as causal', () => {
    const free = new MultiHeadAttention(4, 2, options)
    free.loadStateDict(causal.stateDict())
    const mask = nn.causalMask(3, 3, { dtype: 'float64' })
    expect(free.forward(x, { mask }).toArray()).toEqual(causal.forward(x).toArray())
  })

  it('leaves weights out in training only', () => {
    const layer = new MultiHeadAttention(4, 2, { ...options, dropout: 0.5 })
    expect(layer.forward(x).toArray()).not.toEqual(layer.forward(x).toArray())
    layer.eval()
    expect(layer.forward(x).toArray()).toEqual(layer.forward(x).toArray())
  })

  it('gives its weights to PyTorch and Keras, and takes them back', () => {
    const state = causal.stateDict()
    expect(nn.attentionToPyTorch(state)).toEqual(projections(1))
    const keras = nn.attentionToKeras(state, 2)
    expect(Object.entries(keras).map(([name, { shape }]) => [name, ...shape].join(' '))).toEqual([
      'query/kernel 4 2 2', 'query/bias 2 2', 'key/kernel 4 2 2', 'key/bias 2 2', 'value/kernel 4 2 2', 'value/bias 2 2',
      'attention_output/kernel 2 2 4', 'attention_output/bias 4',
    ]) // prettier-ignore
    expect(nn.attentionFromKeras(keras)).toEqual(state)
    const bare = new MultiHeadAttention(4, 2, { ...options, bias: false }).stateDict()
    expect(nn.attentionFromPyTorch(nn.attentionToPyTorch(bare))).toEqual(bare)
  })
})

describe('TransformerBlock', () => {
  it.each(['pre', 'post'] as const)('has PyTorch’s numbers, %s-norm', (norm) => {
    const block = new TransformerBlock(4, 2, { ...options, hidden: 8, norm })
    const under = (path: string, state: nn.StateDict) =>
      Object.fromEntries(Object.entries(state).map(([name, entry]) => [`${path}.${name}`, entry]))
    block.loadStateDict({
      ...under('attention', nn.attentionFromPyTorch(projections(0))),
      ...under(
        'feedForward.layers.0',
        nn.denseFromPyTorch({ weight: waves(4, [8, 4]), bias: waves(5, [8]) }),
      ),
      ...under(
        'feedForward.layers.2',
        nn.denseFromPyTorch({ weight: waves(6, [4, 8]), bias: waves(7, [4]) }),
      ),
      ...under('attentionNorm', { gamma: waves(8, [4]), beta: waves(9, [4]) }),
      ...under('feedForwardNorm', { gamma: waves(10, [4]), beta: waves(11, [4]) }),
    })
    expect([...block.forward(x).data.subarray(0, 4)]).toEqual(near(torch[norm]))
  })

  it('reads a memory as a decoder, and leaves out its padding', () => {
    const block = new TransformerBlock(4, 2, { ...options, causal: true, cross: true, dropout: 0.1 }).eval()
    const [short, long] = [wave(1, [2, 2, 4]), wave(1, [2, 4, 4])]
    long.data.set(short.data.subarray(0, 8), 0)
    long.data.set(short.data.subarray(8), 16)
    const memoryMask = tensor([[1, 1, 0, 0], [1, 1, 0, 0]]) // prettier-ignore
    const [a, b] = [block.forward(x, { memory: short }), block.forward(x, { memory: long, memoryMask })]
    expect([...a.data]).toEqual(near([...b.data]))
  })
})

it('Sinusoidal positions are those of the paper, 1 apart a rotation', () => {
  const p = nn.sinusoidalPositions(3, 4, { dtype: 'float64' })
  expect([...p.data]).toEqual(
    near(
      [0, 1, 2].flatMap((k) => [Math.sin(k), Math.cos(k), Math.sin(k / 100), Math.cos(k / 100)]),
      14,
    ),
  )
})

it('A causal mask lets queries that end a sequence see what lies before them', () => {
  expect(nn.causalMask(2, 3).toArray()).toEqual([[0, 0, -Infinity], [0, 0, 0]]) // prettier-ignore
})

it('A table of embeddings that is the output’s matrix too is one parameter, whose gradient is the sum of both', () => {
  class Tied extends nn.Module {
    readonly embedding = new nn.Embedding(3, 2, options)
    readonly table = this.embedding.weight
    forward(ids: Tensor): Tensor {
      return mul(sum(this.embedding.forward(ids)), sum(this.table))
    }
  }
  const model = new Tied()
  expect(model.names(model.table)).toEqual(['embedding.weight', 'table'])
  expect(model.summary().trainable).toBe(6)
  model.table.data.set([1, 2, 3, 4, 5, 6])
  model.flat().evaluate(() => model.forward(tensor([1], { dtype: 'int32' })))
  expect([...model.flat().gradient]).toEqual([7, 7, 28, 28, 7, 7])
})

describe('ways around and beside', () => {
  const ones = tensor([[1, -2]])
  it('Residual adds its input, or what a shortcut makes of it', () => {
    expect(new nn.Residual(relu).forward(ones).toArray()).toEqual([[2, -2]])
    expect(new nn.Residual(relu, (y) => add(y, 1)).forward(ones).toArray()).toEqual([[3, -1]])
  })
  it('Parallel puts outputs side by side', () => {
    expect(new nn.Parallel([relu, (y) => y]).forward(ones).toArray()).toEqual([[1, 0, 1, -2]])
    expect(new nn.Parallel([relu, (y) => y], { axis: 0 }).forward(ones).toArray()).toEqual([[1, 0], [1, -2]]) // prettier-ignore
  })
})
