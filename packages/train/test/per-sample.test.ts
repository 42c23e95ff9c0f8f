// One gradient for each sample, clipped and stepped on: by hand from perSampleGradients, and in one call.
import { perSampleGradients, slice, type Tensor } from '@glissade/autograd'
import { crossEntropy } from '@glissade/nn'
import { clipPerSample, Optimizer, sgd, stepPerSample } from '@glissade/optim'
import { expect, it } from 'vitest'
import { all, classifier, points, weights } from './setup.ts'

it('stepPerSample is a step on the clipped gradients of perSampleGradients', () => {
  const { x, y } = all(points(6))
  const model = classifier()
  const parameters = [...model.parameters()].map(([, each]) => each)
  const each = perSampleGradients((x: Tensor, y: Tensor) => crossEntropy(model.forward(x), y), parameters, [
    x,
    y,
  ])
  const rows = Array.from({ length: 6 }, (_, i) =>
    Float32Array.from(each.flatMap((g) => [...slice(g, [i]).data])),
  )
  const byHand = clipPerSample(rows, 0.5)
  const before = weights(model)
  const losses = rows.map(
    (_, i) => () => crossEntropy(model.forward(slice(x, [[i, i + 1]])), slice(y, [[i, i + 1]])),
  )
  const { norms } = stepPerSample(new Optimizer(model, sgd({ lr: 1 })), losses, { max: 0.5 })
  norms.forEach((norm, i) => expect(norm).toBeCloseTo(byHand.norms[i], 6))
  expect(norms.some((norm) => norm > 0.5)).toBe(true)
  weights(model).forEach((w, i) => expect(w).toBeCloseTo(before[i] - byHand.gradient[i], 6))
})
