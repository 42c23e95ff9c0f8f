// How a run ends: early, or interrupted; and how it goes on.
import { adam, EarlyStopping, Optimizer, sgd, type StoppingCriterion } from '@glissade/optim'
import { simulated, sync, type Transport } from '@glissade/parallel'
import { describe, expect, it } from 'vitest'
import { fit, type BatchInfo } from '../src/node/index.ts'
import { busyClassifier, classifier, points, quiet, watching, weights } from './setup.ts'

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
      reason: 'Interrupted (epochs count from 0): epoch 1, after batch 3 of 5.',
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

  it('by SIGTERM does the same where the run is saved, and is left to the system where it is not', async () => {
    const before = process.listenerCount('SIGTERM')
    const listeners: number[] = []
    const end = () => {
      listeners.push(process.listenerCount('SIGTERM') - before)
      if (listeners.at(-1)! > 0) (process.listeners('SIGTERM').at(-1) as () => void)()
    }
    let saves = 0
    const path = { name: 'nowhere', read: async () => undefined, write: async () => void saves++ }
    const saved = await batchesLearnt(end, { checkpoint: { path } })
    expect(saved.history).toMatchObject({ stopped: 'interrupted', next: { epoch: 1, batch: 3 } })
    expect(saves).toBe(2)
    const unsaved = await batchesLearnt(end, {})
    expect(unsaved.history.stopped).toBe('finished')
    expect([listeners, process.listenerCount('SIGTERM') - before]).toEqual([[1, 0], 0])
    const heard: number[] = []
    const interrupts = process.listenerCount('SIGINT')
    const interrupt = () => {
      ;(process.listeners('SIGINT').at(-1) as () => void)()
      heard.push(process.listenerCount('SIGINT') - interrupts, process.listenerCount('SIGTERM') - before)
    }
    await batchesLearnt(interrupt, { checkpoint: { path } })
    expect(heard).toEqual([0, 0]) // the next signal of either kind ends the process
  })

  it('by SIGTERM ends and saves a run of many workers where all are in this process, and no other', async () => {
    const before = process.listenerCount('SIGTERM')
    const endedBy = async (transport: Transport) => {
      const path = { name: 'nowhere', read: async () => undefined, write: async () => void saves++ }
      let saves = 0
      const onEpochEnd = () => {
        if (process.listenerCount('SIGTERM') > before) (process.listeners('SIGTERM').at(-1) as () => void)()
      }
      const { reason } = await fit(classifier(), points(), {
        ...quiet,
        epochs: 2,
        optimizer: adam(),
        checkpoint: { path },
        callbacks: [{ onEpochEnd }],
        parallel: sync({ workers: 2, transport }),
      })
      return [reason, saves]
    }
    const inside = simulated()
    expect(await endedBy(inside)).toEqual(['Interrupted (epochs count from 0): after epoch 0.', 1])
    expect(await endedBy({ ...inside, inside: false })).toEqual(['Finished all 2 epochs.', 2])
  })

  it('of one run is awaited before another may train the same model', async () => {
    const model = classifier()
    const settings = { ...quiet, epochs: 1, optimizer: adam() }
    const first = fit(model, points(), settings)
    await expect(fit(model, points(), settings)).rejects.toThrow(
      'fit: Sequential is being trained by another fit(); it needs that one to end first. Was it awaited?',
    )
    await first
    expect((await fit(model, points(), settings)).stopped).toBe('finished')
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
