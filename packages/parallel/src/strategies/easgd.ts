// Elastic averaging, asynchronous: the centre is a server, and workers come when they are ready.
import type { ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { atLeast0, count, crew } from '../settings.ts'
import { checkAlpha, springs, usualAlpha, type ElasticSettings } from './elastic.ts'

/**
 * Elastic averaging: every τ steps a worker and the centre pull on each other like a spring; between them workers explore alone.
 *
 *     e = α (w − w̃)        w ← w − e        w̃ ← w̃ + e        then the worker's own rule, with the gradient at the old w
 *
 * On x²/2, workers in turn, it is stable for 0 ≤ η ≤ 2 and 0 ≤ α ≤ (4 − 2η) / (4 − η), however many there are; one worker swings ever wider
 * beyond, two only from up to 6 % above on.
 *
 * @see Zhang, Choromanska & LeCun 2015, "Deep learning with Elastic Averaging SGD", Algorithm 1, https://arxiv.org/abs/1412.6651
 * @throws SettingError, also when α > 1.
 */
export function easgd(settings: Partial<ElasticSettings> & Placed = {}): ServerStrategy {
  const defaults: ElasticSettings = { workers: 2, tau: 10, alpha: usualAlpha({ ...settings }) }
  const chosen = strategySettings('easgd', settings, defaults, {
    workers: crew,
    tau: count,
    alpha: atLeast0,
  })
  checkAlpha('easgd', chosen)
  const { workers, tau, alpha, placed } = chosen
  return {
    ...placed,
    name: 'easgd',
    workers,
    carrier: 'server',
    kinds: { fetch: 0, exchange: 1 },
    server: (start) => springs('easgd', start, alpha),
    worker: ({ w, update }) => ({
      *step(t) {
        yield 'gradient'
        if (t % tau === 0) {
          const [e] = (yield { kind: 'exchange', arrays: [w] }).arrays
          for (let i = 0; i < w.length; i++) w[i] -= e[i]
        }
        update()
      },
    }),
  }
}
