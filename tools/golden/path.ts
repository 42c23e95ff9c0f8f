// The path of an optimizer over a problem, and the same path as float32 would keep it. Read `problems.ts` first.
import { Optimizer, type Tensor } from '../../packages/glissade/src/index.ts'
import type { Run } from './case.ts'
import { point, type Problem } from './problems.ts'
import type { Setting } from './rules.ts'

const exactly: Run = { dtype: 'float64', backend: 'reference' }

export interface Path {
  /** Every point, the start first, one after another. */
  readonly points: readonly number[]
  readonly losses: readonly number[]
  /** Of a rule that keeps one. */
  readonly average: ArrayLike<number> | undefined
}

export interface Journey {
  readonly problem: Problem
  readonly setting: Setting
  readonly start: readonly number[]
  readonly steps: number
}

/** Descends and writes down where it was; the loss is computed at each point, in float64. `afterStep` may change what is kept. */
export function descend(
  { problem, setting: { rule, options }, start, steps }: Journey,
  run: Run,
  afterStep: (optimizer: Optimizer<Tensor>) => void = () => {},
): Path {
  const { target, w } = point(start, run)
  const { value } = target
  const optimizer = new Optimizer<Tensor>(target, rule, options)
  const points: number[] = [...value]
  const losses = [valueAt(problem, value)]
  for (let k = 0; k < steps; k++) {
    optimizer.step(() => problem(w))
    afterStep(optimizer)
    points.push(...value)
    losses.push(valueAt(problem, value))
  }
  return { points, losses, average: optimizer.state().slots.average }
}

const valueAt = (problem: Problem, at: ArrayLike<number>): number =>
  problem(point(Array.from(at), exactly).w).item()

/** Weights and slots as float32 would keep them. */
function roundKept(optimizer: Optimizer<Tensor>): void {
  const { value } = optimizer.target
  const state = optimizer.state()
  const slots = Object.entries(state.slots).map(([name, slot]) => [name, slot.map(Math.fround)])
  value.set(value.map(Math.fround))
  optimizer.load({ ...state, slots: Object.fromEntries(slots) })
}

/** Exact steps over a problem of rounded constants, weights and slots rounded after each: no float32 run is expected to do better. */
export const roundedPath = ({ problem, ...journey }: Journey): Path =>
  descend({ ...journey, problem: problem.rounded ?? problem }, exactly, roundKept)
