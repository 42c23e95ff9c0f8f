// Small data, and small models.
import { relu, type Tensor } from '@glissade/autograd'
import { blobs, type Dataset } from '@glissade/data'
import { BatchNorm, Dense, Dropout, Sequential } from '@glissade/nn'
import { generator } from '@glissade/random'
import type { BatchInfo, Callback } from '../src/index.ts'

/** 50 points of three classes in the plane. */
export const points = (samples = 50): Dataset => blobs({ samples, classes: 3, noise: 0.4, seed: 7 })

export const classifier = (seed = 1): Sequential => {
  const rng = generator(seed)
  return new Sequential(new Dense(2, 8, { rng }), relu, new Dense(8, 3, { rng }))
}

/** With running statistics, random masks and penalties. */
export const busyClassifier = (): Sequential => {
  const rng = generator(3)
  return new Sequential(
    new Dense(2, 8, { rng }),
    new BatchNorm(8),
    relu,
    new Dropout(0.25, { rng }),
    new Dense(8, 3, { rng, l2: 0.01 }),
  )
}

export const weights = (model: Sequential): number[] =>
  Object.values(model.stateDict()).flatMap(({ data }) => [...data])

/** Everything in a data set as two tensors. */
export const all = (data: Dataset): { x: Tensor; y: Tensor } => data.batch()

export const quiet = { progress: 'none', seed: 1 } as const
/** A callback that remembers every batch. */
export const watching = () => {
  const batches: BatchInfo[] = []
  return { batches, callback: { onBatchEnd: (info) => void batches.push(info) } satisfies Callback }
}
