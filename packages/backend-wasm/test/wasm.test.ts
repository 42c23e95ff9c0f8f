// What `wasm()` gives, refuses, and does with what it has no kernel for.
import { add, BackendError, elementwise, record, tensor, useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { dense } from '@glissade/autograd/kernels'
import { createContext, runInContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { compile } from '../src/engine.ts'
import { wasm } from '../src/index.ts'
import { reserve } from '../src/region.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  useBackend(reference)
})

describe('wasm()', () => {
  it('computes float32 alone, and reserves 1 GiB unless told', () => {
    const k = wasm()
    expect([k.name, k.dtypes, k.usage]).toEqual([
      'wasm',
      ['float32'],
      { reserved: 2 ** 30, kept: 0, recording: 0, peak: 0 },
    ])
  })
  it('gives two backends that know nothing of each other', () => {
    const [a, b] = [wasm({ mebibytes: 1 }), wasm({ mebibytes: 1 })]
    a.keep('float32', 4).fill(1)
    expect([...b.keep('float32', 4)]).toEqual([0, 0, 0, 0])
  })
})

describe('errors', () => {
  it.each([0, -1, 1.5, 5000, NaN])('a memory of %d MiB', (mebibytes) => {
    expect(() => wasm({ mebibytes })).toThrow(
      new BackendError(`wasm: mebibytes is ${mebibytes}; it needs an integer from 1 to 4096.`),
    )
  })
  it('another element type', () => {
    const k = wasm({ mebibytes: 1 })
    expect(() => k.alloc('float64', [2])).toThrow(
      new BackendError("wasm: alloc for float64; it computes float32 alone. Use kernelsFor('float64')."),
    )
    expect(() => k.keep('int32', 2)).toThrow(
      new BackendError("wasm: keep for int32; it computes float32 alone. Use kernelsFor('int32')."),
    )
  })
  it('an engine that does not know the instructions', () => {
    const unknown = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 10, 4, 1, 2, 0, 255])
    expect(() => compile(unknown)).toThrow(
      new BackendError(
        "wasm: this engine has no WebAssembly with SIMD; it needs Node 16.4, Chrome 91, Firefox 89 or Safari 16.4. Use the readable kernels instead: useBackend(reference) from '@glissade/autograd/reference'.",
      ),
    )
  })
  it('an engine that may not compile it, as in a page whose content policy says so', () => {
    const strict = createContext({}, { codeGeneration: { strings: true, wasm: false } })
    vi.stubGlobal('WebAssembly', runInContext('WebAssembly', strict))
    expect(() => wasm({ mebibytes: 1 })).toThrow(BackendError)
    expect(() => wasm({ mebibytes: 1 })).toThrow(
      /^wasm: the engine may not compile its kernels \(.+\); a page's content policy needs script-src 'wasm-unsafe-eval', and before Chrome 115 they are compiled in workers alone\. Use the readable kernels instead: useBackend\(reference\) from '@glissade\/autograd\/reference'\.$/,
    )
  })
  it('an engine that refuses the memory', () => {
    expect(reserve(100_000).to).toBeLessThan(2 ** 32) // a half of it, or a quarter, …
    expect(() => reserve(-1)).toThrow(
      'wasm: the engine refused to reserve -1 MiB; it needs address space for at least that. Close other tabs or raise the limit of the process.',
    )
  })
})

describe('formulas without a kernel', () => {
  it('run as the plain loop', () => {
    useBackend(wasm({ mebibytes: 1 }))
    const cube = elementwise('cube', { f: ({ mul }, x) => mul(x, mul(x, x)), d: [null] })
    expect(record(() => cube([tensor([1, 2, 3])])).toArray()).toEqual([1, 8, 27])
  })
  it('are not taken for the one of that name', () => {
    useBackend(wasm({ mebibytes: 1 }))
    const other = elementwise('relu', { f: ({ minimum }, x) => minimum(x, 0), d: [null] })
    expect(record(() => other([tensor([-1, 2])])).toArray()).toEqual([-1, 0])
  })
})

describe('ordinary arrays', () => {
  it('are read anew in every call', () => {
    useBackend(wasm({ mebibytes: 1 }))
    const data = new Float32Array([1, 2, 3])
    const x = tensor(data)
    const sums = record(() => {
      const before = add(x, 1)
      data.fill(10)
      return [before, add(x, 1)]
    })
    expect(sums.map((y) => y.toArray())).toEqual([
      [2, 3, 4],
      [11, 11, 11],
    ])
  })
  it('of which an output shows a part keep the rest', () => {
    const k = wasm({ mebibytes: 1 })
    const data = new Float32Array(6).fill(7)
    const out = { data, shape: [2, 2], stride: [3, 1], offset: 0 }
    k.gather(dense(new Float32Array([1, 2, 3, 4]), [2, 2]), Int32Array.of(1, 0), out)
    expect([...data]).toEqual([3, 4, 7, 1, 2, 7])
  })
})
