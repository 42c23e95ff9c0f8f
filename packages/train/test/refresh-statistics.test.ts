// Running statistics computed anew, as torch.optim.swa_utils.update_bn does.
import { tensor } from '@glissade/autograd'
import { arrayDataset } from '@glissade/data'
import { BatchNorm, Dense, Dropout, Sequential } from '@glissade/nn'
import { averageOf, ema } from '@glissade/optim'
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import { evaluate, predict, refreshStatistics } from '../src/index.ts'

// prettier-ignore
const data = arrayDataset([[1, 10], [3, 30], [5, 50], [7, 20], [9, 90]], [0, 1, 0, 1, 0])

it.each([
  ['pytorch', [2, 325]],
  ['keras', [1, 162.5]],
] as const)('are the means over whole batches, in the convention of %s', async (convention, variances) => {
  const layer = new BatchNorm(2, { convention })
  layer.forward(tensor([[100, 100], [0, 0]])) // prettier-ignore
  await refreshStatistics(layer, data, { batchSize: 2 })
  expect(layer.runningMean.toArray()).toEqual([4, 27.5])
  expect(layer.runningVariance.toArray()).toEqual(variances)
  expect(layer.momentum).toBe(new BatchNorm(2, { convention }).momentum)
})

it('make evaluation what training would be, for weights that were averaged, and touch nothing else', async () => {
  const rng = generator(1)
  const model = new Sequential(
    new Dense(2, 4, { rng }),
    new BatchNorm(4),
    new Dropout(0.5, { rng }),
    new Dense(4, 2, { rng }),
  )
  ;(model.layers[1] as BatchNorm).eval()
  const average = averageOf(model, ema())
  const [[, drops]] = model.generators()
  const [before, weights] = [drops.state(), Array.from(model.flat().value)]
  const lossBefore = await average.during(() => evaluate(model, data))
  const lossAfter = await average.during(async () => {
    await refreshStatistics(model, data)
    return evaluate(model, data)
  })
  expect(lossAfter.loss).not.toBe(lossBefore.loss)
  expect([drops.state(), Array.from(model.flat().value)]).toEqual([before, weights])
  expect((model.layers[1] as BatchNorm).runningMean.toArray()).toEqual([0, 0, 0, 0])
  expect(model.training && !(model.layers[1] as BatchNorm).training).toBe(true)
})

it('are left alone in a model without BatchNorm', async () => {
  const model = new Dense(2, 2, { rng: generator(1) })
  const before = predict(model, data).toArray()
  await refreshStatistics(model, data)
  expect(predict(model, data).toArray()).toEqual(before)
})
