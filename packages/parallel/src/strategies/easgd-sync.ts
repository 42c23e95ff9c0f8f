// Elastic averaging, synchronous: everybody holds the same centre and adds the pulls of all. Read `easgd.ts` first.
import { sum } from '../message.ts'
import type { SumStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { atLeast0, count, crew, refuse } from '../settings.ts'
import { like } from '../vectors.ts'
import { pull, usualAlpha, type ElasticSettings } from './elastic.ts'

/**
 * Synchronous elastic averaging: all workers and the centre move at once, each seeing the others where they were.
 *
 *     eᵢ = α (wᵢ − w̃)        wᵢ ← wᵢ − eᵢ, then its own rule with the gradient at the old wᵢ        w̃ ← w̃ + Σ eᵢ
 *
 * The centre moves by N α in all (β in the paper, 0.9 unless said), and worker and centre together by (N + 1) α, which must stay
 * below 2.
 *
 * @see Zhang, Choromanska & LeCun 2015, "Deep learning with Elastic Averaging SGD", equations (5) and (6),
 *   https://arxiv.org/abs/1412.6651
 * @throws SettingError, also when α (N + 1) ≥ 2.
 */
export function easgdSync(settings: Partial<ElasticSettings> & Placed = {}): SumStrategy {
  const defaults: ElasticSettings = { workers: 2, tau: 1, alpha: usualAlpha({ ...settings }) }
  const { workers, tau, alpha, placed } = strategySettings('easgd-sync', settings, defaults, {
    workers: crew,
    tau: count,
    alpha: atLeast0,
  })
  if (alpha * (workers + 1) >= 2) {
    const most = `less than ${2 / (workers + 1)} with ${workers} workers: alpha (N + 1) must stay below 2, or the centre swings ever wider`
    refuse('easgd-sync', 'alpha', alpha, most)
  }
  return {
    ...placed,
    name: 'easgd-sync',
    workers,
    carrier: 'sum',
    worker({ w, update }) {
      const [centre, e] = [w.slice(), like(w)]
      return {
        centre,
        vectors: { centre },
        *step(t) {
          yield 'gradient'
          if (t % tau === 0) {
            pull(w, centre, alpha, e)
            const [all] = (yield sum(e)).arrays
            for (let i = 0; i < w.length; i++) {
              w[i] -= e[i]
              centre[i] += all[i]
            }
          }
          update()
        },
      }
    },
  }
}
