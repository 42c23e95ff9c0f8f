// AdaDelay: steps that shrink with the delay of each gradient. Read `adaptive-revision.ts` first.
import type { Floats } from '@glissade/optim'
import { fetch } from '../message.ts'
import type { Server, ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { atLeast0, crew, positive } from '../settings.ts'
import { like } from '../vectors.ts'
import { served } from './served.ts'

interface DelaySettings {
  readonly workers: number
  readonly lr: number
  /** L, the smoothness of the loss, in units of 1/lr: what keeps the first steps short. */
  readonly smoothness: number
}

/**
 * AdaDelay: the rate of update t falls with its delay τ, and for each weight with the squares of its gradients, of which late ones
 * count less.
 *
 *     s ← s + t/(t + τ) · g²        c = √(s/t)
 *     w ← w − lr · g / (L + c √(t + τ))
 *
 * Without delay it is AdaGrad with ε = L.
 *
 * @see Sra, Yu, Li & Smola 2016, "AdaDelay: Delay Adaptive Distributed Stochastic Optimization", sections 2 and 4,
 *   https://arxiv.org/abs/1508.05003
 * @throws SettingError
 */
export function adadelay(settings: Partial<DelaySettings> & Placed = {}): ServerStrategy {
  const defaults = { workers: 2, lr: 0.1, smoothness: 1 }
  const ranges = { workers: crew, lr: positive, smoothness: atLeast0 }
  const { workers, lr, smoothness, placed } = strategySettings<DelaySettings>(
    'adadelay',
    settings,
    defaults,
    ranges,
  )
  return {
    ...placed,
    name: 'adadelay',
    workers,
    carrier: 'server',
    ownsNothing: true,
    kinds: { fetch: 0, push: 1 },
    server: (start) => delayed(start, lr, smoothness),
    worker: ({ w, g }) => ({
      *step() {
        const { arrays, version } = yield fetch()
        w.set(arrays[0])
        yield 'gradient'
        yield { kind: 'push', arrays: [g], read: version }
      },
    }),
  }
}

function delayed(start: Floats, lr: number, smoothness: number): Server {
  const centre = start.slice()
  const s = like(centre)
  const server = served(
    'adadelay',
    { centre, s },
    {
      fetch: () => [centre],
      push([g], { read = server.version }) {
        const t = server.version + 1
        const late = (t + Math.max(0, server.version - read)) / t // (t + τ) / t
        for (let i = 0; i < centre.length; i++) {
          s[i] += g[i] ** 2 / late
          centre[i] -= (lr * g[i]) / (Math.sqrt(s[i] * late) + smoothness)
        }
        return []
      },
    },
  )
  return server
}
