// Averages of weights.

import { describe, expect, it } from 'vitest'
import { asgd, averageOf, ema, HyperparameterError, Optimizer, polyak, sgd, swa } from '../src/index.ts'
import type { Weighting } from '../src/index.ts'
import { vector } from './vector.ts'

/** The average after each of these weights. */
function averages(weighting: Weighting, weights: number[]): number[] {
  const target = vector([weights[0]])
  const average = averageOf(target, weighting)
  return weights.map((w) => {
    target.value[0] = w
    average.update()
    return average.value[0]
  })
}

// prettier-ignore
const rows: [string, Weighting, number[]][] = [
  ['polyak is the mean so far',                       polyak(),                    [4, 3, 4, 5.5]],
  ['ema starts with the first weights',               ema({ decay: 0.5 }),         [4, (4 * 0.5 + 2) / 1.5, (4 * 0.25 + 2 * 0.5 + 6) / 1.75, (4 * 0.125 + 2 * 0.25 + 6 * 0.5 + 10) / 1.875]],
  ['ema without decay is the weights',                ema({ decay: 0 }),           [4, 2, 6, 10]],
  ['swa follows, then averages the ends of cycles',   swa({ from: 2, every: 2 }),  [4, 2, 2, 6]],
  ['swa may average every update',                    swa({ from: 3 }),            [4, 2, 6, 8]],
]
it.each(rows)('%s', (_, weighting, expected) => {
  for (const [k, x] of averages(weighting, [4, 2, 6, 10]).entries()) expect(x).toBeCloseTo(expected[k], 12)
})

describe('the average', () => {
  it('is in the model for as long as asked, and the trained weights come back bit for bit', () => {
    const target = vector([1, 2], Float32Array)
    const average = averageOf({ flat: () => target })
    target.value.set([0.1, 0.2])
    average.update()
    target.value.set([0.3, 0.4])
    average.update()
    const trained = target.value.slice()
    expect(average.during(() => target.value[0])).toBe(Math.fround((Math.fround(0.1) + Math.fround(0.3)) / 2))
    expect(target.value).toEqual(trained)
    expect(target.touched).toEqual(['polyak', 'polyak'])
    expect(() =>
      average.during(() => {
        throw new RangeError('no')
      }),
    ).toThrow('no')
    expect(target.value).toEqual(trained)
  })

  it('has running statistics of its own, and gives the trained ones back whatever was done to them', () => {
    const target = { ...vector([1], Float32Array), statistics: Float32Array.of(0.1, 1) }
    const average = averageOf(target)
    for (const [k, mean] of [0.1, 0.3].entries()) {
      target.statistics.set([mean, k])
      average.update()
    }
    const trained = target.statistics.slice()
    average.during(() => {
      expect(target.statistics[0]).toBeCloseTo(0.2, 7)
      expect(target.statistics[1]).toBe(0.5)
      target.statistics.fill(9) // as if computed anew
    })
    expect(target.statistics).toEqual(trained)
    average.during(() => expect(target.statistics[1]).toBe(0.5))
    const other = averageOf({ ...vector([1]), statistics: new Float64Array(3) })
    expect(() => other.load(average.state())).toThrow(
      'averageOf: the state is polyak of 1 weights and 2 statistics; this average needs polyak of 1 weights and 3 statistics.',
    )
    expect(() => average.load({ ...average.state(), average: null as never })).toThrow(
      'averageOf: the state is polyak of null weights and 2 statistics; this average needs polyak of 1 weights and 2 statistics.',
    )
  })

  it('stays in the model until an asynchronous function is done, or has failed', async () => {
    const target = vector([1])
    const average = averageOf(target)
    average.update()
    target.value.set([9])
    const later = async (): Promise<number> => {
      await Promise.resolve()
      return target.value[0]
    }
    expect(await average.during(later)).toBe(1)
    expect(target.value[0]).toBe(9)
    const failing = average.during(() => later().then(() => Promise.reject(new RangeError('no'))))
    await expect(failing).rejects.toThrow('no')
    expect(target.value[0]).toBe(9)
  })

  it('refuses what would mix the two up', () => {
    const average = averageOf(vector([1]))
    expect(() => average.swapOut()).toThrow(
      'swapOut: the trained weights are in the model; call swapIn() first.',
    )
    average.swapIn()
    expect(() => average.update()).toThrow('update: the average is in the model; call swapOut() first.')
    expect(() => average.swapIn()).toThrow('swapIn: the average is in the model; call swapOut() first.')
  })

  it('goes on from a saved state, and refuses another’s', () => {
    const target = vector([1])
    const [whole, first] = [averageOf(target, ema()), averageOf(target, ema())]
    const walk = (weights: number[], average = first) => {
      for (const w of weights) {
        target.value[0] = w
        average.update()
      }
    }
    walk([4, 2, 6, 10], whole)
    walk([4, 2])
    const second = averageOf(target, ema())
    second.load(structuredClone(first.state()))
    walk([6, 10], second)
    expect(second.state()).toEqual(whole.state())
    expect(() => averageOf(target, polyak()).load(first.state())).toThrow(
      'averageOf: the state is ema of 1 weights and 0 statistics; this average needs polyak of 1 weights and 0 statistics.',
    )
  })

  it('of plain descent is what averaged SGD keeps', () => {
    const [a, b] = [vector([1]), vector([1])]
    const averaged = new Optimizer(a, asgd({ lr: 0.1, lambda: 0, t0: 0 }))
    const plain = new Optimizer(b, sgd({ lr: 0.1 }))
    const average = averageOf(b)
    for (let t = 1; t <= 30; t++) {
      averaged.step(() => ({ loss: 0, gradient: [Math.cos(t) * t] }))
      plain.step(() => ({ loss: 0, gradient: [Math.cos(t) * t] }))
      // PyTorch's average starts over with the second step: mu is 1 for t = 1 and t = 2.
      if (t > 1) average.update()
    }
    expect(averaged.state().slots.average[0]).toBeCloseTo(average.value[0], 12)
  })

  it.each([
    [
      () => ema({ decay: 1 }),
      'ema: decay is 1; it must be at least 0 and less than 1, or the average never moves.',
    ],
    [() => swa({ from: 0 }), 'swa: from is 0; it must be a whole number, at least 1.'],
    [
      () => swa({ from: 1, evry: 2 } as never),
      'swa: evry is unknown; it has from, every. Did you mean every?',
    ],
  ])('%#: refuses wrong settings', (call, message) => {
    expect(call).toThrow(message)
    expect(call).toThrow(HyperparameterError)
  })
})
