// A character model of names: an LSTM reads a name letter by letter and learns which comes next, then makes names up.
// Run it: npx tsx examples/16-names.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  carry,
  clipByGlobalNorm,
  generator,
  noGrad,
  Optimizer,
  plot,
  sequenceCrossEntropy,
  softmax,
  tensor,
  type StateOf,
  type Tensor,
} from 'glissade'
import { batchOf, LETTERS, shuffledNames } from './16-names/names.ts'
import { Speller } from './16-names/speller.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 200)
const checked = Math.min(20, steps)
const BATCH = 32
const rng = generator(1)
const names = shuffledNames(rng)
const [known, held] = [names.slice(40), names.slice(0, 40)]

const model = new Speller(64, rng)

function loss(names: readonly string[]): Tensor {
  const { x, y, lengths } = batchOf(names)
  return sequenceCrossEntropy(model.forward(x).logits, y, { lengths })
}

/** Letter by letter, each drawn from what the model thinks of the letters before. */
function invented(draw: { uniform(): number }): string {
  let [name, letter] = ['', 0]
  let state: StateOf<'h' | 'c'> | undefined
  do {
    const next = model.forward(tensor([[letter]], { dtype: 'int32' }), state)
    state = carry(next.state)
    let left = draw.uniform()
    letter = softmax(next.logits).data.findIndex((p) => (left -= p) < 0)
    name += letter > 0 ? String.fromCharCode(96 + letter) : ''
  } while (letter > 0 && name.length < 15)
  return name
}

const optimizer = new Optimizer(model, adam({ lr: 5e-3 }), { transforms: [clipByGlobalNorm(1)] })
const [seen, unseen]: plot.Point[][] = [[], []]
for (let k = 1; k <= steps; k++) {
  const bits = optimizer.step(() => loss(rng.shuffle(known).slice(0, BATCH))) / Math.LN2
  seen.push([k, bits])
  if (k % checked === 0) unseen.push([k, noGrad(() => loss(held)).item() / Math.LN2])
}
const made = Array.from({ length: 24 }, () => noGrad(() => invented(rng)))
console.log(
  `${seen.at(-1)![1].toFixed(2)} bits a letter, ${unseen.at(-1)![1].toFixed(2)} on names held back; evenly drawn letters take ${Math.log2(LETTERS).toFixed(2)}`,
)
console.log(`${made.filter((name) => !names.includes(name)).length} of 24 are new: ${made.join(' ')}`)
mkdirSync(out, { recursive: true })
const series = [{ name: 'batches', points: seen }, { name: 'held back', points: unseen }] // prettier-ignore
writeFileSync(
  new URL('names.svg', out),
  plot.lineChart({
    title: 'Names, letter by letter',
    x: { label: 'step' },
    y: { label: 'bits a letter' },
    series,
  }),
)
