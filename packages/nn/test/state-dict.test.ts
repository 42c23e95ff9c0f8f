// Weights as plain data and back, whole or not at all; and to and from other libraries.
import { tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm,
  Dense,
  Conv2d,
  convFromKeras,
  convFromPyTorch,
  convToKeras,
  convToPyTorch,
  ConvTranspose1d,
  denseFromKeras,
  denseFromPyTorch,
  denseToKeras,
  denseToPyTorch,
  Sequential,
  StateDictError,
  type StateDict,
} from '../src/index.ts'

const model = (seed = 1) => new Sequential(new Dense(2, 3, { rng: generator(seed) }), new BatchNorm(3))
const names = [
  'layers.0.weight',
  'layers.0.bias',
  'layers.1.gamma',
  'layers.1.beta',
  'layers.1.runningMean',
  'layers.1.runningVariance',
]
const refused = (saved: StateDict): StateDictError => {
  const net = model()
  const before = net.stateDict()
  try {
    net.loadStateDict(saved)
  } catch (error) {
    expect(net.stateDict()).toEqual(before)
    return error as StateDictError
  }
  throw new Error('it was accepted')
}

describe('A state dict', () => {
  it('holds every parameter and buffer by path, as copies with their shapes', () => {
    const net = model()
    const saved = net.stateDict()
    expect(Object.keys(saved)).toEqual(names)
    expect(saved['layers.0.weight'].shape).toEqual([2, 3])
    saved['layers.0.weight'].data.fill(7)
    expect(net.stateDict()['layers.0.weight'].data[0]).not.toBe(7)
  })

  it.each([true, false])('brings another model to the same numbers; packed first: %s', (packed) => {
    const [from, to] = [model(1), model(2)]
    from.flat()
    from.forward(tensor([[1, 2], [3, 5]])) // prettier-ignore
    if (packed) to.flat()
    to.loadStateDict(from.stateDict())
    expect(to.stateDict()).toEqual(from.stateDict())
    expect(to.flat().value).toEqual(from.flat().value)
    expect(to.flat().statistics).toEqual(from.flat().statistics)
  })

  it('is refused as a whole, with every entry that does not fit', () => {
    const { 'layers.0.bias': _, ...rest } = model().stateDict()
    const turned = { shape: [3, 2], data: new Float32Array(6) }
    const error = refused({ ...rest, 'layers.0.weight': turned, 'layers.3.weight': turned })
    expect(error).toBeInstanceOf(StateDictError)
    expect(error.message).toBe(
      'loadStateDict: missing layers.0.bias; unexpected layers.3.weight; layers.0.weight is (3, 2) and needs (2, 3), its transpose: PyTorch keeps (outputs, inputs), see denseFromPyTorch. It needs the entries of this very model; nothing was loaded.',
    )
    expect(error).toMatchObject({ missing: ['layers.0.bias'], unexpected: ['layers.3.weight'] })
    expect(error.mismatched).toHaveLength(1)
  })

  it('of another model is loaded in parts where that is asked for, and what is left out is named', () => {
    const { 'layers.0.weight': weight, 'layers.0.bias': bias } = model(2).stateDict()
    const net = model()
    const { 'layers.1.gamma': gamma } = net.stateDict()
    const told = net.loadStateDict(
      { 'layers.0.weight': weight, 'layers.0.bias': bias, 'head.bias': bias },
      { strict: false },
    )
    expect(told).toEqual({ missing: names.slice(2), unexpected: ['head.bias'] })
    expect(net.stateDict()).toMatchObject({ 'layers.0.weight': weight, 'layers.1.gamma': gamma })
    expect(model().loadStateDict(model().stateDict())).toEqual({ missing: [], unexpected: [] })
  })

  it('is refused in parts, too, where an entry has another shape, or none has a place', () => {
    const net = model()
    const turned = { shape: [3, 2], data: new Float32Array(6) }
    expect(() => net.loadStateDict({ 'layers.1.gamma': turned }, { strict: false })).toThrow(
      'loadStateDict: layers.1.gamma is (3, 2) and needs (3). It needs entries of this model, of its shapes; nothing was loaded.',
    )
    expect(() => net.loadStateDict({ 'fc1.weight': turned }, { strict: false })).toThrow(
      `loadStateDict: missing ${names.join(', ')}; unexpected fc1.weight. It needs entries of this model, of its shapes; nothing was loaded.`,
    )
    expect(() => net.loadStateDict({}, { strickt: false } as never)).toThrow('Did you mean strict?')
  })

  it('is refused for another element type, a wrong count, and a name that every object has', () => {
    const saved = model().stateDict()
    const bias = (data: Float32Array | Float64Array) => ({ ...saved, 'layers.0.bias': { shape: [3], data } })
    expect(refused(bias(new Float64Array(3))).message).toContain(
      'layers.0.bias is a Float64Array of 3 and needs a Float32Array of 3',
    )
    expect(refused(bias(new Float32Array(2))).message).toContain(
      'layers.0.bias is a Float32Array of 2 and needs a Float32Array of 3',
    )
    expect(refused({}).missing).toEqual(names)
    expect(refused({ ...saved, toString: saved['layers.0.bias'] }).unexpected).toEqual(['toString'])
  })

  it('is refused where JSON has made lists or objects of its numbers', () => {
    const through = JSON.parse(JSON.stringify(model().stateDict())) as StateDict
    expect(refused(through).message).toContain(
      'layers.0.bias.data is an object and needs a Float32Array: JSON keeps no typed arrays, Float32Array.from(list) makes them',
    )
  })

  it('may name a tied tensor twice, if both agree', () => {
    const shared = new Dense(1, 1, { rng: generator(1), bias: false })
    const net = new Sequential(shared, new Sequential(shared))
    const entry = (value: number) => ({ shape: [1, 1], data: Float32Array.of(value) })
    const both = (a: number, b: number) => ({
      'layers.0.weight': entry(a),
      'layers.1.layers.0.weight': entry(b),
    })
    net.loadStateDict(both(5, 5))
    expect(shared.weight.item()).toBe(5)
    expect(() => net.loadStateDict(both(1, 2))).toThrow(
      'loadStateDict: layers.0.weight and layers.1.layers.0.weight differ, but are one tied tensor here.',
    )
  })
})

describe('Dense in other libraries', () => {
  const layer = () => new Dense(2, 3, { rng: generator(1) })
  const x = tensor([[1, 10]])
  const weight = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) }
  const bias = { shape: [3], data: Float32Array.of(100, 200, 300) }

  it('PyTorch’s weight (outputs, inputs) gives x Wᵀ + b', () => {
    const dense = layer()
    dense.loadStateDict(denseFromPyTorch({ weight, bias }))
    expect(dense.forward(x).toArray()).toEqual([[121, 243, 365]])
    expect(denseToPyTorch(dense.stateDict())).toEqual({ weight, bias })
  })

  it('Keras’s kernel (inputs, outputs) gives x W + b', () => {
    const dense = layer()
    const kernel = { shape: [2, 3], data: Float32Array.of(1, 3, 5, 2, 4, 6) }
    dense.loadStateDict(denseFromKeras({ kernel, bias }))
    expect(dense.forward(x).toArray()).toEqual([[121, 243, 365]])
    expect(denseToKeras(dense.stateDict())).toEqual({ kernel, bias })
  })

  it('A layer without bias stays without', () => {
    const dense = new Dense(2, 3, { rng: generator(1), bias: false })
    dense.loadStateDict(denseFromPyTorch(denseToPyTorch(dense.stateDict())))
    expect(Object.keys(denseToKeras(dense.stateDict()))).toEqual(['kernel'])
  })
})

describe('Convolutions in other libraries', () => {
  const bias = { shape: [2], data: Float32Array.of(10, 20) }
  const x = tensor([[[[1, 2], [3, 4]]]]) // prettier-ignore

  it('PyTorch’s weight is ours: (outputs, inputs, …kernel)', () => {
    const conv = new Conv2d(1, 2, 2, { rng: generator(1) })
    const weight = { shape: [2, 1, 2, 2], data: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 1) }
    conv.loadStateDict(convFromPyTorch({ weight, bias }))
    expect(conv.forward(x).toArray()).toEqual([[[[11]], [[24]]]])
    expect(convToPyTorch(conv.stateDict())).toEqual({ weight, bias })
  })

  it('Keras’s kernel is (…kernel, inputs, outputs)', () => {
    const conv = new Conv2d(1, 2, 2, { rng: generator(1) })
    const kernel = { shape: [2, 2, 1, 2], data: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 1) }
    conv.loadStateDict(convFromKeras({ kernel, bias }))
    expect(conv.forward(x).toArray()).toEqual([[[[11]], [[24]]]])
    expect(convToKeras(conv.stateDict())).toEqual({ kernel, bias })
  })

  it('Keras’s transposed kernel is (…kernel, outputs, inputs)', () => {
    const conv = new ConvTranspose1d(1, 2, 3, { rng: generator(1), bias: false })
    const kernel = { shape: [3, 2, 1], data: Float32Array.of(1, 4, 2, 5, 3, 6) }
    conv.loadStateDict(convFromKeras({ kernel }))
    expect(conv.forward(tensor([[[1]]])).toArray()).toEqual([[[1, 2, 3], [4, 5, 6]]]) // prettier-ignore
    expect(convToKeras(conv.stateDict())).toEqual({ kernel })
    expect(convToPyTorch(convFromPyTorch(convToPyTorch(conv.stateDict())))).not.toHaveProperty('bias')
  })
})
