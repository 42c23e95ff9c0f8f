// Iris: three species told apart by four lengths, in twenty lines of code.
// Run it: npx tsx examples/14-iris.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { adam, Dense, evaluate, fit, generator, plot, Sequential, standardize, tanh } from 'glissade'
import { iris } from 'glissade/node'

const epochs = Number(process.env.STEPS ?? 60)
const [training, test] = iris().split([0.7, 0.3], { seed: 1, stratify: true })
const scaling = standardize(training)
const rng = generator(1)
const model = new Sequential(new Dense(4, 8, { rng }), tanh, new Dense(8, 3, { rng }))
const options = { epochs, batchSize: 15, optimizer: adam({ lr: 0.02 }), seed: 1 }
const history = await fit(model, scaling.apply(training), { ...options, validation: scaling.apply(test) })
const { accuracy } = await evaluate(model, scaling.apply(test))
console.log(`${(100 * accuracy).toFixed(1)} % of ${test.length} other flowers right`)

const curve = (key: string) => history.epochs.map((row, i) => [i + 1, row[key]] as const)
const series = [{ name: 'learnt', points: curve('loss') }, { name: 'others', points: curve('valLoss') }] // prettier-ignore
const axes = { x: { label: 'epoch' }, y: { label: 'loss', log: true } }
mkdirSync(new URL('../out/', import.meta.url), { recursive: true })
writeFileSync(new URL('../out/iris.svg', import.meta.url), plot.lineChart({ title: 'Iris', ...axes, series }))
