// NaN and infinity, in the loss and in the gradient: the step that makes them is named, and not made.
import { add, mean, mul, sqrt, sub, type Tensor } from '@glissade/autograd'
import { arrayDataset } from '@glissade/data'
import { crossEntropy, Dense, Sequential } from '@glissade/nn'
import { adam, lbfgsWolfe, nag, sgd } from '@glissade/optim'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  evaluate,
  fit,
  NonFiniteGradientError,
  NonFiniteLossError,
  type FitOptions,
} from '../src/node/index.ts'
import { busyClassifier, classifier, points, quiet, weights } from './setup.ts'

describe('A loss that is not finite', () => {
  /** Spoils the loss of the third batch. */
  const spoilt = (value: number) => {
    let calls = 0
    return (x: Tensor, y: Tensor) => mul(crossEntropy(x, y), ++calls === 3 ? value : 1)
  }
  const setup = () => {
    const model = busyClassifier()
    const states: number[][] = []
    const callbacks = [{ onBatchEnd: () => void states.push(weights(model)) }]
    return { model, states, options: { ...quiet, epochs: 1, batchSize: 10, optimizer: adam(), callbacks } }
  }

  it.each([NaN, Infinity])('of %s throws before weights and statistics are touched', async (value) => {
    const { model, states, options } = setup()
    const error = await fit(model, points(), { ...options, loss: spoilt(value) }).catch(
      (caught: unknown) => caught,
    )
    expect(error).toBeInstanceOf(NonFiniteLossError)
    expect((error as Error).message).toBe(
      `fit: the loss is ${value} in epoch 0, batch 2; it needs to be finite, so this step was not made. Lower the learning rate or clip gradients; record(f, { anomaly: true }) finds the op.`,
    )
    expect(error).toMatchObject({ epoch: 0, batch: 2 })
    expect(weights(model)).toEqual(states[1])
  })

  it('stops the run instead, if that is wanted', async () => {
    const { model, states, options } = setup()
    const history = await fit(model, points(), { ...options, loss: spoilt(NaN), onNaN: 'stop' })
    expect(history).toMatchObject({ stopped: 'nan', next: { epoch: 0, batch: 2 } })
    expect(history.reason).toContain('fit: the loss is NaN in epoch 0, batch 2')
    expect(weights(model)).toEqual(states[1])
  })

  it('may be met at a trial point of a line search, which looks elsewhere then', async () => {
    const model = classifier()
    const { loss: before } = await evaluate(model, points())
    let evaluations = 0
    const { epochs } = await fit(model, points(), {
      ...quiet,
      epochs: 3,
      batchSize: 'all',
      optimizer: lbfgsWolfe(),
      loss: (x, y) => mul(crossEntropy(x, y), ++evaluations === 2 ? Infinity : 1),
    })
    expect(epochs[0].loss).toBeCloseTo(before, 6)
    expect(epochs[2].loss).toBeLessThan(before)
    expect(evaluations).toBeGreaterThan(3)
  })
})

describe('A gradient that is not finite', () => {
  /** Adds √(x − x) · 0 to the loss of the third batch: 0, with an infinite slope times 0. */
  const spoilt = () => {
    let calls = 0
    return (x: Tensor, y: Tensor) => {
      const loss = crossEntropy(x, y)
      return ++calls === 3 ? add(loss, mul(mean(sqrt(sub(x, x))), 0)) : loss
    }
  }
  const message =
    'fit: the gradient of layers.0.weight is not finite in epoch 0, batch 2, though the loss is; it needs to be finite, so this step was not made. Lower the learning rate or clip gradients; record(f, { anomaly: true }) finds the op.'
  const setup = (options: Partial<FitOptions> = {}) => {
    const model = busyClassifier()
    const states: number[][] = []
    const callbacks = [{ onBatchEnd: () => void states.push(weights(model)) }]
    const run = fit(model, points(), {
      ...quiet, epochs: 1, batchSize: 10, optimizer: adam(), loss: spoilt(), callbacks, ...options,
    }) // prettier-ignore
    return { model, states, run }
  }

  it('names the step that made it, and leaves weights and statistics as the last good step did', async () => {
    const { model, states, run } = setup()
    const error: unknown = await run.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(NonFiniteGradientError)
    expect((error as Error).message).toBe(message)
    expect(error).toMatchObject({ parameter: 'layers.0.weight', epoch: 0, batch: 2 })
    expect(weights(model)).toEqual(states[1])
  })

  it('stops the run instead, if that is wanted; with accumulated gradients at the batch where the step began', async () => {
    const once = setup({ onNaN: 'stop' })
    expect(await once.run).toMatchObject({ stopped: 'nan', reason: message, next: { epoch: 0, batch: 2 } })
    const twice = setup({ onNaN: 'stop', accumulate: 4 })
    expect(await twice.run).toMatchObject({ stopped: 'nan', next: { epoch: 0, batch: 0 } })
    expect(twice.model.stateDict()['layers.0.weight']).toEqual(
      busyClassifier().stateDict()['layers.0.weight'],
    )
  })

  it('is met by rules that look ahead, and their weights are where they were', async () => {
    const { model, states, run } = setup({ optimizer: nag(), onNaN: 'stop' })
    expect((await run).stopped).toBe('nan')
    expect(weights(model)).toEqual(states[1])
  })

  it('may be large: a sum beyond float32 of finite numbers is no infinity', async () => {
    const model = new Sequential(new Dense(100, 60, { rng: generator(1), bias: false }))
    const data = arrayDataset([new Array<number>(100).fill(1)], [new Array<number>(60).fill(0)])
    const loss = (x: Tensor) => mul(mean(x), 3e37)
    const options = { ...quiet, epochs: 1, optimizer: sgd({ lr: 1e-38 }), transforms: [], loss }
    expect((await fit(model, data, options)).stopped).toBe('finished')
  })
})
