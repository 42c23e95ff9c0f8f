// Running statistics for weights that no batch has trained: an average of weights, or what was loaded. Read `evaluate.ts` first.
import { checkOptions, noGrad, record } from '@glissade/autograd'
import { BatchNorm, type Module } from '@glissade/nn'
import { checkModel, checkSource, type Source } from './source.ts'
import { Turns } from './turns.ts'

/**
 * Computes the running statistics of every BatchNorm anew: the mean over the batches of the data of what each batch has.
 *
 *     running ← 1/k Σ newᵢ          i = 1 … k, in training mode; a last batch that is smaller is left out
 *
 *     await average.during(async () => {
 *       await refreshStatistics(model, train)
 *       return evaluate(model, test)
 *     })
 *
 * Weights, gradients, modes and generators stay as they are; after `during` the statistics of the trained weights are back, too.
 *
 * @throws ValueError when the model is no Module, the data no data set, or batchSize no whole number of at least 1.
 * @see Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization", section 3.2,
 *   https://arxiv.org/abs/1803.05407
 */
export async function refreshStatistics(
  model: Module,
  data: Source,
  options: { readonly batchSize?: number } = {},
): Promise<void> {
  checkModel('refreshStatistics', model)
  checkSource('refreshStatistics', data)
  checkOptions('refreshStatistics', options, ['batchSize'])
  const { batchSize = 256 } = options
  const layers = [...model.modules()].map(([, each]) => each).filter((each) => each instanceof BatchNorm)
  if (layers.length === 0) return
  const turns = new Turns()
  let k = 0
  const request = { batchSize, shuffle: false, epoch: 0, skip: 0, dropLast: data.length > batchSize }
  for (const { x } of data.batches(request)) {
    const share = 1 / ++k
    look(model, layers, share, () => record(() => noGrad(() => void model.forward(x))))
    if (turns.due) await turns.give()
  }
}

/** Runs f in training, with so much of a new value in the running ones; then modes, momenta and generators are what they were. */
function look(model: Module, layers: readonly BatchNorm[], share: number, f: () => void): void {
  const modes = [...model.modules()].map(([, module]) => ({ module, training: module.training }))
  const momenta = layers.map(({ momentum }) => momentum)
  const generators = [...model.generators()].map(([, rng]) => ({ rng, state: rng.state() }))
  const setMomentum = (layer: BatchNorm, momentum: number) => Object.assign(layer, { momentum })
  model.train()
  for (const layer of layers) setMomentum(layer, layer.convention === 'keras' ? 1 - share : share)
  try {
    f()
  } finally {
    for (const { module, training } of modes) module.training = training
    for (const [i, layer] of layers.entries()) setMomentum(layer, momenta[i])
    for (const { rng, state } of generators) rng.restore(state)
  }
}
