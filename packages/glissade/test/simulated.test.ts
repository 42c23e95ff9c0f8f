// fit with workers, a network and faults that are simulated: a model with BatchNorm and Dropout, every strategy.
import { describe, expect, it } from 'vitest'
import {
  adadelay,
  adam,
  adaptiveRevision,
  BatchNorm,
  blobs,
  crossEntropy,
  Dense,
  downpour,
  Dropout,
  eamsgd,
  easgd,
  easgdSync,
  evaluate,
  fit,
  generator,
  hogwild,
  local,
  mul,
  relu,
  Sequential,
  sgd,
  simulated,
  sync,
  type Callback,
  type History,
  type Simulated,
  type Store,
  type ConfiguredRule,
  type Strategy,
} from '../src/index.ts'

/** Four workers on three clouds of points; or nobody else. */
async function trained(parallel?: Strategy, optimizer: ConfiguredRule = adam({ lr: 0.01 })) {
  const rng = generator(1)
  const model = new Sequential(
    new Dense(2, 16, { rng }),
    new BatchNorm(16),
    relu,
    new Dropout(0.1, { rng }),
    new Dense(16, 3, { rng }),
  )
  const data = blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 })
  const options = {
    epochs: 3,
    batchSize: 10,
    seed: 1,
    optimizer,
    loss: crossEntropy,
    progress: 'none' as const,
  }
  const { team, epochs } = await fit(model, data, parallel ? { ...options, parallel } : options)
  return { team, accuracy: epochs.at(-1)!.accuracy, weights: Object.values(model.stateDict()).flatMap(({ data }) => [...data]) } // prettier-ignore
}

const conditions: Simulated = {
  latency: 0.2,
  jitter: 1,
  spread: 0.5,
  loss: 0.02,
  seed: 3,
  heartbeat: 2,
}
const transport = simulated({ ...conditions, faults: [{ at: 12.5, kill: 3 }] })
const place = { workers: 4, transport }

describe('fit on a simulation of four workers, of whom one dies', () => {
  const momentum = { lr: 0.02, momentum: 0.5 }
  const strategies: readonly Strategy[] = [
    sync(place),
    local({ ...place, tau: 4 }),
    hogwild(place),
    downpour({ ...place, rule: adam({ lr: 0.01 }) }),
    adaptiveRevision({ ...place, lr: 0.3 }),
    adadelay({ ...place, lr: 0.3 }),
    easgd({ ...place, tau: 2 }),
    easgdSync({ ...place, tau: 2 }),
    eamsgd({ ...place, tau: 2, ...momentum }),
  ]

  it.each(strategies)('$name learns', async (strategy) => {
    const { accuracy, team, weights } = await trained(strategy, strategy.name === 'hogwild' ? sgd({ lr: 0.1 }) : adam({ lr: 0.02 })) // prettier-ignore
    expect(accuracy).toBeGreaterThan(0.8)
    expect(weights.every(Number.isFinite)).toBe(true)
    expect(team).toMatchObject({ strategy: strategy.name, transport: 'simulate', workers: 4 })
    expect(team!.lost.map(({ rank }) => rank)).toEqual([3])
  })
})

it('with one worker it is fit by itself, bit for bit', async () => {
  const one = await trained(sync({ workers: 1, transport: simulated(conditions) }))
  expect(one.weights).toEqual((await trained()).weights)
})

function inMemory(): Store {
  let bytes: Uint8Array | undefined
  return {
    name: 'memory',
    read: async () => bytes,
    write: async (given) => void (bytes = given),
  }
}

describe('a checkpoint of fit', () => {
  const alone = { workers: 1, transport: simulated() }
  const two = { workers: 2, transport: simulated() }
  const three = { workers: 3, tau: 4, transport: simulated() } // the last round of an epoch of 10 batches has one for the first alone
  const strategies = [
    downpour({ ...alone, rule: adam({ lr: 0.02 }) }),
    downpour({ ...two, push: 3 }),
    adaptiveRevision(alone),
    adadelay(alone),
    hogwild(two),
    easgd({ ...two, tau: 3 }),
    eamsgd({ ...two, tau: 3, momentum: 0.9 }),
    sync(two),
    local(three),
    easgdSync({ ...three, alpha: 0.2 }),
  ]
  it.each(strategies)(
    '$name: has server and workers in it, so that a run goes on bit for bit',
    async (strategy) => {
      const path = inMemory()
      const trained = async (epochs: number, checkpoint?: { path: Store }): Promise<number[]> => {
        const model = new Dense(2, 3, { rng: generator(1) })
        const options = {
          epochs,
          batchSize: 10,
          seed: 1,
          optimizer: adam({ lr: 0.02 }),
          progress: 'none' as const,
        }
        const data = blobs({ samples: 100, classes: 3, noise: 0.4, seed: 7 })
        await fit(model, data, { ...options, parallel: strategy, ...(checkpoint && { checkpoint }) })
        return [...model.weight.data]
      }
      const whole = await trained(3)
      await trained(1, { path })
      expect(await trained(3, { path })).toEqual(whole)
    },
  )

  it('of another strategy: all begin from the model of the run, and stay equal where they have to', async () => {
    const path = inMemory()
    const replicas = new Set<Float32Array | Float64Array>()
    const watched: Strategy = {
      ...sync(two),
      worker(replica) {
        replicas.add(replica.w)
        return sync(two).worker(replica)
      },
    }
    const data = blobs({ samples: 100, classes: 3, noise: 0.4, seed: 7 })
    const train = (parallel: Strategy, epochs: number) =>
      fit(new Dense(2, 3, { rng: generator(1) }), data, {
        epochs,
        batchSize: 10,
        seed: 1,
        optimizer: adam({ lr: 0.02 }),
        progress: 'none',
        checkpoint: { path },
        parallel,
      })
    await train(local({ ...two, tau: 4 }), 1) // which ends between two exchanges
    await train(watched, 2)
    const [one, other] = [...replicas].map((w) => [...w])
    expect(other).toEqual(one)
    await train(downpour(two), 3)
    expect((await train(adaptiveRevision(two), 4)).epochs.length).toBe(4) // whose server remembers other vectors
  })

  it('of an interrupted epoch: its row is of all samples, as if nothing had happened', async () => {
    const path = inMemory()
    const data = blobs({ samples: 3000, classes: 3, noise: 0.4, seed: 7 })
    const model = new Dense(2, 3, { rng: generator(1) })
    const { loss } = await evaluate(model, data, { loss: crossEntropy })
    const stop = new AbortController()
    const seen: number[] = []
    const train = (callback: Callback, signal?: AbortSignal): Promise<History> =>
      fit(model, data, {
        epochs: 1,
        batchSize: 1,
        seed: 1,
        optimizer: sgd({ lr: 0 }),
        loss: crossEntropy,
        progress: 'none',
        ...(signal && { signal }),
        checkpoint: { path },
        callbacks: [callback],
        parallel: sync({ workers: 2, transport: simulated() }),
      })
    const { stopped, next } = await train({ onBatchEnd: () => stop.abort() }, stop.signal)
    expect([stopped, next.epoch]).toEqual(['interrupted', 0])
    const { epochs } = await train({ onBatchEnd: (info) => seen.push(info.seen, info.batch + 1) })
    expect(epochs[0].loss).toBeCloseTo(loss, 5)
    expect(seen.slice(-2)).toEqual([3000, 3000])
  })
})

describe('fit of workers whose loss is never finite', () => {
  const spoilt = (strategy: Strategy, onNaN: 'throw' | 'stop') => {
    const rng = generator(1)
    const model = new Sequential(new Dense(2, 16, { rng }), relu, new Dense(16, 3, { rng }))
    const weights = (): number[] => Object.values(model.stateDict()).flatMap(({ data }) => [...data])
    const before = weights()
    const history = fit(model, blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 }), {
      epochs: 3,
      batchSize: 10,
      seed: 1,
      optimizer: adam(),
      loss: (x, y) => mul(crossEntropy(x, y), NaN),
      onNaN,
      progress: 'none',
      parallel: strategy,
    })
    return { history, before, weights }
  }
  it.each([sync(place), downpour(place), hogwild(place)])(
    '$name: ends as onNaN says, with the last good model',
    async (strategy) => {
      const thrown = spoilt(strategy, 'throw')
      await expect(thrown.history).rejects.toMatchObject({ name: 'WorkersGoneError', nonFinite: true })
      const { history, before, weights } = spoilt(strategy, 'stop')
      const { stopped, reason } = await history
      expect(stopped).toBe('nan')
      expect(reason).toContain(`${strategy.name}: the last worker is gone`)
      expect(weights()).toEqual(before)
    },
  )
})
