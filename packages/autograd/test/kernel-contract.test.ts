// The readable backend keeps the promises that it sets for all others, and a backend that breaks one is caught.
import { describe, expect, it } from 'vitest'
import type { Kernels } from '../src/kernels/kernels.ts'
import { largest } from '../src/kernels/largest.ts'
import { copyInto, flat } from '../src/kernels/loops.ts'
import { contract } from '../src/ops/contract.ts'
import { reference } from '../src/reference/kernels.ts'
import { sizeOf } from '../src/shape.ts'
import { kernelContract } from '../src/testing/kernel-contract.ts'
import { dense, heap } from '../src/view.ts'

describe('the reference backend keeps the contract', () => {
  for (const { name, run } of kernelContract(() => reference)) it(name, run)
})

const pool = heap('float32', 2 ** 22)

/** Backends with one mistake each. */
const broken: Readonly<Record<string, Partial<Kernels>>> = {
  'a map that takes strides for row-major': {
    map: (f, inputs, params, out) =>
      reference.map(
        f,
        inputs.map((x) => ({ ...dense(x.data, x.shape), offset: x.offset })),
        params,
        out,
      ),
  },
  'a map that forgets the parameters': {
    map: (f, inputs, params, out) =>
      reference.map(
        f,
        inputs,
        params.map(() => 1),
        out,
      ),
  },
  'a map that rounds to 16 bits': {
    map: (f, inputs, params, out) =>
      reference.map({ ...f, js: (...x) => Number(f.js(...x).toPrecision(4)) }, inputs, params, out),
  },
  'a map that loses the sign of zero': {
    map: (f, inputs, params, out) =>
      reference.map({ ...f, js: (...x) => f.js(...x) + 0 }, inputs, params, out),
  },
  'a sum in float32': {
    fold: (kind, x, out) => {
      if (kind !== 'sum') return reference.fold(kind, x, out)
      const y = heap('float32', 1)
      for (const v of flat(x)) y[0] += v
      copyInto({ data: y, shape: out.shape, stride: out.shape.map(() => 0), offset: 0 }, out)
    },
  },
  'a max that loses NaN': {
    fold: (kind, x, out) => {
      if (kind !== 'max') return reference.fold(kind, x, out)
      const data = flat(x).map((v) => (Number.isNaN(v) ? -Infinity : v))
      reference.fold(kind, dense(data, x.shape), out)
    },
  },
  'a fold that adds to what was there': {
    fold: (kind, x, out) => {
      const before = flat(out)
      reference.fold(kind, x, out)
      copyInto(
        dense(
          flat(out).map((v, i) => v + (before[i] || 1)),
          out.shape,
        ),
        out,
      )
    },
  },
  'a matmul that ignores the batch of b': {
    matmul: (a, b, out) =>
      reference.matmul(a, { ...b, stride: [...b.shape.slice(2).map(() => 0), ...b.stride.slice(-2)] }, out),
  },
  'a matmul that skips the last of an odd number of columns': {
    matmul: (a, b, out) => {
      const n = b.shape[b.shape.length - 1] & ~1
      const cut = (x: typeof b) => ({ ...x, shape: [...x.shape.slice(0, -1), n] })
      reference.matmul(a, cut(b), cut(out))
    },
  },
  'a scatter that overwrites': {
    scatter: (x, rows, out) => {
      out.data.fill(0)
      const width = sizeOf(x.shape.slice(1))
      const from = flat(x)
      rows.forEach((row, i) => {
        for (let j = 0; j < width; j++) out.data[out.offset + row * width + j] = from[i * width + j]
      })
    },
  },
  'a gather that takes rows for elements': {
    gather: (x, rows, out) => rows.forEach((row, i) => (out.data[out.offset + i] = x.data[x.offset + row])),
  },
  'a contract that overwrites': {
    contract: (letters, a, b, out) => {
      for (const at of out.shape.length === 2 ? [out] : [])
        copyInto(dense(new Float32Array(sizeOf(at.shape)), at.shape), at)
      contract(reference, letters, a, b, out, 2)
    },
  },
  'a contract that loses what overlaps': {
    contract: (letters, a, b, out) => {
      const sum = dense(flat(out), out.shape)
      contract(reference, letters, a, b, sum)
      copyInto(sum, out)
    },
  },
  'a largest that takes the last of equals': {
    largest: (x, sliding, out, at) => {
      const size = sizeOf(x.shape)
      const back = dense(flat(x).reverse(), x.shape)
      largest(back, sliding, out, at)
      at.forEach((place, i) => (at[i] = size - 1 - place))
    },
  },
  'a put that overwrites': {
    put: (x, at, out) => {
      out.data.fill(0, out.offset, out.offset + sizeOf(out.shape))
      flat(x).forEach((value, i) => (out.data[out.offset + at[i]] = value))
    },
  },
  'an alloc that hands out one block twice': { alloc: (_, shape) => dense(pool, shape) },
  'a keep that does not clear': { keep: (dtype, size) => heap(dtype, size).fill(3) },
}

const fails = (run: () => void): boolean => {
  try {
    run()
    return false
  } catch {
    return true
  }
}

describe('a broken backend is caught', () => {
  for (const [mistake, part] of Object.entries(broken)) {
    it(mistake, () => {
      const kernels: Kernels = { ...reference, dtypes: ['float32'], ...part }
      const [kernel] = Object.keys(part)
      const about = new RegExp(kernel === 'alloc' || kernel === 'keep' ? '^memory' : `^${kernel} `)
      const caught = kernelContract(() => kernels).some(({ name, run }) => about.test(name) && fails(run))
      expect(caught).toBe(true)
    })
  }
})

describe('a skip', () => {
  it('is shown with its reason', () => {
    const cases = kernelContract(() => reference, { skip: [{ reason: 'no float64 here', cases: /float64/ }] })
    expect(cases.find(({ name }) => name.includes('float64'))?.skipped).toBe('no float64 here')
    expect(cases.find(({ name }) => name.includes('float32 '))?.skipped).toBeUndefined()
  })
  it('that matches nothing is refused', () => {
    expect(() => kernelContract(() => reference, { skip: [{ reason: 'old', cases: /attention/ }] })).toThrow(
      "kernelContract: skip /attention/ because 'old'; it needs a reason, and a case that matches.",
    )
  })
})
