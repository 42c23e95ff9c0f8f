// Tables of which a step reads few rows: the numbers of a dense step, at the price of the rows. With nn's models and optim's rules.
import { index, matmul, mean, square, tensor, transpose, type Tensor } from '@glissade/autograd'
import { crossEntropy, Dense, Embedding, Module, parameter } from '@glissade/nn'
import {
  adagrad,
  adam,
  adamEpsHat,
  clipByGlobalNorm,
  clipByNorm,
  clipByValue,
  gradientNoise,
  l2,
  momentum,
  Optimizer,
  sgd,
  softThreshold,
  sparseAdam,
  type OptimizerOptions,
  type Target,
} from '@glissade/optim'
import * as rules from '@glissade/optim/loops'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'

const [ROWS, WIDTH, CLASSES] = [40, 3, 4]
const USED = [1, 2, 3, 7, 7, 20, 39]

/** A word is classified by its vector; row 2 stands for padding. */
class Words extends Module {
  readonly table: Embedding
  readonly dense: Dense

  constructor(dtype: 'float32' | 'float64', paddingIndex?: number) {
    super()
    const rng = generator(1)
    this.table = new Embedding(ROWS, WIDTH, {
      rng,
      dtype,
      ...(paddingIndex === undefined ? {} : { paddingIndex }),
    })
    this.dense = new Dense(WIDTH, CLASSES, { rng, dtype })
  }

  forward(ids: Tensor): Tensor {
    return this.dense.forward(this.table.forward(ids))
  }
}

/** The same model, and an optimizer that must take all of the gradient for written. */
function hidden(flat: Target<Tensor>): Target<Tensor> {
  const { value, gradient, segments, stepper } = flat
  return {
    value,
    gradient,
    segments,
    stepper,
    touch: (writer) => flat.touch(writer),
    evaluate: (loss, k) => flat.evaluate(loss, k),
  }
}

const draw = generator(9)
const batches = Array.from({ length: 8 }, () => {
  const ids = Array.from({ length: 5 }, () => USED[draw.integer(USED.length)])
  return { ids: tensor(Int32Array.from(ids)), labels: tensor(Int32Array.from(ids, (id) => id % CLASSES)) }
})

function train(model: Words, optimizer: Optimizer<Tensor>): { value: number[]; slots: object } {
  for (const { ids, labels } of batches) optimizer.step(() => crossEntropy(model.forward(ids), labels))
  return { value: [...optimizer.target.value], slots: optimizer.state().slots }
}

const sparseRules = Object.values(rules).filter((rule) => 'sparse' in rule && rule.sparse === 'same')

describe.each(sparseRules.map((rule) => ({ name: rule.name, rule: rule as typeof sgd })))(
  '$name',
  ({ rule }) => {
    const arrangements: Record<string, () => OptimizerOptions> = {
      'by itself': () => ({}),
      'behind a global clip': () => ({ transforms: [clipByGlobalNorm(0.1)] }),
      'behind clips of each parameter and each number': () => ({
        transforms: [clipByNorm(0.2), clipByValue(0.05)],
      }),
      'behind a penalty, which writes everywhere': () => ({ transforms: [l2(0.1), clipByGlobalNorm(0.1)] }),
      'behind noise, which writes everywhere': () => ({ transforms: [gradientNoise(generator(4))] }),
      'in groups': () => ({ groups: [{ match: 'table.**', lr: 0.3 }, { match: '**.bias', frozen: true }] }), // prettier-ignore
      'with weight decay': () => ({ weightDecay: 0.1 }),
      'with decoupled weight decay of the dense layer': () => ({
        groups: [{ match: 'dense.**', decoupledWeightDecay: 0.1 }],
      }),
      'with weight decay of the table alone': () => ({ groups: [{ match: 'table.**', weightDecay: 0.1 }] }),
      'with exact zeros': () => ({ proximal: softThreshold(0.01) }),
      'uphill': () => ({ maximize: true }), // prettier-ignore
    }

    it.each(Object.keys(arrangements))('gives a dense step’s numbers, bit for bit, %s', (name) => {
      for (const dtype of ['float32', 'float64'] as const) {
        const [model, twin] = [new Words(dtype, 2), new Words(dtype, 2)]
        const found = train(model, new Optimizer(model, rule({ lr: 0.1 }), arrangements[name]()))
        const wanted = train(
          twin,
          new Optimizer<Tensor>(hidden(twin.flat()), rule({ lr: 0.1 }), arrangements[name]()),
        )
        expect(found).toEqual(wanted)
      }
    })
  },
)

const unused = Array.from({ length: ROWS }, (_, row) => row).filter((row) => !USED.includes(row))
const unread = (vector: ArrayLike<number>) =>
  unused.flatMap((row) => Array.from({ length: WIDTH }, (_, k) => vector[row * WIDTH + k]))

/** A step, then NaN into the gradient of all rows that no batch reads, and the other steps: what is left there of all vectors. */
function poisoned(rule: typeof sgd) {
  const model = new Words('float32')
  const optimizer = new Optimizer(model, rule({ lr: 0.1 }), { transforms: [clipByGlobalNorm(1)] })
  train(model, optimizer)
  const { gradient, value } = model.flat()
  const vectors = () => [value, ...Object.values(optimizer.state().slots)]
  for (const row of unused) gradient.fill(NaN, row * WIDTH, (row + 1) * WIDTH)
  const before = vectors().map(unread)
  train(model, optimizer)
  return { gradient, vectors: vectors(), before }
}

it.each(
  [...sparseRules, sparseAdam].map((rule) => ({ name: rule.name, rule: rule as unknown as typeof sgd })),
)(
  '$name neither reads nor writes what no batch has read: NaN in the gradient there stays where it is',
  ({ rule }) => {
    const { gradient, vectors, before } = poisoned(rule)
    expect(unread(gradient).every(Number.isNaN)).toBe(true)
    expect(vectors.map(unread)).toEqual(before)
    expect(vectors.every((vector) => vector.every(Number.isFinite))).toBe(true)
  },
)

it('The control: a rule without the mark reaches every weight, so its gradient is cleared everywhere', () => {
  for (const rule of [momentum, adam, adamEpsHat]) {
    const { gradient, vectors, before } = poisoned(rule as unknown as typeof sgd)
    expect(unread(gradient).every((g) => g === 0)).toBe(true)
    expect(vectors.slice(1).map(unread)).toEqual(before.slice(1))
  }
})

describe('touchedRanges()', () => {
  const ranges = (model: Words, ids: number[]) => {
    const target = model.flat()
    target.evaluate(() => mean(square(model.forward(tensor(Int32Array.from(ids))))))
    return target.touchedRanges().map(({ lo, hi }) => [lo, hi])
  }
  const dense = [ROWS * WIDTH, ROWS * WIDTH + (WIDTH + 1) * CLASSES]

  it('names the rows read, neighbours as one, and all of what was multiplied', () => {
    expect(ranges(new Words('float32'), [7, 3, 4, 7])).toEqual([[9, 15], [21, 24], dense])
    expect(ranges(new Words('float32'), [39])).toEqual([[117, dense[1]]])
  })

  it('counts anew at each evaluation, and leaves out what is frozen', () => {
    const model = new Words('float32')
    ranges(model, [1])
    expect(ranges(model, [5])).toEqual([[15, 18], dense])
    expect(ranges(new Words('float32').freeze('table'), [5])).toEqual([dense])
  })

  it('names the whole table where it is used in another way too, in either order', () => {
    class Tied extends Module {
      readonly table = parameter(
        tensor(
          Float32Array.from({ length: 12 }, (_, i) => i / 12),
          { shape: [4, 3] },
        ),
      )
      forward(ids: Tensor): Tensor {
        return matmul(index(this.table, ids), transpose(this.table))
      }
    }
    const [model, twin] = [new Tied(), new Tied()]
    const loss = (each: Tied) => () => mean(square(each.forward(tensor(Int32Array.of(1, 1)))))
    model.flat().evaluate(loss(model))
    expect(model.flat().touchedRanges()).toEqual([{ lo: 0, hi: 12 }])
    const optimizers = [new Optimizer(model, sgd()), new Optimizer<Tensor>(hidden(twin.flat()), sgd())]
    for (let k = 0; k < 3; k++) [model, twin].forEach((each, i) => optimizers[i].step(loss(each)))
    expect(model.flat().value).toEqual(twin.flat().value)
  })
})

it('What was written to the gradient by hand is used by a step without a loss, and forgotten by the next one', () => {
  const [model, twin] = [new Words('float32'), new Words('float32')]
  const optimizers = [
    new Optimizer(model, adagrad({ lr: 0.1 })),
    new Optimizer<Tensor>(hidden(twin.flat()), adagrad({ lr: 0.1 })),
  ]
  for (const [i, each] of [model, twin].entries()) {
    train(each, optimizers[i])
    each.flat().gradient.fill(0.5)
    optimizers[i].step()
    train(each, optimizers[i])
  }
  expect(model.flat().value).toEqual(twin.flat().value)
  expect(optimizers[0].state()).toEqual(optimizers[1].state())
})

it('sparseAdam moves the averages of a row when the row is read, with the step count of all steps', () => {
  const read = [[5], [6], [5, 6]]
  const follow = (rule: typeof adamEpsHat, seen: number[][]) => {
    const model = new Embedding(8, 1, { rng: generator(2), dtype: 'float64' })
    const optimizer = new Optimizer(model, rule({ lr: 0.1 }))
    for (const ids of seen) optimizer.step(() => mean(square(model.forward(tensor(Int32Array.from(ids))))))
    return { w: [...model.weight.data], m: [...optimizer.state().slots.m] }
  }
  const { w, m } = follow(sparseAdam as typeof adamEpsHat, read)
  const start = new Embedding(8, 1, { rng: generator(2), dtype: 'float64' }).weight.data
  const hand = (row: number, steps: Record<number, number>) => {
    let [x, m1, v] = [start[row], 0, 0]
    for (const [t, share] of Object.entries(steps)) {
      const g = 2 * x * share
      m1 = 0.9 * m1 + (1 - 0.9) * g
      v = 0.999 * v + (1 - 0.999) * g * g
      x -= (0.1 * (Math.sqrt(1 - 0.999 ** Number(t)) / (1 - 0.9 ** Number(t))) * m1) / (Math.sqrt(v) + 1e-8)
    }
    return [x, m1]
  }
  const expected = [hand(5, { 1: 1, 3: 0.5 }), hand(6, { 2: 1, 3: 0.5 })]
  ;[5, 6].forEach((row, k) => {
    expect(w[row]).toBeCloseTo(expected[k][0], 12)
    expect(m[row]).toBeCloseTo(expected[k][1], 12)
  })
  expect([w[0], m[0]]).toEqual([start[0], 0])
  expect(follow(adamEpsHat, read).m[5]).not.toBeCloseTo(m[5], 6)
})
