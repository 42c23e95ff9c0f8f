// MNIST for the peers, as plain arrays; Glissade reads its own.
import { mnistFull } from '@glissade/data/node'

export interface Digits {
  readonly x: Float32Array
  readonly labels: Int32Array
  readonly count: number
}

/** The moments of all pixels of the training set. */
export const [MEAN, DEVIATION] = [0.1306604762738429, 0.3081078038564622]

/** 60,000 × 784 numbers from 0 to 1, or of mean 0 and deviation 1. */
export function digits(standardised: boolean): Digits {
  const { train } = mnistFull()
  const bytes = train.samples.data
  const x = new Float32Array(bytes.length)
  for (let i = 0; i < x.length; i++)
    x[i] = standardised ? (bytes[i] / 255 - MEAN) / DEVIATION : bytes[i] / 255
  return { x, labels: train.labels, count: train.length }
}

/** Batches in a shuffled order, for ever: positions of samples. */
export function* positions(count: number, batch: number): Generator<Int32Array, never> {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  let state = 1
  for (;;) {
    for (let i = count - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const j = state % (i + 1)
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    for (let at = 0; at + batch <= count; at += batch) yield order.subarray(at, at + batch)
  }
}
