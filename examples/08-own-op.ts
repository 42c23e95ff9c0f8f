// An op of your own: a scalar function with its derivative, an op with structure, and the check that both are right.
// Run it: npx tsx examples/08-own-op.ts
import {
  broadcastTo,
  defineOp,
  div,
  elementwise,
  exp,
  grad,
  gradCheck,
  mul,
  plot,
  rand,
  sub,
  sum,
  tensor,
  type Tensor,
} from 'glissade'

/**
 * A scalar function is a row: f and one derivative, in the algebra that it is given. Read with numbers it is the kernel,
 * read with tensors it can be derived again.
 *
 *     y = exp(−x²)          y′ = −2 x y
 */
const bump = elementwise('bump', {
  f: ({ exp, neg, square }, x) => exp(neg(square(x))),
  d: [({ mul }, x, y) => mul(-2, mul(x, y))],
})

/**
 * An op with structure says how it computes and what its gradient is, in ops.
 *
 *     y = x / Σ x          x̄ = (ȳ − Σ ȳ y) / Σ x
 */
const share = defineOp({
  name: 'share',
  compose: ([x]) => div(x, sum(x)),
  pullbacks: [(dy, [x], y) => div(sub(dy, broadcastTo(sum(mul(dy, y)), x.shape)), sum(x))],
})

/** The same, with the minus sign forgotten. */
const wrong = defineOp({
  name: 'wrong',
  compose: ([x]) => div(x, sum(x)),
  pullbacks: [(dy, [x]) => div(dy, sum(x))],
})

const x = rand([5], { seed: 3, dtype: 'float64' })
const errorOf = (f: (x: Tensor) => Tensor) => gradCheck(f, [x], { order: 2 }).toExponential(1)
console.log(`bump:  worst relative error at orders 1 and 2: ${errorOf((z) => bump([z]))}`)
console.log(`share: worst relative error at orders 1 and 2: ${errorOf((z) => share([z]))}`)
try {
  gradCheck((z) => wrong([z]), [x])
} catch (error) {
  console.log(`wrong: ${(error as Error).message}`)
}

const slope = grad((z: Tensor) => sum(bump([z])))
const at = Array.from({ length: 61 }, (_, i) => -3 + i / 10)
const z = tensor(at)
const curve = (name: string, values: Tensor) => ({
  name,
  points: at.map((v, i) => [v, values.data[i]] as const),
})
console.log(
  `\n${plot.terminalCurves({ series: [curve('bump', bump([z])), curve('its slope', slope(z))], height: 10 })}`,
)
console.log(`\nexp(-1) = ${exp(-1).item().toFixed(4)}, bump(1) = ${bump([1]).item().toFixed(4)}`)
