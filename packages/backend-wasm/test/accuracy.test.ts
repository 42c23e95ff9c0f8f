// The functions that no machine has: how far each is from the exact number, and that it is the same number everywhere.
import { scalarFunction, table } from '@glissade/autograd/kernels'
import { erf } from '@glissade/math'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wasm } from '../src/index.ts'

const k = wasm({ mebibytes: 16 })
const N = 350_000

/** More than a million float32: every 12,271st of all there are, by their bits, and many of moderate size. */
function everywhere(): Float32Array {
  const bits = Uint32Array.from({ length: N }, (_, i) => i * 12_271)
  const moderate = Float32Array.from({ length: N }, (_, i) => ((i * 0.6180339887498949) % 1) * 40 - 20)
  const small = moderate.map((x) => x / 16)
  return Float32Array.from([...new Float32Array(bits.buffer), ...moderate, ...small])
}
const inputs = everywhere()

function values(name: keyof typeof table, ...operands: readonly Float32Array[]): Float32Array {
  const { forward } = scalarFunction(name, table[name])
  k.begin()
  const n = inputs.length / 5
  const y = new Float32Array(inputs.length)
  for (let part = 0; part < 5; part++) {
    const view = (data: Float32Array) => ({ data, shape: [n], stride: [1], offset: part * n })
    k.map(forward, operands.map(view), [], view(y))
  }
  k.end()
  return y
}

/** The engine's own functions as a second opinion, where it has them: in float64 they are near enough. */
// oxlint-disable-next-line no-restricted-properties
const opinions = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  erf,
  sqrt: Math.sqrt,
}

/** The largest error in ulps, and where. */
function worst(y: Float32Array, exactly: (i: number) => number): { error: number; i: number } {
  let found = { error: 0, i: 0 }
  for (let i = 0; i < y.length; i++) {
    const exact = exactly(i)
    const rounded = Math.fround(exact)
    if (Object.is(y[i], rounded)) continue
    const error = Number.isFinite(rounded) ? Math.abs(y[i] - exact) / ulp(exact) : Infinity
    if (!(error <= found.error)) found = { error, i }
  }
  return found
}

/** The distance of float32 at |x|; that of the subnormal ones at the least. */
function ulp(x: number): number {
  const [float, bits] = [new Float32Array(1), new Uint32Array(1)]
  float[0] = Math.abs(x)
  bits[0] = new Uint32Array(float.buffer)[0]
  const exponent = Math.max(1, bits[0] >>> 23)
  return 2 ** (exponent - 150)
}

// prettier-ignore
const bounds = { exp: 1, expm1: 1, log: 1, log1p: 1, sin: 1, cos: 1, tanh: 1, erf: 1, sqrt: 0.5 } as const

describe('errors in ulps, on more than a million arguments', () => {
  for (const [name, bound] of Object.entries(bounds) as [keyof typeof bounds, number][]) {
    it(`${name}: below ${bound}`, () => {
      const { error, i } = worst(values(name, inputs), (at) => opinions[name](inputs[at]))
      expect(error, `at ${inputs[i]}`).toBeLessThanOrEqual(bound)
    })
  }
  it('pow: below 1', () => {
    const exponents = inputs.map((_, i) => ((i * 0.7548776662466927) % 1) * 12 - 6)
    const { error, i } = worst(values('pow', inputs, exponents), (at) => inputs[at] ** exponents[at])
    expect(error, `at ${inputs[i]} and ${exponents[i]}`).toBeLessThanOrEqual(1)
  })
})

interface Composed {
  readonly exactly: (x: number) => number
  readonly bound: number
  /** In what the error is measured. */
  readonly unit: (y: number, x: number) => number
}
/** What is made of several functions. Where sigmoid is no normal number it may be 0; gelu is near 0 where it is small, but not in ulps of it. */
// prettier-ignore
const composed: Readonly<Partial<Record<keyof typeof table, Composed>>> = {
  sigmoid:  { exactly: (x) => 1 / (1 + opinions.exp(-x)), bound: 2.5, unit: (y) => (y < 2 ** -126 ? 2 ** -126 : ulp(y)) },
  softplus: { exactly: (x) => opinions.log1p(opinions.exp(-Math.abs(x))) + Math.max(x, 0), bound: 2, unit: (y) => ulp(y) },
  gelu:     { exactly: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)), bound: 2, unit: (_, x) => ulp(x) },
}

describe('errors of activations in ulps, on more than a million arguments', () => {
  for (const [name, { exactly, bound, unit }] of Object.entries(composed)) {
    it(`${name}: below ${bound}`, () => {
      const y = values(name as keyof typeof table, inputs)
      let [most, at] = [0, 0]
      for (let i = 0; i < y.length; i++) {
        const [x, exact] = [inputs[i], exactly(inputs[i])]
        const error = Object.is(y[i], Math.fround(exact)) ? 0 : Math.abs(y[i] - exact) / unit(exact, x)
        if (!(error <= most)) [most, at] = [error, i]
      }
      expect(most, `at ${inputs[at]}: ${y[at]}`).toBeLessThanOrEqual(bound)
    })
  }
})

/** sha256 of the results, the same on every machine and version. */
// prettier-ignore
const recorded: Readonly<Record<string, string>> = {
  exp: 'f733a8ffbe44fa13', expm1: 'f138ae3ba789be5a', log: '1cdc6a709c21e47a',
  log1p: '31534d6ad5d598b7', sin: '8c88d83c7c0daa73', cos: '127040809d8f8a79',
  tanh: 'a657aa07ba7649ca', erf: '06e6050d8a2ae0df', sqrt: 'dd2fb36af6b60b91',
}

describe('the same bits everywhere', () => {
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    it(name, () => {
      const y = values(name, inputs)
      const bits = new Uint32Array(y.buffer)
      y.forEach((x, i) => Number.isNaN(x) && (bits[i] = 0x7fc00000)) // engines may choose the bits of NaN
      expect(createHash('sha256').update(bits).digest('hex').slice(0, 16)).toBe(recorded[name])
    })
  }
})
