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

// From torch 2.13, float64: LBFGS(lr, max_iter, max_eval, line_search_fn), else as it is; Rosenbrock's valley from (−1.2, 1), four steps.
// prettier-ignore
const limited = [
  { method: lbfgs,      lr: 0.002, iterations: 20, maxEval: 25,  counts: [20, 40, 60, 80], end: [-1.1859276463500052, 1.0325575865691528] },
  { method: lbfgs,      lr: 0.002, iterations: 6,  maxEval: 4,   counts: [4, 8, 12, 16],   end: [-1.19568783660534, 1.0024741240132933] },
  { method: lbfgs,      lr: 0.002, iterations: 6,  maxEval: 1,   counts: [2, 4, 6, 8],     end: [-1.1977487845401438, 1.0009871563847952] },
  { method: lbfgsWolfe, lr: 1,     iterations: 20, maxEval: 25,  counts: [25, 45, 46, 47], end: [0.9999993334076402, 0.9999986743824548] },
  { method: lbfgsWolfe, lr: 1,     iterations: 6,  maxEval: 7,   counts: [7, 14, 21, 28],  end: [0.38001654948983304, 0.1244895565414849] },
  { method: lbfgsWolfe, lr: 1,     iterations: 6,  maxEval: 4,   counts: [4, 8, 12, 16],   end: [-0.5160277728852024, 0.2265458257902353] },
  { method: lbfgsWolfe, lr: 1,     iterations: 6,  maxEval: 1,   counts: [2, 4, 6, 8],     end: [-1.2, 1] },
  { method: lbfgsWolfe, lr: 1,     iterations: 3,  maxEval: 100, counts: [5, 9, 13, 17],   end: [-0.34873447463607954, 0.1251923054326954] },
]
it.each(limited)(
  'evaluates as often as PyTorch may: $method.name, $iterations iterations, $maxEval evaluations',
  ({ method, counts, end, ...settings }) => {
    const target = vector([-1.2, 1])
    const optimizer = new Optimizer(target, method({ ...settings, history: 10 }))
    const counter = counted(target, losses.rosenbrock2)
    for (const count of counts) {
      optimizer.step(counter.loss)
      expect(counter.evaluations).toBe(count)
    }
    for (const [i, x] of end.entries()) expect(target.value[i]).toBeCloseTo(x, 7)
  },
)

it('a step of several iterations ends when the loss no longer changes', () => {
  let evaluations = 0
  new Optimizer(vector([1]), lbfgs({ iterations: 20 })).step(() => {
    evaluations++
    return { loss: 5, gradient: [1] }
  })
  expect(evaluations).toBe(2)
})
