// The mistakes that everybody makes with shapes: the message names the layer by path, the layout expected and the likely cure.
import { tensor, zeros, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index.ts'

const rng = generator(1)
const z = (...shape: number[]): Tensor => zeros(shape)
const ids = (...list: number[]): Tensor => tensor([list], { dtype: 'int32' })

const nhwc = 'Are the channels last? permute(x, [0, 3, 1, 2]) brings them forward.'
const nlc = 'Are the channels last? permute(x, [0, 2, 1]) brings them forward.'
const noChannel = 'Is the channel axis missing? expandDims(x, 1) adds it.'
const noBatch = 'Is the batch axis missing? expandDims(x, 0) adds it.'
const flat = (channels: number) =>
  `Are the samples flat? reshape(x, [-1, ${channels}, height, width]) gives them axes.`
const smaller = 'it must not be larger. Take a smaller kernel, or more padding.'
const images = '(batch, 3, height, width)'
const maps = '(batch, 3, …)'

type Row = readonly [layer: nn.Module | nn.Cell, mistake: string, input: Tensor, message: string]
// prettier-ignore
const rows: readonly Row[] = [
  [new nn.Conv2d(3, 6, 5, { rng }),           'channels last',      z(2, 28, 28, 3), `the input is (2, 28, 28, 3); it needs ${images}. ${nhwc}`],
  [new nn.Conv2d(1, 6, 5, { rng }),           'no channel axis',    z(2, 28, 28),    `the input is (2, 28, 28); it needs (batch, 1, height, width). ${noChannel}`],
  [new nn.Conv2d(3, 6, 5, { rng }),           'no batch axis',      z(3, 28, 28),    `the input is (3, 28, 28); it needs ${images}. ${noBatch}`],
  [new nn.Conv2d(3, 6, 5, { rng }),           'flat samples',       z(2, 2352),      `the input is (2, 2352); it needs ${images}. ${flat(3)}`],
  [new nn.Conv2d(3, 6, 5, { rng }),           'a large kernel',     z(2, 3, 4, 9),   `the kernel covers (5, 5) and the input with its padding (4, 9); ${smaller}`],
  [new nn.Conv2d(3, 6, 3, { rng, dilation: 4 }), 'a large kernel',  z(2, 3, 8, 9),   `the kernel covers (9, 9) and the input with its padding (8, 9); ${smaller}`],
  [new nn.Conv1d(3, 6, 5, { rng }),           'channels last',      z(2, 28, 3),     `the input is (2, 28, 3); it needs (batch, 3, length). ${nlc}`],
  [new nn.Conv1d(1, 6, 5, { rng }),           'no channel axis',    z(2, 28),        `the input is (2, 28); it needs (batch, 1, length). ${noChannel}`],
  [new nn.Conv1d(3, 6, 5, { rng, padding: 1 }), 'a large kernel',   z(2, 3, 2),      `the kernel covers (5) and the input with its padding (4); ${smaller}`],
  [new nn.ConvTranspose2d(3, 6, 5, { rng }),  'channels last',      z(2, 7, 7, 3),   `the input is (2, 7, 7, 3); it needs ${images}. ${nhwc}`],
  [new nn.ConvTranspose1d(3, 6, 5, { rng }),  'channels last',      z(2, 7, 3),      `the input is (2, 7, 3); it needs (batch, 3, length). ${nlc}`],
  [new nn.MaxPool2d(2),                       'a large kernel',     z(2, 3, 1, 5),   `the kernel covers (2, 2) and the input with its padding (1, 5); ${smaller}`],
  [new nn.MaxPool2d(2),                       'no space',           z(5),            'the input is (5); it needs (…, height, width).'],
  [new nn.MaxPool1d(3),                       'a large kernel',     z(2, 3, 1),      `the kernel covers (3) and the input with its padding (1); ${smaller}`],
  [new nn.AvgPool2d(4, { padding: 1 }),       'a large kernel',     z(2, 3, 1, 5),   `the kernel covers (4, 4) and the input with its padding (3, 7); ${smaller}`],
  [new nn.AvgPool1d(3),                       'a large kernel',     z(2, 3, 1),      `the kernel covers (3) and the input with its padding (1); ${smaller}`],
  [new nn.AdaptiveAvgPool1d(3),               'no space',           z(),             'the input is (); it needs (…, length), none of them 0.'],
  [new nn.AdaptiveAvgPool2d(3),               'no space',           z(5),            'the input is (5); it needs (…, height, width), none of them 0.'],
  [new nn.GlobalAvgPool(),                    'flat samples',       z(2, 192),       'the input is (2, 192); it needs (batch, channels, …), three axes or more.'],
  [new nn.Dropout2d(0.5, { rng }),            'flat samples',       z(2, 192),       'input is (2, 192); it needs (batch, channels, …), three axes or more. Dropout takes any.'],
  [new nn.BatchNorm(3),                       'channels last',      z(2, 8, 9, 3),   `input is (2, 8, 9, 3); it needs ${maps}. ${nhwc}`],
  [new nn.BatchNorm(3),                       'channels last',      z(2, 8, 3),      `input is (2, 8, 3); it needs ${maps}. ${nlc}`],
  [new nn.BatchNorm(1),                       'no channel axis',    z(2, 8, 9),      `input is (2, 8, 9); it needs (batch, 1, …). ${noChannel}`],
  [new nn.BatchNorm(3),                       'no batch axis',      z(3, 8, 9),      `input is (3, 8, 9); it needs ${maps}. ${noBatch}`],
  [new nn.BatchNorm(3, { axis: -1 }),         'channels not last',  z(2, 3, 8, 9),   'input is (2, 3, 8, 9); it needs 3 features on axis -1. Do they lie on axis 1? That is where they are sought without axis.'],
  [new nn.GroupNorm(3, 6),                    'channels last',      z(2, 8, 9, 6),   `input is (2, 8, 9, 6); it needs (batch, 6, …). ${nhwc}`],
  [new nn.GroupNorm(3, 6),                    'channels last',      z(2, 8, 6),      `input is (2, 8, 6); it needs (batch, 6, …). ${nlc}`],
  [new nn.InstanceNorm(3),                    'channels last',      z(2, 8, 9, 3),   `input is (2, 8, 9, 3); it needs ${maps}. ${nhwc}`],
  [new nn.PRelu({ features: 3 }),             'channels last',      z(2, 8, 9, 3),   `input is (2, 8, 9, 3); it needs ${maps}. ${nhwc}`],
  [new nn.LayerNorm([3, 8]),                  'axes swapped',       z(2, 8, 3),      'input is (2, 8, 3); it needs (…, 3, 8).'],
  [new nn.RmsNorm(8),                         'axes swapped',       z(2, 8, 3),      'input is (2, 8, 3); it needs (…, 8).'],
  [new nn.Dense(784, 10, { rng }),            'not flattened',      z(2, 1, 28, 28), 'input is (2, 1, 28, 28); it needs (…, 784). Was the image flattened?'],
  [new nn.Flatten(),                          'no batch axis',      z(),             'input is (); it needs a batch axis, as in (batch, …).'],
  [new nn.Embedding(5, 2, { rng }),           'id out of range',    ids(0, 5),       'id 5 at position 1; the table has 5 rows, so it needs 0 to 4. Is the vocabulary larger than the table?'],
  [new nn.PositionalEmbedding(4, 2, { rng }), 'a long sequence',    z(1, 5, 2),      'input is (1, 5, 2), a sequence of 5 for 4 positions; it needs at most 4. Cut the sequence, or make the layer with 5 positions; sinusoidalPositions() has any number.'],
  [new nn.MultiHeadAttention(4, 2, { rng }),  'no batch axis',      z(5, 4),         'input is (5, 4); it needs (batch, sequence, 4). One sequence alone: expandDims(x, 0) makes it a batch.'],
  [new nn.TransformerBlock(4, 2, { rng }),    'axes swapped',       z(2, 4, 5),      'input is (2, 4, 5); it needs (batch, sequence, 4). Are sequence and features swapped? transpose(x, 1, 2) would fit.'],
  [new nn.TransformerBlock(4, 2, { rng }),    'no batch axis',      z(5, 4),         'input is (5, 4); it needs (batch, sequence, 4). One sequence alone: expandDims(x, 0) makes it a batch.'],
  [new nn.Rnn(3, 2, { rng }),                 'no batch axis',      z(5, 3),         `input is (5, 3); it needs (batch, time, 3). ${noBatch}`],
  [new nn.Lstm(3, 2, { rng }),                'axes swapped',       z(2, 3, 5),      'input is (2, 3, 5); it needs (batch, time, 3). Are time and features swapped? transpose(x, 1, 2) would fit.'],
  [new nn.Gru(3, 2, { rng }),                 'no batch axis',      z(5, 3),         `input is (5, 3); it needs (batch, time, 3). ${noBatch}`],
  [new nn.RnnCell(3, 2, { rng }),             'no batch axis',      z(3),            `input is (3); it needs (batch, 3). ${noBatch}`],
  [new nn.LstmCell(3, 2, { rng }),            'a sequence',         z(2, 5, 3),      'input is (2, 5, 3); it needs (batch, 3). A cell takes one step; sequences go to the layer without Cell in its name.'],
  [new nn.GruCell(3, 2, { rng }),             'no batch axis',      z(3),            `input is (3); it needs (batch, 3). ${noBatch}`],
  [new nn.Residual(new nn.Dense(3, 2, { rng })), 'two shapes',      z(4, 3),         'the layer gives (4, 2) and the way around it (4, 3); it needs one shape. A shortcut such as new Dense(…) or a 1 x 1 Conv2d fits them.'],
]

it.each(
  rows.map(([layer, mistake, input, message]) => ({ layer, name: String(layer), mistake, input, message })),
)('$name: $mistake', ({ layer, name, input, message }) => {
  const model = new nn.Sequential((x) => x, new nn.Sequential(layer as nn.Module))
  expect(() => model.forward(input)).toThrow(`layers.1.layers.0 (${name}): ${message}`)
})

describe('labels', () => {
  it('out of range, for fewer rows, and beside classes on axis 1', () => {
    expect(() => nn.crossEntropy(z(2, 10), tensor([3, 10], { dtype: 'int32' }))).toThrow(
      'crossEntropy: label 10 in row 1; the logits have 10 classes, so it needs 0 to 9. Do the labels begin at 1?',
    )
    expect(() => nn.crossEntropy(z(3, 10), tensor([3, 1], { dtype: 'int32' }))).toThrow(
      'crossEntropy: logits are (3, 10) and labels (2); it needs one label per row. Was the last batch cut short?',
    )
    expect(() => nn.crossEntropy(z(2, 10, 4, 5), zeros([2, 4, 5], { dtype: 'int32' }))).toThrow(
      'crossEntropy: logits are (2, 10, 4, 5) and labels (2, 4, 5); it needs one label per row. Are the classes on axis 1, as in PyTorch? permute(logits, [0, 2, 3, 1]) puts them last.',
    )
  })
})

it('There is a row for every layer that minds its shape', () => {
  const anything = ['Dropout', 'Parallel', 'Sequential']
  const layers = Object.entries(nn)
    .filter(([, each]) => typeof each === 'function' && each.prototype instanceof nn.Module)
    .map(([name]) => name)
  const found = [...new Set(rows.map(([layer]) => layer.constructor.name)), ...anything]
  expect(found.sort()).toEqual(layers.sort())
})
