// Training a recurrent network takes no more memory the longer it goes on: the short form of `pnpm bench --only memory-growth-lstm`.
import { expect, it } from 'vitest'
import {
  adam,
  carry,
  Dense,
  generator,
  Lstm,
  mse,
  Optimizer,
  rand,
  Sequential,
  useBackend,
  wasm,
  type StateOf,
} from '../src/index.ts'

it('A recording of an LSTM uses the same bytes at step 200 as at step 20, a carried state included', async () => {
  const kernels = wasm({ mebibytes: 64 })
  useBackend(kernels)
  const rng = generator(1)
  const [lstm, head] = [new Lstm(3, 8, { rng }), new Dense(8, 1, { rng })]
  const optimizer = new Optimizer(new Sequential(lstm, head), adam())
  const [x, y] = [rand([4, 6, 3], { seed: 1 }), rand([4, 6, 1], { seed: 2 })]
  let state: StateOf<'h' | 'c'> | undefined
  const train = async (steps: number) => {
    for (let k = 0; k < steps; k++) {
      optimizer.step(() => {
        const run = lstm.run(x, { lengths: [6, 4, 6, 1], ...(state ? { state } : {}) })
        state = carry(run.state)
        return mse(head.forward(run.output), y)
      })
    }
    await new Promise((resolve) => setImmediate(resolve))
    return { ...kernels.usage }
  }
  const early = await train(20)
  expect(early.peak).toBeGreaterThan(10_000)
  expect(await train(180)).toEqual(early)
})
