// A network with hidden layers on MNIST, with everything that helps it: normalisation, dropout, early stopping.
// Run it: npx tsx examples/07-mnist-mlp.ts          (all 70,000 digits: npm start)
import {
  adam,
  BatchNorm,
  confusionMatrix,
  Dense,
  Dropout,
  EarlyStopping,
  evaluate,
  fit,
  generator,
  plot,
  predict,
  relu,
  Sequential,
} from 'glissade'
import { mnist } from 'glissade/node'

const epochs = Number(process.env.STEPS ?? 12)
const [training, test] = mnist().reshape([784]).split([0.8, 0.2], { seed: 1, stratify: true })

const rng = generator(1)
const model = new Sequential(
  new Dense(784, 64, { rng }),
  new BatchNorm(64),
  relu,
  new Dropout(0.2, { rng }),
  new Dense(64, 10, { rng }),
)
console.log(String(model.summary([784])))

const history = await fit(model, training, {
  epochs,
  batchSize: 64,
  optimizer: adam(),
  seed: 1,
  validation: 0.1,
  earlyStopping: new EarlyStopping({ patience: 3, restoreBest: true }),
})

const { accuracy } = await evaluate(model, test)
const line = (name: string) => plot.sparkline(history.epochs.map((row) => row[name]))
console.log(`\nloss: training ${line('loss')}  validation ${line('valLoss')}`)
console.log(`${(100 * accuracy).toFixed(1)} % of ${test.length} other digits right\n`)

const { x, y } = test.batch()
const logits = predict(model, x)
console.log(plot.confusionMatrix(confusionMatrix(logits, y), [...'0123456789']))

const guesses = Array.from(y.data, (_, i) => {
  const scores = logits.data.subarray(10 * i, 10 * i + 10)
  return scores.indexOf(Math.max(...scores))
})
const wrong = guesses.findIndex((guess, i) => guess !== y.data[i])
if (wrong >= 0) {
  console.log(`\n${y.data[wrong]}, taken for ${guesses[wrong]}:\n`)
  console.log(plot.digit(test.batch([wrong]).x.data, { max: 1 }))
}
