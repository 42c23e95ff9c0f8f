// Training on SIMD kernels of the rules, which nobody has to ask for, against the rules' own loops.
import { describe, expect, it } from 'vitest'
import {
  adamw,
  binaryCrossEntropy,
  Dense,
  generator,
  kernelsFor,
  nag,
  Optimizer,
  plainStepper,
  Sequential,
  tanh,
  tensor,
  type ConfiguredRule,
  type Stepper,
  type WasmKernels,
} from '../src/index.ts'

const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]) // prettier-ignore
const y = tensor([[0], [1], [1], [0]])

function trained(rule: ConfiguredRule, options: { stepper?: Stepper } = {}) {
  const rng = generator(1)
  const model = new Sequential(new Dense(2, 7, { rng }), tanh, new Dense(7, 1, { rng }))
  const optimizer = new Optimizer(model, rule, options)
  const losses = Array.from({ length: 60 }, () =>
    optimizer.step(() => binaryCrossEntropy(model.forward(x), y)),
  )
  return { losses, optimizer }
}

describe.each([adamw({ lr: 0.05 }), nag({ lr: 0.1 })])('training by $rule.name', (rule) => {
  it('goes the same way on four lanes as by its loop', () => {
    const [fast, slow] = [trained(rule), trained(rule, { stepper: plainStepper })]
    for (const [t, loss] of slow.losses.entries()) expect(fast.losses[t]).toBeCloseTo(loss, 4)
    expect(slow.losses[59]).toBeLessThan(0.9 * slow.losses[0])
    expect(fast.losses).not.toEqual(slow.losses)
  })

  it('keeps its slots beside the weights until it is released', () => {
    const { optimizer } = trained(rule)
    const { usage } = kernelsFor('float32') as WasmKernels
    optimizer.release()
    const after = (kernelsFor('float32') as WasmKernels).usage
    const arrays = rule.rule.slots.length + ('ahead' in rule.rule ? 1 : 0) // who looks ahead keeps the weights, too
    expect(usage.kept - after.kept).toBe(128 * arrays) // 29 weights each, in whole registers of 16 bytes
  })
})
