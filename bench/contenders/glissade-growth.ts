// What a long run leaves behind: memory of the engine and of the kernels, when all that can be collected has been.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as g from 'glissade'
import { lenet } from './glissade-lenet.ts'
import { lstm } from './glissade-lstm.ts'
import type { Steps } from './job.ts'
import type { Measure } from './serve.ts'

const BATCH = 16

/** The shape of a sample, how many classes, and the network. */
const networks = {
  mlp: () => {
    const rng = g.generator(1)
    const [first, last] = [new g.Dense(8, 16, { rng }), new g.Dense(16, 10, { rng })]
    return { shape: [8], model: new g.Sequential(first, new g.BatchNorm(16), g.relu, last) }
  },
  lenet: () => ({ shape: [1, 28, 28], model: lenet() }),
  lstm: () => ({ shape: [28, 28], model: lstm(128) }),
}

/** Bytes held after all steps, less those held after half of them, when the engine has compiled what it will. */
export function growth({ steps, network }: Steps): Measure {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return async () => {
    const kernels = g.wasm({ mebibytes: 64 })
    g.useBackend(kernels)
    const { shape, model } = networks[network]()
    const optimizer = new g.Optimizer(model, g.adam({ lr: 1e-3 }))
    const x = g.rand([BATCH, ...shape], { seed: 1 })
    const y = g.tensor(Int32Array.from({ length: BATCH }, (_, i) => i % 10))
    const held = async (count: number): Promise<number> => {
      for (let k = 0; k < count; k++) optimizer.step(() => g.crossEntropy(model.forward(x), y))
      await new Promise(setImmediate)
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers + kernels.usage.kept + kernels.usage.peak
    }
    const before = await held(steps / 2)
    return (await held(steps / 2)) - before
  }
}
