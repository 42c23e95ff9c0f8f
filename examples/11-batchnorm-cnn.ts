// What BatchNorm does for a convolutional network: the same one with and without it, at a rate that suits both and at one ten times as high.
// Run it: npx tsx examples/11-batchnorm-cnn.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  BatchNorm,
  Conv2d,
  Dense,
  evaluate,
  fit,
  generator,
  GlobalAvgPool,
  momentum,
  plot,
  relu,
  Sequential,
  type Layer,
} from 'glissade'
import { mnist } from 'glissade/node'

const epochs = Number(process.env.STEPS ?? 10)
const [training, test] = mnist().reshape([1, 28, 28]).split([0.8, 0.2], { seed: 1, stratify: true })

/** Three convolutions, of which two halve the sides; the mean of each last channel goes to the classes. */
function network(normalised: boolean): Sequential {
  const rng = generator(1)
  // A bias before BatchNorm would be taken off again with the mean.
  const block = (inputs: number, outputs: number, stride: number): Layer[] => [
    new Conv2d(inputs, outputs, 3, { rng, stride, padding: 1, bias: !normalised }),
    ...(normalised ? [new BatchNorm(outputs)] : []),
    relu,
  ]
  return new Sequential(
    ...block(1, 8, 2), //   (n, 8, 14, 14)
    ...block(8, 16, 2), //  (n, 16, 7, 7)
    ...block(16, 32, 1), // (n, 32, 7, 7)
    new GlobalAvgPool(), // (n, 32)
    new Dense(32, 10, { rng }),
  )
}
console.log(String(network(true).summary([1, 28, 28])), '\n')

const runs = [
  { name: 'without, rate 0.1', normalised: false, lr: 0.1 },
  { name: 'with, rate 0.1', normalised: true, lr: 0.1 },
  { name: 'without, rate 1', normalised: false, lr: 1 },
  { name: 'with, rate 1', normalised: true, lr: 1 },
]
const series = []
for (const { name, normalised, lr } of runs) {
  const model = network(normalised)
  const history = await fit(model, training, {
    epochs,
    batchSize: 64,
    optimizer: momentum({ lr, momentum: 0.9 }),
    seed: 1,
    validation: 0.1,
    progress: 'none',
    onNaN: 'stop',
  })
  const { accuracy } = await evaluate(model, test)
  const wrong = history.epochs.map(({ valAccuracy }) => 100 * (1 - valAccuracy))
  console.log(`${name.padEnd(18)}  ${plot.sparkline(wrong)}  ${(100 * accuracy).toFixed(1)} % right`)
  series.push({ name, points: wrong.map((share, i) => [i + 1, share] as const), dashed: !normalised })
}

const svg = new URL('../out/batchnorm-cnn.svg', import.meta.url)
mkdirSync(new URL('.', svg), { recursive: true })
const axes = { x: { label: 'epoch' }, y: { label: 'wrong digits, %', log: true } }
writeFileSync(svg, plot.lineChart({ title: 'A CNN with and without BatchNorm', ...axes, series }))
