// A small transformer learns to add: it reads a sum as text and writes the result, one digit after the other.
// Run it: npx tsx examples/13-transformer.ts
import { mkdirSync, writeFileSync } from 'node:fs'
// prettier-ignore
import {
  adam, Dense, Embedding, generator, LayerNorm, learningToExecute, Optimizer,
  plot, PositionalEmbedding, Sequential, sequenceCrossEntropy, slice, tensor, TransformerBlock, type Tensor,
} from 'glissade'

const steps = Number(process.env.STEPS ?? 1500)
const [digits, batch, size] = [3, 64, 32]
const symbols = '0123456789+=. '
const width = 3 * digits + 4 // 987+654=1461.

/** Sums as one row of symbols each; of the answer the last digit comes first, as it is found on paper. */
function problems(count: number, rng: ReturnType<typeof generator>) {
  const texts = Array.from({ length: count }, () => {
    const { source, answer } = learningToExecute.addition(digits, rng)
    const reversed = answer.slice(0, -1).split('').reverse().join('')
    return `${source.slice(6, -1)}=${reversed}.`.padEnd(width)
  })
  const ids = tensor(
    Int32Array.from(texts.join(''), (each) => symbols.indexOf(each)),
    { shape: [count, width] },
  )
  const real = texts.flatMap((text) => [...text].map((each, i) => Number(i > 2 * digits + 1 && each !== ' ')))
  const mask = tensor(real, { shape: [count, width] })
  const part = (x: Tensor, from: number, to: number) => slice(x, [null, [from, to]])
  return { x: part(ids, 0, width - 1), y: part(ids, 1, width), mask: part(mask, 1, width) }
}

const rng = generator(1)
const model = new Sequential(
  new Embedding(symbols.length, size, { rng }),
  new PositionalEmbedding(width, size, { rng }),
  new TransformerBlock(size, 4, { rng, causal: true }),
  new TransformerBlock(size, 4, { rng, causal: true }),
  new LayerNorm(size),
  new Dense(size, symbols.length, { rng }),
)
console.log(String(model.summary([width - 1], { dtype: 'int32' })))

/** The share of fresh sums, of which nine in ten were never seen, whose symbols are all right, each guessed from the true ones before it. */
function right(): number {
  const { x, y, mask } = problems(200, generator(3))
  const { data } = model.forward(x)
  const [truth, counts] = [y.data, mask.data]
  const wrong = new Set<number>()
  for (let i = 0; i < truth.length; i++) {
    const row = data.subarray(i * symbols.length, (i + 1) * symbols.length)
    if (counts[i] && row.indexOf(Math.max(...row)) !== truth[i]) wrong.add(Math.floor(i / (width - 1)))
  }
  return 1 - wrong.size / 200
}

// With Adam's usual beta2 of 0.999 the loss leaps up again after 1,400 steps.
const optimizer = new Optimizer(model, adam({ lr: 2e-3, beta2: 0.98 }))
const losses: plot.Point[] = []
for (let k = 1; k <= steps; k++) {
  const { x, y, mask } = problems(batch, rng)
  losses.push([k, optimizer.step(() => sequenceCrossEntropy(model.forward(x), y, { mask }))])
}
console.log(`\nloss ${losses.at(-1)![1].toFixed(4)}, ${(100 * right()).toFixed(1)} % of sums right`)
const chart = { title: 'A transformer learns to add', x: { label: 'step' }, y: { label: 'loss', log: true } }
mkdirSync(new URL('../out/', import.meta.url), { recursive: true })
writeFileSync(new URL('../out/transformer.svg', import.meta.url), plot.lineChart({ ...chart, series: [{ name: 'loss', points: losses }] })) // prettier-ignore
