// Each SIMD kernel of a rule against the loop it is made from.
import * as loops from '@glissade/optim/loops'
import { Optimizer, adam, defineRule, nag, plainStepper, sgd } from '@glissade/optim'
import type { AnyRule, Floats, Loop, Stepper } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { base64 } from '../src/generated/module.ts'
import { forms, refused } from '../src/generated/rules.ts'
import { wasm } from '../src/index.ts'
import { hasKernel } from '../src/stepper.ts'

type Arrays = Record<string, Float32Array>

const kernels = wasm({ mebibytes: 64 })
const rules = Object.entries(loops) as unknown as [name: string, rule: AnyRule][]
const withKernel = rules.filter(([, rule]) => hasKernel(rule))

/** Larger than the defaults, so that each of them shows in the result. */
const larger = {
  lr: 0.05,
  eps: 0.01,
  weightDecay: 0.1,
  decoupledWeightDecay: 0.1,
  lambda: 0.1,
  t0: 5,
  factor: 0.3,
}
const others = { kappa: 0.02, max: 0.1, lambda1: 0.02, lambda2: 0.1, initialAccumulator: 0.2 }
const hyperOf = (rule: AnyRule): Record<string, number> =>
  Object.fromEntries(
    Object.entries(rule.hyper).map(([name, value]) => [name, { ...larger, ...others }[name] ?? value]),
  )

/** Numbers in (−1, 1), the same each time. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    return Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97) / 2 ** 31
  }
}

/** From 1e-3 to 1 in size, of either sign. */
const gradients = (n: number, t: number): Float32Array => {
  const next = noise(1000 * t)
  return Float32Array.from({ length: n }, () => next() * [1, 0.1, 0.01, 0.001][Math.floor(2 + 2 * next())])
}

/** Arrays of a rule, as its optimizer would make them, here and in the backend's memory. */
function arraysOf(rule: AnyRule, n: number, make: (n: number) => Float32Array): Arrays {
  const arrays = Object.fromEntries(
    ['w', 'g', ...(rule.ahead ? ['kept'] : []), ...rule.slots].map((name) => [name, make(n)]),
  )
  const next = noise(n)
  arrays.w.forEach((_, i) => (arrays.w[i] = next()))
  for (const [slot, first] of Object.entries(rule.start?.(hyperOf(rule)) ?? {})) arrays[slot].fill(first!)
  return arrays
}
const plain = (n: number): Float32Array => new Float32Array(n)
const kept = (n: number): Float32Array => kernels.keep('float32', n) as Float32Array

/** Calls `each` with a rule's loops and numbers, step by step: the look-ahead, where there is one, then the update. */
function walk(
  rule: AnyRule,
  steps: number,
  each: (loop: Loop, now: Record<string, number>, t: number) => void,
) {
  let memory = { ...rule.memory }
  for (let t = 1; t <= steps; t++) {
    const now = { ...hyperOf(rule), t }
    memory = rule.before?.({ ...now, ...memory }) ?? memory
    if (rule.ahead) each({ name: `${rule.name}.ahead`, update: rule.ahead }, { ...now, ...memory }, t)
    each(rule, { ...now, ...memory }, t)
  }
}

describe.each(withKernel)('%s on four lanes', (_, rule) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 1037])(
    'agrees with its loop over 50 steps of %i weights, to 1e-6 of the largest number seen: 17 roundings of 2⁻²⁴',
    (n) => {
      const [slow, fast] = [arraysOf(rule, n, plain), arraysOf(rule, n, kept)]
      const largest: Record<string, number> = {}
      let worst = { apart: 0, where: 'nowhere' }
      let ran = true
      walk(rule, 50, (loop, now, t) => {
        for (const arrays of [slow, fast]) arrays.g.set(gradients(n, t))
        loop.update(slow, now, 0, n)
        ran &&= kernels.stepper.run(loop, fast, now, 0, n)
        for (const name of Object.keys(slow)) {
          largest[name] = slow[name].reduce((most, x) => Math.max(most, Math.abs(x)), largest[name] ?? 0)
          const most = slow[name].reduce((most, x, i) => Math.max(most, Math.abs(x - fast[name][i])), 0)
          const apart = most === 0 ? 0 : most / largest[name]
          if (!(apart <= worst.apart)) worst = { apart, where: `${name}, step ${t}` }
        }
      })
      expect(ran).toBe(true)
      expect(worst.apart, worst.where).toBeLessThanOrEqual(1e-6)
      expect(slow).not.toEqual({ ...arraysOf(rule, n, plain), g: gradients(n, 50) })
    },
  )

  it('gives the same bits however a vector is cut, and touches nothing outside', () => {
    const n = 37
    const [whole, cut] = [arraysOf(rule, n, kept), arraysOf(rule, n, kept)]
    const before: Arrays = { ...arraysOf(rule, n, plain), g: gradients(n, 3) }
    walk(rule, 3, (loop, now, t) => {
      for (const arrays of [whole, cut]) arrays.g.set(gradients(n, t))
      kernels.stepper.run(loop, whole, now, 1, 34)
      for (const [lo, hi] of [
        [1, 2],
        [2, 2],
        [2, 5],
        [5, 14],
        [14, 15],
        [15, 34],
      ])
        kernels.stepper.run(loop, cut, now, lo, hi)
    })
    for (const [name, array] of Object.entries(whole)) {
      expect(cut[name], name).toEqual(array)
      for (const i of [0, 34, 35, 36]) expect(array[i], `${name}[${i}]`).toBe(before[name][i])
    }
  })

  it('treats NaN, infinities and zeros of both signs as its loop does', () => {
    const odd = Float32Array.of(NaN, Infinity, -Infinity, -0, 0, 0.5, -0.5, NaN, -0, 1)
    const n = odd.length
    const [slow, fast] = [arraysOf(rule, n, plain), arraysOf(rule, n, kept)]
    for (const arrays of [slow, fast]) arrays.w.set([1, 1, 1, -0, 0, -0, 0, NaN, 2, Infinity])
    walk(rule, 3, (loop, now, t) => {
      for (const arrays of [slow, fast]) arrays.g.set(t === 3 ? odd.toReversed() : odd)
      loop.update(slow, now, 0, n)
      kernels.stepper.run(loop, fast, now, 0, n)
      for (const [name, array] of Object.entries(slow)) {
        for (const [i, x] of array.entries()) {
          const where = `${name}[${i}], step ${t}: ${x}, ${fast[name][i]}`
          expect(Object.is(Math.sign(x), Math.sign(fast[name][i])), where).toBe(true)
          if (Number.isFinite(x))
            expect(Math.abs(x - fast[name][i]), where).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(x)))
        }
      }
    })
  })
})

describe('the table of kernels', () => {
  const functions = new Set(
    WebAssembly.Module.exports(new WebAssembly.Module(Buffer.from(base64, 'base64'))).map(({ name }) => name),
  )
  const every = rules.flatMap(([, { update, ahead }]) => (ahead ? [ahead, update] : [update]))

  it('has every loop of the library once, or says why not', () => {
    const listed = [...forms, ...refused].map(({ loop }) => loop)
    expect(new Set(listed)).toEqual(new Set(every))
    expect(listed.length).toBe(every.length)
  })
  it('refuses no loop of the library', () => expect(refused).toEqual([]))
  it('names kernels that the module has', () => {
    expect(forms.map(({ kernel }) => kernel).filter((name) => !functions.has(name))).toEqual([])
  })
  it('takes differences and reciprocals before it narrows', () => {
    const form = forms.find(({ loop }) => loop === adam.update)!
    const [lr, beta1, beta2, eps, t] = [1e-3, 0.9, 0.999, 1e-8, 1]
    expect(form.numbers({ lr, beta1, beta2, eps, t })).toEqual([
      0.9,
      1 - 0.9,
      0.999,
      1 - 0.999,
      lr,
      1 / (1 - 0.9),
      1 / (1 - 0.999),
      eps,
    ])
  })
})

describe('the stepper leaves to the loop', () => {
  const w = kept(4)
  const run = (loop: Loop, arrays: Record<string, Floats>, lo = 0, hi = 4) =>
    kernels.stepper.run(loop, arrays, { lr: 1 }, lo, hi)

  it.each<[what: string, loop: Loop, arrays: Record<string, Floats>, lo?: number, hi?: number]>([
    [
      'a loop of the same name',
      defineRule({ ...sgd, name: 'sgd', update: (_a, _h, _lo, _hi) => {} }) as Loop,
      { w, g: w },
    ],
    ['vectors elsewhere', sgd as Loop, { w, g: plain(4) }],
    ['float64', sgd as Loop, { w, g: new Float64Array(4) }],
    ['a vector that is missing', sgd as Loop, { w }],
    ['a vector that is too short', sgd as Loop, { w, g: w }, 0, 5],
    ['a place before the vector', sgd as Loop, { w, g: w }, -1, 4],
  ])('%s', (_, loop, arrays, lo, hi) => expect(run(loop, arrays, lo, hi)).toBe(false))

  it('and takes the rest', () => expect(run(sgd as Loop, { w, g: w })).toBe(true))
})

describe('an optimizer', () => {
  const target = (stepper: Stepper | undefined, n = 1000) => {
    const [value, gradient] = [kept(n), kept(n)]
    value.fill(1)
    return {
      value,
      gradient,
      stepper,
      segments: [{ name: 'w', shape: [n], lo: 0, hi: n }],
      touch() {},
      evaluate: () => (value.forEach((w, i) => (gradient[i] = w + 1 + i / n)), 0),
    }
  }
  /** Counts what ran fast. */
  const counting = () => {
    const counts = { fast: 0, plain: 0 }
    const run: Stepper['run'] = (...given) => {
      const ran = kernels.stepper.run(...given)
      counts[ran ? 'fast' : 'plain']++
      return ran
    }
    return { counts, stepper: { ...kernels.stepper, run } }
  }

  it.each([
    { rule: adam(), fast: 15 },
    { rule: nag(), fast: 20 },
  ])('runs rule, look-ahead, sign and decay on the stepper of its target: $fast loops', ({ rule, fast }) => {
    const { counts, stepper } = counting()
    const [swift, slow] = [target(stepper), target(undefined)]
    for (const at of [swift, slow]) {
      const optimizer = new Optimizer(at, rule, { weightDecay: 0.1, maximize: true })
      for (let t = 0; t < 5; t++) optimizer.step(() => 0)
    }
    expect(counts).toEqual({ fast, plain: 0 })
    for (const [i, w] of slow.value.entries()) expect(swift.value[i]).toBeCloseTo(w, 6)
    expect(slow.value[0]).not.toBe(1)
  })

  it('prefers the stepper it is given', () => {
    const { counts, stepper } = counting()
    new Optimizer(target(stepper), sgd(), { stepper: plainStepper }).step()
    expect(counts).toEqual({ fast: 0, plain: 0 })
  })

  it('keeps its slots in this memory, and gives them back when it is released', () => {
    const at = target(kernels.stepper)
    const before = kernels.usage.kept
    const optimizer = new Optimizer(at, adam())
    expect(kernels.usage.kept - before).toBe(2 * 4000)
    optimizer.release()
    expect(kernels.usage.kept).toBe(before)
    optimizer.release()
    expect(kernels.usage.kept).toBe(before)
  })

  it('keeps there what a look-ahead needs, too', () => {
    const at = target(kernels.stepper)
    const before = kernels.usage.kept
    const optimizer = new Optimizer(at, nag())
    optimizer.step(() => 0)
    expect(kernels.usage.kept - before).toBe(2 * 4000)
    optimizer.release()
    expect(kernels.usage.kept).toBe(before)
  })

  it('makes ordinary slots for vectors elsewhere', () => {
    const like = Float64Array.of(1, 2)
    const slot = kernels.stepper.allocate!(like)
    expect(slot).toEqual(new Float64Array(2))
    expect(() => kernels.stepper.release!(slot)).not.toThrow()
  })
})

describe('a slot that fades', () => {
  it('is 0 before its numbers are subnormal, on four lanes and on one', () => {
    const n = 5
    const fading = arraysOf(
      loops.adam as unknown as AnyRule,
      n,
      (size) => kernels.keep('float32', size) as Float32Array,
    )
    fading.m.fill(2 ** -126)
    fading.v.fill(-(2 ** -125))
    fading.g.fill(0)
    const now = { ...loops.adam.hyper, t: 1000, beta2: 0.75 }
    expect(kernels.stepper.run(loops.adam, fading, now, 0, n)).toBe(true)
    expect([...fading.m]).toEqual(new Array(n).fill(0))
    expect([...fading.v]).toEqual(new Array(n).fill(-0.75 * 2 ** -125))
  })
})
