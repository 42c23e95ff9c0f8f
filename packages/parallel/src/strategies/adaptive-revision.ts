// AdaGrad that knows what happened while a gradient was on its way. Read `downpour.ts` first.
import type { Floats } from '@glissade/optim'
import { fetch } from '../message.ts'
import type { Server, ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { crew, positive } from '../settings.ts'
import { like } from '../vectors.ts'
import { served } from './served.ts'

interface RevisionSettings {
  readonly workers: number
  readonly lr: number
  /** Where the sum of squares starts, so that no rate is infinite. */
  readonly initialAccumulator: number
}

/**
 * AdaptiveRevision, the delay-tolerant AdaGrad: the server keeps the sum s of all gradients; a worker gives back with its gradient
 * the sum that it read. The difference b came in between. What was done with the old rates while it was on its way is revised.
 *
 *     b = s − s_read        η_old = lr / √z′
 *     z ← z + g² + 2 g b        z′ ← max(z′, z)        η = lr / √z′
 *     w ← w − η g + (η_old − η) b        s ← s + g
 *
 * Without delay b = 0, and it is AdaGrad.
 *
 * @see McMahan & Streeter 2014, "Delay-Tolerant Algorithms for Asynchronous Distributed Online Learning", Algorithm 1
 * @throws SettingError
 */
export function adaptiveRevision(settings: Partial<RevisionSettings> & Placed = {}): ServerStrategy {
  const defaults = { workers: 2, lr: 0.1, initialAccumulator: 1 }
  const ranges = { workers: crew, lr: positive, initialAccumulator: positive }
  const { workers, lr, initialAccumulator, placed } = strategySettings<RevisionSettings>(
    'adaptiveRevision',
    settings,
    defaults,
    ranges,
  )
  return {
    ...placed,
    name: 'adaptive-revision',
    workers,
    carrier: 'server',
    ownsNothing: true,
    kinds: { fetch: 0, push: 2 },
    server: (start) => reviser(start, lr, initialAccumulator),
    worker({ w, g }) {
      const s = like(w)
      return {
        *step() {
          const { arrays, version } = yield fetch()
          w.set(arrays[0])
          s.set(arrays[1])
          yield 'gradient'
          yield { kind: 'push', arrays: [g, s], read: version }
        },
      }
    },
  }
}

function reviser(start: Floats, lr: number, initial: number): Server {
  const centre = start.slice()
  const [s, z, zMax] = [like(centre), like(centre, initial), like(centre, initial)]
  return served(
    'adaptive-revision',
    { centre, s, z, zMax },
    {
      fetch: () => [centre, s],
      push([g, read]) {
        for (let i = 0; i < centre.length; i++) {
          const b = s[i] - read[i]
          const old = Math.sqrt(zMax[i])
          z[i] += g[i] ** 2 + 2 * g[i] * b
          zMax[i] = Math.max(zMax[i], z[i])
          const root = Math.sqrt(zMax[i])
          centre[i] -= (lr * g[i]) / root - ((lr * b) / old - (lr * b) / root)
          s[i] += g[i]
        }
        return []
      },
    },
  )
}
