// The two regions: where blocks lie, when they return, and what is said when there are none left.
import { add, matmul, record, relu, sum, tensor, useBackend, type Tensor } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import v8 from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { wasm, type WasmKernels } from '../src/index.ts'

const MIB = 2 ** 20
const alloc = (k: WasmKernels, mib: number) => k.alloc('float32', [(mib * MIB) / 4])

afterEach(() => useBackend(reference))

function chosen(mebibytes = 64): WasmKernels {
  const kernels = wasm({ mebibytes })
  useBackend(kernels)
  return kernels
}

describe('blocks', () => {
  it('begin at multiples of 16 bytes, kept and lent alike', () => {
    const k = wasm({ mebibytes: 1 })
    for (const n of [1, 2, 3, 4, 5, 17, 0, 1]) {
      const { data, offset } = k.alloc('float32', [n])
      expect((data.byteOffset + 4 * offset) % 16).toBe(0)
      expect(k.keep('float32', n).byteOffset % 16).toBe(0)
    }
  })
  it('of the next recording are those of the last', () => {
    const k = wasm({ mebibytes: 1 })
    const places = [0, 1].map(() => {
      k.begin()
      const offsets = [5, 100, 3].map((n) => k.alloc('float32', [n]).offset)
      k.end()
      return offsets
    })
    expect(places[1]).toEqual(places[0])
  })
  it('that a kernel takes for itself return when it is done', () => {
    const k = chosen()
    k.begin()
    const [x, y] = [k.alloc('float32', [8, 8]), k.alloc('float32', [1, 8])]
    const before = k.usage.recording
    k.fold('sum', x, y)
    k.matmul({ data: new Float32Array(64), shape: [8, 8], stride: [8, 1], offset: 0 }, x, x)
    expect(k.usage.recording).toBe(before)
    k.end()
    expect(k.usage.recording).toBe(0)
  })
})

describe('recordings', () => {
  const model = () => ({
    w: tensor(
      Float32Array.from({ length: 40 }, (_, i) => Math.fround(i / 40)),
      { shape: [8, 5], requiresGrad: true },
    ),
    b: tensor(new Float32Array(5), { requiresGrad: true }),
    x: tensor(new Float32Array(32).fill(0.5), { shape: [4, 8] }),
  })
  const step = ({ w, b, x }: Record<string, Tensor>): number =>
    record(() => {
      const loss = sum(relu(add(matmul(x, w), b)))
      loss.backward()
      return loss
    }).item()

  it('use the same bytes 10,000 times over', () => {
    const k = chosen()
    const m = model()
    step(m)
    step(m) // from the second on, gradients are added to those that are there
    const { peak, kept } = k.usage
    for (let i = 2; i < 10_000; i++) step(m)
    expect(k.usage).toEqual({ reserved: 64 * MIB, kept, recording: 0, peak })
  })
  it('return their memory when they throw', () => {
    const k = chosen(1)
    for (let i = 0; i < 100; i++) {
      const broken = () =>
        record(() => {
          add(tensor(new Float32Array(50_000)), 1)
          throw new RangeError('on purpose')
        })
      expect(broken).toThrow('on purpose')
      expect(k.usage.recording).toBe(0)
    }
    expect(step(model())).toBeGreaterThan(0)
  })
  it('return their memory when it does not suffice, and the next one works', () => {
    const k = chosen(1)
    const big = tensor(new Float32Array(100_000))
    expect(() => record(() => add(add(big, 1), add(big, 2)))).toThrow(/^wasm: needs 0\.381 MiB more/)
    expect(k.usage.recording).toBe(0)
    expect(step(model())).toBeGreaterThan(0)
  })
})

/** Turns of the event loop with a collection in each, until `done` or many have passed. */
async function collect(done: () => boolean): Promise<void> {
  v8.setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  for (let turn = 0; turn < 50 && !done(); turn++) {
    gc()
    await new Promise((next) => setImmediate(next))
  }
}

describe('kept memory', () => {
  it('returns when nobody holds the array, and not before', async () => {
    const k = wasm({ mebibytes: 1 })
    const held = k.keep('float32', 1000)
    const baseline = k.usage.kept
    for (let i = 0; i < 10; i++) k.keep('float32', 5000)
    expect(k.usage.kept).toBe(baseline + 200_000)
    await collect(() => k.usage.kept === baseline)
    expect(k.usage.kept).toBe(baseline)
    expect(held.every((x) => x === 0)).toBe(true)
  })
  it('is held by tensors that look at it', async () => {
    const k = chosen()
    let x: Tensor | undefined = tensor(k.keep('float32', 1000), { shape: [10, 100] })
    const { kept } = k.usage
    await collect(() => k.usage.kept < kept)
    expect(k.usage.kept).toBe(kept)
    expect(x.size).toBe(1000)
    x = undefined
    await collect(() => k.usage.kept < kept)
    expect(k.usage.kept).toBe(kept - 4000)
  })
  it('is held by the window that tensor.data gives', async () => {
    const k = chosen()
    let window: Float32Array | undefined = tensor(k.keep('float32', 1000)).data as Float32Array
    const { kept } = k.usage
    await collect(() => k.usage.kept < kept)
    expect(k.usage.kept).toBe(kept)
    expect(window.length).toBe(1000)
    window = undefined
    await collect(() => k.usage.kept < kept)
    expect(k.usage.kept).toBe(kept - 4000)
  })
  it('comes back zeroed', async () => {
    const k = wasm({ mebibytes: 1 })
    k.keep('float32', 50_000).fill(7)
    await collect(() => k.usage.kept === 0)
    expect(k.keep('float32', 50_000).every((x) => x === 0)).toBe(true)
  })
})

describe('errors', () => {
  const cure =
    'take smaller batches, let go of models and data between turns of the event loop, or reserve more with wasm({ mebibytes }).'
  it('say what a recording needs', () => {
    const k = wasm({ mebibytes: 4 })
    const held = k.keep('float32', MIB / 4)
    k.begin()
    alloc(k, 2)
    expect(() => alloc(k, 1.5)).toThrow(
      `wasm: needs 1.5 MiB more, and of 4 MiB 1 MiB are kept and 2 MiB used by the open recording; ${cure}`,
    )
    k.end()
    expect(held.length).toBe(MIB / 4)
  })
  it('say what a kept block needs', () => {
    const k = wasm({ mebibytes: 2 })
    expect(() => k.keep('float32', MIB)).toThrow(
      `wasm: needs 4 MiB more, and of 2 MiB 0 MiB are kept and 0 MiB used by the open recording; ${cure}`,
    )
  })
})
