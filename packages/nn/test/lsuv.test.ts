// Weights that look at the data: the variance of each layer, and what stays as it was.
import { add, mean, mul, randn, relu, square, sub, tanh, tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm,
  Conv2d,
  ConvTranspose2d,
  Dense,
  diagnoseInit,
  Dropout,
  Flatten,
  init,
  LayerNorm,
  Sequential,
} from '../src/index.ts'

const rng = () => generator(4)
const images = () => add(mul(randn([16, 2, 8, 8], { seed: 1 }), 3), 1)
const cnn = () => {
  const options = { rng: generator(1), init: init.normal }
  return new Sequential(
    new Conv2d(2, 6, 3, options),
    relu,
    new ConvTranspose2d(6, 4, 3, { ...options, stride: 2 }),
    tanh,
    new Flatten(),
    new Dense(676, 20, options),
    relu,
    new Dense(20, 3, options),
  )
}
const variances = (model: Sequential, x: Tensor) =>
  diagnoseInit(model, x, { rng: rng() })
    .rows.filter(({ layer }) => /^(Dense|Conv)/.test(layer))
    .map(({ forward }) => forward.variance)

describe('lsuv', () => {
  it('gives the output of each layer variance 1 for its batch, and depends on the seed alone', () => {
    const [model, again] = [cnn(), cnn()]
    for (const variance of variances(model, images())) expect(variance).toBeLessThan(0.7)
    init.lsuv(model, images(), { rng: rng(), tolerance: 1e-3 })
    expect(variances(model, images())).toHaveLength(4)
    for (const variance of variances(model, images())) expect(Math.abs(variance - 1)).toBeLessThan(1e-3)
    init.lsuv(again, images(), { rng: rng(), tolerance: 1e-3 })
    expect(again.stateDict()).toEqual(model.stateDict())
  })

  it('scales a rotation by the deviation, as the algorithm says', () => {
    const layer = new Dense(3, 3, { rng: generator(1), dtype: 'float64' })
    const x = randn([50, 3], { seed: 2, dtype: 'float64' })
    const rotation = init.orthogonal([3, 3], rng())
    const y = Array.from({ length: 150 }, (_, at) =>
      [0, 1, 2].reduce((sum, i) => sum + x.data[3 * Math.floor(at / 3) + i] * rotation[3 * i + (at % 3)], 0),
    )
    const middle = y.reduce((sum, each) => sum + each, 0) / 150
    const deviation = Math.sqrt(y.reduce((sum, each) => sum + (each - middle) ** 2, 0) / 150)
    init.lsuv(layer, x, { rng: rng(), tolerance: 1e-6 })
    for (const [i, w] of layer.weight.data.entries()) expect(w).toBeCloseTo(rotation[i] / deviation, 12)
  })

  it('keeps at a layer until its biases too come to variance 1, or the rounds are over', () => {
    const variance = (y: Tensor) => mean(square(sub(y, mean(y)))).item()
    const spread = (rounds: number) => {
      const layer = new Dense(4, 2, { rng: generator(1) })
      layer.bias!.data.set([-0.8, 0.8])
      const x = randn([200, 4], { seed: 2 })
      init.lsuv(layer, x, { rng: rng(), tolerance: 0.02, rounds })
      return Math.abs(variance(layer.forward(x)) - 1)
    }
    expect(spread(1)).toBeGreaterThan(0.1)
    expect(spread(20)).toBeLessThan(0.02)
  })

  it('leaves alone what is frozen, what is no weight of such a layer, statistics, streams and mode', () => {
    const draws = generator(1)
    const model = new Sequential(
      new Dense(4, 4, { rng: draws }),
      new BatchNorm(4),
      new Dropout(0.5, { rng: draws }),
      new LayerNorm(4),
      new Dense(4, 2, { rng: draws }),
    )
    model.freeze('layers.0').eval()
    const before = model.stateDict()
    const states = [...model.generators()].map(([, each]) => each.state())
    init.lsuv(model, randn([30, 4], { seed: 1 }), { rng: rng() })
    const after = model.stateDict()
    const changed = Object.keys(after).filter(
      (path) => String(after[path].data) !== String(before[path].data),
    )
    expect(changed).toEqual(['layers.4.weight'])
    expect([...model.generators()].map(([, each]) => each.state())).toEqual(states)
    expect(model.training).toBe(false)
    expect(model.layers.some((layer) => Object.hasOwn(layer, 'forward'))).toBe(false)
  })

  it('says which layer sees no difference, and gives the layers their methods back', () => {
    const model = new Sequential(new Dense(2, 2, { rng: rng() }), relu, new Dense(2, 1, { rng: rng() }))
    expect(() => init.lsuv(model, tensor([[0, 0], [0, 0]]), { rng: rng() })).toThrow(
      'lsuv: layers.0 (Dense 2 -> 2) gives variance 0; it needs a batch that this layer tells apart. Does something before it give the same for every sample?',
    ) // prettier-ignore
    expect(model.layers.some((layer) => Object.hasOwn(layer, 'forward'))).toBe(false)
  })
})
