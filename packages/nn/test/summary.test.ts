// A model as a table.
import { leakyRelu, relu, sum, tanh, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import {
  BatchNorm,
  Conv2d,
  Dense,
  Dropout,
  Flatten,
  Lstm,
  LstmCell,
  MaxPool2d,
  Module,
  MultiHeadAttention,
  Parallel,
  Residual,
  Sequential,
  TransformerBlock,
} from '../src/index.ts'

const model = () => {
  const rng = generator(1)
  return new Sequential(
    new Flatten(),
    new Dense(784, 128, { rng }),
    relu,
    new BatchNorm(128),
    new Dropout(0.5, { rng }),
    new Dense(128, 10, { rng }),
  )
}

it('prints paths, layers, output shapes and parameters', () => {
  const net = model().freeze('layers.5')
  expect(String(net.summary([28, 28]))).toBe(
    [
      'path      layer             output      parameters',
      '--------------------------------------------------',
      '          Sequential        (n, 10)',
      'layers.0  Flatten           (n, 784)',
      'layers.1  Dense 784 -> 128  (n, 128)       100,480',
      'layers.2  relu              (n, 128)',
      'layers.3  BatchNorm 128     (n, 128)           256',
      'layers.4  Dropout 0.5       (n, 128)',
      'layers.5  Dense 128 -> 10   (n, 10)   1,290 frozen',
      '--------------------------------------------------',
      '102,026 parameters: 100,736 trainable, 1,290 frozen; 409,128 bytes',
    ].join('\n'),
  )
})

it('leaves the model as it was: mode, statistics, generators', () => {
  const net = model()
  const before = net.stateDict()
  const [[, rng]] = net.generators()
  const { words } = rng.state()
  net.summary([784])
  expect(net.training).toBe(true)
  expect(net.stateDict()).toEqual(before)
  expect(rng.state().words).toEqual(words)
  expect(Object.hasOwn(net, 'forward')).toBe(false)
})

it('leaves the model as it was also when the shape does not fit', () => {
  const net = model()
  expect(() => net.summary([28, 27])).toThrow(
    'layers.1 (Dense 784 -> 128): input is (1, 756); it needs (…, 784).',
  )
  expect([net.training, Object.hasOwn(net, 'forward')]).toEqual([true, false])
})

it('counts a layer that is used twice once, and works without an input shape', () => {
  const shared = new Dense(2, 2, { rng: generator(1) })
  const { rows, trainable } = new Sequential(shared, shared, new Sequential(shared)).summary()
  expect(trainable).toBe(6)
  expect(rows.map(({ path, output, trainable: own }) => [path, output, own])).toEqual([
    ['', undefined, 0],
    ['layers.0', undefined, 6],
    ['layers.2', undefined, 0],
  ])
})

it('gives the same as data', () => {
  const { bytes, rows } = new Dense(2, 3, { rng: generator(1), dtype: 'float64' }).summary([2])
  expect(bytes).toBe(72)
  expect(rows).toEqual([{ path: '', layer: 'Dense 2 -> 3', output: ['n', 3], trainable: 9, frozen: 0 }])
})

it('is what a model prints in a console', () => {
  expect(inspect(new Dense(2, 3, { rng: generator(1) }))).toBe(
    [
      'path  layer         output  parameters',
      '--------------------------------------',
      '      Dense 2 -> 3                   9',
      '--------------------------------------',
      '9 parameters: 9 trainable, 0 frozen; 36 bytes',
    ].join('\n'),
  )
  const summary = new Dense(2, 3, { rng: generator(1) }).summary([2])
  expect(inspect(summary)).toBe(String(summary))
  expect(String(summary)).toContain('Dense 2 -> 3  (n, 3)')
})

it('knows convolutions and pooling', () => {
  const rng = generator(1)
  const net = new Sequential(
    new Conv2d(1, 6, 5, { rng, padding: 'same' }),
    new BatchNorm(6),
    relu,
    new MaxPool2d(2),
    new Flatten(),
    new Dense(1176, 10, { rng }),
  )
  expect(String(net.summary([1, 28, 28]))).toBe(
    [
      'path      layer                               output          parameters',
      '------------------------------------------------------------------------',
      '          Sequential                          (n, 10)',
      'layers.0  Conv2d 1 -> 6, 5 x 5, padding same  (n, 6, 28, 28)         156',
      'layers.1  BatchNorm 6                         (n, 6, 28, 28)          12',
      'layers.2  relu                                (n, 6, 28, 28)',
      'layers.3  MaxPool2d 2 x 2                     (n, 6, 14, 14)',
      'layers.4  Flatten                             (n, 1176)',
      'layers.5  Dense 1176 -> 10                    (n, 10)             11,770',
      '------------------------------------------------------------------------',
      '11,938 parameters: 11,938 trainable, 0 frozen; 47,800 bytes',
    ].join('\n'),
  )
})

it('knows layers that are called by run(), cells, and what lies in blocks', () => {
  class Model extends Module {
    readonly rng = generator(1)
    readonly lstm = new Lstm(3, 4, { rng: this.rng })
    readonly block = new TransformerBlock(4, 2, { rng: this.rng, cross: true })
    readonly attention = new MultiHeadAttention(4, 2, { rng: this.rng })
    readonly cell = new LstmCell(4, 2, { rng: this.rng })
    forward(x: Tensor): Tensor {
      const { output } = this.lstm.run(x)
      const decoded = this.block.forward(output, { memory: output })
      return this.cell.forward(sum(this.attention.run(decoded).output, { axis: 1 })).c
    }
  }
  const { rows } = new Model().summary([5, 3])
  const shapes = Object.fromEntries(rows.map(({ path, output }) => [path, output?.join(', ')]))
  expect(shapes).toMatchObject({
    '': 'n, 2', lstm: 'n, 5, 4', block: 'n, 5, 4', 'block.cross': 'n, 5, 4', 'block.feedForward.layers.0': 'n, 5, 16',
    attention: 'n, 5, 4', 'attention.query': 'n, 5, 4', cell: 'n, 2',
  }) // prettier-ignore
})

it('has a row for each function that stands for a layer, wherever it is held', () => {
  const rng = generator(1)
  class Block extends Module {
    readonly inner = new Dense(3, 3, { rng })
    readonly activation = tanh
    readonly relu = relu
    readonly twice = (x: Tensor): Tensor => this.activation(this.activation(x))
    forward(x: Tensor): Tensor {
      return this.relu(this.twice(this.inner.forward(x)))
    }
  }
  const net = new Sequential(
    new Residual(relu),
    new Parallel([relu, (x) => leakyRelu(x, 0.2), relu]),
    new Dense(9, 3, { rng }),
    new Block(),
  )
  const { rows } = net.summary([3])
  expect(rows.map(({ path, layer, output }) => [path, layer, output?.join(', ')])).toEqual([
    ['', 'Sequential', 'n, 3'],
    ['layers.0', 'Residual', 'n, 3'],
    ['layers.0.inner', 'relu', 'n, 3'],
    ['layers.1', 'Parallel', 'n, 9'],
    ['layers.1.layers.0', 'relu', 'n, 3'],
    ['layers.1.layers.1', 'a function', 'n, 3'],
    ['layers.1.layers.2', 'relu', 'n, 3'],
    ['layers.2', 'Dense 9 -> 3', 'n, 3'],
    ['layers.3', 'Block', 'n, 3'],
    ['layers.3.inner', 'Dense 3 -> 3', 'n, 3'],
    ['layers.3.activation', 'tanh', 'n, 3'],
    ['layers.3.relu', 'relu', 'n, 3'],
  ])
  expect((net.layers[1] as Parallel).layers[0]).toBe(relu)
  expect((net.layers[3] as Block).activation).toBe(tanh)
})

it('gives back a forward() that is an object’s own', () => {
  const dense = new Dense(2, 2, { rng: generator(1) })
  const forward = (x: Tensor) => x
  dense.forward = forward
  expect(dense.summary([7]).rows[0].output).toEqual(['n', 7])
  expect(dense.forward).toBe(forward)
})
