// Least squares on 80 noisy samples, eight a batch: a loss that no model brings to 0, as with real data.
import { generator } from '@glissade/random'
import type { Simulation } from '../src/index.ts'

const draw = generator(11).stream('samples')
const truth = [1, -2, 3, 0.5]
const samples = Array.from({ length: 80 }, () => {
  const x = truth.map(() => draw.normal())
  return { x, y: x.reduce((sum, each, i) => sum + each * truth[i], 0) + 0.5 * draw.normal() }
})

const residual = (w: ArrayLike<number>, { x, y }: (typeof samples)[number]): number =>
  x.reduce((sum, each, i) => sum + each * w[i], -y)

export const fitted: Simulation['gradient'] = (w, g, { batch }) => {
  g.fill(0)
  for (let k = 0; k < 8; k++) {
    const sample = samples[(batch * 8 + k) % samples.length]
    const r = residual(w, sample)
    for (let i = 0; i < g.length; i++) g[i] += (r * sample.x[i]) / 8
  }
}

export const misfit = (w: ArrayLike<number>): number =>
  samples.reduce((sum, sample) => sum + 0.5 * residual(w, sample) ** 2, 0) / samples.length
