// Which rule of `optim` a golden trajectory means: one row for each optimizer of PyTorch, one for each equation of the papers.
// A row gets the rate and the other hyper-parameters by the names of the file.
// prettier-ignore
import {
  adadelta, adadeltaRate, adagrad, adagradEpsInside, adam, adamEpsHat, adamUncorrected, adamax, adamaxEpsMax, adamw,
  adamwPaper, amsgrad, amsgradCorrected, amsgradMaxCorrected, asgd, lbfgs, lbfgsWolfe, lookaheadAdam, lookaheadAdamScaled, lookaheadAdamax,
  maxprop, momentum, momentumDamped, momentumEma, momentumOutside, nadam, nadamScheduled, nadamax, nag, nesterovOutside,
  radam, rmsprop, rmspropCentered, rmspropCenteredMomentum, rmspropEpsInside, rmspropGraves, rmspropMomentum, rprop, schedules, sgd,
} from '../../packages/glissade/src/index.ts'
import type { ConfiguredRule, OptimizerOptions } from '../../packages/glissade/src/index.ts'
import { NotOffered } from './case.ts'

export type Hyper = Readonly<Record<string, number | boolean | string | readonly number[]>>
export interface Setting {
  readonly rule: ConfiguredRule
  readonly options?: OptimizerOptions
}

type Row = (lr: number, hyper: Hyper) => Setting

export const number = (hyper: Hyper, name: string, otherwise: number): number => {
  const value = hyper[name] ?? otherwise
  if (typeof value !== 'number') throw new NotOffered(`${name} = ${String(value)}`)
  return value
}
const pair = (hyper: Hyper, name: string, otherwise: readonly [number, number]): readonly [number, number] =>
  (hyper[name] ?? otherwise) as readonly [number, number]

/** What PyTorch calls weight_decay and maximize stands around a rule here. */
const around = (hyper: Hyper): OptimizerOptions => ({
  [hyper.decoupled_weight_decay === true ? 'decoupledWeightDecay' : 'weightDecay']: number(
    hyper,
    'weight_decay',
    0,
  ),
  maximize: hyper.maximize === true,
})
const betas = (hyper: Hyper) => {
  const [beta1, beta2] = pair(hyper, 'betas', [0.9, 0.999])
  return { beta1, beta2, eps: number(hyper, 'eps', 1e-8) }
}

const sgdFamily = (lr: number, hyper: Hyper): ConfiguredRule => {
  const velocity = { lr, momentum: number(hyper, 'momentum', 0) }
  const dampening = number(hyper, 'dampening', 0)
  if (velocity.momentum === 0) return sgd({ lr })
  if (hyper.nesterov) return nesterovOutside(velocity)
  return dampening > 0 ? momentumDamped({ ...velocity, dampening }) : momentumOutside(velocity)
}

const rmspropFamily = (lr: number, hyper: Hyper): ConfiguredRule => {
  const average = { lr, rho: number(hyper, 'alpha', 0.99), eps: number(hyper, 'eps', 1e-8) }
  const velocity = { ...average, momentum: number(hyper, 'momentum', 0) }
  if (velocity.momentum > 0)
    return hyper.centered ? rmspropCenteredMomentum(velocity) : rmspropMomentum(velocity)
  return hyper.centered ? rmspropCentered(average) : rmsprop(average)
}

/** The optimizers of torch.optim, with PyTorch's defaults where a file leaves a name out. */
export const torch: Readonly<Record<string, Row>> = {
  SGD: (lr, hyper) => ({ rule: sgdFamily(lr, hyper), options: around(hyper) }),
  Adagrad: (lr, hyper) => ({
    rule: adagrad({
      lr: schedules.inverseTime(lr, { rate: number(hyper, 'lr_decay', 0) }),
      eps: number(hyper, 'eps', 1e-10),
      initialAccumulator: number(hyper, 'initial_accumulator_value', 0),
    }),
    options: around(hyper),
  }),
  Adadelta: (lr, hyper) => ({
    rule: adadeltaRate({ lr, rho: number(hyper, 'rho', 0.9), eps: number(hyper, 'eps', 1e-6) }),
    options: around(hyper),
  }),
  RMSprop: (lr, hyper) => ({ rule: rmspropFamily(lr, hyper), options: around(hyper) }),
  Adam: (lr, hyper) => ({
    rule: (hyper.amsgrad ? amsgradCorrected : adam)({ lr, ...betas(hyper) }),
    options: around(hyper),
  }),
  AdamW: (lr, hyper) => {
    const weightDecay = number(hyper, 'weight_decay', 0.01)
    const { maximize } = around(hyper)
    if (!hyper.amsgrad)
      return { rule: adamw({ lr, ...betas(hyper), weightDecay }), options: { maximize: maximize! } }
    return {
      rule: amsgradCorrected({ lr, ...betas(hyper) }),
      options: { decoupledWeightDecay: weightDecay, maximize: maximize! },
    }
  },
  Adamax: (lr, hyper) => ({ rule: adamaxEpsMax({ lr, ...betas(hyper) }), options: around(hyper) }),
  NAdam: (lr, hyper) => ({
    rule: nadamScheduled({ lr, ...betas(hyper), momentumDecay: number(hyper, 'momentum_decay', 0.004) }),
    options: around(hyper),
  }),
  RAdam: (lr, hyper) => ({ rule: radam({ lr, ...betas(hyper) }), options: around(hyper) }),
  ASGD: (lr, hyper) => ({
    rule: asgd({
      lr,
      lambda: number(hyper, 'lambd', 1e-4),
      alpha: number(hyper, 'alpha', 0.75),
      t0: number(hyper, 't0', 1e6),
    }),
    options: around(hyper),
  }),
  Rprop: (lr, hyper) => {
    const [decrease, increase] = pair(hyper, 'etas', [0.5, 1.2])
    const [minStep, maxStep] = pair(hyper, 'step_sizes', [1e-6, 50])
    return { rule: rprop({ lr, decrease, increase, minStep, maxStep }), options: around(hyper) }
  },
  LBFGS: (lr, hyper) => ({
    rule: (hyper.line_search_fn === 'strong_wolfe' ? lbfgsWolfe : lbfgs)({
      lr,
      history: number(hyper, 'history_size', 100),
      iterations: number(hyper, 'max_iter', 20),
      toleranceGradient: number(hyper, 'tolerance_grad', 1e-7),
      toleranceChange: number(hyper, 'tolerance_change', 1e-9),
    }),
  }),
}

type Numbers = Readonly<Record<string, number>>
const adamLike = ({ beta1, beta2, eps }: Numbers) => ({ beta1, beta2, eps })

/** Equations by the name of their file, with the file's letters for the hyper-parameters. */
// prettier-ignore
const equations: Readonly<Record<string, (lr: number, hyper: Numbers) => ConfiguredRule>> = {
  sgd:                       (lr) => sgd({ lr }),
  sgd_lr_decay:              (lr, { decay }) => sgd({ lr: schedules.inverseTime(lr, { rate: decay }) }),
  momentum:                  (lr, { gamma }) => momentum({ lr, momentum: gamma }),
  momentum_ema:              (lr, { beta }) => momentumEma({ lr, momentum: beta }),
  nag_lookahead:             (lr, { gamma }) => nag({ lr, momentum: gamma }),
  adagrad_eps_inside:        (lr, { eps }) => adagradEpsInside({ lr, eps }),
  adagrad_eps_inside_big:    (lr, { eps }) => adagradEpsInside({ lr, eps }),
  adagrad_eps_outside_big:   (lr, { eps }) => adagrad({ lr, eps }),
  adadelta:                  (_, { rho, eps }) => adadelta({ rho, eps }),
  'adadelta_rho90_eps1e-2':  (_, { rho, eps }) => adadelta({ rho, eps }),
  rmsprop_eps_inside:        (lr, { gamma, eps }) => rmspropEpsInside({ lr, rho: gamma, eps }),
  rmsprop_eps_inside_big:    (lr, { gamma, eps }) => rmspropEpsInside({ lr, rho: gamma, eps }),
  rmsprop_graves:            (lr, { decay, momentum, eps }) => rmspropGraves({ lr, rho: decay, momentum, eps }),
  adam:                      (lr, hyper) => adam({ lr, ...adamLike(hyper) }),
  adam_big_eps:              (lr, hyper) => adam({ lr, ...adamLike(hyper) }),
  adam_eps_hat_big:          (lr, hyper) => adamEpsHat({ lr, ...adamLike(hyper) }),
  adam_no_bias_correction:   (lr, hyper) => adamUncorrected({ lr, ...adamLike(hyper) }),
  adamw_paper:               (lr, hyper) => adamwPaper({ lr, ...adamLike(hyper), eta: hyper.eta, weightDecay: hyper.lambda }),
  adamax:                    (lr, { beta1, beta2 }) => adamax({ lr, beta1, beta2 }),
  maxprop:                   (lr, { beta2 }) => maxprop({ lr, nu: beta2, eps: 0 }),
  nadam_survey:              (lr, hyper) => nadam({ lr, ...adamLike(hyper) }),
  nadam_torch_docs:          (lr, hyper) => nadamScheduled({ lr, ...adamLike(hyper), momentumDecay: hyper.momentum_decay }),
  nadamax:                   (lr, { beta1, beta2 }) => nadamax({ lr, beta1, beta2 }),
  amsgrad_no_debias:         (lr, hyper) => amsgrad({ lr, ...adamLike(hyper) }),
  amsgrad_debias_max_raw_v:  (lr, hyper) => amsgradCorrected({ lr, ...adamLike(hyper) }),
  amsgrad_max_of_debiased_v: (lr, hyper) => amsgradMaxCorrected({ lr, ...adamLike(hyper) }),
  seed002_nag_adam:          (lr, { beta, beta2, eps }) => lookaheadAdam({ lr, beta1: beta, beta2, eps }),
  seed002_nag_adam_scaled:   (lr, { beta, beta2, eps }) => lookaheadAdamScaled({ lr, beta1: beta, beta2, eps }),
  seed002_nag_adamax:        (lr, { beta, beta2 }) => lookaheadAdamax({ lr, beta1: beta, beta2 }),
}

/** The setting for one problem of a trajectory file. */
export function settingOf(
  kind: { torch?: string; variant: string },
  lr: number | undefined,
  hyper: Hyper,
): Setting {
  const rate = lr ?? NaN
  if (kind.torch !== undefined) {
    const name = kind.torch.replace(/^torch\.optim\./, '')
    if (!Object.hasOwn(torch, name)) throw new NotOffered(kind.torch)
    return torch[name](rate, hyper)
  }
  if (!Object.hasOwn(equations, kind.variant)) throw new NotOffered(kind.variant)
  return { rule: equations[kind.variant](rate, hyper as Numbers) }
}
