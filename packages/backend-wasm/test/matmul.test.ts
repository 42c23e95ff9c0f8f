// The dense product, the one that leaves out zeros, and the one with fused multiply-add, held to each other.
import { AnomalyError, mul, matmul, record, tensor, useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { dense, type Shape, type View } from '@glissade/autograd/kernels'
import { kernelContract } from '@glissade/autograd/testing'
import v8 from 'node:v8'
import { afterEach, describe, expect, it } from 'vitest'
import { generator } from '../../random/src/index.ts'
import { compile } from '../src/engine.ts'
import { base64 as fused } from '../src/generated/fma.ts'
import { wasm, type WasmKernels } from '../src/index.ts'

afterEach(() => useBackend(reference))

/** Two equal numbers of zeros are laid out one way or the other: as they are, or as the transpose of what lies there. */
function operand(shape: Shape, transposed: boolean, number: () => number): View {
  const view = dense(new Float32Array(shape.reduce((a, b) => a * b)).map(number), shape)
  if (!transposed) return view
  const [rows, columns] = shape.slice(-2)
  return {
    ...view,
    stride: [...view.stride.slice(0, -2), 1, rows],
    shape: [...shape.slice(0, -2), rows, columns],
  }
}

function product(k: WasmKernels, a: View, b: View): Float32Array {
  const shape = [...a.shape.slice(0, -1), b.shape[b.shape.length - 1]]
  const out = dense(new Float32Array(shape.reduce((x, y) => x * y)).fill(NaN), shape)
  k.matmul(a, b, out)
  return out.data as Float32Array
}

/** Numbers of many sizes and both signs: some so small that their products vanish, and zeros of both signs. */
function sparseNumbers(density: number, seed: number) {
  const rng = generator(seed)
  return () => {
    if (rng.uniform() >= density) return rng.uniform() < 0.5 ? 0 : -0
    return (rng.uniform() - 0.5) * 2 ** (rng.integer(4) === 0 ? -100 : rng.integer(8))
  }
}

// prettier-ignore
const SIZES: readonly (readonly [batch: Shape, m: number, k: number, n: number])[] = [
  [[], 64, 784, 128], [[], 784, 64, 128], [[], 33, 1030, 31], [[], 6, 2051, 45], [[], 130, 67, 66], [[], 5, 300, 523],
  [[], 17, 129, 257], [[], 1, 40, 50], [[], 3, 1027, 9], [[], 2, 9, 4], [[3], 20, 300, 100], [[2, 2], 4, 1100, 120], [[3], 1, 50, 7],
]

function sameBits(skipping: WasmKernels, plain: WasmKernels): void {
  let seed = 0
  for (const [batch, m, k, n] of SIZES)
    for (const density of [0, 0.19, 0.5, 1])
      for (const ta of [false, true])
        for (const tb of [false, true]) {
          const a = operand([...batch, m, k], ta, sparseNumbers(density, ++seed))
          const b = operand([...batch, k, n], tb, sparseNumbers(0.9, ++seed))
          const [got, want] = [skipping, plain].map((kernels) => Buffer.from(product(kernels, a, b).buffer))
          const where = `(${batch.join()};${m},${k})${ta ? 'ᵀ' : ''} (${k},${n})${tb ? 'ᵀ' : ''}, density ${density}`
          expect(got.equals(want), where).toBe(true)
        }
}

describe('zeros', () => {
  it('that are left out change no bit, in any layout, and no sign of a zero', () =>
    sameBits(wasm({ mebibytes: 16 }), wasm({ mebibytes: 16, sparse: false })))

  const zeroByNaN = (k: WasmKernels, m: number) => {
    const x = { ...dense(new Float32Array(m * 128), [m, 128]) }
    return product(k, x, dense(new Float32Array(128 * 128).fill(NaN), [128, 128]))[0]
  }
  it.each([
    ['of a large product are left out', { sparse: true }, 64, 0],
    ['of few rows are left out', { sparse: true }, 1, 0],
    ['of a small product are not', { sparse: true }, 4, NaN],
    ['are never left out with { sparse: false }', { sparse: false }, 64, NaN],
    ['are never left out with { sparse: false }, of few rows', { sparse: false }, 1, NaN],
  ])('%s', (_, options, m, expected) =>
    expect(zeroByNaN(wasm({ mebibytes: 4, ...options }), m)).toBe(expected),
  )
  it('are looked at in anomaly mode, which finds what they meet', () => {
    useBackend(wasm({ mebibytes: 4 }))
    const x = tensor(new Float32Array(64 * 128), { shape: [64, 128] })
    const w = tensor(new Float32Array(128 * 128).fill(Infinity), { shape: [128, 128] })
    expect(record(() => matmul(x, w)).data[0]).toBe(0)
    expect(() => record(() => matmul(x, w), { anomaly: true })).toThrow(AnomalyError)
    const inner = () =>
      record(() =>
        mul(
          record(() => matmul(x, w), { anomaly: true }),
          1,
        ),
      )
    expect(inner).toThrow(AnomalyError)
    expect(record(() => matmul(x, w)).data[0]).toBe(0) // and no longer than that
  })
  it('take less memory than there is, once and for one call', () => {
    const k = wasm({ mebibytes: 4 })
    zeroByNaN(k, 64)
    const { peak } = k.usage
    for (let i = 0; i < 10; i++) zeroByNaN(k, 64)
    expect([k.usage.peak, k.usage.recording]).toEqual([peak, 0])
  })
})

describe('fused multiply-add', () => {
  const binary = Buffer.from(fused, 'base64')
  const cure =
    "wasm: this engine has no relaxed SIMD, where fused multiply-add is; { fma: true } needs Node 21 or Chrome 114. In Node 20 call v8.setFlagsFromString('--experimental-wasm-relaxed-simd') first; elsewhere leave fma out."
  it.skipIf(WebAssembly.validate(binary))('is refused where the engine has none', () =>
    expect(() => wasm({ mebibytes: 4, fma: true })).toThrow(cure),
  )

  const kernels = () => {
    v8.setFlagsFromString('--experimental-wasm-relaxed-simd') // Node 20; from 21 on it is there
    return wasm({ mebibytes: 64, fma: true })
  }
  it('keeps the kernel contract', () => {
    for (const { name, run } of kernelContract(kernels).filter(({ name }) => name.startsWith('matmul')))
      expect(run, name).not.toThrow()
  })
  it('rounds once, or twice where the machine has no such instruction', () => {
    const x = 1 + 2 ** -12
    const a = dense(Float32Array.of(-1 - 2 ** -11, x), [1, 2])
    const b = dense(Float32Array.of(1, x), [2, 1])
    expect([2 ** -24, 0]).toContain(product(kernels(), a, b)[0])
  })
  it('changes no kernel but the product', () => {
    const [k, plain] = [kernels(), wasm({ mebibytes: 4 })]
    const x = dense(
      new Float32Array(1000).map(Math.fround).map((_, i) => i / 7 - 50),
      [10, 100],
    )
    const sums = [k, plain].map((each) => {
      const out = dense(new Float32Array(10), [10, 1])
      each.fold('sum', x, out)
      return [...out.data]
    })
    expect(sums[0]).toEqual(sums[1])
  })
  it('asks for nothing but memory, brings no numbers of its own, and is small', () => {
    const compiled = compile(binary)
    expect(WebAssembly.Module.imports(compiled)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 })
    new Uint8Array(memory.buffer).fill(7)
    new WebAssembly.Instance(compiled, { env: { memory } })
    expect(new Uint8Array(memory.buffer).every((x) => x === 7)).toBe(true)
    expect(fused.length).toBeLessThan(12_000)
  })
})
