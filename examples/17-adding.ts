// The adding problem: remember two marked numbers among many, and add them. A simple recurrent network against an LSTM.
// Run it: npx tsx examples/17-adding.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  clipByGlobalNorm,
  Dense,
  generator,
  Lstm,
  mse,
  Optimizer,
  plot,
  Rnn,
  Sequential,
  tensor,
  type Generator,
} from 'glissade'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 1500)
const [TIME, BATCH, HIDDEN] = [50, 32, 48]

/** Numbers from 0 to 1, each with a mark beside it: 1 for one in either half, 0 for the others. The answer is the sum of the two. */
function problems(rng: Generator) {
  const x = new Float32Array(BATCH * TIME * 2)
  const y = new Float32Array(BATCH)
  for (let b = 0; b < BATCH; b++) {
    const marked = [rng.integer(TIME / 2), TIME / 2 + rng.integer(TIME / 2)]
    for (let t = 0; t < TIME; t++) {
      const at = 2 * (b * TIME + t)
      x[at] = rng.uniform()
      x[at + 1] = marked.includes(t) ? 1 : 0
      y[b] += x[at] * x[at + 1]
    }
  }
  return { x: tensor(x, { shape: [BATCH, TIME, 2] }), y: tensor(y, { shape: [BATCH, 1] }) }
}

function train(make: (rng: Generator) => Rnn | Lstm): plot.Point[] {
  const rng = generator(1)
  const model = new Sequential(make(rng), new Dense(HIDDEN, 1, { rng }))
  const optimizer = new Optimizer(model, adam({ lr: 2e-3 }), { transforms: [clipByGlobalNorm(1)] })
  const examples = generator(2)
  const losses = Array.from({ length: steps }, () => {
    const { x, y } = problems(examples)
    return optimizer.step(() => mse(model.forward(x), y))
  })
  const window = Math.max(1, Math.round(steps / 40))
  const mean = (k: number) => losses.slice(k - window, k).reduce((sum, loss) => sum + loss) / window
  return Array.from({ length: Math.floor(steps / window) }, (_, i) => [
    (i + 1) * window,
    mean((i + 1) * window),
  ])
}

const kinds = {
  'simple recurrent network': (rng: Generator) => new Rnn(2, HIDDEN, { rng, outputs: 'last' }),
  LSTM: (rng: Generator) => new Lstm(2, HIDDEN, { rng, outputs: 'last' }),
}
const series = Object.entries(kinds).map(([name, make]) => ({ name, points: train(make) }))
for (const { name, points } of series) console.log(`${name}: squared error ${points.at(-1)![1].toFixed(4)}`)
console.log(`always answering 1: ${(1 / 6).toFixed(4)}`)

const guess = { name: 'always answering 1', points: [[0, 1 / 6], [steps, 1 / 6]] as plot.Point[], dashed: true } // prettier-ignore
mkdirSync(out, { recursive: true })
const title = `The adding problem over ${TIME} steps`
const axes = { x: { label: 'step' }, y: { label: 'squared error', log: true } }
writeFileSync(new URL('adding.svg', out), plot.lineChart({ title, ...axes, series: [...series, guess] }))
