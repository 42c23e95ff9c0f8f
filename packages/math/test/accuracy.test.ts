import { describe, expect, it } from 'vitest'
import * as math from '../src/index.ts'
import { argumentsOf } from './arguments.ts'
import * as oracle from './fixed-point.ts'

type Elementary = (...x: number[]) => number
interface Row {
  readonly exact: (...x: bigint[]) => bigint | oracle.Scaled
  /** The largest error allowed, in ulps. */
  readonly bound: number
}

const { ONE } = oracle
const rows: Record<string, Row> = {
  exp: { exact: oracle.scaledExp, bound: 0.7 },
  expm1: { exact: (x) => oracle.exp(x) - ONE, bound: 0.95 },
  log: { exact: oracle.log, bound: 0.9 },
  log1p: { exact: (x) => oracle.log(ONE + x), bound: 0.95 },
  sin: { exact: oracle.sin, bound: 0.85 },
  cos: { exact: oracle.cos, bound: 0.85 },
  tanh: { exact: oracle.tanh, bound: 0.98 },
  erf: { exact: oracle.erf, bound: 0.9 },
  pow: { exact: (x, y) => oracle.scaledExp(oracle.multiply(y, oracle.log(x))), bound: 0.7 },
}

const errorOf = (name: string, x: readonly number[]) => {
  const exact = rows[name].exact(...x.map(oracle.fixed))
  const result = (math as unknown as Record<string, Elementary>)[name](...x)
  return oracle.ulps(result, typeof exact === 'bigint' ? { value: exact, shift: 0n } : exact)
}

describe('the error against exact arithmetic', () => {
  it('is tested for every function but power, which is a product, and nearest, which is exact', () => {
    expect(Object.keys(rows).concat('power', 'nearest').toSorted()).toEqual(Object.keys(math).toSorted())
  })

  it.each(Object.entries(rows))('of %s stays below its bound', (name, { bound }) => {
    let worst = { error: 0, x: [] as readonly number[] }
    for (const x of argumentsOf(name, 4000)) {
      const error = errorOf(name, x)
      if (error > worst.error) worst = { error, x }
    }
    expect(worst.error, `${name}(${worst.x.join(', ')})`).toBeLessThan(bound)
    expect(worst.error).toBeGreaterThan(0.45) // the oracle does look at the last bit
  })

  it.each(['sin', 'cos'])('of %s holds at the float64 nearest to every multiple of π/2', (name) => {
    for (let k = 1; k < 2 ** 20; k += k < 1000 ? 1 : 997) {
      const x = oracle.toNumber((BigInt(k) * oracle.PI) / 2n)
      expect(errorOf(name, [x]), `${name}(${x})`).toBeLessThan(0.85)
    }
  })
})

describe('the engine, itself within about an ulp,', () => {
  const engine = Math as unknown as Record<string, Elementary>
  it.each(Object.keys(rows).filter((name) => name in engine))('agrees on %s', (name) => {
    const tolerance = 2.5 * 2 ** -52
    for (const x of argumentsOf(name, 100_000)) {
      const result = (math as unknown as Record<string, Elementary>)[name](...x)
      const theirs = engine[name](...x)
      if (Math.abs(result - theirs) > tolerance * Math.abs(theirs)) {
        expect(result, `${name}(${x.join(', ')})`).toBe(theirs)
      }
    }
  })
})
