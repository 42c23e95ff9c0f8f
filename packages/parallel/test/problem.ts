// A small problem with a gradient that changes from batch to batch, in plain numbers: f = ½ Σ aᵢ (wᵢ − bᵢ)².
import { Optimizer, type ConfiguredRule, type Floats } from '@glissade/optim'
import type { Turn } from '../src/index.ts'

export const start = Float64Array.of(1, -2, 3, 0.5)
const a = [1, 0.5, 0.2, 2]
const b = [0.3, -0.4, 1, 0]

export function gradient(w: Floats, g: Floats, { batch }: Pick<Turn, 'batch'>): void {
  for (let i = 0; i < w.length; i++) g[i] = a[i] * (w[i] - b[i]) + 0.1 * (((batch * 7 + i * 3) % 5) - 2)
}

export const loss = (w: Floats): number =>
  a.reduce((sum, each, i) => sum + 0.5 * each * (w[i] - b[i]) ** 2, 0)

/** The weights after so many steps of a rule alone. */
export function sequential(rule: ConfiguredRule, steps: number): number[] {
  const [value, g] = [start.slice(), new Float64Array(start.length)]
  const segments = [{ name: 'w', shape: [value.length], lo: 0, hi: value.length }]
  const target = { value, gradient: g, segments, touch() {}, evaluate: () => 0 }
  const optimizer = new Optimizer(target, rule)
  for (let batch = 0; batch < steps; batch++) {
    gradient(value, g, { batch })
    optimizer.step()
  }
  return [...value]
}
