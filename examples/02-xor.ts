// XOR: the smallest task that one layer cannot learn and two can.
// Run it: npx tsx examples/02-xor.ts
import {
  adam,
  binaryCrossEntropy,
  Dense,
  generator,
  Optimizer,
  plot,
  Sequential,
  sigmoid,
  tanh,
  tensor,
} from 'glissade'

const steps = Number(process.env.STEPS ?? 300)
const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
])
const y = tensor([[0], [1], [1], [0]])

const rng = generator(1)
const model = new Sequential(new Dense(2, 4, { rng }), tanh, new Dense(4, 1, { rng }))
const optimizer = new Optimizer(model, adam({ lr: 0.05 }))

const losses: number[] = []
for (let k = 0; k < steps; k++) {
  losses.push(optimizer.step(() => binaryCrossEntropy(model.forward(x), y)))
}

console.log(String(model.summary([2])))
console.log(`\nloss ${plot.sparkline(losses)} ${losses.at(-1)!.toFixed(4)}\n`)
const probabilities = sigmoid(model.forward(x)).data
for (const [i, p] of probabilities.entries()) {
  console.log(`${x.data[2 * i]} xor ${x.data[2 * i + 1]}  ->  ${p.toFixed(3)}`)
}

/** What the network makes of the whole plane, not of the four corners alone. */
const classify = (points: readonly plot.Point[]) =>
  model.forward(tensor(points.map((point) => [...point]))).data.map((logit) => Number(logit > 0))
const corner = (label: number) =>
  [0, 1, 2, 3].filter((i) => y.data[i] === label).map((i): plot.Point => [x.data[2 * i], x.data[2 * i + 1]])
const groups = [
  { name: '0', points: corner(0) },
  { name: '1', points: corner(1) },
]
console.log(`\n${plot.region({ classify, x: [-0.2, 1.2], y: [-0.2, 1.2], groups, width: 44, height: 16 })}`)
