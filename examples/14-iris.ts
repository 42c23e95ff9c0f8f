// Iris: three species told apart by four lengths, in twenty lines of code.
// Run it: npx tsx examples/14-iris.ts
import { adam, Dense, evaluate, fit, generator, Sequential, standardize, tanh } from 'glissade'
import { iris } from 'glissade/node'

const epochs = Number(process.env.STEPS ?? 60)
const [training, test] = iris().split([0.7, 0.3], { seed: 1, stratify: true })
const scaling = standardize(training)

const rng = generator(1)
const model = new Sequential(new Dense(4, 8, { rng }), tanh, new Dense(8, 3, { rng }))
await fit(model, scaling.apply(training), { epochs, batchSize: 15, optimizer: adam({ lr: 0.02 }), seed: 1 })

const { accuracy } = await evaluate(model, scaling.apply(test))
console.log(`${(100 * accuracy).toFixed(1)} % of ${test.length} other flowers right`)
