import { add, record, relu, sum, tensor, TapeError, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm,
  buffer,
  crossEntropy,
  Dense,
  Dropout,
  Module,
  MovedError,
  parameter,
  Sequential,
} from '../src/index.ts'
import { matches } from '../src/pattern.ts'

const mlp = (seed = 1) => {
  const rng = generator(seed)
  return new Sequential(new Dense(2, 8, { rng }), relu, new Dense(8, 2, { rng }))
}
const xor = () => ({
  x: tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]),
  y: tensor([0, 1, 1, 0], { dtype: 'int32' }),
})
const paths = (found: Iterable<[string, unknown]>) => [...found].map(([path]) => path)

describe('A model finds what lies on its fields', () => {
  it('names parameters by path, in the order of the fields', () => {
    expect(paths(mlp().parameters())).toEqual([
      'layers.0.weight',
      'layers.0.bias',
      'layers.2.weight',
      'layers.2.bias',
    ])
  })

  it('gives a tied tensor one place and two names', () => {
    class Tied extends Module {
      readonly encoder = new Dense(3, 3, { rng: generator(1), bias: false })
      readonly decoder = this.encoder.weight
      forward(x: Tensor) {
        return this.encoder.forward(x)
      }
    }
    const model = new Tied()
    expect(paths(model.parameters())).toEqual(['encoder.weight'])
    expect(model.names(model.decoder)).toEqual(['encoder.weight', 'decoder'])
    expect(model.flat().value).toHaveLength(9)
    const { 'encoder.weight': saved } = model.stateDict()
    const other = new Tied()
    other.loadStateDict({ decoder: saved })
    expect(other.stateDict()).toEqual(model.stateDict())
  })

  it('refuses a tensor that wants a gradient but has no role', () => {
    class Forgetful extends Module {
      readonly scale = tensor([1], { requiresGrad: true })
      forward(x: Tensor) {
        return add(x, this.scale)
      }
    }
    expect(() => [...new Forgetful().parameters()]).toThrow(
      new TapeError(
        'Forgetful: scale is a tensor with requiresGrad on a field; it needs a role: parameter(x) to be trained, or x.detach().',
      ),
    )
  })
})

describe('The flat vectors', () => {
  it('hold the parameters in order, seen by the same tensors as before', () => {
    const model = mlp()
    const before = model.stateDict()
    const { value, segments } = model.flat()
    expect(model.stateDict()).toEqual(before)
    expect(segments.map(({ name, lo, hi }) => [name, lo, hi])).toEqual([
      ['layers.0.weight', 0, 16],
      ['layers.0.bias', 16, 24],
      ['layers.2.weight', 24, 40],
      ['layers.2.bias', 40, 42],
    ])
    value[16] = 7
    expect((model.layers[0] as Dense).bias?.data[0]).toBe(7)
    expect(model.flat().value).toBe(value)
  })

  it('train: XOR is learnt by following the gradient vector', () => {
    const { x, y } = xor()
    const model = mlp()
    const target = model.flat()
    let loss = Infinity
    for (let step = 0; step < 200; step++) {
      loss = target.evaluate(() => crossEntropy(model.forward(x), y))
      for (let i = 0; i < target.value.length; i++) target.value[i] -= 0.5 * target.gradient[i]
      target.touch('sgd')
    }
    expect(loss).toBeLessThan(0.05)
  })

  it('pack into another model: the older one then refuses by name', () => {
    const part = new Dense(2, 2, { rng: generator(1) })
    const first = new Sequential(part)
    const target = first.flat()
    new Sequential(relu, part).flat()
    const refused = new MovedError(
      'optimizer of Sequential: layers.0.weight was moved, since another model that holds it was packed; make a new optimizer for the model that is to be trained.',
    )
    expect(() => target.touch('sgd')).toThrow(refused)
    expect(() => target.evaluate(() => tensor(0))).toThrow(refused)
  })
})

describe('Fields of any kind', () => {
  class Odd extends Module {
    readonly list = [new Dense(1, 1, { rng: generator(1), bias: false }), null, 'text', 3]
    readonly record = { inner: { scale: parameter(tensor([1])) }, seen: buffer(tensor([0])) }
    readonly self = this
    readonly constant = tensor([5])
    readonly rng = generator(1)
    forward(x: Tensor): Tensor {
      return x
    }
  }

  it('are walked: lists, plain objects, modules; a circle ends', () => {
    const odd = new Odd()
    expect(paths(odd.parameters())).toEqual(['list.0.weight', 'record.inner.scale'])
    expect(paths(odd.buffers())).toEqual(['record.seen'])
    expect(paths(odd.modules())).toEqual(['', 'list.0'])
    expect(paths(odd.generators())).toEqual(['rng'])
  })

  it('take an input of any number of tensors, and give what they like', () => {
    class Pair extends Module<[a: Tensor, b: Tensor], [Tensor, Tensor]> {
      readonly inner = new Dense(1, 1, { rng: generator(1) })
      forward(a: Tensor, b: Tensor): [Tensor, Tensor] {
        return [this.inner.forward(a), this.inner.forward(b)]
      }
    }
    const pair = new Pair()
    const [y] = pair.forward(tensor([[1]]), tensor([[2]]))
    expect([...y.shape]).toEqual([1, 1])
    expect(paths(pair.train().parameters())).toEqual(['inner.weight', 'inner.bias'])
  })
})

it('A parameter made inside a recording outlives it', () => {
  const made = record(() => parameter(add(tensor([1]), 1)))
  expect(made.toArray()).toEqual([2])
  expect(parameter(made)).toBe(made)
  expect(buffer(buffer(tensor([1]))).requiresGrad).toBe(false)
})

it('train() and eval() reach every module inside', () => {
  const rng = generator(1)
  const inner = new Sequential(new BatchNorm(2), new Dropout(0.5, { rng }))
  const model = new Sequential(new Dense(2, 2, { rng }), inner)
  const modes = () => [...model.modules()].map(([, { training }]) => training)
  expect(modes()).toEqual([true, true, true, true, true])
  expect(model.eval()).toBe(model)
  expect(modes()).toEqual([false, false, false, false, false])
  inner.train()
  expect(modes()).toEqual([false, false, true, true, true])
})

describe('Patterns', () => {
  it.each([
    ['layers.0', 'layers.0.weight', true],
    ['layers.0', 'layers.01.weight', false],
    ['layers.*.weight', 'layers.12.weight', true],
    ['layers.*.weight', 'layers.1.inner.weight', false],
    ['layers.1*', 'layers.12.weight', true],
    ['**.bias', 'bias', true],
    ['**.bias', 'layers.0.inner.bias', true],
    ['**.bias', 'layers.0.unbias', false],
    ['layers.**.bias', 'layers.bias', true],
    ['**', 'layers.0.weight', true],
    ['layers', 'layers.0.weight', true],
    ['layers.0.weight', 'layers.0', false],
    ['l(ayers', 'layers', false],
  ])('%s chooses %s: %s', (pattern, path, chosen) => {
    expect(matches(pattern, path)).toBe(chosen)
  })

  it('freeze what they choose, by any name of a tied tensor, and moves nothing', () => {
    const model = mlp()
    const { value } = model.flat()
    model.freeze('**.bias')
    const trained = [...model.parameters()].filter(([, each]) => each.requiresGrad)
    expect(paths(trained)).toEqual(['layers.0.weight', 'layers.2.weight'])
    expect(model.flat().value).toBe(value)
    expect(
      model
        .unfreeze()
        .flat()
        .segments.some(({ frozen }) => frozen),
    ).toBe(false)
  })
})

it('A layer in a model knows its path once the model has run or was packed', () => {
  class Wrapped extends Module {
    readonly body = mlp()
    forward(x: Tensor): Tensor {
      return this.body.forward(x)
    }
  }
  const model = new Wrapped()
  const [, layer] = [...model.modules()].map(([, each]) => each).slice(1)
  model.forward(tensor([[1, 2]]))
  expect(layer.where).toBe('layers.0 (Dense 2 -> 8)')
  model.flat()
  expect(layer.where).toBe('body.layers.0 (Dense 2 -> 8)')
  expect(model.where).toBe('Wrapped')
})

it('Gradients can be taken without an optimizer, and are cleared by zeroGrad()', () => {
  const layer = new Dense(2, 1, { rng: generator(1) })
  const run = () => record(() => sum(layer.forward(tensor([[3, 4]]))).backward())
  run()
  run()
  expect(layer.weight.grad?.toArray()).toEqual([[6], [8]])
  layer.zeroGrad()
  expect(layer.weight.grad?.toArray()).toEqual([[0], [0]])
})
