// Batches lie in the memory of the SIMD kernels, so that no step copies them in, and take no more of it with time.
import { expect, it } from 'vitest'
import { arrayDataset, kernelsFor, type WasmKernels } from '../src/index.ts'

it('a batch of bytes lies where the kernels compute, and 10,000 of them take no more than two', () => {
  const kernels = kernelsFor('float32') as WasmKernels
  const { buffer } = kernels.keep('float32', 1)
  const images = Uint8Array.from({ length: 64 * 20 }, (_, i) => i)
  const data = arrayDataset(images, new Uint8Array(64), { shape: [20], scale: 1 / 255 })
  const used: number[] = []
  for (let epoch = 0; epoch < 625; epoch++) {
    for (const { x } of data.batches({ batchSize: 4, shuffle: true, seed: 1, epoch })) {
      expect(x.view.data.buffer).toBe(buffer)
      used.push(kernels.usage.kept)
    }
  }
  expect(used).toHaveLength(10_000)
  expect(new Set(used.slice(1)).size).toBe(1)
})
