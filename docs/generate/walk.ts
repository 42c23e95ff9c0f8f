// The walks of the pictures: a rule on a terrain, at the rate that suits it best.
import { type ConfiguredRule, Optimizer } from '../../packages/optim/src/index.ts'
import type { Terrain } from './terrain.ts'

type Place = readonly [x: number, y: number]

export interface Walk {
  readonly points: readonly Place[]
  /** What was tuned, such as `lr = 0.1`; empty where nothing was. */
  readonly setting: string
}

/** The rates tried: eight a decade. */
export const rates: readonly number[] = [-5, -4, -3, -2, -1, 0, 1, 2].flatMap((power) =>
  [1, 1.3, 1.8, 2.4, 3.2, 4.2, 5.6, 7.5].map((digits) => Number(`${digits}e${power}`)),
)
/** How many places at the end of a walk are judged: one alone may be low by luck. */
const judged = 10

/** The places of the weights, the start among them. */
export function walk({ rule, hyper }: ConfiguredRule, terrain: Terrain, steps: number): Place[] {
  const value = Float64Array.from(terrain.start)
  const target = {
    value,
    gradient: new Float64Array(2),
    segments: [{ name: 'w', shape: [2], lo: 0, hi: 2 }],
    touch() {},
    evaluate(loss: () => number) {
      this.gradient.set(terrain.gradient(value[0], value[1]))
      return loss()
    },
  }
  const here = (product: 'hvp' | 'gnvp') => (v: Float64Array) =>
    terrain.products(value[0], value[1])[product]([v[0], v[1]])
  const products = { hvp: here('hvp'), gnvp: here('gnvp') }
  const optimizer = new Optimizer(target, { rule, hyper, products })
  const points: Place[] = [terrain.start]
  for (let k = 0; k < steps; k++) {
    optimizer.step(() => terrain.f(value[0], value[1]))
    points.push([value[0], value[1]])
  }
  return points
}

/**
 * The walk that ends lowest, of all settings of one hyper-parameter; those that never climb above their start come
 * first. A walk that is lost counts as endlessly high.
 */
export function tunedWalk(
  { rule, hyper }: ConfiguredRule,
  name: string,
  terrain: Terrain,
  steps: number,
): Walk {
  const walks = rates.map((rate) => {
    const points = walk({ rule, hyper: { ...hyper, [name]: rate } }, terrain, steps)
    const heights = points.map(([x, y]) => height(terrain, x, y))
    const end = heights.slice(-judged).reduce((sum, each) => sum + each, 0)
    return { points, setting: `${name} = ${rate}`, climbs: Math.max(...heights) > heights[0], end }
  })
  return walks.reduce((best, each) =>
    best.climbs === each.climbs ? (each.end < best.end ? each : best) : best.climbs ? each : best,
  )
}

function height({ f }: Terrain, x: number, y: number): number {
  const found = f(x, y)
  return Number.isNaN(found) ? Infinity : found
}
