// The contract of kernels, and what there is to say where no BLAS is found. Skipped, and said so, without the library.
import { matmul, tensor, useBackend } from '@glissade/autograd'
import { BackendError, dense } from '@glissade/autograd/kernels'
import { reference } from '@glissade/autograd/reference'
import { kernelContract } from '@glissade/autograd/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { opTests } from '../../autograd/test/op-tests.ts'
import { blas } from '../src/index.ts'
import { nativeCalls } from '../src/library.ts'

const missing = ((): string | undefined => {
  try {
    blas()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
})()

const why = missing ? ` (skipped: ${missing})` : ''
const variants = missing ? [] : [() => blas(), () => blas({ over: reference })]

describe.skipIf(missing)(`the kernel contract${why}`, () => {
  for (const make of variants)
    describe(make().name, () => {
      for (const { name, skipped, run } of kernelContract(make)) it.skipIf(skipped)(name, run)
    })
})

describe.skipIf(missing)('every op', () => {
  beforeAll(() => {
    useBackend(reference)
    useBackend(blas())
  })
  opTests('float32')
})

describe.skipIf(missing)('matrix products by BLAS', () => {
  it('are those that the library is asked for', () => {
    useBackend(reference)
    const kernels = blas()
    expect(kernels.name).toBe('blas over wasm')
    expect(kernels.library).toMatch(/openblas|Accelerate/)
    useBackend(kernels)
    const a = tensor([[1, 2], [3, 4]]) // prettier-ignore
    expect(matmul(a, a).toArray()).toEqual([[7, 10], [15, 22]]) // prettier-ignore
  })
  it('leave integers to the other kernels', () => {
    const kernels = blas({ over: reference })
    const [a, y] = [dense(Int32Array.of(2, 3), [1, 2]), dense(new Int32Array(1), [1, 1])]
    kernels.matmul(a, dense(Int32Array.of(5, 7), [2, 1]), y)
    expect(y.data[0]).toBe(31)
  })
  it('give the same bits again', () => {
    const kernels = blas({ over: reference })
    const x = dense(
      Float32Array.from({ length: 200 * 300 }, (_, i) => Math.sin(i)),
      [200, 300],
    )
    const t = dense(
      Float32Array.from({ length: 300 * 50 }, (_, i) => Math.cos(i)),
      [300, 50],
    )
    const [y, z] = [
      dense(new Float32Array(200 * 50), [200, 50]),
      dense(new Float32Array(200 * 50), [200, 50]),
    ]
    kernels.matmul(x, t, y)
    kernels.matmul(x, t, z)
    expect(z.data).toEqual(y.data)
  })
})

describe('where there is none', () => {
  it('says where it looked and how to install it', () => {
    expect(() => blas({ library: 'libno-such-blas.so' })).toThrow(BackendError)
    expect(() => blas({ library: 'libno-such-blas.so' })).toThrow(
      /^blas: no OpenBLAS; looked at libno-such-blas\.so \(.+\)\. Install it \(Debian: apt-get install libopenblas0-pthread; macOS: brew install openblas\), or name its library in GLISSADE_BLAS\.$/,
    )
  })
  it('refuses options that it does not have', () => {
    expect(() => blas({ thread: 2 } as object)).toThrow(
      new BackendError('blas: thread is no option; it has library, over, threads. Did you mean threads?'),
    )
  })
  it('needs a number of threads', () => {
    expect(() => blas({ threads: 0 })).toThrow(
      new BackendError('blas: threads is 0; it needs an integer of at least 1.'),
    )
  })
})

describe('what calls native libraries', () => {
  it('is loaded when it is needed, and named where it is missing', () => {
    const call = () => nativeCalls('koffi-of-nobody')
    expect(call).toThrow(BackendError)
    expect(call).toThrow(
      "blas: koffi-of-nobody, which calls native libraries, did not load (Cannot find module 'koffi-of-nobody'); it needs the npm package. Install it: npm install koffi-of-nobody.",
    )
  })
})
