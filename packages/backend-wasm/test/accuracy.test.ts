// The functions that no machine has: how far each is from the exact number, and that it is the same number everywhere.
import { scalarFunction, table } from '@glissade/autograd/kernels'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wasm } from '../src/index.ts'

const k = wasm({ mebibytes: 16 })
const N = 1 << 18

/** float32 by their bits: every 16,411th of all there are, and many of moderate size. */
function everywhere(): Float32Array {
  const bits = Uint32Array.from({ length: N }, (_, i) => i * 16_411)
  const moderate = Float32Array.from({ length: N }, (_, i) => ((i * 0.6180339887498949) % 1) * 40 - 20)
  const small = moderate.map((x) => x / 16)
  return Float32Array.from([...new Float32Array(bits.buffer), ...moderate, ...small])
}
const inputs = everywhere()

function values(name: keyof typeof table): Float32Array {
  const { forward } = scalarFunction(name, table[name])
  k.begin()
  const n = inputs.length / 4
  const y = new Float32Array(inputs.length)
  for (let part = 0; part < 4; part++) {
    const view = (data: Float32Array) => ({ data, shape: [n], stride: [1], offset: part * n })
    k.map(forward, [view(inputs)], [], view(y))
  }
  k.end()
  return y
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
const bounds = { exp: 1, expm1: 1.5, log: 1, log1p: 1, sin: 1.5, cos: 1.5, tanh: 1.5, erf: 1.6, sqrt: 0.5 } as const

describe('errors in ulps', () => {
  for (const [name, bound] of Object.entries(bounds) as [keyof typeof bounds, number][]) {
    it(`${name}: below ${bound}`, () => {
      const { js } = scalarFunction(name, table[name]).forward
      const y = values(name)
      let worst = { error: 0, x: 0 }
      inputs.forEach((x, i) => {
        const exact = js(x)
        const rounded = Math.fround(exact)
        if (Object.is(y[i], rounded)) return
        const error = Number.isFinite(rounded) ? Math.abs(y[i] - exact) / ulp(exact) : Infinity
        if (!(error <= worst.error)) worst = { error, x }
      })
      expect(worst.error, `at ${worst.x}`).toBeLessThanOrEqual(bound)
    })
  }
})

/** sha256 of the results, the same on every machine and version. */
// prettier-ignore
const recorded: Readonly<Record<string, string>> = {
  exp: '1700d8655f87388b', expm1: '43428e036ba729d9', log: '2ac4f875aa7afebd',
  log1p: '9829ee688b84045a', sin: '0b08eb6e4087169b', cos: 'ff1be509446bab1d',
  tanh: '718d075297c379fc', erf: '0d647bfc3d634cb8', sqrt: '6e04abb83d988e38',
}

describe('the same bits everywhere', () => {
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    it(name, () => {
      const y = values(name)
      const bits = new Uint32Array(y.buffer)
      y.forEach((x, i) => Number.isNaN(x) && (bits[i] = 0x7fc00000)) // engines may choose the bits of NaN
      expect(createHash('sha256').update(bits).digest('hex').slice(0, 16)).toBe(recorded[name])
    })
  }
})
