// First weights: what becomes of a signal, and of its gradient, in twenty layers of relu or tanh.
// Run it: npx tsx examples/12-first-weights.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { Dense, diagnoseInit, generator, init, plot, randn, relu, Sequential, tanh, type Initializer } from 'glissade' // prettier-ignore

const layers = Number(process.env.STEPS ?? 20)
const [width, batch] = [128, 64]

const small: Initializer = (shape, rng) => init.normal(shape, rng, { deviation: 0.05 })
const orthogonal: Initializer = (shape, rng) => init.orthogonal(shape, rng, { gain: Math.SQRT2 })
const choices = [
  { name: 'relu, He', activation: relu, weights: init.heNormal },
  { name: 'relu, orthogonal √2', activation: relu, weights: orthogonal },
  { name: 'relu, Glorot', activation: relu, weights: init.xavierNormal },
  { name: 'tanh, Glorot', activation: tanh, weights: init.xavierNormal },
  { name: 'tanh, deviation 0.05', activation: tanh, weights: small },
]

const diagnoses = choices.map(({ name, activation, weights }) => {
  const rng = generator(1)
  const block = () => [new Dense(width, width, { rng, init: weights }), activation]
  const model = new Sequential(...Array.from({ length: layers }, block).flat())
  return { name, diagnosis: diagnoseInit(model, randn([batch, width], { seed: 2 }), { rng: generator(3) }) }
})

console.log(`${diagnoses[0].name}\n\n${String(diagnoses[0].diagnosis)}\n`)

/** The variances of the activations, or of their gradients, from the first layer to the last. */
const curves = (way: 'forward' | 'backward') =>
  diagnoses.map(({ name, diagnosis }) => ({
    name,
    points: diagnosis.rows
      .filter((_, i) => i % 2 === 1)
      .map((row, i): plot.Point => [i + 1, row[way]!.variance]),
  }))

for (const { name, points } of curves('forward')) {
  console.log(`${name.padEnd(22)} variance ${points.at(-1)![1].toExponential(1)} after ${layers} layers`)
}
const folder = new URL('../out/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const way of ['forward', 'backward'] as const) {
  const title = way === 'forward' ? 'Variance of the activations' : 'Variance of the gradients'
  const y = { label: 'variance', log: true }
  const svg = plot.lineChart({ title, x: { label: 'layer' }, y, series: curves(way) })
  writeFileSync(new URL(`first-weights-${way}.svg`, folder), svg)
  console.log(`out/first-weights-${way}.svg`)
}
