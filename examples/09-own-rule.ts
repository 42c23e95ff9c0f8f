// An update rule of your own: a name, hyper-parameters, what it remembers, and one loop.
// Run it: npx tsx examples/09-own-rule.ts
import {
  add,
  defineRule,
  mul,
  Module,
  momentum,
  Optimizer,
  parameter,
  plot,
  sgd,
  slice,
  square,
  sub,
  tensor,
  type ConfiguredRule,
} from 'glissade'

const steps = Number(process.env.STEPS ?? 60)

/**
 * Each weight has a rate of its own: it grows while the gradient keeps its sign, and falls when it changes.
 *
 *     r ← r · grow  if g · last > 0,  r · shrink  if g · last < 0
 *     w ← w − lr · r · g
 */
const confident = defineRule({
  name: 'confident',
  hyper: { lr: 0.01, grow: 1.2, shrink: 0.5 },
  ranges: { grow: { atLeast: 1 }, shrink: { above: 0, below: 1 } },
  slots: ['r', 'last'],
  start: () => ({ r: 1 }),
  update({ w, g, r, last }, { lr, grow, shrink }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      const agreement = g[i] * last[i]
      r[i] *= agreement > 0 ? grow : agreement < 0 ? shrink : 1
      last[i] = g[i]
      w[i] -= lr * r[i] * g[i]
    }
  },
})

/** A ravine that lies askew: 40 times steeper across than along. Its lowest point is (0, 0). */
class Ravine extends Module {
  readonly at = parameter(tensor([-4, -1]))
  forward() {
    const [x, y] = [slice(this.at, [0]), slice(this.at, [1])]
    return add(mul(0.25, square(add(x, y))), mul(10, square(sub(x, y))))
  }
}

/** The path that a rule takes down the ravine. */
function descend(rule: ConfiguredRule): [x: number, y: number][] {
  const ravine = new Ravine()
  const optimizer = new Optimizer(ravine, rule)
  return Array.from({ length: steps }, () => {
    optimizer.step(() => ravine.forward())
    return [ravine.at.data[0], ravine.at.data[1]]
  })
}

const height = ([x, y]: readonly number[]) => 0.25 * (x + y) ** 2 + 10 * (x - y) ** 2
const rules = { sgd: sgd({ lr: 0.03 }), momentum: momentum({ lr: 0.03 }), confident: confident({ lr: 0.03 }) }
const paths = Object.entries(rules).map(([name, rule]) => ({ name, path: descend(rule) }))

for (const { name, path } of paths)
  console.log(`${name.padEnd(10)} f after ${steps} steps: ${height(path.at(-1)!).toExponential(2)}`)
const series = paths.map(({ name, path }) => ({
  name,
  points: path.map((at, k) => [k + 1, height(at)] as const),
}))
console.log(`\n${plot.terminalCurves({ series, x: { label: 'steps' }, y: { label: 'f', log: true } })}`)

try {
  confident({ grow: 0.9 })
} catch (error) {
  console.log(`\nIts ranges are checked: ${(error as Error).message}`)
}
