// Elastic averaging with momentum. Read `easgd.ts` first.
import type { ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { atLeast0, below1, count, crew } from '../settings.ts'
import { like } from '../vectors.ts'
import { checkAlpha, springs, usualAlpha, type ElasticSettings } from './elastic.ts'

interface MomentumSettings extends ElasticSettings {
  readonly lr: number
  readonly momentum: number
}

/**
 * Elastic averaging whose workers use Nesterov's momentum; their rule is part of the method, so the replica's own is not used.
 *
 *     every τ steps   e = α (w − w̃)        w ← w − e        w̃ ← w̃ + e
 *     v ← δ v − lr · g(w + δ v)            w ← w + v                        with the w before the exchange
 *
 * @see Zhang, Choromanska & LeCun 2015, "Deep learning with Elastic Averaging SGD", Algorithm 2, https://arxiv.org/abs/1412.6651
 * @throws SettingError, also when α > 1.
 */
export function eamsgd(settings: Partial<MomentumSettings> & Placed = {}): ServerStrategy {
  const defaults = { workers: 2, tau: 10, alpha: usualAlpha({ ...settings }), lr: 0.01, momentum: 0.99 }
  const ranges = { workers: crew, tau: count, alpha: atLeast0, lr: atLeast0, momentum: below1 }
  const chosen = strategySettings<MomentumSettings>('eamsgd', settings, defaults, ranges)
  checkAlpha('eamsgd', chosen)
  const { workers, tau, alpha, lr, momentum, placed } = chosen
  return {
    ...placed,
    name: 'eamsgd',
    workers,
    carrier: 'server',
    kinds: { fetch: 0, exchange: 1 },
    server: (start) => springs('eamsgd', start, alpha),
    worker({ w, g }) {
      const [v, x] = [like(w), like(w)]
      return {
        vectors: { v },
        *step(t) {
          x.set(w)
          for (let i = 0; i < w.length; i++) w[i] += momentum * v[i] // where the gradient is taken
          yield 'gradient'
          w.set(x)
          if (t % tau === 0) {
            const [e] = (yield { kind: 'exchange', arrays: [x] }).arrays
            for (let i = 0; i < w.length; i++) w[i] -= e[i]
          }
          for (let i = 0; i < w.length; i++) {
            v[i] = momentum * v[i] - lr * g[i]
            w[i] += v[i]
          }
        },
      }
    },
  }
}
