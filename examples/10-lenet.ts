// LeNet: convolutions and pooling on all of MNIST, and what its first kernels see. 99.2 % right after a minute of training.
// Run it: npx tsx examples/10-lenet.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  Conv2d,
  Dense,
  evaluate,
  fit,
  Flatten,
  generator,
  MaxPool2d,
  noGrad,
  plot,
  relu,
  schedules,
  Sequential,
} from 'glissade'
import { mnistFull } from 'glissade/node'

// STEPS are epochs; less than one takes a part of the digits.
const steps = Number(process.env.STEPS ?? 8)
const [epochs, batchSize] = [Math.ceil(steps), 64]
const { train, test } = mnistFull()
const digits = train.reshape([1, 28, 28]).take(Math.min(1, steps) * train.length)
const [training, validation] = digits.split([0.9, 0.1], { seed: 1, stratify: true })

// Each pixel of a feature map looks at 5 by 5 pixels below it, with the same kernel everywhere; pooling halves the sides.
const rng = generator(1)
const first = new Conv2d(1, 6, 5, { rng, padding: 2 })
const model = new Sequential(
  first, //                            (n, 6, 28, 28)
  relu,
  new MaxPool2d(2), //                 (n, 6, 14, 14)
  new Conv2d(6, 16, 5, { rng }), //    (n, 16, 10, 10)
  relu,
  new MaxPool2d(2), //                 (n, 16, 5, 5)
  new Flatten(),
  new Dense(400, 120, { rng }),
  relu,
  new Dense(120, 84, { rng }),
  relu,
  new Dense(84, 10, { rng }),
)
console.log(String(model.summary([1, 28, 28])))

const { lr } = schedules.oneCycle(4e-3, epochs * Math.ceil(training.length / batchSize))
const start = performance.now()
const history = await fit(model, training, {
  epochs,
  batchSize,
  optimizer: adam(),
  schedules: { lr },
  seed: 1,
  validation,
})
const seconds = Math.round((performance.now() - start) / 1000)
const held = test.reshape([1, 28, 28])
const { accuracy } = await evaluate(model, held)
console.log(`\n${(100 * accuracy).toFixed(2)} % of ${held.length} other digits right, after ${seconds} s`)

/** Six feature maps of one digit, dark where a kernel finds what it looks for. */
const maps = noGrad(() => relu(first.forward(held.batch([0]).x)))
const largest = Math.max(...maps.data)
const pictures = [0, 1, 2, 3, 4, 5].map((k) =>
  plot.digit(maps.data.subarray(784 * k, 784 * (k + 1)), { max: largest }).split('\n'),
)
for (const row of [pictures.slice(0, 2), pictures.slice(2, 4), pictures.slice(4)])
  for (const i of row[0].keys()) console.log(row.map((lines) => lines[i]).join('  '))

const points = (key: string) => history.epochs.map((row, i) => [i + 1, row[key]] as const)
const series = [
  { name: 'training', points: points('loss') },
  { name: 'validation', points: points('valLoss') },
]
const svg = new URL('../out/lenet.svg', import.meta.url)
mkdirSync(new URL('.', svg), { recursive: true })
const axes = { x: { label: 'epoch' }, y: { label: 'loss', log: true } }
writeFileSync(svg, plot.lineChart({ title: 'LeNet on MNIST', ...axes, series }))
