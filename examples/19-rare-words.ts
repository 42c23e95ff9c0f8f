// Rare words: texts whose words follow Zipf's law, a weight for each word, and Adagrad against plain descent.
// Run it: npx tsx examples/19-rare-words.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adagrad,
  binaryCrossEntropy,
  Embedding,
  generator,
  Optimizer,
  plot,
  sgd,
  sum,
  type ConfiguredRule,
} from 'glissade'
import { agreement, texts, WORDS } from './19-rare-words/texts.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 4000)
const BATCH = 32
const rates = { sgd: [0.3, 1, 3, 10, 30], adagrad: [0.1, 0.3, 1, 3] }

const batches = Array.from({ length: steps }, () => texts(BATCH))
const test = texts(2000)

function train(rule: ConfiguredRule) {
  const weights = new Embedding(WORDS, 1, {
    rng: generator(2),
    init: (shape) => new Float32Array(shape[0] * shape[1]),
  })
  const loss = ({ x, y }: typeof test) => binaryCrossEntropy(sum(weights.forward(x), { axis: 1 }), y)
  const optimizer = new Optimizer(weights, rule)
  for (const batch of batches) optimizer.step(() => loss(batch))
  return { loss: loss(test).item(), weights: weights.weight.data }
}

const edges = Array.from({ length: 11 }, (_, i) => Math.round(WORDS ** (0.2 + 0.08 * i)))
const series = [sgd, adagrad].map((rule) => {
  const runs = rates[rule.name as 'sgd' | 'adagrad'].map((lr) => ({ lr, ...train(rule({ lr })) }))
  const best = runs.reduce((a, b) => (b.loss < a.loss ? b : a))
  console.log(
    `${rule.name}: loss ${best.loss.toFixed(4)} on other texts at its best rate, ${best.lr} of ${runs.map(({ lr }) => lr).join(', ')}`,
  )
  const points = edges
    .slice(1)
    .map((to, i): plot.Point => [Math.sqrt(to * edges[i]), agreement(best.weights, edges[i], to)])
  console.log(
    `  agreement with the truth: ${points[0][1].toFixed(2)} for words of rank ${edges[0]} to ${edges[1]}, ${points[9][1].toFixed(2)} for the rarest`,
  )
  return { name: `${rule.name}, lr ${best.lr}`, points }
})
mkdirSync(out, { recursive: true })
const axes = { x: { label: 'rank of the word', log: true }, y: { label: 'correlation with the true weight' } }
writeFileSync(
  new URL('rare-words.svg', out),
  plot.lineChart({ title: 'What is learnt of common and of rare words', ...axes, series }),
)
