// Ten templates for ten digits: logistic regression on MNIST, and a look at what it has learnt.
// Run it: npx tsx examples/06-mnist-logistic.ts
import { adam, Dense, evaluate, fit, generator, plot } from 'glissade'
import { mnist } from 'glissade/node'

const epochs = Number(process.env.STEPS ?? 8)
const [training, test] = mnist().reshape([784]).split([0.8, 0.2], { seed: 1, stratify: true })

// One layer: the score of a digit is its template, multiplied with the image pixel by pixel and summed up.
// l2 keeps weights small that no digit needs, so that the templates can be read.
const model = new Dense(784, 10, { rng: generator(1), l2: 0.01 })
const history = await fit(model, training, {
  epochs,
  batchSize: 50,
  optimizer: adam({ lr: 2e-3 }),
  seed: 1,
  validation: 0.1,
})

const { accuracy } = await evaluate(model, test)
console.log(`\nvalidation loss ${plot.sparkline(history.epochs.map((row) => row.valLoss))}`)
console.log(`${(100 * accuracy).toFixed(1)} % of ${test.length} other digits right\n`)

/** The template of a digit: dark where ink speaks for it. */
function template(label: number): string[] {
  const weights = Array.from({ length: 784 }, (_, pixel) => model.weight.data[pixel * 10 + label])
  const largest = Math.max(...weights)
  return plot.digit(weights, { max: largest }).split('\n')
}

for (const row of [
  [0, 1],
  [2, 3],
  [7, 8],
]) {
  const pictures = row.map(template)
  console.log(row.map((label) => `for a ${label}`.padEnd(30)).join(''))
  for (const [i] of pictures[0].entries()) console.log(pictures.map((lines) => lines[i].padEnd(30)).join(''))
}
