// A gradient that is not finite, if one asks: named, and nothing has changed.
import {
  add,
  cast,
  index,
  mean,
  mul,
  sqrt,
  sub,
  sum,
  tensor,
  type DType,
  type Tensor,
} from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { BatchNorm, Dense, Dropout, Embedding, GradientError, Sequential } from '../src/index.ts'

/** 0, with a slope of NaN. */
const bend = (x: Tensor): Tensor => sum(sqrt(sub(x, x)))

describe.each(['float32', 'float64'] as const)('In %s', (dtype) => {
  const setup = (inputs = 2, outputs = 3) => {
    const rng = generator(1)
    const layers = [
      new Dense(inputs, outputs, { rng, dtype }),
      new BatchNorm(outputs, { dtype }),
      new Dropout(0.5, { rng }),
    ] as const
    const model = new Sequential(...layers)
    const x = cast(
      tensor(Array.from({ length: 4 }, (_, i) => new Array<number>(inputs).fill(i))),
      dtype as DType,
    )
    return { model, dense: layers[0], x, flat: model.flat() }
  }

  it.each([3, 5000])('with %i outputs the parameter and the element are named', (outputs) => {
    const { model, dense, x, flat } = setup(2, outputs)
    const before = model.stateDict()
    const states = [...model.generators()].map(([, each]) => each.state())
    const loss = () => add(mean(model.forward(x)), bend(dense.bias!))
    expect(() => flat.evaluate(loss, 0, true)).toThrow(
      new GradientError(
        `evaluate: the gradient of layers.0.bias (${outputs}) is NaN at element 0; it needs to be finite.`,
        'layers.0.bias',
      ),
    )
    expect(model.stateDict()).toEqual(before)
    expect([...model.generators()].map(([, each]) => each.state())).toEqual(states)
    expect(flat.evaluate(loss)).not.toBeNaN() // unasked
  })

  it('finite numbers pass, also where their sum does not fit', () => {
    const { model, dense, x, flat } = setup(2, 5000)
    const largest = dtype === 'float32' ? 3e38 : 1e308
    expect(
      flat.evaluate(() => add(mean(model.forward(x)), mul(sum(dense.bias!), largest)), 0, true),
    ).not.toBeNaN()
  })
})

it('Of a table only the rows that were read are looked at', () => {
  const table = new Embedding(2000, 4, { rng: generator(1) })
  const flat = table.flat()
  const rows = tensor([7, 1999], { dtype: 'int32' })
  expect(() => flat.evaluate(() => bend(index(table.weight, rows)), 0, true)).toThrow(
    'evaluate: the gradient of weight (2000, 4) is NaN at element 28; it needs to be finite.',
  )
})
