import { add, record, relu, ShapeError, tensor, Tensor, TapeError, ValueError } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  crossEntropy,
  Dense,
  Module,
  MovedError,
  parameter,
  Sequential,
  StateDictError,
} from '../src/index.ts'
import './setup.ts'

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
