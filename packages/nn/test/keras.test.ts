// Keras's documented layouts: each layer with weights of Keras against Keras's equations, written out here in loops over those
// layouts; then the weights back again. Sizes differ from one another, so that no two axes can be exchanged unseen.
import { tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index.ts'

type Matrix = number[][]
const rng = generator(5)
const options = { rng, dtype: 'float64' as const }
const drawn = (...shape: number[]) => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => rng.normal()),
})
type Entry = ReturnType<typeof drawn>
const input = ({ shape, data }: Entry): Tensor => tensor(data, { shape })
const rowsOf = ({ shape: [rows, columns], data }: Entry): Matrix =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)])
const close = (found: Tensor, wanted: readonly number[]) => {
  expect(found.size).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) expect(found.data[i]).toBeCloseTo(value, 10)
}
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const total = (n: number, f: (i: number) => number) => range(n).reduce((sum, i) => sum + f(i), 0)
const product = (x: number[], w: Matrix) => w[0].map((_, j) => total(x.length, (i) => x[i] * w[i][j]))
const sigmoid = (v: number) => 1 / (1 + Math.exp(-v))

it('Dense: kernel (inputs, outputs)', () => {
  const [kernel, bias, x] = [drawn(3, 2), drawn(2), drawn(4, 3)]
  const layer = new nn.Dense(3, 2, options)
  layer.loadStateDict(nn.denseFromKeras({ kernel, bias }))
  close(layer.forward(input(x)), rowsOf(x).flatMap((row) => product(row, rowsOf(kernel)).map((y, j) => y + bias.data[j]))) // prettier-ignore
  expect(nn.denseToKeras(layer.stateDict())).toEqual({ kernel, bias })
})

it('Conv2D: images (batch, height, width, channels), kernel (height, width, inputs, outputs)', () => {
  const [H, W, C, O, U, V] = [5, 4, 3, 2, 3, 2]
  const [kernel, bias, x] = [drawn(U, V, C, O), drawn(O), drawn(H, W, C)]
  const layer = new nn.Conv2d(C, O, [U, V], options)
  layer.loadStateDict(nn.convFromKeras({ kernel, bias }))
  const at = (i: number, j: number, o: number) =>
    bias.data[o] +
    total(U, (u) =>
      total(V, (v) =>
        total(C, (c) => x.data[((i + u) * W + j + v) * C + c] * kernel.data[((u * V + v) * C + c) * O + o]),
      ),
    )
  const nchw = range(C).flatMap((c) => range(H * W).map((p) => x.data[p * C + c]))
  const wanted = range(O).flatMap((o) =>
    range(H - U + 1).flatMap((i) => range(W - V + 1).map((j) => at(i, j, o))),
  )
  close(layer.forward(tensor(Float64Array.from(nchw), { shape: [1, C, H, W] })), wanted)
  expect(nn.convToKeras(layer.stateDict())).toEqual({ kernel, bias })
})

it('BatchNormalization: gamma, beta, moving_mean, moving_variance; ε is 1e-3', () => {
  const x = drawn(4, 3)
  const entries = { gamma: drawn(3), beta: drawn(3), moving_mean: drawn(3), moving_variance: { shape: [3], data: Float64Array.of(0.5, 2, 3) } } // prettier-ignore
  const layer = new nn.BatchNorm(3, { convention: 'keras', dtype: 'float64' }).eval()
  layer.loadStateDict(nn.normFromKeras(entries))
  const { gamma, beta, moving_mean, moving_variance } = entries
  const wanted = Array.from(
    x.data,
    (v, i) =>
      (gamma.data[i % 3] * (v - moving_mean.data[i % 3])) / Math.sqrt(moving_variance.data[i % 3] + 1e-3) +
      beta.data[i % 3],
  )
  close(layer.forward(input(x)), wanted)
  expect(nn.normToKeras(layer.stateDict())).toEqual(entries)
})

it('LayerNormalization: gamma and beta over the last axis; ε is 1e-3', () => {
  const [gamma, beta, x] = [drawn(3), drawn(3), drawn(2, 3)]
  const layer = new nn.LayerNorm(3, { eps: 1e-3, dtype: 'float64' })
  layer.loadStateDict(nn.normFromKeras({ gamma, beta }))
  const wanted = rowsOf(x).flatMap((row) => {
    const mean = total(3, (i) => row[i]) / 3
    const variance = total(3, (i) => (row[i] - mean) ** 2) / 3
    return row.map((v, i) => (gamma.data[i] * (v - mean)) / Math.sqrt(variance + 1e-3) + beta.data[i])
  })
  close(layer.forward(input(x)), wanted)
  expect(nn.normToKeras(layer.stateDict())).toEqual({ gamma, beta })
})

it('Embedding: embeddings (count, size)', () => {
  const embeddings = drawn(4, 2)
  const layer = new nn.Embedding(4, 2, options)
  layer.loadStateDict(nn.embeddingFromKeras({ embeddings }))
  close(
    layer.forward(tensor([3, 1], { dtype: 'int32' })),
    [3, 1].flatMap((id) => rowsOf(embeddings)[id]),
  )
  expect(nn.embeddingToKeras(layer.stateDict())).toEqual({ embeddings })
})

describe('recurrent layers: kernel (inputs, gates · units), recurrent_kernel (units, gates · units), for 3 inputs and 2 units', () => {
  const [x, h, c] = [drawn(1, 3), drawn(1, 2), drawn(1, 2)]
  const weights = (gates: number) => ({ kernel: drawn(3, gates * 2), recurrent_kernel: drawn(2, gates * 2) })
  /** The blocks of a row of gates. */
  const split = (row: number[]) => range(row.length / 2).map((k) => row.slice(2 * k, 2 * k + 2))

  it('SimpleRNN: h = tanh(x K + h R + b)', () => {
    const [keras, bias] = [weights(1), drawn(2)]
    const cell = new nn.RnnCell(3, 2, options)
    cell.loadStateDict(nn.recurrentFromKeras('rnn', { ...keras, bias }))
    const [a, b] = [product([...x.data], rowsOf(keras.kernel)), product([...h.data], rowsOf(keras.recurrent_kernel))] // prettier-ignore
    close(cell.forward(input(x), { h: input(h) }).h, [0, 1].map((i) => Math.tanh(a[i] + b[i] + bias.data[i]))) // prettier-ignore
    expect(nn.recurrentToKeras('rnn', cell.stateDict())).toEqual({ ...keras, bias })
  })

  it('LSTM: gates i f c o', () => {
    const [keras, bias] = [weights(4), drawn(8)]
    const cell = new nn.LstmCell(3, 2, options)
    cell.loadStateDict(nn.recurrentFromKeras('lstm', { ...keras, bias }))
    const [a, b] = [product([...x.data], rowsOf(keras.kernel)), product([...h.data], rowsOf(keras.recurrent_kernel))] // prettier-ignore
    const [i, f, g, o] = split(a.map((v, k) => v + b[k] + bias.data[k]))
    const next = [0, 1].map((k) => sigmoid(f[k]) * c.data[k] + sigmoid(i[k]) * Math.tanh(g[k]))
    const state = cell.forward(input(x), { h: input(h), c: input(c) })
    close(state.c, next)
    close(state.h, [0, 1].map((k) => sigmoid(o[k]) * Math.tanh(next[k]))) // prettier-ignore
    expect(nn.recurrentToKeras('lstm', cell.stateDict())).toEqual({ ...keras, bias })
  })

  it('GRU: gates z r h, bias (2, 3 units) for the two products, the reset after the second', () => {
    const [keras, bias] = [weights(3), drawn(2, 6)]
    const cell = new nn.GruCell(3, 2, options)
    cell.loadStateDict(nn.recurrentFromKeras('gru', { ...keras, bias }))
    const [outer, inner] = rowsOf(bias)
    const [xz, xr, xh] = split(product([...x.data], rowsOf(keras.kernel)).map((v, k) => v + outer[k]))
    const [hz, hr, hh] = split(product([...h.data], rowsOf(keras.recurrent_kernel)).map((v, k) => v + inner[k])) // prettier-ignore
    const wanted = [0, 1].map((k) => {
      const [z, r] = [sigmoid(xz[k] + hz[k]), sigmoid(xr[k] + hr[k])]
      return z * h.data[k] + (1 - z) * Math.tanh(xh[k] + r * hh[k])
    })
    close(cell.forward(input(x), { h: input(h) }).h, wanted)
    // Of the two biases of a gate only the sum counts, so they come back added.
    const back = nn.recurrentToKeras('gru', cell.stateDict())
    expect(back.bias?.shape).toEqual([2, 6])
    close(input(back.bias as Entry), [...outer.map((v, k) => (k < 4 ? v + inner[k] : v)), 0, 0, 0, 0, ...inner.slice(4)]) // prettier-ignore
    expect({ ...back, bias: undefined }).toEqual({ ...keras, bias: undefined })
  })
})

it('MultiHeadAttention: kernels (size, heads, dₖ) and biases (heads, dₖ), the output’s (heads, dₖ, size)', () => {
  const [N, S, H, D] = [3, 4, 2, 5]
  const into = ['query', 'key', 'value'].flatMap((name) => [
    [`${name}/kernel`, drawn(S, H, D)],
    [`${name}/bias`, drawn(H, D)],
  ])
  const entries = Object.fromEntries([...into, ['attention_output/kernel', drawn(H, D, S)], ['attention_output/bias', drawn(S)]]) as Record<string, Entry> // prettier-ignore
  const layer = new nn.MultiHeadAttention(S, H, { ...options, headSize: D })
  layer.loadStateDict(nn.attentionFromKeras(entries))
  const x = drawn(1, N, S)
  /** What head h makes of position n, element d. */
  const projected = (name: string, n: number, h: number, d: number) =>
    entries[`${name}/bias`].data[h * D + d] +
    total(S, (s) => x.data[n * S + s] * entries[`${name}/kernel`].data[(s * H + h) * D + d])
  const looked = (n: number, h: number, d: number) => {
    const scores = range(N).map((m) => total(D, (e) => projected('query', n, h, e) * projected('key', m, h, e)) / Math.sqrt(D)) // prettier-ignore
    const shares = scores.map((score) => Math.exp(score))
    return total(N, (m) => shares[m] * projected('value', m, h, d)) / total(N, (m) => shares[m])
  }
  const out = entries['attention_output/kernel'].data
  const wanted = range(N).flatMap((n) =>
    range(S).map(
      (s) =>
        entries['attention_output/bias'].data[s] +
        total(H, (h) => total(D, (d) => looked(n, h, d) * out[(h * D + d) * S + s])),
    ),
  )
  close(layer.forward(input(x)), wanted)
  expect(nn.attentionToKeras(layer.stateDict(), H)).toEqual(entries)
})

it('PyTorch’s normalising layers have their own names for the same', () => {
  const entries = { weight: drawn(3), bias: drawn(3), running_mean: drawn(3), running_var: drawn(3) }
  const layer = new nn.BatchNorm(3, { dtype: 'float64' })
  layer.loadStateDict(nn.normFromPyTorch({ ...entries, num_batches_tracked: drawn(1) }))
  expect([...layer.gamma!.data, ...layer.runningVariance.data]).toEqual([...entries.weight.data, ...entries.running_var.data]) // prettier-ignore
  expect(nn.normToPyTorch(layer.stateDict())).toEqual(entries)
  expect(() => nn.normFromKeras({ moving_var: drawn(3) })).toThrow(
    'normFromKeras: moving_var; it needs names among gamma, beta, moving_mean, moving_variance.',
  )
})
