// Synchronous data parallel: one large batch, divided. Read `../strategy.ts` first.
import { sum } from '../message.ts'
import type { SumStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { crew } from '../settings.ts'

/**
 * Synchronous data parallel: every worker takes the mean gradient of all, so all weights stay equal bit for bit.
 *
 *     g ← (1/N) Σ gᵢ(w)        then the worker's own rule
 *
 * The bits depend on the number of workers, and on nothing else.
 *
 * @see Dekel, Gilad-Bachrach, Shamir & Xiao 2012, "Optimal Distributed Online Prediction Using Mini-Batches"
 * @throws SettingError
 */
export function sync(settings: { workers?: number } & Placed = {}): SumStrategy {
  const { workers, placed } = strategySettings('sync', settings, { workers: 2 }, { workers: crew })
  return {
    ...placed,
    name: 'sync',
    workers,
    carrier: 'sum',
    ownsNothing: true,
    worker: ({ g, arithmetic, update }) => ({
      *step() {
        yield 'gradient'
        const { arrays, peers } = yield sum(g)
        arithmetic.divide(arrays[0], peers, g)
        update()
      },
    }),
  }
}
