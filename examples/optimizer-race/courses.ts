// The two courses of the race: 4,000 digits for a small network, and a bowl a hundred times steeper across than along.
import {
  accuracy,
  arrayDataset,
  crossEntropy,
  Dense,
  generator,
  mean,
  Optimizer,
  relu,
  reshape,
  Sequential,
} from 'glissade'
import type { ConfiguredRule } from 'glissade'
import { mnist } from 'glissade/node'

/** One run with one seed: how good the weights were at each look, larger is better. */
export type Course = (rule: ConfiguredRule, seed: number, steps: number) => number[]

/** Steps between two looks at the digits. */
export const every = 20

// Halved to 14 x 14 pixels: the race has hundreds of runs.
const images = mnist()
const quarters = reshape(images.batch().x, [images.length, 14, 2, 14, 2])
const small = Float32Array.from(mean(quarters, { axis: [2, 4] }).data)
const [training, validation, rest] = arrayDataset(small, images.labels, { shape: [196] }).split(
  [0.4, 0.1, 0.5],
  { seed: 1, stratify: true },
)

/**
 * A network 196-32-10, batches of 100; looks: the share of right answers among other digits. All rules get the same
 * weights and batches with the same seed.
 */
const digitsOn =
  (others: typeof training): Course =>
  (rule, seed, steps) => {
    const rng = generator(seed)
    const model = new Sequential(new Dense(196, 32, { rng }), relu, new Dense(32, 10, { rng }))
    const optimizer = new Optimizer(model, rule)
    const { x, y } = others.batch()
    const looks: number[] = []
    for (let step = 0, epoch = 0; step < steps; epoch++) {
      for (const batch of training.batches({ batchSize: 100, shuffle: true, seed, epoch })) {
        if (step === steps) break
        optimizer.step(() => crossEntropy(model.forward(batch.x), batch.y))
        step++
        if (step % every === 0) looks.push(accuracy(model.forward(x), y))
      }
    }
    return looks
  }

export const digits = digitsOn(rest.take(2000))
/** The same on digits that are used for nothing but choosing rates. */
export const otherDigits = digitsOn(validation)

/** f = ½ (x² + 100 y²) from a point drawn by the seed; looks: the powers of ten by which f has fallen. */
export const bowl: Course = (rule, seed, steps) => {
  const rng = generator(seed)
  const value = Float64Array.of(rng.normal(), rng.normal() / 10)
  const gradient = new Float64Array(2)
  const height = () => 0.5 * (value[0] ** 2 + 100 * value[1] ** 2)
  const evaluate = (loss: () => number) => {
    gradient.set([value[0], 100 * value[1]])
    return loss()
  }
  const segments = [{ name: 'w', shape: [2], lo: 0, hi: 2 }]
  const optimizer = new Optimizer({ value, gradient, segments, touch() {}, evaluate }, rule)
  const start = height()
  return Array.from({ length: steps }, () => {
    optimizer.step(height)
    return Math.log10(start / height())
  })
}
