// Steps on clipped gradients of single examples: what the clip, the mean and the noise are, and what is refused.
import { describe, expect, it } from 'vitest'
import { adam, clipPerSample, lbfgs, nag, Optimizer, OptimError, sgd, stepPerSample } from '../src/index.ts'
import { vector } from './vector.ts'

const examples = [
  { loss: 1, gradient: [3, 4] },
  { loss: 2, gradient: [0.3, -0.4] },
  { loss: 6, gradient: [0, 0] },
]
const losses = examples.map((example) => () => example)
const counting = () => {
  let drawn = 0
  return { normal: () => ++drawn }
}

describe('stepPerSample', () => {
  it('is one step on what clipPerSample gives', () => {
    const clipped = clipPerSample(
      examples.map(({ gradient }) => Float64Array.from(gradient)),
      1,
    )
    const [target, by] = [vector([1, 2]), vector([1, 2])]
    const optimizer = new Optimizer(target, adam({ lr: 0.1 }))
    const { loss, norms } = stepPerSample(optimizer, losses, { max: 1 })
    expect([loss, norms, optimizer.t]).toEqual([3, [5, 0.5, 0], 1])
    expect(clipped.norms).toEqual(norms)
    target.gradient.forEach((g, i) => expect(g).toBeCloseTo(clipped.gradient[i], 15))
    by.gradient.set(target.gradient)
    new Optimizer(by, adam({ lr: 0.1 })).step()
    expect(target.value).toEqual(by.value)
  })

  it('without anything to clip is one step on the mean', () => {
    const target = vector([0, 0])
    stepPerSample(new Optimizer(target, sgd({ lr: 1 })), losses, { max: 100 })
    target.value.forEach((w, i) => expect(w).toBeCloseTo([-1.1, -1.2][i], 15))
  })

  it('adds noise · max · N(0, 1) to the sum, an element at a time', () => {
    const target = vector([0, 0])
    stepPerSample(new Optimizer(target, sgd({ lr: 1 })), losses.slice(2), {
      max: 2,
      noise: 3,
      rng: counting(),
    })
    expect([...target.value]).toEqual([-6, -12])
  })

  it('hides no NaN and no infinity', () => {
    for (const bad of [NaN, Infinity]) {
      const target = vector([0, 0])
      stepPerSample(new Optimizer(target, sgd({ lr: 1 })), [() => ({ loss: 1, gradient: [bad, 0] })], {
        max: 1,
      })
      expect(target.value[0]).toBeNaN()
    }
  })

  const on = (rule = sgd({ lr: 1 })) => new Optimizer(vector([0, 0]), rule)
  // prettier-ignore
  it.each<[string, () => unknown]>([
    ['stepPerSample: there are no losses; it needs one for each example.', () => stepPerSample(on(), [], { max: 1 })],
    ['stepPerSample: max is 0; it must be greater than 0.', () => stepPerSample(on(), losses, { max: 0 })],
    ['stepPerSample: sigma is unknown; it has max, noise.', () => stepPerSample(on(), losses, { max: 1, sigma: 1 } as never)],
    ['stepPerSample: noise without a generator; it needs { rng } with normal(), such as generator(1), so that runs can be repeated.', () => stepPerSample(on(), losses, { max: 1, noise: 1 })],
    ['stepPerSample: nag chooses for itself where it takes its gradient; it needs a rule that uses the gradient as it stands.', () => stepPerSample(on(nag()), losses, { max: 1 })],
    ['stepPerSample: lbfgs chooses for itself where it takes its gradient; it needs a rule that uses the gradient as it stands.', () => stepPerSample(on(lbfgs()), losses, { max: 1 })],
  ])('%s', (message, call) => {
    expect(call).toThrow(OptimError)
    expect(call).toThrow(message)
  })
})
