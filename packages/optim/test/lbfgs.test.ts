// L-BFGS against PyTorch’s, point by point and evaluation by evaluation.

import { describe, expect, it } from 'vitest'
import { lbfgs, lbfgsWolfe, Optimizer } from '../src/index.ts'
import type { Floats } from '../src/index.ts'
import { golden, losses } from './problems.ts'
import { vector } from './vector.ts'
import type { Loss } from './vector.ts'

interface Run {
  readonly lr: number
  readonly hyper: {
    readonly history_size: number
    readonly tolerance_grad: number
    readonly tolerance_change: number
  }
  readonly start: number[]
  readonly trajectory: number[][]
  readonly closure_evals: number
}

/** Counts evaluations of a loss on a target. */
function counted(target: { value: Floats }, loss: Loss) {
  const counter = { evaluations: 0, loss: () => (counter.evaluations++, loss(target.value)) }
  return counter
}
describe.each([
  { file: 'lbfgs_fixed', method: lbfgs },
  { file: 'lbfgs_wolfe', method: lbfgsWolfe },
])('$file', ({ file, method }) => {
  const runs = Object.entries(
    golden<{ problems: Record<string, Run> }>(`trajectories_torch/${file}.json`).problems,
  )
  const settings = ({ lr, hyper }: Run) => ({
    lr,
    history: hyper.history_size,
    toleranceGradient: hyper.tolerance_grad,
    toleranceChange: hyper.tolerance_change,
  })

  it.each(runs)('walks as PyTorch does on %s, with as many evaluations', (problem, run) => {
    const target = vector(run.start)
    const optimizer = new Optimizer(target, method(settings(run)))
    const counter = counted(target, losses[problem])
    for (const [k, expected] of run.trajectory.entries()) {
      for (const [i, x] of expected.entries()) {
        expect(Math.abs(target.value[i] - x), `step ${k}, weight ${i}`).toBeLessThanOrEqual(
          1e-6 * Math.max(1, Math.abs(x)),
        )
      }
      if (k < 50) optimizer.step(counter.loss)
    }
    // Past the minimum of the quadratic, rounding alone decides how long a line search goes on.
    if (problem === 'rosenbrock2') expect(counter.evaluations).toBe(run.closure_evals)
  })

  // Fixed steps on Rosenbrock's valley are chaotic: PyTorch's own float32 run leaves its float64 run there.
  const steady = runs.filter(([problem]) => method === lbfgsWolfe || problem === 'quadratic5')
  it.each(steady)('reaches PyTorch’s end in float32 on %s', (problem, run) => {
    const target = vector(run.start, Float32Array)
    const optimizer = new Optimizer(target, method(settings(run)))
    for (let k = 0; k < 50; k++) optimizer.step(() => losses[problem](target.value))
    const [found, expected] = [target.value, Float64Array.from(run.trajectory.at(-1)!)].map(
      (w) => losses[problem](w).loss,
    )
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-2 * Math.max(1, Math.abs(expected)))
  })

  it('makes one iteration a step', () => expect(method().hyper.iterations).toBe(1))

  it('makes several iterations in one step where asked to', () => {
    const [, run] = runs.find(([problem]) => problem === 'rosenbrock2')!
    const walk = (iterations: number, steps: number) => {
      const target = vector(run.start)
      const optimizer = new Optimizer(target, method({ ...settings(run), iterations }))
      for (let k = 0; k < steps; k++) optimizer.step(() => losses.rosenbrock2(target.value))
      return [...target.value]
    }
    expect(walk(5, 4)).toEqual(walk(1, 20))
  })
})

it('a step of several iterations ends when the loss no longer changes', () => {
  let evaluations = 0
  new Optimizer(vector([1]), lbfgs({ iterations: 20 })).step(() => {
    evaluations++
    return { loss: 5, gradient: [1] }
  })
  expect(evaluations).toBe(2)
})
