// Two spirals: the boundary between two classes, drawn while it is learnt.
// Run it: npx tsx examples/05-spiral.ts
import {
  adam,
  argmax,
  crossEntropy,
  Dense,
  generator,
  Optimizer,
  plot,
  relu,
  Sequential,
  spirals,
  tensor,
} from 'glissade'

const steps = Number(process.env.STEPS ?? 1500)
const data = spirals({ samples: 200, noise: 0.02, turns: 1.2, seed: 4 })
const { x, y } = data.batch()

const rng = generator(1)
const model = new Sequential(
  new Dense(2, 32, { rng }),
  relu,
  new Dense(32, 32, { rng }),
  relu,
  new Dense(32, 2, { rng }),
)
const optimizer = new Optimizer(model, adam({ lr: 0.01 }))

const points = (label: number) =>
  [...data.labels.keys()]
    .filter((i) => data.labels[i] === label)
    .map((i): plot.Point => [x.data[2 * i], x.data[2 * i + 1]])
const groups = [0, 1].map((label) => ({ name: `spiral ${label}`, points: points(label) }))
const classify = (cells: readonly plot.Point[]) =>
  argmax(model.forward(tensor(cells.map((each) => [...each]))), { axis: 1 }).data
const right = () =>
  argmax(model.forward(x), { axis: 1 }).data.filter((label, i) => label === data.labels[i]).length

const losses: number[] = []
const shown = new Set([Math.round(steps / 20), Math.round(steps / 5), steps])
for (let k = 1; k <= steps; k++) {
  losses.push(optimizer.step(() => crossEntropy(model.forward(x), y)))
  if (!shown.has(k)) continue
  console.log(`\nafter ${k} steps: loss ${losses.at(-1)!.toFixed(4)}, ${right()} of ${data.length} right`)
  console.log(plot.region({ classify, x: [-1.1, 1.1], y: [-1.1, 1.1], groups, width: 56, height: 24 }))
}
console.log(`\nloss ${plot.sparkline(losses)}`)
