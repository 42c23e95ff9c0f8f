// Hogwild!: one vector, many writers, no locks. Read `../strategy.ts` first.
import type { Floats } from '@glissade/optim'
import { fetch } from '../message.ts'
import type { Server, ServerStrategy } from '../strategy.ts'
import { strategySettings, type Placed } from '../place.ts'
import { crew, type Range } from '../settings.ts'
import { like } from '../vectors.ts'
import { served } from './served.ts'

interface HogwildSettings {
  readonly workers: number
  /** The factor of the step after each epoch of so many steps of a worker. */
  readonly decay: number
  readonly epoch: number
  /** Adds differences instead of storing weights, by compare and exchange where memory is shared: the control, which loses nothing. */
  readonly lossless: boolean
}

interface Stretch {
  readonly lo: number
  readonly hi: number
}

const factor: Range = { words: 'above 0 and at most 1', allows: (x) => x > 0 && x <= 1 }
const steps: Range = {
  words: 'a whole number of at least 1, or Infinity',
  allows: (x) => x >= 1 && (Number.isInteger(x) || x === Infinity),
}

/**
 * Hogwild!: each worker reads the shared weights, computes, and writes the weights whose gradient is not zero, without asking. A write
 * is a load, a step of the worker's rule and a store; what another stored in between is lost. Where gradients are sparse that is
 * rare, and nobody ever waits.
 *
 *     for v with g_v ≠ 0:   w_v ← w_v − βᵏ lr g_v        in epoch k; β = decay
 *
 * Where workers share memory, loads and stores are theirs and plain; over messages a `load` and a `store` stand for them. Updates that
 * were overwritten are counted.
 *
 * @see Niu, Recht, Ré & Wright 2011, "Hogwild!: A Lock-Free Approach to Parallelizing Stochastic Gradient Descent", Algorithm 1,
 *   https://arxiv.org/abs/1106.5730
 * @throws SettingError
 */
export function hogwild(settings: Partial<HogwildSettings> & Placed = {}): ServerStrategy {
  const defaults = { workers: 2, decay: 1, epoch: Infinity, lossless: false }
  const chosen = strategySettings<HogwildSettings>('hogwild', settings, defaults, {
    workers: crew,
    decay: factor,
    epoch: steps,
  })
  const { workers, decay, epoch, lossless, placed } = chosen
  return {
    ...placed,
    name: 'hogwild',
    workers,
    carrier: 'memory',
    kinds: { fetch: 0, load: 0, store: 3, add: 1 },
    server: shared,
    worker({ w, g, touched, update }) {
      let [scale, k] = [1, 0]
      const everything = [{ lo: 0, hi: w.length }]
      const [stamps, before] = [like(w), like(w)]
      return {
        *step(t) {
          for (; k < Math.floor(t / epoch); k++) scale *= decay
          copy((yield fetch()).arrays[0], w)
          yield 'gradient'
          const ranges = touched?.() ?? everything
          if (scale !== 1) for (let i = 0; i < g.length; i++) g[i] *= scale
          const [now, written] = (yield { kind: 'load', arrays: [] }).arrays
          if (written) copy(written, stamps, ranges) // first, so that a weight stored in between counts as overwritten
          copy(now, w, ranges)
          if (!lossless) {
            update()
            yield { kind: 'store', arrays: [w, g, stamps], ranges }
            return
          }
          copy(w, before, ranges)
          update()
          for (const { lo, hi } of ranges) for (let i = lo; i < hi; i++) before[i] = w[i] - before[i]
          yield { kind: 'add', arrays: [before], ranges }
          for (const { lo, hi } of ranges) before.fill(0, lo, hi)
        },
      }
    },
  }
}

/** Nothing moves where both are the same memory. */
function copy(from: Floats, to: Floats, ranges?: readonly Stretch[]): void {
  if (from === to) return
  if (!ranges) return to.set(from)
  for (const { lo, hi } of ranges) for (let i = lo; i < hi; i++) to[i] = from[i]
}

/** The vector as messages see it, with how often each weight was written. */
function shared(start: Floats): Server {
  const centre = start.slice()
  const stamps = like(centre)
  const counts = { lost: 0, written: 0 }
  return served(
    'hogwild',
    { centre, stamps },
    {
      fetch: () => [centre],
      load: () => [centre, stamps],
      store([w, g, seen]) {
        for (let i = 0; i < centre.length; i++) {
          if (g[i] === 0) continue
          counts.lost += stamps[i] - seen[i]
          counts.written++
          stamps[i]++
          centre[i] = w[i]
        }
        return []
      },
      add([difference]) {
        for (let i = 0; i < centre.length; i++) {
          if (difference[i] === 0) continue
          counts.written++
          centre[i] += difference[i]
        }
        return []
      },
    },
    {
      numbers: () => ({ ...counts }),
      load: ({ numbers: { lost, written } }) => Object.assign(counts, { lost, written }),
    },
  )
}
