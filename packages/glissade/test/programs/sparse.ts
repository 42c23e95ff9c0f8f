// A logistic regression on 5 of 10,000 features, one sample a step: alone, and by two threads that write the same weights without locks.
import {
  binaryCrossEntropy,
  Dataset,
  Embedding,
  fit,
  generator,
  hogwild,
  Module,
  sgd,
  sum,
  type Strategy,
  type Tensor,
} from 'glissade'

const [FEATURES, PRESENT, SAMPLES] = [10_000, 5, 4000]

class Scores extends Module {
  readonly table = new Embedding(FEATURES, 1, { rng: generator(1), init: () => new Float32Array(FEATURES) })

  override forward(x: Tensor): Tensor {
    return sum(this.table.forward(x), { axis: 1 })
  }
}

const rng = generator(7)
const truth = Float64Array.from({ length: FEATURES }, () => 2 * rng.normal())
const x = Int32Array.from({ length: SAMPLES * PRESENT }, () => rng.integer(FEATURES))
const y = Float32Array.from({ length: SAMPLES }, (_, i) => {
  const score = x.subarray(i * PRESENT, (i + 1) * PRESENT).reduce((total, j) => total + truth[j], 0)
  return rng.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0
})
const rows = Int32Array.from({ length: SAMPLES }, (_, i) => i)
const data = new Dataset({ data: x, shape: [PRESENT] }, { data: y, shape: [1] }, 0, rows)

async function trained(parallel?: Strategy) {
  const { epochs, team } = await fit(new Scores(), data, {
    epochs: 2,
    batchSize: 1,
    seed: 1,
    optimizer: sgd({ lr: 0.5 }),
    loss: binaryCrossEntropy,
    progress: 'none',
    ...(parallel && { parallel }),
  })
  return { loss: epochs.at(-1)?.loss, written: team?.written, overwritten: team?.overwritten }
}

const settings = { workers: 2, entry: import.meta.url }
const [together, lossless] = [hogwild(settings), hogwild({ ...settings, lossless: true })]
const results = {
  together: await trained(together),
  lossless: await trained(lossless),
  alone: await trained(),
}
console.log(JSON.stringify(results))
