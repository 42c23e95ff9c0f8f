// Downpour: a parameter server, and workers that fetch and push when they please. Read `../strategy.ts` first.
import { adagrad, type ConfiguredRule } from '@glissade/optim'
import { fetch } from '../message.ts'
import type { ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { count, crew, index, refuse } from '../settings.ts'
import { like } from '../vectors.ts'
import { partOf, ruled } from './ruled.ts'

interface DownpourSettings {
  readonly workers: number
  /** Steps between two fetches, and between two pushes. */
  readonly fetch: number
  readonly push: number
  /** What the server does with a push; Adagrad unless said, as in the paper. */
  readonly rule: ConfiguredRule
  /** Parts of the server, each with its own messages. */
  readonly shards: number
  /** Updates of the whole that the first worker makes alone. */
  readonly warmStart: number
  /** A push is refused when others have made more updates since the fetch before it. */
  readonly maxStaleness: number
}

/**
 * Downpour SGD: workers never wait for each other. Each fetches the weights now and then, goes on alone by its own rule, adds up its
 * gradients, and pushes the sum to a server that moves the weights by a rule of its own.
 *
 *     every n_fetch steps   w ← w̃
 *     a ← a + g(w)          w ← rule(w, g)
 *     every n_push steps    w̃ ← rule(w̃, a)        a ← 0
 *
 * What it may lose: gradients are taken at weights that others have left meanwhile.
 *
 * @see Dean et al. 2012, "Large Scale Distributed Deep Networks", Algorithm 1.1 and section 4.1
 * @throws SettingError
 */
export function downpour(settings: Partial<DownpourSettings> & Placed = {}): ServerStrategy {
  const defaults = {
    workers: 2,
    fetch: 1,
    push: 1,
    rule: adagrad(),
    shards: 1,
    warmStart: 0,
    maxStaleness: Infinity,
  }
  const staleness = { words: 'at least 0', allows: (x: number) => x >= 0 }
  const ranges = {
    workers: crew,
    fetch: count,
    push: count,
    shards: count,
    warmStart: index,
    maxStaleness: staleness,
  }
  const {
    workers,
    fetch: n,
    push,
    rule,
    shards,
    placed,
    ...limits
  } = strategySettings<DownpourSettings>('downpour', settings, defaults, ranges)
  if (typeof rule?.rule?.name !== 'string') refuse('downpour', 'rule', rule, 'a rule, such as adagrad()')
  return {
    ...placed,
    name: 'downpour',
    workers,
    carrier: 'server',
    kinds: { fetch: 0, push: 1 },
    shards,
    ...limits,
    server: (start) => ruled('downpour', start, rule, shards),
    worker({ w, g, update }) {
      const accrued = like(w)
      const parts = Array.from({ length: shards }, (_, shard) => partOf(w.length, shards, shard))
      const read: number[] = [] // the version of each part that w knows of
      return {
        vectors: { accrued },
        *step(t) {
          if (t % n === 0 || read.length === 0) {
            for (const [shard, { lo }] of parts.entries()) {
              const { arrays, version } = yield fetch(shard)
              w.set(arrays[0], lo)
              read[shard] = version
            }
          }
          yield 'gradient'
          for (let i = 0; i < g.length; i++) accrued[i] += g[i]
          update()
          if ((t + 1) % push !== 0) return
          for (const [shard, { lo, hi }] of parts.entries())
            yield { kind: 'push', arrays: [accrued.subarray(lo, hi)], shard, read: read[shard]++ }
          accrued.fill(0)
        },
      }
    },
  }
}
