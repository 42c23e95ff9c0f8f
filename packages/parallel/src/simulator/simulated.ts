// The simulator as a transport: `fit` with a real model, on one thread, by a virtual clock. Read `team.ts` first.
import { withStatistics } from '../statistics.ts'
import type { Transport } from '../transport.ts'
import type { Simulation } from './settings.ts'
import { SimulatedTeam } from './team.ts'

/** What a simulated run may be told: times, the network, and what goes wrong when. */
export type Simulated = Omit<
  Partial<Simulation>,
  'strategy' | 'start' | 'steps' | 'batches' | 'gradient' | 'rule' | 'onStep'
>

/**
 * All workers in this thread, one after the other, by a virtual clock: the same settings give the same bits. It takes as long as all of
 * them together. A gradient takes the time 1 unless `compute` says; messages none, unless `latency` does.
 *
 *     fit(model, data, { …, parallel: easgd({ workers: 16, transport: simulated({ latency: 0.3, jitter: 1, faults: [{ at: 20, kill: 3 }] }) }) })
 *
 * @throws SettingError
 */
export function simulated(settings: Simulated = {}): Transport {
  return {
    name: 'simulate',
    inside: true,
    carries: ['sum', 'server', 'memory'],
    async enter(strategy, trainee) {
      await trainee.resume?.()
      return new SimulatedTeam(withStatistics(strategy, trainee.statistics), trainee, settings)
    },
  }
}
