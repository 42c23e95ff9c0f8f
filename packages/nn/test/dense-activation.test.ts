// An activation that a Dense layer is told: the numbers of the function behind it, in one step of the tape.
import * as g from '@glissade/autograd'
import { joins } from '@glissade/autograd/kernels'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { Dense, diagnoseInit, init, Sequential, type Initializer } from '../src/index.ts'

type Activation = (x: g.Tensor) => g.Tensor

const own: Readonly<Record<string, Activation>> = {
  relu: g.relu,
  relu6: g.relu6,
  leakyRelu: g.leakyRelu,
  elu: g.elu,
  selu: g.selu,
  gelu: g.gelu,
  silu: g.silu,
  mish: g.mish,
  hardswish: g.hardswish,
  tanh: g.tanh,
  hardtanh: g.hardtanh,
  sigmoid: g.sigmoid,
  logSigmoid: g.logSigmoid,
  softplus: g.softplus,
  softsign: g.softsign,
}
const yours: Readonly<Record<string, Activation>> = {
  'a function of yours': (x) => g.leakyRelu(x, 0.3),
  sine: g.sin,
}

const SIZE = 5
const rng = () => generator(7)
const wide: Initializer = (shape, draw) => init.normal(shape, draw, { deviation: 2 })

/** As many samples as inputs, so that gradients of weights and of outputs have one shape. */
const x = g.randn([SIZE, SIZE], { seed: 1 })

function trained(layers: readonly Activation[] | Activation, bias = true) {
  const draw = rng()
  const options = { rng: draw, bias, init: wide }
  const told = typeof layers === 'function' ? { ...options, activation: layers } : options
  const behind = typeof layers === 'function' ? [] : layers
  const model = new Sequential(new Dense(SIZE, SIZE, told), ...behind, new Dense(SIZE, 2, options))
  const target = model.flat()
  return [1, 2].map(() => ({
    loss: target.evaluate(() => g.mean(g.square(model.forward(x)))),
    gradient: [...target.gradient],
  }))
}

describe('The bits are those of the function behind the layer', () => {
  it.each(Object.entries({ ...own, ...yours }))('%s', (_name, f) => {
    expect(trained(f)).toEqual(trained([f]))
    expect(trained(f, false)).toEqual(trained([f], false))
  })
  it('for each activation that has a pass of its own', () => {
    expect(Object.keys(own).sort()).toEqual([...joins.keys()].filter((name) => name !== 'geluTanh').sort())
  })
})

describe('A layer that was told', () => {
  const layer = (activation: Activation) => new Dense(SIZE, 4, { rng: rng(), activation })
  const labels = (f: Activation) =>
    g.graph(() => layer(f).forward(x)).nodes.flatMap(({ kind, label }) => (kind === 'op' ? [label] : []))

  it('is one step of the tape with an activation of the library, and two with one of yours', () => {
    expect(labels(g.relu)).toEqual(['affineRelu'])
    expect(labels(g.sin)).toEqual(['affine', 'sin'])
  })
  it('gives on request what the activation gets', () => {
    const made = layer(g.tanh)
    expect(g.tanh(made.affine(x)).toArray()).toEqual(made.forward(x).toArray())
  })
  it('counts as saturated where its activation is', () => {
    const model = new Sequential(new Dense(SIZE, 50, { rng: rng(), init: wide, activation: g.tanh }))
    expect(diagnoseInit(model, x, { rng: rng() }).rows[0].saturated).toBeGreaterThan(0.3)
  })
  it('is scaled by lsuv before its activation', () => {
    const made = layer(g.tanh)
    init.lsuv(made, g.randn([200, SIZE], { seed: 2 }), { rng: rng(), tolerance: 1e-3 })
    const plain = new Dense(SIZE, 4, { rng: rng() })
    init.lsuv(plain, g.randn([200, SIZE], { seed: 2 }), { rng: rng(), tolerance: 1e-3 })
    expect(made.weight.toArray()).toEqual(plain.weight.toArray())
  })
})
