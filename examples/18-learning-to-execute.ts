// Learning to execute: an LSTM reads a sum as text and writes the result, taught by four curricula.
// Run it: npx tsx examples/18-learning-to-execute.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  clipByGlobalNorm,
  Dense,
  Embedding,
  generator,
  learningToExecute,
  Lstm,
  Optimizer,
  plot,
  Sequential,
  sequenceCrossEntropy,
} from 'glissade'
import { batchOf, right, SYMBOLS } from './18-learning-to-execute/problems.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 3000)
const [LENGTH, BATCH, HIDDEN] = [3, 64, 128]
const CHECKED = Math.min(steps, Math.max(5, Math.round(steps / 30)))

function learn(name: learningToExecute.StrategyName): plot.Point[] {
  const [rng, draws] = [generator(1), generator(2)]
  const lstm = new Lstm(16, HIDDEN, { rng })
  const model = new Sequential(new Embedding(SYMBOLS.length, 16, { rng }), lstm, new Dense(HIDDEN, SYMBOLS.length, { rng })) // prettier-ignore
  const optimizer = new Optimizer(model, adam({ lr: 4e-3 }), { transforms: [clipByGlobalNorm(1)] })
  const curriculum = learningToExecute.strategy(name, { length: LENGTH, nesting: 1 }, draws)
  const exam = batchOf(new Array<number>(200).fill(LENGTH), generator(3))
  const points: plot.Point[] = []
  for (let k = 1; k <= steps; k++) {
    const batch = batchOf(
      Array.from({ length: BATCH }, () => curriculum.next().length),
      draws,
    )
    optimizer.step(() => sequenceCrossEntropy(model.forward(batch.x), batch.y, { mask: batch.mask }))
    if (k % CHECKED > 0) continue
    points.push([k, 100 * right(model, exam)])
    if (right(model, batchOf(new Array<number>(100).fill(curriculum.stage.length), draws)) > 0.9)
      curriculum.harder()
  }
  return points
}

const names = ['baseline', 'naive', 'mix', 'combined'] as const
const series = names.map((name) => ({ name, points: learn(name) }))
for (const { name, points } of series)
  console.log(`${name}: ${points.at(-1)![1].toFixed(1)} % of sums of ${LENGTH} digits right`)
mkdirSync(out, { recursive: true })
const axes = { x: { label: 'step' }, y: { label: '% of answers right' } }
writeFileSync(
  new URL('learning-to-execute.svg', out),
  plot.lineChart({ title: `Adding numbers of ${LENGTH} digits`, ...axes, series }),
)
