// Local SGD: work alone, meet now and then. Read `sync.ts` first.
import { sum } from '../message.ts'
import type { SumStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { count, crew } from '../settings.ts'

/**
 * Local SGD: τ steps alone, then all go on from the mean of their weights. τ = 1 with plain SGD is `sync`.
 *
 *     wᵢ ← rule(wᵢ, gᵢ)        every τ steps   wᵢ ← (1/N) Σ wⱼ
 *
 * The model of the run is that mean at any time. An epoch in whose last round some had no batch ends with one exchange more, so that
 * nobody's steps are lost.
 *
 * @see Stich 2019, "Local SGD Converges Fast and Communicates Little", Algorithm 1, https://arxiv.org/abs/1805.09767
 * @throws SettingError
 */
export function local(settings: { workers?: number; tau?: number } & Placed = {}): SumStrategy {
  const { workers, tau, placed } = strategySettings(
    'local',
    settings,
    { workers: 2, tau: 10 },
    { workers: crew, tau: count },
  )
  return {
    ...placed,
    name: 'local',
    workers,
    carrier: 'sum',
    averaged: true,
    worker: ({ w, arithmetic, update }) => ({
      *step(t) {
        yield 'gradient'
        update()
        if ((t + 1) % tau !== 0) return
        const { arrays, peers } = yield sum(w)
        arithmetic.divide(arrays[0], peers, w)
      },
    }),
  }
}
