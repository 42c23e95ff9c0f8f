// PyTorch's schedulers by name, in our words: what the golden cases are run through.

import { schedules } from '../src/index.ts'
import type { Schedule } from '../src/index.ts'

/** For each of torch.optim.lr_scheduler: its arguments and the base rate, as one of ours. */
export const torchSchedules: Readonly<Record<string, (h: never, base: number) => Schedule>> = {
  StepLR: (h: { step_size: number; gamma?: number }, base) =>
    schedules.step(base, { every: h.step_size, factor: h.gamma ?? 0.1 }),
  MultiStepLR: (h: { milestones: number[]; gamma?: number }, base) =>
    schedules.multiStep(base, { at: h.milestones, factor: h.gamma ?? 0.1 }),
  ConstantLR: (h: { factor?: number; total_iters?: number }, base) =>
    schedules.piecewiseConstant([base * (h.factor ?? 1 / 3), base], [h.total_iters ?? 5]),
  LinearLR: (h: { start_factor?: number; end_factor?: number; total_iters?: number }, base) =>
    schedules.linear(base * (h.start_factor ?? 1 / 3), base * (h.end_factor ?? 1), h.total_iters ?? 5),
  ExponentialLR: (h: { gamma: number }, base) => schedules.exponential(base, { factor: h.gamma }),
  PolynomialLR: (h: { total_iters?: number; power?: number }, base) =>
    schedules.polynomial(base, h.total_iters ?? 5, { power: h.power ?? 1 }),
  CosineAnnealingLR: (h: { T_max: number; eta_min?: number }, base) =>
    schedules.cosineWave(base, h.T_max, { final: h.eta_min ?? 0 }),
  CosineAnnealingWarmRestarts: (h: { T_0: number; T_mult?: number; eta_min?: number }, base) =>
    schedules.cosineRestarts(base, h.T_0, { growth: h.T_mult ?? 1, final: h.eta_min ?? 0 }),
  OneCycleLR: (h: OneCycleHyper) => oneCycle(h).lr,
  CyclicLR: (h: CyclicHyper) => cyclic(h, h.base_lr, h.max_lr),
  LambdaLR: (h: { formula: string }) => lambda(h.formula),
  MultiplicativeLR: (h: { factor: number }, base) => schedules.multiplicative(base, () => h.factor),
}

interface OneCycleHyper {
  readonly max_lr: number
  readonly total_steps: number
  readonly pct_start?: number
  readonly div_factor?: number
  readonly final_div_factor?: number
  readonly anneal_strategy?: 'cos' | 'linear'
  readonly three_phase?: boolean
}

export const oneCycle = (h: OneCycleHyper) =>
  schedules.oneCycle(h.max_lr, h.total_steps, {
    rise: h.pct_start ?? 0.3,
    divideBy: h.div_factor ?? 25,
    finalDivideBy: h.final_div_factor ?? 1e4,
    anneal: h.anneal_strategy === 'linear' ? 'linear' : 'cosine',
    threePhase: h.three_phase ?? false,
  })

interface CyclicHyper {
  readonly base_lr: number
  readonly max_lr: number
  readonly step_size_up?: number
  readonly step_size_down?: number
  readonly mode?: 'triangular' | 'triangular2' | 'exp_range'
  readonly gamma?: number
}

export function cyclic(h: CyclicHyper, low: number, high: number): Schedule {
  const up = h.step_size_up ?? 2000
  const shape = h.mode === 'exp_range' ? 'exponential' : (h.mode ?? 'triangular')
  return schedules.cyclic(low, high, { up, down: h.step_size_down ?? up, shape, factor: h.gamma ?? 1 })
}

/** The one formula that the golden data writes out: a/(1+b t). */
function lambda(formula: string): Schedule {
  const found = /^([\d.]+)\/\(1\+([\d.]+) t\)$/.exec(formula)
  if (!found) throw new Error(`no schedule for the formula ${formula}`)
  return schedules.inverseTime(Number(found[1]), { rate: Number(found[2]) })
}
