// Early stopping against Keras's decisions, and its sentences.

import { describe, expect, it } from 'vitest'
import { EarlyStopping } from '../src/index.ts'
import type { EarlyStoppingOptions } from '../src/index.ts'
import { golden } from './problems.ts'

interface Golden {
  readonly series: Readonly<Record<string, number[]>>
  readonly cases: readonly {
    readonly series: string
    readonly patience: number
    readonly min_delta?: number
    readonly mode?: 'min' | 'max'
    readonly baseline?: number
    readonly start_from?: number
    readonly expect: {
      readonly stop_epoch: number | null
      readonly best_epoch: number
      readonly best: number
    }
  }[]
}
const { series, cases } = golden<Golden>('schedules/early_stopping.json')

/** Feeds a series until it stops. */
function run(options: EarlyStoppingOptions, metrics: readonly number[]) {
  const stopping = new EarlyStopping(options)
  let last = stopping.decide(0, metrics[0])
  for (let epoch = 1; epoch < metrics.length && !last.stop; epoch++)
    last = stopping.decide(epoch, metrics[epoch])
  const epoch = /^epoch (\d+)/.exec(last.reason)![1]
  return { ...last, stopEpoch: last.stop ? Number(epoch) : null }
}

describe('decides as Keras does', () => {
  it.each(cases)('$series, patience $patience', (row) => {
    const options = {
      patience: row.patience,
      minDelta: row.min_delta ?? 0,
      mode: row.mode ?? 'min',
      startFrom: row.start_from ?? 0,
      ...(row.baseline === undefined ? {} : { baseline: row.baseline }),
    } as const
    const { stopEpoch, bestEpoch, best } = run(options, series[row.series])
    expect({ stop_epoch: stopEpoch, best_epoch: bestEpoch, best }).toEqual(row.expect)
  })

  it('patience 0 behaves as 1', () => {
    for (const metrics of Object.values(series)) {
      expect({ ...run({ patience: 0 }, metrics) }).toEqual({ ...run({ patience: 1 }, metrics) })
    }
  })

  it('restarts the wait only for an improvement that beats the baseline too', () => {
    expect(run({ patience: 3, baseline: 0.5 }, [1, 0.9, 0.8, 0.7, 0.6]).stop).toBe(false)
    expect(run({ patience: 3, baseline: 0.5 }, [1, 0.9, 0.8, 0.85]).stopEpoch).toBe(3)
    expect(run({ patience: 3, baseline: 0.5 }, [1, 0.4, 0.8, 0.85, 0.9]).stopEpoch).toBe(4)
  })

  it('counts NaN as no improvement', () => {
    expect(run({ patience: 2 }, [1, NaN, NaN]).stopEpoch).toBe(2)
    expect(run({ patience: 2 }, [NaN, NaN])).toMatchObject({
      stop: true,
      best: undefined,
      bestEpoch: undefined,
    })
    expect(run({ patience: 3 }, [NaN, 1]).best).toBe(1)
  })

  it('counts the worst there is as no improvement, as the first value, too', () => {
    expect(run({ patience: 2 }, [Infinity, Infinity])).toMatchObject({ stopEpoch: 1, best: undefined })
    expect(run({ patience: 2, mode: 'max' }, [-Infinity, 0, 0, 0])).toMatchObject({ stopEpoch: 3, best: 0 })
    expect(new EarlyStopping({ patience: 2 }).decide(0, Infinity).reason).toBe(
      'epoch 0: the metric is Infinity, which is no improvement; 1 of 2 epochs of patience used.',
    )
  })
})

describe('says why', () => {
  const sentences = (options: EarlyStoppingOptions, metrics: number[]) => {
    const stopping = new EarlyStopping(options)
    return metrics.map((metric, epoch) => stopping.decide(epoch, metric).reason)
  }
  it('for each kind of decision', () => {
    expect(sentences({ patience: 2, minDelta: 0.01, startFrom: 1 }, [9, 1, 0.995, NaN, 0.5])).toEqual([
      'epoch 0: before epoch 1, so 9 does not count.',
      'epoch 1: 1 is the first value; the wait starts again.',
      'epoch 2: 0.995 does not beat 1 of epoch 1 by more than 0.01; 1 of 2 epochs of patience used.',
      'epoch 3: the metric is NaN, which is no improvement; 2 of 2 epochs of patience used, so training stops.',
      'epoch 4: 0.5 beats 1 of epoch 1 by more than 0.01; the wait starts again.',
    ])
    expect(sentences({ patience: 2, baseline: 0.5, mode: 'min' }, [1, 0.9])).toEqual([
      'epoch 0: 1 is the first value but not the baseline 0.5; 1 of 2 epochs of patience used.',
      'epoch 1: 0.9 beats 1 of epoch 0 but not the baseline 0.5; 2 of 2 epochs of patience used.',
    ])
  })
})

it('goes on from a saved state', () => {
  const metrics = series.noisy
  const whole = new EarlyStopping({ patience: 2 })
  const all = metrics.map((metric, epoch) => whole.decide(epoch, metric))
  let state = new EarlyStopping({ patience: 2 }).state()
  const pieces = metrics.map((metric, epoch) => {
    const resumed = new EarlyStopping({ patience: 2 })
    resumed.load(JSON.parse(JSON.stringify(state)))
    const decision = resumed.decide(epoch, metric)
    state = resumed.state()
    return decision
  })
  expect(pieces).toEqual(all)
})
