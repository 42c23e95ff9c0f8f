// Golden trajectories: 50 steps from the papers' equations and from PyTorch, on exact gradients.

import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Optimizer, schedules } from '../src/index.ts'
import * as rules from '../src/rules/index.ts'
import type { ConfiguredRule, OptimizerOptions } from '../src/index.ts'
import { golden, losses } from './problems.ts'
import { vector } from './vector.ts'

type Numbers = Record<string, number>
interface Run {
  readonly lr: number
  readonly hyper: Record<string, unknown>
  readonly start: number[]
  readonly trajectory: number[][]
  readonly loss: number[]
  readonly float32_max_abs_dev?: number
  readonly final_average_ax?: number[]
}
interface Golden {
  readonly problems: Readonly<Record<string, Run>>
}
interface Setting {
  readonly rule: ConfiguredRule
  readonly options?: OptimizerOptions
}

const moments = (h: Record<string, unknown>) => {
  const [beta1, beta2] = h.betas as [number, number]
  return { beta1, beta2, eps: h.eps as number }
}
const decay = (h: Numbers) => ({ weightDecay: h.weight_decay })

// prettier-ignore
const papers: Readonly<Record<string, (lr: number, h: Numbers) => Setting>> = {
  sgd:                       (lr) => ({ rule: rules.sgd({ lr }) }),
  sgd_lr_decay:              (lr, h) => ({ rule: rules.sgd({ lr: schedules.inverseTime(lr, { rate: h.decay }) }) }),
  momentum:                  (lr, h) => ({ rule: rules.momentum({ lr, momentum: h.gamma }) }),
  momentum_ema:              (lr, h) => ({ rule: rules.momentumEma({ lr, momentum: h.beta }) }),
  nag_lookahead:             (lr, h) => ({ rule: rules.nag({ lr, momentum: h.gamma }) }),
  adagrad_eps_inside:        (lr, h) => ({ rule: rules.adagradEpsInside({ lr, ...h }) }),
  adagrad_eps_inside_big:    (lr, h) => ({ rule: rules.adagradEpsInside({ lr, ...h }) }),
  adagrad_eps_outside_big:   (lr, h) => ({ rule: rules.adagrad({ lr, ...h }) }),
  adadelta:                  (_, h) => ({ rule: rules.adadelta(h) }),
  'adadelta_rho90_eps1e-2':  (_, h) => ({ rule: rules.adadelta(h) }),
  rmsprop_eps_inside:        (lr, h) => ({ rule: rules.rmspropEpsInside({ lr, rho: h.gamma, eps: h.eps }) }),
  rmsprop_eps_inside_big:    (lr, h) => ({ rule: rules.rmspropEpsInside({ lr, rho: h.gamma, eps: h.eps }) }),
  rmsprop_graves:            (lr, h) => ({ rule: rules.rmspropGraves({ lr, rho: h.decay, momentum: h.momentum, eps: h.eps }) }),
  adam:                      (lr, h) => ({ rule: rules.adam({ lr, ...h }) }),
  adam_big_eps:              (lr, h) => ({ rule: rules.adam({ lr, ...h }) }),
  adam_eps_hat_big:          (lr, h) => ({ rule: rules.adamEpsHat({ lr, ...h }) }),
  adam_no_bias_correction:   (lr, h) => ({ rule: rules.adamUncorrected({ lr, ...h }) }),
  adamax:                    (lr, h) => ({ rule: rules.adamax({ lr, ...h }) }),
  adamw_paper:               (lr, { lambda, ...h }) => ({ rule: rules.adamwPaper({ lr, ...h, weightDecay: lambda }) }),
  amsgrad_no_debias:         (lr, h) => ({ rule: rules.amsgrad({ lr, ...h }) }),
  amsgrad_debias_max_raw_v:  (lr, h) => ({ rule: rules.amsgradCorrected({ lr, ...h }) }),
  amsgrad_max_of_debiased_v: (lr, h) => ({ rule: rules.amsgradMaxCorrected({ lr, ...h }) }),
  nadam_survey:              (lr, h) => ({ rule: rules.nadam({ lr, ...h }) }),
  nadam_torch_docs:          (lr, { momentum_decay, ...h }) => ({ rule: rules.nadamScheduled({ lr, ...h, momentumDecay: momentum_decay }) }),
  nadamax:                   (lr, h) => ({ rule: rules.nadamax({ lr, ...h }) }),
  maxprop:                   (lr, h) => ({ rule: rules.maxprop({ lr, nu: h.beta2, eps: 0 }) }),
  seed002_nag_adam:          (lr, h) => ({ rule: rules.lookaheadAdam({ lr, beta1: h.beta, beta2: h.beta2, eps: h.eps }) }),
  seed002_nag_adam_scaled:   (lr, h) => ({ rule: rules.lookaheadAdamScaled({ lr, beta1: h.beta, beta2: h.beta2, eps: h.eps }) }),
  seed002_nag_adamax:        (lr, h) => ({ rule: rules.lookaheadAdamax({ lr, beta1: h.beta, beta2: h.beta2 }) }),
}

// prettier-ignore
const torch: Readonly<Record<string, (lr: number, h: Numbers & Record<string, unknown>) => Setting>> = {
  sgd_plain:                 (lr) => ({ rule: rules.sgd({ lr }) }),
  sgd_maximize:              (lr) => ({ rule: rules.sgd({ lr }), options: { maximize: true } }),
  sgd_weight_decay:          (lr, h) => ({ rule: rules.sgd({ lr }), options: decay(h) }),
  sgd_momentum:              (lr, h) => ({ rule: rules.momentum({ dialect: 'pytorch', lr, momentum: h.momentum }) }),
  sgd_momentum_wd:           (lr, h) => ({ rule: rules.momentum({ dialect: 'pytorch', lr, momentum: h.momentum }), options: decay(h) }),
  sgd_dampening:             (lr, h) => ({ rule: rules.momentumDamped({ lr, momentum: h.momentum, dampening: h.dampening }) }),
  sgd_nesterov:              (lr, h) => ({ rule: rules.nesterov({ dialect: 'pytorch', lr, momentum: h.momentum }) }),
  adagrad:                   (lr, h) => ({ rule: rules.adagrad({ dialect: 'pytorch', lr, eps: h.eps }) }),
  adagrad_decay_acc:         (lr, h) => ({ rule: rules.adagrad({ dialect: 'pytorch', lr: schedules.inverseTime(lr, { rate: h.lr_decay }), initialAccumulator: h.initial_accumulator_value }), options: decay(h) }),
  adadelta:                  (lr, h) => ({ rule: rules.adadelta({ dialect: 'pytorch', lr, rho: h.rho, eps: h.eps }) }),
  adadelta_rho95:            (lr, h) => ({ rule: rules.adadelta({ dialect: 'pytorch', lr, rho: h.rho, eps: h.eps }), options: decay(h) }),
  rmsprop:                   (lr, h) => ({ rule: rules.rmsprop({ dialect: 'pytorch', lr, rho: h.alpha, eps: h.eps }) }),
  rmsprop_centered:          (lr, h) => ({ rule: rules.rmspropCentered({ dialect: 'pytorch', lr, rho: h.alpha, eps: h.eps }) }),
  rmsprop_momentum:          (lr, h) => ({ rule: rules.rmspropMomentum({ dialect: 'pytorch', lr, rho: h.alpha, eps: h.eps, momentum: h.momentum }) }),
  rmsprop_centered_momentum: (lr, h) => ({ rule: rules.rmspropCenteredMomentum({ dialect: 'pytorch', lr, rho: h.alpha, eps: h.eps, momentum: h.momentum }) }),
  adam:                      (lr, h) => ({ rule: rules.adam({ dialect: 'pytorch', lr, ...moments(h) }) }),
  adam_betas:                (lr, h) => ({ rule: rules.adam({ dialect: 'pytorch', lr, ...moments(h) }) }),
  adam_l2:                   (lr, h) => ({ rule: rules.adam({ dialect: 'pytorch', lr, ...moments(h) }), options: decay(h) }),
  adam_amsgrad:              (lr, h) => ({ rule: rules.amsgrad({ dialect: 'pytorch', lr, ...moments(h) }) }),
  adamw:                     (lr, h) => ({ rule: rules.adamw({ dialect: 'pytorch', lr, ...moments(h), ...decay(h) }) }),
  adamw_amsgrad:             (lr, h) => ({ rule: rules.amsgrad({ dialect: 'pytorch', lr, ...moments(h) }), options: { decoupledWeightDecay: h.weight_decay } }),
  adamax:                    (lr, h) => ({ rule: rules.adamax({ dialect: 'pytorch', lr, ...moments(h) }) }),
  radam:                     (lr, h) => ({ rule: rules.radam({ lr, ...moments(h) }) }),
  radam_beta2_09:            (lr, h) => ({ rule: rules.radam({ lr, ...moments(h) }), options: decay(h) }),
  asgd:                      (lr, h) => ({ rule: rules.asgd({ lr, lambda: h.lambd, alpha: h.alpha, t0: h.t0 }) }),
  rprop:                     (lr, h) => {
    const [[decrease, increase], [minStep, maxStep]] = [h.etas, h.step_sizes] as unknown as number[][]
    return { rule: rules.rprop({ lr, increase, decrease, minStep, maxStep }) }
  },
}

const folders = [
  { folder: 'trajectories_papers', rows: papers },
  { folder: 'trajectories_torch', rows: torch },
]
const methods = ['lbfgs_fixed', 'lbfgs_wolfe']

describe.each(folders)('$folder', ({ folder, rows }) => {
  const runs = Object.entries(rows).flatMap(([variant, setting]) =>
    Object.entries(golden<Golden>(`${folder}/${variant}.json`).problems).map(([problem, run]) => ({
      variant,
      problem,
      run,
      setting,
    })),
  )

  it.each(runs)('$variant on $problem, in float64', ({ problem, run, setting }) => {
    const target = vector(run.start)
    const { rule, options } = setting(run.lr, run.hyper as never)
    const optimizer = new Optimizer(target, rule, options)
    for (const [k, expected] of run.trajectory.entries()) {
      for (const [i, x] of expected.entries()) {
        expect(Math.abs(target.value[i] - x), `step ${k}, weight ${i}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(x)),
        )
      }
      expect(losses[problem](target.value).loss).toBeCloseTo(run.loss[k], 6)
      optimizer.step(() => losses[problem](target.value))
    }
  })

  const narrow = runs.filter(({ run }) => run.float32_max_abs_dev !== undefined)
  it.each(narrow)('$variant on $problem, in float32', ({ problem, run, setting }) => {
    const target = vector(run.start, Float32Array)
    const { rule, options } = setting(run.lr, run.hyper as never)
    const optimizer = new Optimizer(target, rule, options)
    const tolerance = Math.max(1e-5, 10 * run.float32_max_abs_dev!)
    for (const [k, expected] of run.trajectory.entries()) {
      for (const [i, x] of expected.entries()) {
        expect(Math.abs(target.value[i] - x), `step ${k}, weight ${i}`).toBeLessThanOrEqual(tolerance)
      }
      optimizer.step(() => losses[problem](target.value))
    }
  })

  it('has a row for every file', () => {
    const files = readdirSync(new URL(`golden/${folder}`, import.meta.url)).map((file) =>
      file.replace('.json', ''),
    )
    expect(Object.keys(rows).sort()).toEqual(files.filter((file) => !methods.includes(file)).sort())
  })
})

it('asgd keeps the average that PyTorch keeps', () => {
  for (const [problem, run] of Object.entries(golden<Golden>('trajectories_torch/asgd.json').problems)) {
    const target = vector(run.start)
    const optimizer = new Optimizer(target, torch.asgd(run.lr, run.hyper as never).rule)
    for (let k = 0; k < 50; k++) optimizer.step(() => losses[problem](target.value))
    const { average } = optimizer.state().slots
    for (const [i, x] of run.final_average_ax!.entries()) expect(average[i]).toBeCloseTo(x, 9)
  }
})
