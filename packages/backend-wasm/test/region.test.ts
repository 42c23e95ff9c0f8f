// Regions of one shared memory: each thread works in its own, and sees what lies in the others.
import { BackendError, matmul, mul, record, sum, tensor, useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { kernelContract } from '@glissade/autograd/testing'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { shareMemory, wasm, type Region } from '../src/index.ts'
import type { Asked } from './region-worker.ts'

const MIB = 2 ** 20
afterEach(() => useBackend(reference))

describe('shareMemory', () => {
  it('lays regions side by side', () => {
    const regions = shareMemory([3, 1, 2])
    expect(regions.map(({ from, to }) => [from / MIB, to / MIB])).toEqual([
      [0, 3],
      [3, 4],
      [4, 6],
    ])
    expect(regions[0].memory.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(new Set(regions.map(({ memory }) => memory)).size).toBe(1)
  })
  it.each([[[0]], [[1, 1.5]], [[4000, 97]], [[]], [[-1, 2]]])('refuses %j', (sizes) => {
    expect(() => shareMemory(sizes)).toThrow(
      new BackendError(
        `shareMemory: regions of [${sizes.join(', ')}] MiB; it needs integers of at least 1, and at most 4096 together.`,
      ),
    )
  })
})

describe('the kernel contract in the second region of a shared memory', () => {
  const promises = kernelContract(() => wasm({ region: shareMemory([1, 64])[1] }))
  it('holds', () => {
    for (const { name, run } of promises) expect(run, name).not.toThrow()
  })
})

describe('a region', () => {
  it('is all that its backend uses, and what usage tells of', () => {
    const [, second] = shareMemory([1, 2])
    const k = wasm({ region: second })
    expect(k.usage.reserved).toBe(2 * MIB)
    const block = k.keep('float32', 16)
    expect(block.byteOffset).toBeGreaterThan(second.from)
    const margin = 32 // so that a kernel may load whole registers at the last number
    expect(k.alloc('float32', [4]).offset * 4 + 16).toBe(second.to - margin)
    expect(() => k.alloc('float32', [MIB])).toThrow('wasm: needs 4 MiB more, and of 2 MiB')
  })
  it('is never written to by the backend of another: constants stay, and so do neighbours', () => {
    const [first, second, third] = shareMemory([1, 64, 1])
    wasm({ region: first })
    const bytes = new Uint8Array(first.memory.buffer)
    const others = () => Buffer.concat([bytes.slice(0, first.to), bytes.slice(third.from, third.to)])
    wasm({ region: second })
    const before = others()
    const k = wasm({ region: second })
    for (const { run } of kernelContract(() => k)) run()
    expect(others().equals(before)).toBe(true)
  })
  const of = (part: object) => ({ ...shareMemory([1])[0], ...part }) as Region
  it.each([
    ['outside', { from: 0, to: 2 * MIB }],
    ['of no size', { from: 0, to: 0 }],
    ['of parts of pages', { from: 16, to: MIB + 16 }],
    ['without a memory', { memory: new ArrayBuffer(MIB) }],
  ])('%s is refused', (_, part) => {
    const region = of(part)
    expect(() => wasm({ region })).toThrow(
      `wasm: region [${region.from}, ${region.to}); it needs at least 1 MiB, whole pages of 64 KiB, of a WebAssembly.Memory. Make regions with shareMemory([256, 64]).`,
    )
  })
  it('leaves no room for a size', () => {
    expect(() => wasm({ region: of({}), mebibytes: 1 })).toThrow(
      'wasm: mebibytes and region are both given; it needs one, since a region has its size.',
    )
  })
})

describe('a worker', () => {
  it('reads parameters and writes gradients where they lie', async () => {
    const [mine, theirs] = shareMemory([4, 4])
    const k = wasm({ region: mine })
    useBackend(k)
    const parameters = k.keep('float32', 6) as Float32Array
    const gradient = k.keep('float32', 6) as Float32Array
    parameters.set([1, 2, 3, 4, 5, 6])
    const asked: Asked = {
      region: theirs,
      parameters: { at: parameters.byteOffset, size: 6 },
      gradient: { at: gradient.byteOffset, size: 6 },
    }
    const file = new URL('region-worker.ts', import.meta.url).href
    const worker = new Worker(
      `import('tsx/esm/api').then(({ register }) => (register(), import('${file}')))`,
      { eval: true, workerData: asked },
    )
    const loss = await new Promise((done, fail) => worker.once('message', done).once('error', fail))
    const w = tensor(parameters, { shape: [2, 3], requiresGrad: true })
    const same = record(() => {
      const y = sum(mul(matmul(tensor([[1, 2]]), w), 2))
      y.backward()
      return y.item()
    })
    expect(loss).toBe(same)
    expect([...gradient]).toEqual([...w.grad!.data])
  })
})
