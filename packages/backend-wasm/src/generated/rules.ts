// Generated from the loops of the package optim by ../../compiler/build.ts. Do not edit.
// How the host calls each kernel of ../../assembly/generated/rules.ts: its arrays, and its numbers in float64.
import { pow, power } from '@glissade/math'
import {
  negate,
  coupledDecay,
  decoupledDecay,
  adabelief,
  adadeltaRate,
  adadelta,
  adagradEpsInside,
  adagradNoRoot,
  adagrad,
  adamEpsHat,
  adamEpsInside,
  adamUncorrected,
  adam,
  adamaxEpsAdded,
  adamaxEpsMax,
  adamax,
  adamwEpsHat,
  adamwPaper,
  adamw,
  amsgradCorrected,
  amsgradEpsHat,
  amsgradMaxCorrected,
  amsgradNotes,
  amsgrad,
  asgd,
  lion,
  lookaheadAdamScaled,
  lookaheadAdam,
  lookaheadAdamax,
  lpAdam,
  maxprop,
  momentumDamped,
  momentumEma,
  momentumOutside,
  momentum,
  nadamDozat,
  nadamOptax,
  nadamScheduled,
  nadam,
  nadamaxDozat,
  nadamax,
  nag,
  nesterovOutside,
  nesterov,
  radam,
  rmspropCenteredEpsInside,
  rmspropCenteredMomentum,
  rmspropCentered,
  rmspropEpsInside,
  rmspropGraves,
  rmspropMomentumInside,
  rmspropMomentum,
  rmsprop,
  rprop,
  sgd,
  sparseAdam,
  shrink,
  scale,
  clamp,
  pull,
} from '@glissade/optim/loops'
import type { Form, Refused } from '../stepper.ts'

/** sha256 of the loops; a test compares. */
export const loops = '2bcffbf91af230a3000313a674304009f49dd7ba8bfae44614305dfdcfc8a5af'

export const forms: readonly Form[] = [
  {
    kernel: 'rule_negate',
    loop: negate.update,
    arrays: ['g'],
    numbers() {
      return []
    },
  },
  {
    kernel: 'rule_coupledDecay',
    loop: coupledDecay.update,
    arrays: ['w', 'g'],
    numbers({ weightDecay }) {
      return [weightDecay]
    },
  },
  {
    kernel: 'rule_decoupledDecay',
    loop: decoupledDecay.update,
    arrays: ['w'],
    numbers({ lr, decoupledWeightDecay }) {
      return [lr * decoupledWeightDecay]
    },
  },
  {
    kernel: 'rule_adabelief',
    loop: adabelief.update,
    arrays: ['w', 'g', 'm', 's'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, eps, lr, 1 / c1, 1 / c2]
    },
  },
  {
    kernel: 'rule_adadeltaRate',
    loop: adadeltaRate.update,
    arrays: ['w', 'g', 'e', 'u'],
    numbers({ lr, rho, eps }) {
      return [rho, 1 - rho, eps, lr]
    },
  },
  {
    kernel: 'rule_adadelta',
    loop: adadelta.update,
    arrays: ['w', 'g', 'e', 'u'],
    numbers({ rho, eps }) {
      return [rho, 1 - rho, eps]
    },
  },
  {
    kernel: 'rule_adagradEpsInside',
    loop: adagradEpsInside.update,
    arrays: ['w', 'g', 's'],
    numbers({ lr, eps }) {
      return [lr, eps]
    },
  },
  {
    kernel: 'rule_adagradNoRoot',
    loop: adagradNoRoot.update,
    arrays: ['w', 'g', 's'],
    numbers({ lr, eps }) {
      return [lr, eps]
    },
  },
  {
    kernel: 'rule_adagrad',
    loop: adagrad.update,
    arrays: ['w', 'g', 's'],
    numbers({ lr, eps }) {
      return [lr, eps]
    },
  },
  {
    kernel: 'rule_adamEpsHat',
    loop: adamEpsHat.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, 1 - beta2, rate, eps]
    },
  },
  {
    kernel: 'rule_adamEpsInside',
    loop: adamEpsInside.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_adamUncorrected',
    loop: adamUncorrected.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps }) {
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, eps]
    },
  },
  {
    kernel: 'rule_adam',
    loop: adam.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_adamaxEpsAdded',
    loop: adamaxEpsAdded.update,
    arrays: ['w', 'g', 'm', 'u'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = lr / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, rate, eps]
    },
  },
  {
    kernel: 'rule_adamaxEpsMax',
    loop: adamaxEpsMax.update,
    arrays: ['w', 'g', 'm', 'u'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = lr / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, eps, rate]
    },
  },
  {
    kernel: 'rule_adamax',
    loop: adamax.update,
    arrays: ['w', 'g', 'm', 'u'],
    numbers({ lr, beta1, beta2, t }) {
      const rate = lr / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, rate]
    },
  },
  {
    kernel: 'rule_adamwEpsHat',
    loop: adamwEpsHat.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, weightDecay, t }) {
      const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr * weightDecay, rate, eps]
    },
  },
  {
    kernel: 'rule_adamwPaper',
    loop: adamwPaper.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, weightDecay, eta, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, eta, lr, 1 / c1, 1 / c2, eps, weightDecay]
    },
  },
  {
    kernel: 'rule_adamw',
    loop: adamw.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, weightDecay, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr * weightDecay, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_amsgradCorrected',
    loop: amsgradCorrected.update,
    arrays: ['w', 'g', 'm', 'v', 'vMax'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_amsgradEpsHat',
    loop: amsgradEpsHat.update,
    arrays: ['w', 'g', 'm', 'v', 'vMax'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, 1 - beta2, rate, eps]
    },
  },
  {
    kernel: 'rule_amsgradMaxCorrected',
    loop: amsgradMaxCorrected.update,
    arrays: ['w', 'g', 'm', 'v', 'vMax'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, 1 / c2, lr, 1 / c1, eps]
    },
  },
  {
    kernel: 'rule_amsgradNotes',
    loop: amsgradNotes.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_amsgrad',
    loop: amsgrad.update,
    arrays: ['w', 'g', 'm', 'v', 'vMax'],
    numbers({ lr, beta1, beta2, eps }) {
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, eps]
    },
  },
  {
    kernel: 'rule_asgd',
    loop: asgd.update,
    arrays: ['w', 'g', 'average'],
    numbers({ lr, lambda, alpha, t0, t }) {
      const rate = lr / pow(1 + lambda * lr * (t - 1), alpha)
      const share = 1 / Math.max(1, t - 1 - t0)
      return [lambda * rate, rate, share]
    },
  },
  {
    kernel: 'rule_lion',
    loop: lion.update,
    arrays: ['w', 'g', 'm'],
    numbers({ lr, beta1, beta2, weightDecay }) {
      return [beta1, 1 - beta1, lr, weightDecay, beta2, 1 - beta2]
    },
  },
  {
    kernel: 'rule_lookaheadAdamScaled_ahead',
    loop: lookaheadAdamScaled.ahead,
    arrays: ['w', 'kept', 'd'],
    numbers({ beta1 }) {
      return [beta1]
    },
  },
  {
    kernel: 'rule_lookaheadAdamScaled',
    loop: lookaheadAdamScaled.update,
    arrays: ['w', 'g', 'v', 's', 'd', 'kept'],
    numbers({ lr, beta1, beta2, eps }) {
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, eps]
    },
  },
  {
    kernel: 'rule_lookaheadAdam_ahead',
    loop: lookaheadAdam.ahead,
    arrays: ['w', 'v', 'kept'],
    numbers({ beta1 }) {
      return [beta1]
    },
  },
  {
    kernel: 'rule_lookaheadAdam',
    loop: lookaheadAdam.update,
    arrays: ['w', 'g', 'v', 's', 'kept'],
    numbers({ lr, beta1, beta2, eps }) {
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, eps]
    },
  },
  {
    kernel: 'rule_lookaheadAdamax_ahead',
    loop: lookaheadAdamax.ahead,
    arrays: ['w', 'v', 'kept'],
    numbers({ beta1 }) {
      return [beta1]
    },
  },
  {
    kernel: 'rule_lookaheadAdamax',
    loop: lookaheadAdamax.update,
    arrays: ['w', 'g', 'v', 'u', 'kept'],
    numbers({ lr, beta1, beta2 }) {
      return [beta1, 1 - beta1, beta2, lr]
    },
  },
  {
    kernel: 'rule_lpAdam',
    loop: lpAdam.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, p, t }) {
      const beta2p = pow(beta2, p)
      const c1 = 1 - pow(beta1, t)
      const c2 = 1 - pow(beta2p, t)
      return [beta1, 1 - beta1, beta2p, 1 - beta2p, p, lr, 1 / c1, 1 / c2, 1 / p, eps]
    },
  },
  {
    kernel: 'rule_maxprop',
    loop: maxprop.update,
    arrays: ['w', 'g', 'u'],
    numbers({ lr, nu, eps }) {
      return [nu, lr, eps]
    },
  },
  {
    kernel: 'rule_momentumDamped',
    loop: momentumDamped.update,
    arrays: ['w', 'g', 'v'],
    numbers({ lr, momentum, dampening, t }) {
      const share = t > 1 ? 1 - dampening : 1
      return [momentum, share, lr]
    },
  },
  {
    kernel: 'rule_momentumEma',
    loop: momentumEma.update,
    arrays: ['w', 'g', 'm'],
    numbers({ lr, momentum }) {
      return [momentum, 1 - momentum, lr]
    },
  },
  {
    kernel: 'rule_momentumOutside',
    loop: momentumOutside.update,
    arrays: ['w', 'g', 'v'],
    numbers({ lr, momentum }) {
      return [momentum, lr]
    },
  },
  {
    kernel: 'rule_momentum',
    loop: momentum.update,
    arrays: ['w', 'g', 'v'],
    numbers({ lr, momentum }) {
      return [momentum, lr]
    },
  },
  {
    kernel: 'rule_nadamDozat',
    loop: nadamDozat.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, nu, eps, product, now, next, t }) {
      const ofM = next / (1 - product * next)
      const ofG = (1 - now) / (1 - product)
      const c2 = 1 - power(nu, t)
      return [now, 1 - now, nu, 1 - nu, lr, ofM, ofG, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_nadamOptax',
    loop: nadamOptax.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const ofM = beta1 / (1 - power(beta1, t + 1))
      const ofG = (1 - beta1) / (1 - power(beta1, t))
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, ofM, ofG, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_nadamScheduled',
    loop: nadamScheduled.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, product, now, next, t }) {
      const ofM = next / (1 - product * next)
      const ofG = (1 - now) / (1 - product)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, ofM, ofG, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_nadam',
    loop: nadam.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const c1 = 1 - power(beta1, t)
      const c2 = 1 - power(beta2, t)
      return [beta1, 1 - beta1, beta2, 1 - beta2, lr, 1 / c1, 1 / c2, eps]
    },
  },
  {
    kernel: 'rule_nadamaxDozat',
    loop: nadamaxDozat.update,
    arrays: ['w', 'g', 'm', 'u'],
    numbers({ lr, nu, eps, product, now, next }) {
      const ofM = next / (1 - product * next)
      const ofG = (1 - now) / (1 - product)
      return [now, 1 - now, nu, lr, ofM, ofG, eps]
    },
  },
  {
    kernel: 'rule_nadamax',
    loop: nadamax.update,
    arrays: ['w', 'g', 'm', 'u'],
    numbers({ lr, beta1, beta2, t }) {
      const rate = lr / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, rate]
    },
  },
  {
    kernel: 'rule_nag_ahead',
    loop: nag.ahead,
    arrays: ['w', 'kept', 'v'],
    numbers({ momentum }) {
      return [momentum]
    },
  },
  {
    kernel: 'rule_nag',
    loop: nag.update,
    arrays: ['w', 'g', 'v', 'kept'],
    numbers({ lr, momentum }) {
      return [momentum, lr]
    },
  },
  {
    kernel: 'rule_nesterovOutside',
    loop: nesterovOutside.update,
    arrays: ['w', 'g', 'v'],
    numbers({ lr, momentum }) {
      return [momentum, lr]
    },
  },
  {
    kernel: 'rule_nesterov',
    loop: nesterov.update,
    arrays: ['w', 'g', 'v'],
    numbers({ lr, momentum }) {
      return [momentum, lr]
    },
  },
  {
    kernel: 'rule_radam',
    loop: radam.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = lr / (1 - power(beta1, t))
      const c2 = 1 - power(beta2, t)
      const rhoMax = 2 / (1 - beta2) - 1
      const rho = rhoMax - (2 * t * power(beta2, t)) / c2
      const r = rho > 5 ? Math.sqrt((c2 * ((rho - 4) * (rho - 2) * rhoMax)) / ((rhoMax - 4) * (rhoMax - 2) * rho)) : 0
      return [beta1, 1 - beta1, beta2, 1 - beta2, rate, r > 0 ? 1 : 0, r, eps]
    },
  },
  {
    kernel: 'rule_rmspropCenteredEpsInside',
    loop: rmspropCenteredEpsInside.update,
    arrays: ['w', 'g', 's', 'a'],
    numbers({ lr, rho, eps }) {
      return [rho, 1 - rho, lr, eps]
    },
  },
  {
    kernel: 'rule_rmspropCenteredMomentum',
    loop: rmspropCenteredMomentum.update,
    arrays: ['w', 'g', 's', 'a', 'b'],
    numbers({ lr, rho, momentum, eps }) {
      return [rho, 1 - rho, momentum, eps, lr]
    },
  },
  {
    kernel: 'rule_rmspropCentered',
    loop: rmspropCentered.update,
    arrays: ['w', 'g', 's', 'a'],
    numbers({ lr, rho, eps }) {
      return [rho, 1 - rho, lr, eps]
    },
  },
  {
    kernel: 'rule_rmspropEpsInside',
    loop: rmspropEpsInside.update,
    arrays: ['w', 'g', 's'],
    numbers({ lr, rho, eps }) {
      return [rho, 1 - rho, lr, eps]
    },
  },
  {
    kernel: 'rule_rmspropGraves',
    loop: rmspropGraves.update,
    arrays: ['w', 'g', 's', 'a', 'b'],
    numbers({ lr, rho, momentum, eps }) {
      return [rho, 1 - rho, momentum, lr, eps]
    },
  },
  {
    kernel: 'rule_rmspropMomentumInside',
    loop: rmspropMomentumInside.update,
    arrays: ['w', 'g', 's', 'b'],
    numbers({ lr, rho, momentum, eps }) {
      return [rho, 1 - rho, momentum, lr, eps]
    },
  },
  {
    kernel: 'rule_rmspropMomentum',
    loop: rmspropMomentum.update,
    arrays: ['w', 'g', 's', 'b'],
    numbers({ lr, rho, momentum, eps }) {
      return [rho, 1 - rho, momentum, eps, lr]
    },
  },
  {
    kernel: 'rule_rmsprop',
    loop: rmsprop.update,
    arrays: ['w', 'g', 's'],
    numbers({ lr, rho, eps }) {
      return [rho, 1 - rho, lr, eps]
    },
  },
  {
    kernel: 'rule_rprop',
    loop: rprop.update,
    arrays: ['w', 'g', 's', 'last'],
    numbers({ increase, decrease, minStep, maxStep }) {
      return [increase, maxStep, decrease, minStep]
    },
  },
  {
    kernel: 'rule_sgd',
    loop: sgd.update,
    arrays: ['w', 'g'],
    numbers({ lr }) {
      return [lr]
    },
  },
  {
    kernel: 'rule_sparseAdam',
    loop: sparseAdam.update,
    arrays: ['w', 'g', 'm', 'v'],
    numbers({ lr, beta1, beta2, eps, t }) {
      const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
      return [beta1, 1 - beta1, beta2, 1 - beta2, rate, eps]
    },
  },
  {
    kernel: 'rule_shrink',
    loop: shrink.update,
    arrays: ['w'],
    numbers({ kappa }) {
      return [kappa]
    },
  },
  {
    kernel: 'rule_scale',
    loop: scale.update,
    arrays: ['g'],
    numbers({ factor }) {
      return [factor]
    },
  },
  {
    kernel: 'rule_clamp',
    loop: clamp.update,
    arrays: ['g'],
    numbers({ max }) {
      return [-max, max]
    },
  },
  {
    kernel: 'rule_pull',
    loop: pull.update,
    arrays: ['w', 'g'],
    numbers({ lambda1, lambda2 }) {
      return [lambda1, lambda2]
    },
  },
]

/** Loops that have no SIMD form and run as they are written. */
export const refused: readonly Refused[] = [
]
