// One derivative: write a function down, ask for its slope, and for the slope of the slope.
// Run it: npx tsx examples/01-derivative.ts
import { cos, grad, mul, plot, square, tensor, type Tensor } from 'glissade'

/** f(x) = x² cos(x), written with ops on tensors. */
const f = (x: Tensor): Tensor => mul(square(x), cos(x))
const slope = grad(f)
const bend = grad((x: Tensor) => slope(x))

/** The value of a function of tensors at a number, in float64. */
const at = (g: (x: Tensor) => Tensor, x: number): number => g(tensor(x, { dtype: 'float64' })).item()

const rounded = (x: number): number => Number(x.toFixed(8))

const h = 1e-5
const table = [-2, -1, 0, 1, 2].map((x) => ({
  x,
  f: rounded(at(f, x)),
  "f'": rounded(at(slope, x)),
  difference: rounded((at(f, x + h) - at(f, x - h)) / (2 * h)),
  "f''": rounded(at(bend, x)),
}))
console.table(table)

const xs = Array.from({ length: 61 }, (_, i) => -3 + i / 10)
const curve = (name: string, g: (x: Tensor) => Tensor) => ({
  name,
  points: xs.map((x) => [x, at(g, x)] as const),
})
console.log(plot.terminalCurves({ series: [curve('f', f), curve("f'", slope)], x: { label: 'x' } }))
