// The training loop: what it does to the model, and what it tells.
import { mean, square, sub, type Tensor } from '@glissade/autograd'
import { arrayDataset } from '@glissade/data'
import { Dense, mse, Sequential, type BatchNorm } from '@glissade/nn'
import { adam, clipByGlobalNorm, momentum, Optimizer, sgd } from '@glissade/optim'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { curve, evaluate, fit, type BatchInfo, type Callback } from '../src/node/index.ts'
import { busyClassifier, classifier, points, quiet, watching, weights } from './setup.ts'

describe('Training', () => {
  it('learns: three clouds of points are told apart', async () => {
    const model = classifier()
    const history = await fit(model, points(), { ...quiet, epochs: 15, optimizer: adam({ lr: 0.03 }) })
    const first = history.epochs[0]
    const last = history.epochs[14]
    expect(Object.keys(first)).toEqual(['epoch', 'loss', 'accuracy', 'seconds'])
    expect(last.loss).toBeLessThan(first.loss / 3)
    expect(last.accuracy).toBeGreaterThan(0.9)
    expect(history).toMatchObject({
      stopped: 'finished',
      reason: 'Finished all 15 epochs.',
      bestEpoch: undefined,
      restored: false,
      next: { epoch: 15, batch: 0 },
    })
    expect(curve(history, 'loss')).toHaveLength(15)
    expect(curve(history, 'valLoss')).toEqual([])
  })

  it('gives the same weights for the same seed, and others for another', async () => {
    const train = async (seed: number) => {
      const model = busyClassifier()
      await fit(model, points(), { ...quiet, seed, epochs: 2, optimizer: adam() })
      return weights(model)
    }
    const once = await train(1)
    expect(await train(1)).toEqual(once)
    expect(await train(2)).not.toEqual(once)
  })

  it.each([
    { batchSize: 'all', sizes: [50] },
    { batchSize: 16, sizes: [16, 16, 16, 2] },
    { batchSize: 1, sizes: new Array<number>(50).fill(1) },
    { batchSize: 16, dropLast: true, sizes: [16, 16, 16] },
  ] as const)('cuts an epoch into batches: $batchSize', async ({ sizes, ...options }) => {
    const { batches, callback } = watching()
    await fit(classifier(), points(), {
      ...quiet,
      ...options,
      epochs: 1,
      optimizer: sgd(),
      callbacks: [callback],
    })
    expect(batches.map(({ seen }, i) => seen - (batches[i - 1]?.seen ?? 0))).toEqual([...sizes])
    expect(batches[0]).toMatchObject({ epoch: 0, batch: 0, batches: sizes.length, epochs: 1 })
    expect(batches[0].samples).toBe(sizes.reduce((n, size) => n + size, 0))
  })

  it('weighs a short last batch by its samples: at rate 0 the epoch’s loss is that of the data', async () => {
    const model = classifier()
    const before = await evaluate(model, points())
    const { epochs } = await fit(model, points(), {
      ...quiet,
      batchSize: 16,
      epochs: 1,
      optimizer: sgd({ lr: 0 }),
    })
    expect(epochs[0].loss).toBeCloseTo(before.loss, 6)
    expect(epochs[0].accuracy).toBeCloseTo(before.accuracy, 12)
  })

  it('follows the loss and the metrics that it is given', async () => {
    const data = arrayDataset([[1], [2], [3], [4]], [[2], [4], [6], [8]])
    const model = new Sequential(new Dense(1, 1, { rng: generator(1) }))
    const worst = {
      name: 'worst',
      measure: (p: Tensor, t: Tensor) =>
        Array.from(p.data).reduce((most, y, i) => Math.max(most, Math.abs(y - t.data[i])), 0),
    }
    const options = {
      ...quiet,
      batchSize: 'all',
      epochs: 200,
      metrics: [worst],
      optimizer: momentum({ lr: 0.02 }),
    } as const
    const { epochs } = await fit(model, data, { ...options, loss: (y, t) => mean(square(sub(y, t))) })
    expect(epochs[199].loss).toBeLessThan(1e-3)
    expect(epochs[199].worst).toBeLessThan(0.05)
    const byDefault = new Sequential(new Dense(1, 1, { rng: generator(1) }))
    expect((await fit(byDefault, data, options)).epochs.map(({ loss }) => loss)).toEqual(
      epochs.map(({ loss }) => loss),
    )
  })

  it('adds the penalties of layers to what is minimised, not to what is told', async () => {
    const layer = new Dense(1, 1, { rng: generator(1), bias: false, l2: 4 })
    layer.weight.data.set([3])
    const model = new Sequential(layer)
    const data = arrayDataset([[0]], [[0]])
    const { epochs } = await fit(model, data, { ...quiet, epochs: 1, optimizer: sgd({ lr: 0.1 }) })
    expect(epochs[0].loss).toBe(0)
    expect(layer.weight.item()).toBeCloseTo(3 - 0.1 * 4 * 3, 6)
  })

  it('passes transforms and schedules on to the optimizer that it makes', async () => {
    const run = async (options: object) => {
      const model = classifier()
      await fit(model, points(), {
        ...quiet,
        epochs: 1,
        batchSize: 'all',
        optimizer: sgd({ lr: 1 }),
        ...options,
      })
      return weights(model)
    }
    const start = weights(classifier())
    const moved = (w: number[]) => Math.sqrt(w.reduce((sum, x, i) => sum + (x - start[i]) ** 2, 0))
    expect(moved(await run({ transforms: [clipByGlobalNorm(0.01)] }))).toBeCloseTo(0.01, 6)
    expect(await run({ schedules: { lr: () => 0 } })).toEqual(start)
    expect(await run({ optimizer: () => sgd({ lr: 0 }) })).toEqual(start)
  })
})

describe('Accumulated gradients', () => {
  it('of k batches of n make the step of one batch of k · n, a rest at the end of the epoch too', async () => {
    const options = { ...quiet, epochs: 2, optimizer: sgd({ lr: 0.1 }), shuffle: false }
    const [small, large] = [classifier(), classifier()]
    await fit(small, points(60), { ...options, batchSize: 6, accumulate: 4 })
    await fit(large, points(60), { ...options, batchSize: 24, dropLast: false })
    expect(weights(small).every((w, i) => Math.abs(w - weights(large)[i]) < 1e-6)).toBe(true)
    expect(weights(small)).not.toEqual(weights(classifier()))
  })

  it('count as one step for schedules, and interruption waits for the step under way', async () => {
    const steps: number[] = []
    const model = classifier()
    const controller = new AbortController()
    const optimizer = new Optimizer(model, sgd({ lr: 0.1 }))
    const callbacks = [{ onBatchEnd: ({ batch }: BatchInfo) => {
      steps.push(optimizer.t)
      if (batch === 3) controller.abort()
    } }] // prettier-ignore
    const history = await fit(model, points(), {
      ...quiet, epochs: 1, batchSize: 5, accumulate: 3, optimizer, callbacks, signal: controller.signal,
    }) // prettier-ignore
    expect(steps).toEqual([0, 0, 1, 1, 1, 2])
    expect(history).toMatchObject({ stopped: 'interrupted', next: { epoch: 0, batch: 6 } })
  })
})

describe('Validation', () => {
  it('measures data that is given, in evaluation mode, after each epoch', async () => {
    const model = busyClassifier()
    const held = points(20)
    const { epochs } = await fit(model, points(), {
      ...quiet,
      epochs: 2,
      optimizer: adam(),
      validation: held,
    })
    expect(Object.keys(epochs[0])).toEqual(['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'seconds'])
    const { loss, accuracy } = await evaluate(model, held)
    expect([epochs[1].valLoss, epochs[1].valAccuracy]).toEqual([loss, accuracy])
  })

  it('sets a share of the training data aside, by the seed', async () => {
    const { batches, callback } = watching()
    const options = {
      ...quiet,
      epochs: 1,
      optimizer: adam(),
      validation: 0.2,
      callbacks: [callback],
    } as const
    const first = await fit(classifier(), points(), options)
    expect(batches[0].samples).toBe(40)
    const again = await fit(classifier(), points(), options)
    expect(again.epochs[0].valLoss).toBe(first.epochs[0].valLoss)
  })
})

describe('The modes of the modules', () => {
  it('are as they were before, also after an exception', async () => {
    const model = busyClassifier()
    const frozen = model.layers[1] as BatchNorm
    frozen.eval()
    const modes = () => [...model.modules()].map(([, { training }]) => training)
    const before = modes()
    const statistics = [...frozen.runningMean.data]
    await fit(model, points(), { ...quiet, epochs: 1, optimizer: adam(), validation: points(10) })
    expect(modes()).toEqual(before)
    expect([...frozen.runningMean.data]).toEqual(statistics)
    const failing = { onBatchEnd: () => { throw new Error('no') } } // prettier-ignore
    await expect(
      fit(model, points(), { ...quiet, epochs: 1, optimizer: adam(), callbacks: [failing] }),
    ).rejects.toThrow('no')
    expect(modes()).toEqual(before)
  })

  it('are training for a model that was in evaluation, while it is trained', async () => {
    const model = busyClassifier().eval()
    const seen: boolean[] = []
    const callback = {
      onBatchEnd: () =>
        void seen.push(model.training && model.layers.every((l) => !('training' in l) || l.training)),
    }
    await fit(model, points(), { ...quiet, epochs: 1, optimizer: adam(), callbacks: [callback] })
    expect(new Set(seen)).toEqual(new Set([true]))
    expect(model.training).toBe(false)
  })
})

it('Callbacks are told in order, and waited for between epochs', async () => {
  const told: string[] = []
  const callback: Callback = {
    onTrainBegin: ({ epochs, batches }) => void told.push(`begin ${epochs} x ${batches}`),
    onBatchEnd: ({ epoch, batch }) => void told.push(`batch ${epoch}.${batch}`),
    onEpochEnd: async ({ epoch }) => {
      await new Promise((resolve) => setImmediate(resolve))
      told.push(`epoch ${epoch}`)
    },
    onTrainEnd: async ({ stopped }) => void told.push(`end ${stopped}`),
    onClose: () => void told.push('close'),
  }
  await fit(classifier(), points(), {
    ...quiet,
    epochs: 2,
    batchSize: 25,
    optimizer: sgd(),
    callbacks: [callback],
  })
  // prettier-ignore
  expect(told).toEqual(['begin 2 x 2', 'batch 0.0', 'batch 0.1', 'epoch 0', 'batch 1.0', 'batch 1.1', 'epoch 1', 'end finished', 'close'])
})

it('The default loss of values is the squared error', async () => {
  const data = arrayDataset([[1], [2]], [[3], [5]])
  const model = new Sequential(new Dense(1, 1, { rng: generator(1) }))
  const { x, y } = data.batch()
  expect(await evaluate(model, data)).toEqual({ loss: mse(model.forward(x), y).item() })
})
