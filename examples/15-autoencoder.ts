// An autoencoder: 784 pixels through two numbers and back. Digits find places in the plane of these two, and nobody said which is which.
// Run it: npx tsx examples/15-autoencoder.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  binaryCrossEntropy,
  Dense,
  generator,
  noGrad,
  Optimizer,
  plot,
  relu,
  Sequential,
  sigmoid,
} from 'glissade'
import { mnistFull } from 'glissade/node'

const steps = Number(process.env.STEPS ?? 6000)
const { train, test } = mnistFull()
const digits = train.reshape([784])
const shown = test.reshape([784]).take(2000).batch()

const rng = generator(1)
const encoder = new Sequential(
  new Dense(784, 256, { rng }),
  relu,
  new Dense(256, 64, { rng }),
  relu,
  new Dense(64, 2, { rng }),
)
const decoder = new Sequential(
  new Dense(2, 64, { rng }),
  relu,
  new Dense(64, 256, { rng }),
  relu,
  new Dense(256, 784, { rng }),
)
const model = new Sequential(encoder, decoder)
const optimizer = new Optimizer(model, adam({ lr: 1e-3 }))

let [step, loss] = [0, NaN]
for (let epoch = 0; step < steps; epoch++)
  for (const { x } of digits.batches({ batchSize: 64, shuffle: true, seed: 1, epoch })) {
    loss = optimizer.step(() => binaryCrossEntropy(model.forward(x), x))
    if (++step % Math.ceil(steps / 6) === 0) console.log(`step ${step}: loss ${loss.toFixed(3)}`)
    if (step >= steps) break
  }

// Where 2,000 digits of the test set lie, and whether the nearest of the others is the same digit.
const places = noGrad(() => encoder.forward(shown.x)).toArray() as [number, number][]
const labels = shown.y.data
const distance = (i: number, j: number): number =>
  (places[i][0] - places[j][0]) ** 2 + (places[i][1] - places[j][1]) ** 2
const nearest = places.map((_, i) =>
  places.reduce(
    (best, _at, j) => (j !== i && (best < 0 || distance(i, j) < distance(i, best)) ? j : best),
    -1,
  ),
)
const same = nearest.filter((j, i) => labels[j] === labels[i]).length / places.length
console.log(`the nearest of 2,000 is the same digit for ${(100 * same).toFixed(1)} % of them`)
const rebuilt = noGrad(() => sigmoid(model.forward(shown.x))).data
for (const pixels of [shown.x.data, rebuilt]) console.log(plot.digit(pixels.subarray(0, 784), { max: 1 }))

const groups = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
  name: String(digit),
  mark: String(digit),
  points: places.filter((_, i) => labels[i] === digit),
}))
const svg = new URL('../out/autoencoder.svg', import.meta.url)
mkdirSync(new URL('.', svg), { recursive: true })
const axes = { x: { label: 'first number' }, y: { label: 'second number' } }
writeFileSync(
  svg,
  plot.scatterChart({ title: 'Where an autoencoder puts 2,000 digits', ...axes, groups, height: 700 }),
)
