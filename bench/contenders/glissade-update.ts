// One update by a rule, on a flat vector where a model's weights lie.
import * as g from 'glissade'
import type { Update } from './job.ts'
import { repeating, type Measure } from './serve.ts'

export function update({ rule, weights }: Update): Measure {
  const kernels = g.kernelsFor('float32')
  const [value, gradient] = [1, 2].map((seed) => {
    const rng = g.generator(seed)
    const data = kernels.keep('float32', weights) as Float32Array
    for (let i = 0; i < weights; i++) data[i] = rng.normal()
    return data
  })
  const segments = [{ name: 'w', shape: [weights], lo: 0, hi: weights }]
  const target = { value, gradient, segments, stepper: kernels.stepper, touch() {}, evaluate: () => 0 }
  const make = (g as unknown as Record<string, () => g.ConfiguredRule>)[rule]
  const optimizer = new g.Optimizer(target, make())
  return repeating(() => void optimizer.step(() => 0)) // some rules ask for the gradient at a place ahead
}
