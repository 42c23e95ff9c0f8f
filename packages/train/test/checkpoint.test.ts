// Going on after a crash: wherever a run dies, the same program started again ends in the same bits. Files are in checkpoint-file.test.ts.
import {
  adam,
  adamw,
  gradientNoise,
  lbfgs,
  momentum,
  nadam,
  schedules,
  type ConfiguredRule,
} from '@glissade/optim'
import { blobs, type Dataset } from '@glissade/data'
import type { Sequential } from '@glissade/nn'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../src/checkpoint/encode.ts'
import { CheckpointError, fit, type FitOptions, type History, type Store } from '../src/node/index.ts'
import { busyClassifier, classifier, points, weights } from './setup.ts'

/** A place in memory; `writes` counts what came. */
const place = (): Store & { bytes: Uint8Array | undefined; writes: number } => ({
  name: 'memory',
  bytes: undefined,
  writes: 0,
  async read() {
    return this.bytes
  },
  async write(bytes) {
    this.bytes = bytes.slice()
    this.writes++
  },
})

class Crash extends Error {}

/** Everything but the time: what must be the same, whatever happened in between. */
const told = ({ epochs, ...rest }: History) => ({
  ...rest,
  epochs: epochs.map(({ seconds: _seconds, ...row }) => row),
})

interface Setting {
  readonly title: string
  readonly every?: number
  /** A new one for each run, as a program that is started again makes everything anew. */
  options(): Partial<FitOptions> & { readonly optimizer: ConfiguredRule }
}

const settings: readonly Setting[] = [
  { title: 'adam, epoch by epoch', options: () => ({ optimizer: adam({ lr: 0.01 }) }) },
  { title: 'adam, every step', every: 1, options: () => ({ optimizer: adam({ lr: 0.01 }) }) },
  { title: 'nadam, whose momentum has a memory', every: 2, options: () => ({ optimizer: nadam() }) },
  {
    title: 'a falling rate, and validation split off',
    every: 2,
    options: () => ({ optimizer: momentum(), schedules: { lr: schedules.cosine(0.1, 12) }, validation: 0.2 }),
  },
  {
    title: 'early stopping that puts the best weights back',
    every: 3,
    options: () => ({
      optimizer: adam({ lr: 0.3 }),
      earlyStopping: { patience: 2, restoreBest: true },
      validation: 0.2,
    }),
  },
  {
    title: 'gradients of two batches for a step',
    every: 1,
    options: () => ({ optimizer: adamw(), accumulate: 2 }),
  },
  { title: 'lbfgs on all samples', options: () => ({ optimizer: lbfgs(), batchSize: 'all' }) },
]

/** Starts the program; it dies in batch `crash` of those that it sees. */
async function run({ every, options }: Setting, store: Store, crash = Infinity) {
  const model = busyClassifier()
  let seen = 0
  const rng = generator(5)
  const { optimizer, ...others } = options()
  const dying = { onBatchEnd: () => { if (++seen === crash) throw new Crash() } } // prettier-ignore
  const history = await fit(model, points(), {
    epochs: 3,
    batchSize: 10,
    seed: 1,
    progress: 'none',
    optimizer,
    ...('batchSize' in others ? {} : { transforms: [gradientNoise(rng, { eta: 0.01 })] }),
    ...others,
    callbacks: [dying],
    checkpoint: { path: store, keep: { rng }, ...(every ? { every } : {}) },
  })
  return { ...told(history), weights: weights(model) }
}

describe('A run that dies', () => {
  it.each(settings)('with $title: after any batch, the next start ends in the same bits', async (setting) => {
    const whole = await run(setting, place())
    const batches = setting.options().batchSize === 'all' ? 3 : 15
    for (let crash = 1; crash < batches; crash++) {
      const store = place()
      const end = await run(setting, store, crash).catch((error: unknown) => error)
      if (end instanceof Crash) expect(await run(setting, store)).toEqual(whole)
      else expect(end).toEqual(whole) // it stopped early before that batch
    }
  })

  it('again and again gets to the end as long as it gets from one checkpoint to the next', async () => {
    const store = place()
    const dying = () => run(settings[1], store, 2).catch((error: unknown) => error)
    let starts = 0
    while ((await dying()) instanceof Crash) starts++
    expect(starts).toBeGreaterThan(5)
    expect(await run(settings[1], store)).toEqual(await run(settings[1], place()))
  })

  it('and is started again when it is done, trains nothing and tells the same', async () => {
    for (const setting of settings) {
      const store = place()
      const first = await run(setting, store)
      const { writes } = store
      expect(await run(setting, store, 1)).toEqual(first)
      expect(store.writes).toBe(writes)
    }
  })

  it('is saved when it is interrupted, and goes on for more epochs than it was to have', async () => {
    const store = place()
    const options = { batchSize: 10, seed: 1, progress: 'none', optimizer: adam() } as const
    const controller = new AbortController()
    const interrupting = { onBatchEnd: ({ batch }: { batch: number }) => { if (batch === 2) controller.abort() } } // prettier-ignore
    const model = busyClassifier()
    const broken = await fit(model, points(), {
      ...options, epochs: 1, signal: controller.signal, callbacks: [interrupting], checkpoint: { path: store },
    }) // prettier-ignore
    expect(broken).toMatchObject({ stopped: 'interrupted', next: { epoch: 0, batch: 3 } })
    const onwards = busyClassifier()
    await fit(onwards, points(), { ...options, epochs: 2, checkpoint: { path: store } })
    const whole = busyClassifier()
    await fit(whole, points(), { ...options, epochs: 2 })
    expect(weights(onwards)).toEqual(weights(whole))
    const { reason, epochs } = await fit(busyClassifier(), points(), {
      ...options,
      epochs: 1,
      checkpoint: { path: store },
    })
    expect([reason, epochs.length]).toEqual(['Finished before: 2 epochs are done, and 1 asked for.', 2])
  })
})

describe('A checkpoint of another run', () => {
  const moved = () => blobs({ samples: 50, classes: 3, noise: 0.4, seed: 8 })
  const options = { epochs: 1, batchSize: 10, seed: 1, progress: 'none' } as const
  const start = async (changed: Partial<FitOptions>, path: Store, model = classifier(), data = points()) =>
    fit(model, data, { ...options, optimizer: adam(), ...changed, checkpoint: { path } })
  interface Other {
    readonly difference: string
    readonly changed?: Partial<FitOptions>
    readonly model?: Sequential
    readonly data?: Dataset
  }
  const dense = 'layers.0.weight (2, 8); layers.0.bias (8); layers.2.weight (8, 3); layers.2.bias (3)'
  const busy =
    'layers.0.weight (2, 8); layers.0.bias (8); layers.1.gamma (8); layers.1.beta (8); layers.4.weight (8, 3); layers.4.bias (3)'
  // prettier-ignore
  const rows: readonly Other[] = [
    { difference: 'rule adam, and this run has momentum', changed: { optimizer: momentum() } },
    { difference: 'lr 0.001, and this run has 0.1', changed: { optimizer: adam({ lr: 0.1 }) } },
    { difference: 'seed 1, and this run has 2', changed: { seed: 2 } },
    { difference: 'batchSize 10, and this run has 5', changed: { batchSize: 5 } },
    { difference: 'shuffle true, and this run has false', changed: { shuffle: false } },
    { difference: 'accumulate 1, and this run has 2', changed: { accumulate: 2 } },
    { difference: 'earlyStopping false, and this run has true', changed: { earlyStopping: { patience: 1 } } },
    { difference: 'samples 50, and this run has 60', data: points(60) },
    { difference: `data of checksum ${points().fingerprint()}, and this run has ${moved().fingerprint()}`, data: moved() },
    { difference: `parameters ${dense}, and this run has ${busy}`, model: busyClassifier() },
  ]
  it.each(rows)('is refused: $difference', async ({ difference, changed = {}, model, data }) => {
    const store = place()
    await start({}, store)
    const error: unknown = await start(changed, store, model, data).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(CheckpointError)
    expect((error as Error).message).toBe(
      `fit: memory was saved with ${difference}; it needs the same run. To begin anew, delete it or give another path.`,
    )
  })
})

describe('The bytes of a checkpoint', () => {
  const value = {
    numbers: [0, -0, NaN, Infinity, -Infinity, 1e-320, 2 ** 53],
    texts: ['', '"', '\u{1f600}', '__proto__'],
    nothing: null,
    arrays: {
      f32: Float32Array.of(1.5, NaN, -0),
      f64: Float64Array.of(Math.PI, 5e-324),
      i32: Int32Array.of(-1),
      none: new Float32Array(0),
      window: new Float64Array([1, 2, 3, 4]).subarray(1, 3),
    },
  }
  it('bring back what was put in, bit for bit', () => {
    expect(decode('x', encode(value))).toEqual({
      ...value,
      arrays: { ...value.arrays, window: Float64Array.of(2, 3) },
    })
  })
  it('are refused when they are none, or of a later version', () => {
    const refuse = (bytes: Uint8Array) => {
      try {
        return decode('x', bytes)
      } catch (error) {
        return error
      }
    }
    const none = new CheckpointError(
      'fit: x is no checkpoint; it needs a file that fit(…, { checkpoint }) wrote.',
    )
    const whole = encode(value)
    expect(refuse(new Uint8Array(0))).toEqual(none)
    expect(refuse(new TextEncoder().encode('no checkpoint at all'))).toEqual(none)
    for (let n = 0; n < whole.length; n += 8) expect(refuse(whole.subarray(0, n))).toEqual(none)
    const later = whole.slice()
    later[4] = 2
    expect(refuse(later)).toEqual(
      new CheckpointError('fit: x is a checkpoint of format 2; this version of the library reads 1.'),
    )
  })
})
