// The training loop: what it does to the model, what it tells, and how it ends.
import { mean, mul, square, sub, type Tensor } from '@glissade/autograd'
import { arrayDataset } from '@glissade/data'
import { crossEntropy, Dense, mse, Sequential, type BatchNorm } from '@glissade/nn'
import {
  adam,
  clipByGlobalNorm,
  EarlyStopping,
  lbfgsWolfe,
  momentum,
  Optimizer,
  sgd,
  type StoppingCriterion,
} from '@glissade/optim'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { curve, evaluate, fit, NonFiniteLossError, type BatchInfo, type Callback } from '../src/node/index.ts'
import { busyClassifier, classifier, points, weights } from './setup.ts'

const quiet = { progress: 'none', seed: 1 } as const
const watching = () => {
  const batches: BatchInfo[] = []
  return { batches, callback: { onBatchEnd: (info) => void batches.push(info) } satisfies Callback }
}

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

/** Improves at the epochs given, stops after another. */
const scripted = (improving: readonly number[], stopAt: number, restoreBest = true): StoppingCriterion => ({
  restoreBest,
  decide: (epoch, metric) => {
    const bestEpoch = improving.filter((each) => each <= epoch).at(-1)
    const improved = improving.includes(epoch)
    const stop = epoch === stopAt
    return { stop, improved, best: metric, bestEpoch, wait: 0, reason: `epoch ${epoch}: as written.` }
  },
  state: () => undefined,
  load: () => {},
})

describe('Early stopping', () => {
  const run = async (criterion: StoppingCriterion, epochs = 6) => {
    const model = busyClassifier()
    const seen: number[][] = []
    const history = await fit(model, points(), {
      ...quiet,
      epochs,
      optimizer: adam({ lr: 0.05 }),
      validation: points(20),
      earlyStopping: criterion,
      callbacks: [{ onEpochEnd: () => void seen.push(weights(model)) }],
    })
    return { history, seen, final: weights(model) }
  }

  it('ends the run, and puts the best weights back with their running statistics', async () => {
    const { history, seen, final } = await run(scripted([0, 1], 3))
    expect(history).toMatchObject({
      stopped: 'early',
      bestEpoch: 1,
      restored: true,
      next: { epoch: 4, batch: 0 },
    })
    expect(history.reason).toBe('Stopped early (epochs count from 0): epoch 3: as written.')
    expect(history.epochs).toHaveLength(4)
    expect(final).toEqual(seen[1])
    expect(final).not.toEqual(seen[3])
  })

  it('puts them back too when the epochs run out, and only if asked', async () => {
    const out = await run(scripted([0], 99), 3)
    expect(out.history).toMatchObject({ stopped: 'finished', bestEpoch: 0, restored: true })
    expect(out.final).toEqual(out.seen[0])
    const kept = await run(scripted([0], 99, false), 3)
    expect(kept.history.restored).toBe(false)
    expect(kept.final).toEqual(kept.seen[2])
  })

  it('watches the validation loss by default, or what it is told', async () => {
    const asked: number[] = []
    const criterion = { ...scripted([], 99), decide: (epoch: number, metric: number) => {
      asked.push(metric)
      return scripted([], 99).decide(epoch, metric)
    } } // prettier-ignore
    const options = { ...quiet, epochs: 1, optimizer: adam(), earlyStopping: criterion }
    const a = await fit(classifier(), points(), { ...options, validation: points(10) })
    const b = await fit(classifier(), points(), { ...options, validation: points(10), monitor: 'accuracy' })
    const c = await fit(classifier(), points(), options)
    expect(asked).toEqual([a.epochs[0].valLoss, b.epochs[0].accuracy, c.epochs[0].loss])
  })

  it('refuses a criterion that remembers another run', async () => {
    const criterion = new EarlyStopping({ patience: 9 })
    const options = { ...quiet, epochs: 3, optimizer: sgd({ lr: 0.1 }), earlyStopping: criterion }
    const { next } = await fit(classifier(), points(), options)
    await expect(fit(classifier(), points(), { ...options, optimizer: sgd({ lr: 0 }) })).rejects.toThrow(
      'fit: the stopping criterion remembers epoch 2 of another run, and this is epoch 0; it needs a new one for each run.',
    )
    const onwards = await fit(classifier(), points(), { ...options, epochs: 4, start: next })
    expect(onwards.stopped).toBe('finished')
  })

  it('takes options in place of a criterion: patience runs out when nothing moves', async () => {
    const history = await fit(classifier(), points(), {
      ...quiet,
      epochs: 10,
      optimizer: sgd({ lr: 0 }),
      validation: points(20),
      earlyStopping: { patience: 2 },
    })
    expect(history).toMatchObject({ stopped: 'early', bestEpoch: 0, restored: false })
    expect(history.epochs).toHaveLength(3)
  })
})

describe('Interruption', () => {
  const batchesLearnt = async (interrupt: () => void, options: object) => {
    const { batches, callback } = watching()
    const history = await fit(classifier(), points(), {
      ...quiet,
      epochs: 3,
      batchSize: 10,
      optimizer: adam(),
      callbacks: [
        callback,
        { onBatchEnd: ({ epoch, batch }) => void (epoch === 1 && batch === 2 && interrupt()) },
      ],
      ...options,
    })
    return { batches, history }
  }

  it('by a signal ends the run after the batch under way, and says where to go on', async () => {
    const controller = new AbortController()
    const { batches, history } = await batchesLearnt(() => controller.abort(), { signal: controller.signal })
    expect(batches).toHaveLength(5 + 3)
    expect(history).toMatchObject({
      stopped: 'interrupted',
      reason: 'Interrupted in epoch 1, after batch 3 of 5.',
      next: { epoch: 1, batch: 3 },
    })
    expect(history.epochs).toHaveLength(1)
  })

  it('by Ctrl-C does the same; the listener is there only while training', async () => {
    const before = process.listenerCount('SIGINT')
    let during = 0
    // The listener is called as the process would call it; the signal itself would end a test runner.
    const { history } = await batchesLearnt(() => {
      during = process.listenerCount('SIGINT')
      const ours = process.listeners('SIGINT').at(-1) as () => void
      ours()
    }, {})
    expect(history).toMatchObject({ stopped: 'interrupted', next: { epoch: 1, batch: 3 } })
    expect([during, process.listenerCount('SIGINT')]).toEqual([before + 1, before])
  })

  it('before the first batch trains nothing', async () => {
    const model = classifier()
    const start = weights(model)
    const signal = AbortSignal.abort()
    const history = await fit(model, points(), { ...quiet, epochs: 1, optimizer: adam(), signal })
    expect(history).toMatchObject({ stopped: 'interrupted', next: { epoch: 0, batch: 0 } })
    expect(weights(model)).toEqual(start)
  })

  it('is undone by going on: the weights are those of a run without a break, bit for bit', async () => {
    const settings = { ...quiet, epochs: 3, batchSize: 8 } as const
    const whole = busyClassifier()
    await fit(whole, points(), { ...settings, optimizer: new Optimizer(whole, adam({ lr: 0.01 })) })
    const broken = busyClassifier()
    const optimizer = new Optimizer(broken, adam({ lr: 0.01 }))
    const controller = new AbortController()
    const breaking = {
      onBatchEnd: ({ epoch, batch }: BatchInfo) => void (epoch === 1 && batch === 3 && controller.abort()),
    }
    const { next } = await fit(broken, points(), {
      ...settings,
      optimizer,
      callbacks: [breaking],
      signal: controller.signal,
    })
    const rest = await fit(broken, points(), { ...settings, optimizer, start: next })
    expect(next).toEqual({ epoch: 1, batch: 4 })
    expect(rest.epochs.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(weights(broken)).toEqual(weights(whole))
  })

  it('leaves others a turn: an immediate task runs between two batches', async () => {
    const order: string[] = []
    const spin = () => {
      order.push('batch')
      setImmediate(() => order.push('other'))
      const end = performance.now() + 25
      while (performance.now() < end);
    }
    await fit(classifier(), points(), {
      ...quiet,
      epochs: 1,
      batchSize: 25,
      optimizer: sgd(),
      callbacks: [{ onBatchEnd: spin }],
    })
    expect(order).toEqual(['batch', 'other', 'batch', 'other'])
  })
})

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
