// The target of optimizers: evaluation, repeated evaluation within a step, atomicity, packing, memory.
import {
  add,
  assign,
  matmul,
  mul,
  relu,
  square,
  sum,
  tanh,
  tensor,
  useBackend,
  type Tensor,
} from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm,
  crossEntropy,
  Dense,
  Dropout,
  Module,
  mse,
  parameter,
  Sequential,
  type Layer,
} from '../src/index.ts'
import { golden } from './golden.ts'

setFlagsFromString('--expose-gc')

const collect = runInNewContext('gc') as () => void

const f64 = (numbers: Parameters<typeof tensor>[0]) => tensor(numbers, { dtype: 'float64' })

/** y = w x, with one weight. */
class Line extends Module {
  readonly w = parameter(tensor([3], { dtype: 'float64' }))
  forward(x: Tensor): Tensor {
    return mul(this.w, x)
  }
}

describe('evaluate()', () => {
  it('gives the loss as a number and its gradient in the flat vector', () => {
    const model = new Line()
    const target = model.flat()
    expect(target.evaluate(() => sum(square(model.forward(f64([1, 2])))))).toBe(45)
    expect(target.gradient).toEqual(Float64Array.of(2 * 3 * 5))
    expect(model.w.grad?.toArray()).toEqual([30])
  })

  it('starts from a gradient of zero, also when somebody has cleared or replaced it', () => {
    const model = new Line()
    const target = model.flat()
    const loss = () => sum(model.forward(f64([1])))
    target.evaluate(loss)
    model.w.grad = undefined
    target.evaluate(loss)
    expect(target.gradient).toEqual(Float64Array.of(1))
  })

  it('starts from zero whatever was written there, for what the loss reaches and for what it does not', () => {
    const rng = generator(1)
    const model = new Sequential(new Dense(2, 2, { rng }), new Dense(2, 1, { rng }))
    const target = model.flat()
    target.gradient.fill(NaN)
    target.evaluate(() => sum((model.layers[0] as Dense).forward(tensor([[3, 5]]))))
    expect([...target.gradient]).toEqual([3, 3, 5, 5, 1, 1, 0, 0, 0])
    target.settle(true)
    target.evaluate(() => sum((model.layers[1] as Dense).forward(tensor([[3, 5]]))))
    expect([...target.gradient]).toEqual([0, 0, 0, 0, 0, 0, 3, 5, 1])
  })

  it('keeps gradients that were there before the model was packed', () => {
    const model = new Line()
    model.w.grad = f64([7])
    expect(model.flat().gradient).toEqual(Float64Array.of(7))
    model.zeroGrad()
    expect(model.flat().gradient).toEqual(Float64Array.of(0))
  })

  it('leaves frozen parameters without a gradient, and says in the segments that they are frozen', () => {
    const rng = generator(1)
    const model = new Sequential(new Dense(2, 2, { rng }), new Dense(2, 1, { rng })).freeze('layers.0')
    const target = model.flat()
    target.evaluate(() => sum(model.forward(tensor([[1, 2]]))))
    expect(target.segments.map(({ name, frozen }) => [name, frozen])).toEqual([
      ['layers.0.weight', true],
      ['layers.0.bias', true],
      ['layers.1.weight', false],
      ['layers.1.bias', false],
    ])
    expect([...target.gradient.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 0])
    expect(target.gradient[8]).toBe(1)
    model.unfreeze('**.bias')
    expect(target.segments.map(({ frozen }) => frozen)).toEqual([true, false, false, false])
  })

  it('adds up the gradients of both uses of a tied tensor', () => {
    class Twice extends Module {
      readonly first = parameter(f64([[2]]))
      readonly second = this.first
      forward(x: Tensor): Tensor {
        return matmul(matmul(x, this.first), this.second)
      }
    }
    const model = new Twice()
    const target = model.flat()
    target.evaluate(() => sum(model.forward(f64([[5]]))))
    expect(target.gradient).toEqual(Float64Array.of(2 * 5 * 2))
  })
})

describe('Packing', () => {
  it('moves the numbers but no tensor: references to parameters stay good', () => {
    const layer = new Dense(2, 2, { rng: generator(1) })
    const { weight } = layer
    const { value } = layer.flat()
    assign(weight, tensor([[1, 2], [3, 4]])) // prettier-ignore
    expect([...value]).toEqual([1, 2, 3, 4, 0, 0])
  })

  it('happens again when a layer was added, and the older vectors refuse', () => {
    const rng = generator(1)
    const layers: Dense[] = [new Dense(1, 1, { rng })]
    const model = new Sequential(...layers)
    const before = model.flat()
    ;(model.layers as Dense[]).push(new Dense(1, 1, { rng }))
    expect(model.flat().value).toHaveLength(4)
    expect(() => before.touch('sgd')).toThrow('optimizer of Sequential: layers.0.weight was moved')
    const { value } = model.flat()
    expect(model.flat().value).toBe(value)
    ;(model.layers as Layer[]).push(new Dropout(0.5, { rng }))
    expect(model.flat().value).not.toBe(value)
  })

  it('puts buffers into a vector of their own', () => {
    const norm = new BatchNorm(2)
    const { statistics } = new Sequential(norm).flat()
    norm.forward(tensor([[1, 2], [3, 6]])) // prettier-ignore
    expect([...statistics].map((x) => Number(x.toFixed(4)))).toEqual([0.2, 0.4, 1.1, 1.7])
  })

  it('lets each tensor have its own version, so that writing one does not spoil the gradient of another', () => {
    const rng = generator(1)
    const [used, written] = [new Dense(1, 1, { rng }), new Dense(1, 1, { rng })]
    const target = new Sequential(used, written).flat()
    const x = tensor([[2]])
    expect(() =>
      target.evaluate(() => {
        const y = sum(square(used.forward(x)))
        assign(written.weight, tensor([[5]]))
        return y
      }),
    ).not.toThrow()
    expect(() =>
      target.evaluate(() => {
        const y = sum(matmul(used.forward(x), written.weight))
        assign(written.weight, tensor([[6]]))
        return y
      }),
    ).toThrow('backward: matmul needs its input 1 (1, 1) as it was')
  })
})

it('A thousand steps leave no memory behind', () => {
  const rng = generator(1)
  const model = new Sequential(new Dense(4, 8, { rng }), relu, new BatchNorm(8), new Dense(8, 3, { rng }))
  const target = model.flat()
  const x = tensor(
    Float32Array.from({ length: 24 }, () => rng.normal()),
    { shape: [6, 4] },
  )
  const y = tensor([0, 1, 2, 0, 1, 2], { dtype: 'int32' })
  const [{ storage }] = [...model.parameters()].map(([, each]) => each)
  const step = () => {
    target.evaluate(() => crossEntropy(model.forward(x), y))
    for (let i = 0; i < target.value.length; i++) target.value[i] -= 0.1 * target.gradient[i]
    target.touch('sgd')
  }
  const rest = () => {
    collect()
    collect() // waits until the first has freed buffers, which it does beside the program
    return process.memoryUsage().arrayBuffers
  }
  for (let k = 0; k < 100; k++) step()
  const before = rest()
  for (let k = 0; k < 1000; k++) step()
  const tensors = [...model.parameters()].map(([, each]) => each)
  expect(tensors.every((each) => each.step === undefined && each.storage.data === target.value)).toBe(true)
  expect(tensors[0].storage).toBe(storage)
  expect(rest() - before).toBeLessThan(100_000)
}, 60_000)

describe('A network trained by SGD with momentum follows PyTorch’s', () => {
  interface Reference {
    readonly mlp: { x: number[][]; y: number[]; init: Record<string, number[] & number[][]> }
    readonly runs: {
      model: string
      optimizer: string
      hyper: { lr: number; momentum?: number }
      steps: number
      losses: number[]
      first_gradients: Record<string, number[] & number[][]>
      final_params: Record<string, number[] & number[][]>
    }[]
  }
  const { mlp, runs } = golden<Reference>('small_networks')
  const run = runs.find(({ model, optimizer }) => model === 'mlp' && optimizer === 'SGD')
  const turned = (m: number[][]) => m[0].map((_, j) => m.map((row) => row[j])).flat()
  const inOrder = (p: Record<string, number[] & number[][]>) => [
    ...turned(p.w1),
    ...p.b1,
    ...turned(p.w2),
    ...p.b2,
  ]

  it('for thirty steps, in losses, first gradients and final weights', () => {
    if (!run) throw new Error('the reference has no such run')
    const rng = generator(1)
    const model = new Sequential(
      new Dense(3, 5, { rng, dtype: 'float64' }),
      tanh,
      new Dense(5, 3, { rng, dtype: 'float64' }),
    )
    const target = model.flat()
    target.value.set(inOrder(mlp.init))
    const x = f64(mlp.x)
    const y = tensor(mlp.y, { dtype: 'int32' })
    const velocity = new Float64Array(target.value.length)
    const { lr, momentum = 0 } = run.hyper
    for (const [k, expected] of run.losses.entries()) {
      const loss = target.evaluate(() => crossEntropy(model.forward(x), y))
      expect(Math.abs(loss - expected)).toBeLessThanOrEqual(1e-9 * expected)
      if (k === 0)
        inOrder(run.first_gradients).forEach((g, i) => expect(target.gradient[i]).toBeCloseTo(g, 12))
      for (let i = 0; i < velocity.length; i++) {
        velocity[i] = momentum * velocity[i] + target.gradient[i]
        target.value[i] -= lr * velocity[i]
      }
      target.touch('sgd')
    }
    inOrder(run.final_params).forEach((w, i) => expect(target.value[i]).toBeCloseTo(w, 8))
  })
})

it('Losses and models compose: a sum of two losses with a penalty has the sum of their gradients', () => {
  const model = new Dense(1, 1, { rng: generator(1), l2: 1, dtype: 'float64' })
  const target = model.flat()
  model.weight.data.set([2])
  target.evaluate(() => add(mse(model.forward(f64([[1]])), f64([[0]])), model.penalty()))
  expect([...target.gradient]).toEqual([2 * 2 + 2, 2 * 2])
})

describe('the stepper of a model', () => {
  it('is that of the kernels that its vectors come from, whichever are chosen later', () => {
    const stepper = { run: () => true }
    useBackend({ ...reference, stepper })
    const target = new Dense(1, 1, { rng: generator(1) }).flat()
    useBackend(reference)
    expect(target.stepper).toBe(stepper)
    expect(new Dense(1, 1, { rng: generator(1) }).flat().stepper).toBeUndefined()
  })
})
