// First weights that look at the data: each layer's output gets variance 1. Read `orthogonal.ts` and `../diagnose-init.ts` first.
import { assign, mul, noGrad, ValueError, type Tensor } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { Convolution } from '../convolution/convolution.ts'
import { moments } from '../diagnosis.ts'
import { Dense } from '../layers/dense.ts'
import type { Module } from '../module.ts'
import { checkModel, checkNumber, checkOptions, checkSize, checkTensor } from '../options.ts'
import { numbers } from '../parameter.ts'
import { untouched } from '../untouched.ts'
import { replace } from '../watch.ts'
import { orthogonal } from './orthogonal.ts'

/** What `init.lsuv` may be told. */
export interface LsuvOptions {
  /** Draws the first weights. */
  readonly rng: Randomness
  /** A layer is done when its variance is as near to 1 as this; 0.1 unless said. */
  readonly tolerance?: number
  /** How often a layer is scaled at most; 10 unless said. */
  readonly rounds?: number
}

type Linear = Dense | Convolution
const isLinear = (module: object): module is Linear =>
  module instanceof Dense || module instanceof Convolution

/** Draws a rotation and divides it by the deviation of what the layer makes of x, until that has variance 1. */
function settle(layer: Linear, x: Tensor, { rng, tolerance = 0.1, rounds = 10 }: LsuvOptions): void {
  const { weight, where } = layer
  assign(weight, numbers(orthogonal(weight.shape, rng), weight.shape, weight.dtype))
  for (let round = 0; round < rounds; round++) {
    const { variance } = moments(layer instanceof Dense ? layer.affine(x) : layer.forward(x))
    if (Math.abs(variance - 1) < tolerance) return
    if (!(variance > 0 && variance < Infinity)) {
      throw new ValueError(
        `lsuv: ${where} gives variance ${variance}; it needs a batch that this layer tells apart. Does something before it give the same for every sample?`,
      )
    }
    assign(weight, mul(weight, 1 / Math.sqrt(variance)))
  }
}

/** Lets the layer settle at its first call, on what comes then. Gives the way back. */
function settleWhenReached(layer: Linear, options: LsuvOptions): () => void {
  const undo = replace(layer, 'forward', (x: Tensor) => {
    undo()
    settle(layer, x, options)
    return layer.forward(x)
  })
  return undo
}

/**
 * Layer-sequential unit variance: new weights for every Dense and convolution layer of a model, from the first to the last.
 *
 *     W ← a rotation;          until |Var[y] − 1| < tolerance:   W ← W / √Var[y]          y the layer's output for a batch x, before its activation
 *
 * Biases stay, and so do frozen layers, layers that x does not reach, statistics, generators and the mode, in which the layers are run.
 *
 * @throws ValueError for a model without such layers, and where a layer gives one number for everything.
 * @see Mishkin & Matas 2016, "All you need is a good init", algorithm 1
 */
export function lsuv(model: Module, x: Tensor, options: LsuvOptions): void {
  checkModel('lsuv', model)
  checkTensor('lsuv', 'the batch', x)
  checkOptions('lsuv', options, ['rng', 'tolerance', 'rounds'])
  checkNumber('lsuv', 'tolerance', options.tolerance ?? 0.1, { above: 0 })
  checkSize('lsuv', 'rounds', options.rounds ?? 10)
  model.nameModules()
  const layers = [...model.modules()].map(([, module]) => module).filter(isLinear)
  const trained = layers.filter(({ weight }) => weight.requiresGrad)
  if (trained.length === 0) {
    throw new ValueError(
      `lsuv: ${String(model)} has no Dense or convolution layer that is trained; it needs one.`,
    )
  }
  const undo = trained.map((layer) => settleWhenReached(layer, options))
  try {
    untouched(model, () => noGrad(() => model.forward(x)))
  } finally {
    undo.forEach((each) => each())
  }
}
