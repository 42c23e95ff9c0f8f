// Schedules against PyTorch's, against values worked out by hand, and at their edges.

import { describe, expect, it } from 'vitest'
import { HyperparameterError, OptimError, schedules } from '../src/index.ts'
import type { Schedule } from '../src/index.ts'
import { golden } from './problems.ts'
import { cyclic, oneCycle, torchSchedules } from './torch-schedules.ts'

interface Golden {
  readonly base_lr: number
  readonly cases: Readonly<
    Record<string, { readonly name: string; readonly hyper: never; readonly lr_at_step?: number[] }>
  >
}
const { base_lr, cases } = golden<Golden>('schedules/lr_schedules.json')

describe.each(Object.entries(cases).filter(([, row]) => row.lr_at_step))(
  'PyTorch’s %s',
  (_, { name, hyper, lr_at_step }) => {
    it.each(lr_at_step!.map((lr, t) => [t, lr]))('has its rate at step %i', (t, lr) => {
      expect(Math.abs(torchSchedules[name](hyper, base_lr)(t) - lr)).toBeLessThanOrEqual(1e-9)
    })
  },
)

const root3 = Math.sqrt(3)
// prettier-ignore
const byHand: readonly [name: string, schedule: Schedule, t: readonly number[], expected: readonly number[]][] = [
  ['constant',            schedules.constant(0.3),                                     [0, 1e6],                [0.3, 0.3]],
  ['step',                schedules.step(8, { every: 2, factor: 0.5 }),                [0, 1, 2, 3, 4],         [8, 8, 4, 4, 2]],
  ['multiStep',           schedules.multiStep(8, { at: [1, 3], factor: 0.5 }),         [0, 1, 2, 3, 9],         [8, 4, 4, 2, 2]],
  ['multiStep',           schedules.multiStep(8, { at: 1, factor: 0.5 }),              [0, 1, 9],               [8, 4, 4]],
  ['exponential',         schedules.exponential(8, { factor: 0.5 }),                   [0, 1, 2, 3],            [8, 4, 2, 1]],
  ['exponential',         schedules.exponential(8, { factor: 0.25, every: 2 }),        [0, 1, 2, 3],            [8, 4, 2, 1]],
  ['inverseTime',         schedules.inverseTime(6, { rate: 1 }),                       [0, 1, 2, 5],            [6, 3, 2, 1]],
  ['robbinsMonro',        schedules.robbinsMonro(6),                                   [0, 1, 2, 5],            [6, 3, 2, 1]],
  ['robbinsMonro',        schedules.robbinsMonro(8, { tau: 5, power: 0.75 }),          [0, 75],                 [8, 1]],
  ['searchThenConverge',  schedules.searchThenConverge(6, { tau: 10 }),                [0, 10, 20, 50],         [6, 3, 2, 1]],
  // lr 1, c 2, tau 10 at t 10: x = 2, so (1 + 2) / (1 + 2 + 10) = 3/13; at t 20: x = 4, 5/(5 + 40) = 1/9
  ['searchThenConverge',  schedules.searchThenConverge(1, { tau: 10, c: 2 }),          [0, 10, 20],             [1, 3 / 13, 1 / 9]],
  ['linear',              schedules.linear(1, 3, 4),                                   [0, 1, 2, 4, 9],         [1, 1.5, 2, 3, 3]],
  ['polynomial',          schedules.polynomial(5, 4, { power: 2, final: 1 }),          [0, 1, 2, 3, 4, 9],      [5, 3.25, 2, 1.25, 1, 1]],
  ['polynomial',          schedules.polynomial(4, 4, { power: 0.5 }),                  [0, 3, 4],               [4, 2, 0]],
  ['cosine',              schedules.cosine(4, 6, { final: 2 }),                        [0, 1, 2, 3, 4, 6, 99],  [4, 3 + root3 / 2, 3.5, 3, 2.5, 2, 2]],
  ['cosineWave',          schedules.cosineWave(4, 6, { final: 2 }),                    [0, 2, 6, 8, 12],        [4, 3.5, 2, 2.5, 4]],
  ['cosineRestarts',      schedules.cosineRestarts(4, 2, { growth: 2 }),               [0, 1, 2, 3, 4, 6, 10],  [4, 2, 4, 2 + Math.SQRT2, 2, 4, 2]],
  ['cosineRestarts',      schedules.cosineRestarts(4, 2, { decay: 0.5, final: 2 }),    [0, 1, 2, 3, 4, 5],      [4, 3, 3, 2.5, 2.5, 2.25]],
  ['cosineRestarts',      schedules.cosineRestarts(4, 2, { growth: 1.5 }),             [0, 2, 5],               [4, 4, 4]],
  ['cyclic',              schedules.cyclic(1, 5, { up: 2, down: 4 }),                  [0, 1, 2, 4, 6, 8],      [1, 3, 5, 3, 1, 5]],
  ['cyclic',              schedules.cyclic(1, 5, { up: 1, shape: 'triangular2' }),     [0, 1, 2, 3, 5],         [1, 5, 1, 3, 2]],
  ['cyclic',              schedules.cyclic(1, 5, { up: 1, shape: 'exponential', factor: 0.5 }), [0, 1, 2, 3],   [1, 3, 1, 1.5]],
  ['cyclic',              schedules.cyclic(0.9, 0.8, { up: 2 }),                       [0, 1, 2, 3],            [0.9, 0.85, 0.8, 0.85]],
  ['oneCycle',            schedules.oneCycle(1, 11, { rise: 3 / 11, anneal: 'linear', divideBy: 2, finalDivideBy: 4 }).lr, [0, 1, 2, 6, 10, 99], [0.5, 0.75, 1, 0.5625, 0.125, 0.125]],
  ['sutskeverMomentum',   schedules.sutskeverMomentum({ max: 0.9, every: 10 }),        [0, 9, 10, 20, 39, 1e4], [0.5, 0.5, 0.75, 5 / 6, 0.875, 0.9]],
  ['dozatMomentum',       schedules.dozatMomentum({ momentum: 0.8, decay: 0.25, every: 2 }), [0, 1, 3],          [0.6, 0.7, 0.775]],
  ['piecewise',           schedules.piecewise([[2, 1], [4, 3], [8, 1]]),               [0, 2, 3, 4, 5, 8, 9],   [1, 1, 2, 3, 2.5, 1, 1]],
  ['piecewise',           schedules.piecewise([[5, 7]]),                               [0, 5, 9],               [7, 7, 7]],
  ['piecewiseConstant',   schedules.piecewiseConstant([3, 2, 1], [2, 5]),              [0, 1, 2, 4, 5],         [3, 3, 2, 2, 1]],
  ['sequence',            schedules.sequence([(t) => t, (t) => t, 7], [2, 5]),         [0, 1, 2, 3, 4, 5],      [0, 1, 0, 1, 2, 7]],
  ['product',             schedules.product(3, (t) => t, (t) => t + 1),                [0, 1, 2],               [0, 6, 18]],
  ['multiplicative',      schedules.multiplicative(1, (t) => t),                       [0, 3, 4, 2, 5],         [1, 6, 24, 2, 120]],
  ['warmup',              schedules.warmup(4, schedules.step(8, { every: 1, factor: 0.5 })), [0, 1, 2, 3, 4, 5], [0, 2, 4, 6, 8, 4]],
  ['warmup',              schedules.warmup(4, 8, { from: 0.5 }),                       [0, 2, 4],               [4, 6, 8]],
  ['perEpoch',            schedules.perEpoch((epoch) => epoch, 3),                     [0, 2, 3, 5, 6],         [0, 0, 1, 1, 2]],
  ['reduceOnPlateau',     schedules.reduceOnPlateau(0.1),                              [0, 99],                 [0.1, 0.1]],
]
const near = (found: readonly number[], expected: readonly number[]) => {
  for (const [k, x] of found.entries()) expect(x).toBeCloseTo(expected[k], 14)
}

it.each(byHand)('%s has the values that its equation gives', (_, schedule, ts, expected) => {
  for (const [k, t] of ts.entries()) expect(schedule(t), `t = ${t}`).toBeCloseTo(expected[k], 14)
})

it('Every schedule has a row', () => {
  const names = new Set(byHand.map(([name]) => name))
  expect([...names].sort()).toEqual(
    Object.keys(schedules)
      .filter((name) => name !== 'preview')
      .sort(),
  )
})

describe('Robbins and Monro’s conditions', () => {
  const stretch = (h: Schedule, from: number) => {
    let sum = 0
    for (let t = from; t < 2 * from; t++) sum += h(t)
    return sum
  }
  it.each([0.6, 0.75, 1])('hold for power %d: Σ lr grows without end, Σ lr² does not', (power) => {
    const lr = schedules.robbinsMonro(1, { power })
    const square: Schedule = (t) => lr(t) ** 2
    expect(stretch(lr, 1 << 16)).toBeGreaterThan(0.99 * stretch(lr, 1 << 12))
    expect(stretch(square, 1 << 16)).toBeLessThan(0.6 * stretch(square, 1 << 12))
  })
})

it('searchThenConverge ends as c/t whatever the first rate was', () => {
  for (const lr of [0.01, 1, 100]) {
    const late = 1e9
    expect(schedules.searchThenConverge(lr, { tau: 50, c: 3 })(late) * late).toBeCloseTo(3, 4)
    expect(schedules.searchThenConverge(lr, { tau: 50 })(late) * late).toBeCloseTo(50 * lr, 3)
  }
})

describe('oneCycle', () => {
  it('moves momentum against the rate and makes a pair that a rule takes as it stands', () => {
    const { lr, momentum } = schedules.oneCycle(1, 100)
    near([0, 29, 99].map(lr), [0.04, 1, 0.04 / 1e4])
    near([0, 29, 99].map(momentum), [0.95, 0.85, 0.95])
    for (let t = 0; t < 99; t++) {
      expect(Math.sign(lr(t + 1) - lr(t))).toBe(-Math.sign(momentum(t + 1) - momentum(t)))
    }
  })

  it('in three phases falls as long as it climbed, then on to the end at full momentum', () => {
    const { lr, momentum } = oneCycle({ max_lr: 1, total_steps: 21, pct_start: 5 / 21, three_phase: true })
    near([0, 4, 8, 20].map(lr), [0.04, 1, 0.04, 0.04 / 1e4])
    near([0, 4, 8, 14, 20].map(momentum), [0.95, 0.85, 0.95, 0.95, 0.95])
    for (const k of [1, 2, 3]) expect(lr(4 - k)).toBeCloseTo(lr(4 + k), 14)
  })

  it('may start at its top', () => {
    expect(schedules.oneCycle(1, 10, { rise: 0.1 }).lr(0)).toBe(1)
    expect(schedules.oneCycle(1, 10, { rise: 0 }).lr(0)).toBeLessThan(1)
    expect(schedules.oneCycle(1, 1).lr(0)).toBe(0.04 / 1e4)
  })
})

it('cyclic drives momentum against the rate with its ends exchanged', () => {
  const h = { base_lr: 0.01, max_lr: 0.1, step_size_up: 3, step_size_down: 5, mode: 'triangular2' } as const
  const [lr, momentum] = [cyclic(h, 0.01, 0.1), cyclic(h, 0.9, 0.8)]
  for (let t = 0; t < 40; t++) expect((lr(t) - 0.01) / 0.09).toBeCloseTo((0.9 - momentum(t)) / 0.1, 12)
})

it('warmup starts what follows from its own beginning', () => {
  expect(schedules.warmup(4, schedules.cosine(1, 10))(9)).toBe(schedules.cosine(1, 10)(5))
})

it('Every schedule but those that are told something gives the same answer whenever it is asked', () => {
  for (const [name, schedule] of byHand) {
    const forwards = [0, 1, 2, 3, 7, 50].map(schedule)
    const backwards = [50, 7, 3, 2, 1, 0].map(schedule).reverse()
    expect(backwards, `${name}`).toEqual(forwards)
  }
})

// prettier-ignore
const refused: readonly [() => unknown, string][] = [
  [() => schedules.constant(-1),                                   'schedules.constant: lr is -1; it must be at least 0.'],
  [() => schedules.step(0.1, {} as never),                         'schedules.step: every is missing; it must be given.'],
  [() => schedules.step(0.1, { every: 0 }),                        'schedules.step: every is 0; it must be a whole number, at least 1.'],
  [() => schedules.step(0.1, { evry: 3 } as never),                'schedules.step: evry is unknown; it has lr, every, factor. Did you mean every?'],
  [() => schedules.multiStep(0.1, { at: [1.5] }),                  'schedules.multiStep: at is 1.5; it must be a whole number, at least 0.'],
  [() => schedules.multiStep(0.1, {} as never),                    'schedules.multiStep: at is undefined; it must be given.'],
  [() => schedules.exponential(0.1, { factor: NaN }),              'schedules.exponential: factor is NaN; it must be a finite number, greater than 0.'],
  [() => schedules.inverseTime(0.1, { rate: -1 }),                 'schedules.inverseTime: rate is -1; it must be at least 0.'],
  [() => schedules.robbinsMonro(0.1, { power: 0.5 }),              'schedules.robbinsMonro: power is 0.5; it must be greater than 0.5 and at most 1.'],
  [() => schedules.searchThenConverge(0, { tau: 1 }),              'schedules.searchThenConverge: lr is 0; it must be greater than 0.'],
  [() => schedules.searchThenConverge(1, { tau: 1, c: 0 }),        'schedules.searchThenConverge: c is 0; it must be greater than 0.'],
  [() => schedules.linear(0, Infinity, 5),                         'schedules.linear: to is Infinity; it must be a finite number.'],
  [() => schedules.polynomial(1, 10, { power: 0 }),                'schedules.polynomial: power is 0; it must be greater than 0.'],
  [() => schedules.cosine(1, 10, { end: 0 } as never),             'schedules.cosine: end is unknown; it has lr, steps, final.'],
  [() => schedules.cosineRestarts(1, 10, { growth: 0.5 }),         'schedules.cosineRestarts: growth is 0.5; it must be at least 1.'],
  [() => schedules.cyclic(0, 1, { up: 0 }),                        'schedules.cyclic: up is 0; it must be greater than 0.'],
  [() => schedules.cyclic(0, 1, { up: 5, shape: 'saw' as never }), "schedules.cyclic: shape is 'saw', a string; it must be 'triangular' or 'triangular2' or 'exponential'."],
  [() => schedules.oneCycle(1, 10, { pctStart: 0.3 } as never),    'schedules.oneCycle: pctStart is unknown; it has max, steps, rise, divideBy, finalDivideBy, anneal, threePhase, lowMomentum, highMomentum.'],
  [() => schedules.oneCycle(1, 10, { threePhase: 1 as never }),    'schedules.oneCycle: threePhase is 1; it must be true or false.'],
  [() => schedules.sutskeverMomentum({ max: 1 }),                  'schedules.sutskeverMomentum: max is 1; it must be at least 0 and less than 1.'],
  [() => schedules.dozatMomentum({ every: 0 }),                    'schedules.dozatMomentum: every is 0; it must be greater than 0.'],
  [() => schedules.perEpoch(schedules.constant(1), 0),             'schedules.perEpoch: stepsPerEpoch is 0; it must be a whole number, at least 1.'],
  [() => schedules.warmup(-1, 0.1),                                'schedules.warmup: steps is -1; it must be a whole number, at least 0.'],
  [() => schedules.reduceOnPlateau(0.1, { factor: 1 }),            'schedules.reduceOnPlateau: factor is 1; it must be greater than 0 and less than 1, or the rate never falls.'],
  [() => schedules.reduceOnPlateau(0.1, { convention: 'torch' as never }), "schedules.reduceOnPlateau: convention is 'torch', a string; it must be 'pytorch' or 'keras'."],
  [() => schedules.reduceOnPlateau(0.1, { patince: 3 } as never),  'schedules.reduceOnPlateau: patince is unknown; it has convention, factor, patience, threshold, thresholdMode, cooldown, minLr, eps, mode. Did you mean patience?'],
  [() => schedules.preview(schedules.constant(1), 0),              'schedules.preview: steps is 0; it must be a whole number, at least 1.'],
  [() => schedules.preview(() => NaN, 3),                          'schedules.preview: value is NaN; it must be a finite number.'],
]
it.each(refused)('%#: a setting that cannot be is refused', (call, message) => {
  expect(call).toThrow(HyperparameterError)
  expect(call).toThrow(message)
})

// prettier-ignore
const impossible: readonly [() => unknown, string][] = [
  [() => schedules.piecewise([]),                                  'schedules.piecewise: there are no points; it needs at least one.'],
  [() => schedules.piecewise([[0, 1], [0, 2]]),                    'schedules.piecewise: the points are (0, 1) (0, 2); they must be finite and t must rise.'],
  [() => schedules.piecewise([[0, NaN]]),                          'schedules.piecewise: the points are (0, NaN); they must be finite and t must rise.'],
  [() => schedules.piecewiseConstant([1], [2]),                    'schedules.piecewiseConstant: there are 1 values and 1 boundaries; it needs one boundary between each two.'],
  [() => schedules.piecewiseConstant([1, 2, 3], [5, 4]),           'schedules.piecewiseConstant: the boundaries are 5, 4; they must be numbers that rise.'],
  [() => schedules.reduceOnPlateau(0.1).observe('1' as never),     "schedules.reduceOnPlateau: the metric of epoch 0 is '1', a string; it needs a number."],
]
it.each(impossible)('%#: points and metrics that cannot be are refused', (call, message) => {
  expect(call).toThrow(OptimError)
  expect(call).toThrow(message)
})
