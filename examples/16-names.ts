// A character model of names: an LSTM reads a name letter by letter and learns which comes next, then makes names up.
// Run it: npx tsx examples/16-names.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  adam,
  carry,
  characters,
  clipByGlobalNorm,
  generator,
  noGrad,
  Optimizer,
  padSequences,
  plot,
  sequenceCrossEntropy,
  softmax,
  tensor,
  type StateOf,
  type Tensor,
} from 'glissade'
import { firstNames } from 'glissade/node'
import { Speller } from './16-names/speller.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 1500)
const checked = Math.ceil(steps / 30)
const rng = generator(1)
const names = rng.shuffle([...new Set(firstNames())])
const [known, held] = [names.slice(400), names.slice(0, 400)]
const letters = characters(names, { padding: '_', begin: '^', end: '.' })
const model = new Speller(letters.size, 128, rng)

/** What the model thinks of each next letter: it reads ^Ada and is to say Ada. */
function loss(names: readonly string[]): Tensor {
  const rows = names.map((name) => letters.encode(name))
  const { x, lengths } = padSequences(rows.map((row) => row.subarray(0, -1)))
  const next = padSequences(rows.map((row) => row.subarray(1))).x
  return sequenceCrossEntropy(model.forward(x).logits, next, { lengths })
}

/** Letter by letter, each drawn from what the model thinks of the letters before. */
function invented(): string {
  const read = [letters.number('^')]
  let state: StateOf<'h' | 'c'> | undefined
  while (read.at(-1) !== letters.number('.') && read.length < 16) {
    const next = model.forward(tensor([read.slice(-1)], { dtype: 'int32' }), state)
    state = carry(next.state)
    let left = rng.uniform()
    read.push(softmax(next.logits).data.findIndex((p) => (left -= p) < 0))
  }
  return letters.decode(read)
}

const bits = (nats: number) => nats / Math.LN2
const optimizer = new Optimizer(model, adam({ lr: 2e-3 }), { transforms: [clipByGlobalNorm(1)] })
const [seen, unseen]: plot.Point[][] = [[], []]
let total = 0
for (let k = 1; k <= steps; k++) {
  const batch = Array.from({ length: 32 }, () => known[rng.integer(known.length)])
  total += optimizer.step(() => loss(batch))
  if (k % checked > 0) continue
  seen.push([k, bits(total / checked)])
  unseen.push([k, bits(noGrad(() => loss(held)).item())])
  total = 0
}
const made = Array.from({ length: 24 }, () => noGrad(invented))
console.log(`${seen.at(-1)![1].toFixed(2)} bits a letter, ${unseen.at(-1)![1].toFixed(2)} on names held back`)
console.log(`evenly drawn letters take ${Math.log2(letters.size - 2).toFixed(2)}`)
console.log(`${made.filter((name) => !names.includes(name)).length} of 24 are new: ${made.join(', ')}`)
mkdirSync(out, { recursive: true })
const series = [{ name: 'learnt', points: seen }, { name: 'held back', points: unseen }] // prettier-ignore
const axes = { x: { label: 'step' }, y: { label: 'bits a letter' } }
writeFileSync(
  new URL('names.svg', out),
  plot.lineChart({ title: 'Names, letter by letter', ...axes, series }),
)
