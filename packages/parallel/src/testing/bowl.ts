// A model of four weights that every transport can be tried on: f = ½ Σ aᵢ (wᵢ − bᵢ)², whose gradient differs from batch to batch.
import { Optimizer, sgd, type ConfiguredRule, type Floats } from '@glissade/optim'
import { plain } from '../arithmetic.ts'
import type { Position, Trainee } from '../transport.ts'

const a = [1, 0.5, 0.2, 2]
const b = [0.3, -0.4, 1, 0]
const start = [1, -2, 3, 0.5]

export interface Bowl extends Trainee {
  loss(): number
}

/**
 * The same numbers each time. `statistics` follow the batches; `perturb` may spoil a gradient, or take its time over it.
 *
 *     const { w, loss } = bowl({ rule: adam({ lr: 0.1 }), batches: 12 })
 */
export function bowl({
  rule = sgd({ lr: 0.1 }),
  batches = 8,
  statistics: count = 0,
  perturb = () => {},
}: {
  readonly rule?: ConfiguredRule
  readonly batches?: number
  readonly statistics?: number
  readonly perturb?: (g: Floats, at: Position) => void
} = {}): Bowl {
  const w = Float64Array.from(start)
  const g = new Float64Array(w.length)
  const statistics = new Float64Array(count)
  const segments = [{ name: 'w', shape: [w.length], lo: 0, hi: w.length }]
  const optimizer = new Optimizer({ value: w, gradient: g, segments, touch() {}, evaluate: () => 0 }, rule)
  const loss = (): number => a.reduce((sum, each, i) => sum + 0.5 * each * (w[i] - b[i]) ** 2, 0)
  return {
    w,
    g,
    statistics,
    arithmetic: plain(w),
    batches,
    measures: ['loss'],
    loss,
    gradient(at) {
      const k = at.epoch * batches + at.batch
      for (let i = 0; i < w.length; i++) g[i] = a[i] * (w[i] - b[i]) + 0.1 * (((k * 7 + i * 3) % 5) - 2)
      for (let i = 0; i < count; i++) statistics[i] += 0.1 * (at.batch - statistics[i])
      const values = { loss: loss() }
      perturb(g, at)
      return { samples: 1, values }
    },
    update: () => optimizer.step(),
    state() {
      const { slots, ...rest } = optimizer.state()
      const copies = Object.fromEntries(Object.entries(slots).map(([name, x]) => [name, x.slice()]))
      return { w: w.slice(), statistics: statistics.slice(), rule: { ...rest, slots: copies } }
    },
    load(state) {
      w.set(state.w)
      statistics.set(state.statistics)
      optimizer.load(state.rule)
    },
  }
}

/** The same by itself, for so many epochs. */
export function alone(settings: Parameters<typeof bowl>[0], epochs: number): Bowl {
  const trainee = bowl(settings)
  for (let epoch = 0; epoch < epochs; epoch++)
    for (let batch = 0; batch < trainee.batches; batch++) {
      trainee.gradient({ epoch, batch })
      trainee.update()
    }
  return trainee
}
