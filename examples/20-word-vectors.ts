// Word vectors: skip-grams with negative sampling on the pages of this project; which words are near, and a race of rules.
// Run it: npx tsx examples/20-word-vectors.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adagrad,
  adam,
  binaryCrossEntropy,
  generator,
  nadamScheduled,
  Optimizer,
  plot,
  sgd,
  sparseAdam,
  tensor,
  type ConfiguredRule,
} from 'glissade'
import { SkipGram } from './20-word-vectors/skip-gram.ts'
import { ids, nearest, urn, vocabulary } from './20-word-vectors/words.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 3000)
const [SIZE, WINDOW, WRONG, BATCH] = [32, 4, 5, 128]
/** A word, one of those around it, and some that are not: which is which? */
function train(rule: ConfiguredRule): { model: SkipGram; points: plot.Point[] } {
  const [model, rng] = [new SkipGram(vocabulary.length, SIZE), generator(3)]
  const optimizer = new Optimizer(model, rule)
  const right = tensor(Array.from({ length: BATCH }, () => [1, ...new Array<number>(WRONG).fill(0)]))
  const losses = Array.from({ length: steps }, () => {
    const at = Array.from({ length: BATCH }, () => WINDOW + rng.integer(ids.length - 2 * WINDOW))
    const beside = () => (1 + rng.integer(WINDOW)) * (rng.uniform() < 0.5 ? -1 : 1)
    const around = at.map((k) => [
      ids[k + beside()],
      ...Array.from({ length: WRONG }, () => urn[rng.integer(urn.length)]),
    ])
    const centre = tensor(at.map((k) => ids[k]), { dtype: 'int32' }) // prettier-ignore
    return optimizer.step(() =>
      binaryCrossEntropy(model.forward(centre, tensor(around, { dtype: 'int32' })), right),
    )
  })
  const window = Math.max(1, Math.round(steps / 30))
  const mean = (k: number) => losses.slice(k - window, k).reduce((total, loss) => total + loss) / window
  return {
    model,
    points: Array.from({ length: Math.floor(steps / window) }, (_, i) => [
      (i + 1) * window,
      mean((i + 1) * window),
    ]),
  }
}

const rules = { sgd: sgd({ lr: 3 }), adagrad: adagrad({ lr: 0.1 }), adam: adam({ lr: 3e-3 }), sparseAdam: sparseAdam({ lr: 3e-3 }), nadam: nadamScheduled({ lr: 3e-3 }) } // prettier-ignore
const runs = Object.entries(rules).map(([name, rule]) => ({ name, ...train(rule) }))
console.log(`${vocabulary.length} words, ${ids.length} in a row`)
for (const { name, points } of runs) console.log(`${name}: loss ${points.at(-1)![1].toFixed(4)}`)
for (const word of ['adam', 'momentum', 'root', 'paper'])
  console.log(`${word}: ${nearest(runs[2].model.centre.weight, word, 6).join(', ')}`)
mkdirSync(out, { recursive: true })
const axes = { x: { label: 'step' }, y: { label: 'loss' } }
writeFileSync(
  new URL('word-vectors.svg', out),
  plot.lineChart({ title: 'Skip-grams with negative sampling', ...axes, series: runs }),
)
