// Learning online: examples come one by one, each is used once, and what is right changes slowly.
// Run it: npx tsx examples/04-online.ts
import { binaryCrossEntropy, Dense, generator, Optimizer, plot, sgd, tensor } from 'glissade'

const steps = Number(process.env.STEPS ?? 6000)
const stopAt = steps / 6
const rng = generator(7)

/** A point of the plane. A line through the middle says which points are 1; it turns once around during the run. */
function nextExample(t: number) {
  const angle = (2 * Math.PI * t) / steps
  const [a, b] = [rng.normal(), rng.normal()]
  return { x: tensor([[a, b]]), label: Number(a * Math.cos(angle) + b * Math.sin(angle) > 0) }
}

/** A model that guesses, is told the answer, and learns from it until it is stopped. */
function learner(name: string, lr: number, until = Infinity) {
  const model = new Dense(2, 1, { rng: generator(1) })
  const optimizer = new Optimizer(model, sgd({ lr }))
  const right: number[] = []
  return {
    name,
    right,
    meet({ x, label }: ReturnType<typeof nextExample>, t: number) {
      right.push(Number(Number(model.forward(x).item() > 0) === label))
      if (t < until) optimizer.step(() => binaryCrossEntropy(model.forward(x), tensor([[label]])))
    },
  }
}

const learners = [
  learner('goes on learning', 0.5),
  learner('with small steps', 0.01),
  learner('stops learning', 0.5, stopAt),
]
for (let t = 0; t < steps; t++) {
  const example = nextExample(t)
  for (const each of learners) each.meet(example, t)
}

/** The share of right guesses in stretches of the stream. */
function accuracies(right: readonly number[]): number[] {
  const stretches = Math.min(40, steps)
  const size = Math.floor(steps / stretches)
  return Array.from({ length: stretches }, (_, k) => {
    const part = right.slice(k * size, (k + 1) * size)
    return part.reduce((sum, each) => sum + each, 0) / part.length
  })
}

for (const { name, right } of learners) {
  const share = right.reduce((sum, each) => sum + each, 0) / right.length
  console.log(`${name.padEnd(17)} ${plot.sparkline(accuracies(right))}  right: ${(100 * share).toFixed(1)} %`)
}
const series = learners.map(({ name, right }) => ({
  name,
  points: accuracies(right).map((share, k, all) => [((k + 0.5) * steps) / all.length, 100 * share] as const),
}))
console.log(`\n${plot.terminalCurves({ series, x: { label: 'examples seen' }, y: { label: '% right' } })}`)
console.log('\nThe stream is its own test: each guess is made before the answer is known.')
