// What gradient noise adds, found by giving it a generator whose every draw is 1: then the noise is its own deviation.
import { gradientNoise } from '../../packages/glissade/src/index.ts'

export function noiseVariance(eta: number, gamma: number, t: number): number {
  const g = new Float64Array(1)
  const stretches = [{ lo: 0, hi: 1 }]
  gradientNoise({ normal: () => 1 }, { eta, gamma }).apply({
    w: new Float64Array(1),
    g,
    segments: [],
    stretches,
    t: t + 1,
    run() {},
  })
  return g[0] ** 2
}
