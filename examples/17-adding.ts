// The adding problem: remember two marked numbers among many, and add them. A simple recurrent network against an LSTM.
// Run it: npx tsx examples/17-adding.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  adding,
  clipByGlobalNorm,
  Dense,
  full,
  generator,
  Lstm,
  mse,
  noGrad,
  Optimizer,
  plot,
  Rnn,
  Sequential,
  type Generator,
} from 'glissade'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 2000)
const checked = Math.ceil(steps / 40)
const [LENGTH, HIDDEN] = [50, 48]
const problems = adding({ samples: 10_000, length: LENGTH, seed: 1 })
const others = adding({ samples: 200, length: LENGTH, seed: 2 }).batch()

function train(make: (rng: Generator) => Rnn | Lstm): plot.Point[] {
  const rng = generator(1)
  const model = new Sequential(make(rng), new Dense(HIDDEN, 1, { rng }))
  const optimizer = new Optimizer(model, adam({ lr: 2e-3 }), { transforms: [clipByGlobalNorm(1)] })
  const points: plot.Point[] = []
  for (let k = 0, epoch = 0; k < steps; epoch++) {
    for (const { x, y } of problems.batches({ batchSize: 32, shuffle: true, seed: 1, epoch })) {
      optimizer.step(() => mse(model.forward(x), y))
      if (++k % checked === 0) points.push([k, noGrad(() => mse(model.forward(others.x), others.y)).item()])
      if (k === steps) break
    }
  }
  return points
}

const kinds = {
  'simple recurrent network': (rng: Generator) => new Rnn(2, HIDDEN, { rng, outputs: 'last' }),
  LSTM: (rng: Generator) => new Lstm(2, HIDDEN, { rng, outputs: 'last' }),
}
const series = Object.entries(kinds).map(([name, make]) => ({ name, points: train(make) }))
for (const { name, points } of series) console.log(`${name}: squared error ${points.at(-1)![1].toFixed(4)}`)
const always = mse(full(others.y.shape, 0.5), others.y).item()
console.log(`always answering ½: ${always.toFixed(4)}`)

const guess = { name: 'always answering ½', points: [[0, always], [steps, always]] as plot.Point[], dashed: true } // prettier-ignore
mkdirSync(out, { recursive: true })
const title = `The adding problem, sequences of ${LENGTH} and more`
const axes = { x: { label: 'step of training' }, y: { label: 'squared error on other problems', log: true } }
writeFileSync(new URL('adding.svg', out), plot.lineChart({ title, ...axes, series: [...series, guess] }))
