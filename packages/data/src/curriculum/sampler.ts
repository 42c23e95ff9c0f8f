// Draws batches from the open part of a curriculum, or from several sources at once.
import type { Generator } from '@glissade/random'
import { checkCalled, checkKnown, checkListed, DataError } from '../errors.ts'
import { checkNumber, whole } from './options.ts'
import { openAt, type Pacing } from './pacing.ts'

/** What a sampler asks of a generator. */
export type Draws = Pick<Generator, 'uniform' | 'integer'>

/**
 * Batches of positions, drawn evenly and with replacement from the easiest p(t) · n samples.
 *
 *     const order = byDifficulty(train.length, difficulty)
 *     const next = curriculum(order, { pacing: rootPacing({ from: 0.1, steps: 1000 }), rng })
 *     const { x, y } = train.batch(next(t, 32))
 */
export function curriculum(
  order: Int32Array,
  options: { readonly pacing: Pacing; readonly rng: Draws },
): (t: number, batchSize: number) => Int32Array {
  checkListed('curriculum', 'the order', order, 'positions, such as that of byDifficulty')
  checkKnown('curriculum', options, ['pacing', 'rng'])
  const { pacing, rng } = options
  checkCalled('curriculum', 'pacing', pacing)
  checkCalled('curriculum', 'rng.integer', rng?.integer)
  if (order.length === 0) {
    throw new DataError('curriculum: the order is empty; it needs at least one sample.')
  }
  return (t, batchSize) => {
    checkNumber('curriculum', 'batchSize', batchSize, whole)
    const open = openAt(pacing, t, order.length)
    return Int32Array.from({ length: batchSize }, () => order[rng.integer(open)])
  }
}

/** One of several sources and its weight, which may change with the steps. */
export interface Source<T> {
  readonly weight: number | ((t: number) => number)
  readonly draw: (t: number) => T
}

/**
 * Draws from one of several sources, each as often as its weight says.
 *
 *     P(source k) = wₖ(t) / Σ w(t)
 *
 *     const next = mixture([{ weight: 4, draw: easy }, { weight: (t) => t / 1000, draw: hard }], rng)
 */
export function mixture<T>(sources: readonly Source<T>[], rng: Pick<Draws, 'uniform'>): (t: number) => T {
  checkListed('mixture', 'sources', sources, '{ weight, draw }')
  for (const source of sources) checkCalled('mixture', 'draw of a source', source?.draw)
  checkCalled('mixture', 'rng.uniform', rng?.uniform)
  if (sources.length === 0) throw new DataError('mixture: there are no sources; it needs at least one.')
  return (t) => {
    const weights = sources.map(({ weight }) => (typeof weight === 'function' ? weight(t) : weight))
    for (const [k, weight] of weights.entries()) {
      checkNumber('mixture', `the weight of source ${k} after ${t} steps`, weight, { from: 0 })
    }
    const total = weights.reduce((sum, weight) => sum + weight)
    if (total === 0) {
      throw new DataError(`mixture: every weight after ${t} steps is 0; it needs one above 0.`)
    }
    let left = rng.uniform() * total
    // Rounding may leave a crumb behind the last source, which must not be one of weight 0.
    const last = weights.findLastIndex((weight) => weight > 0)
    const chosen = weights.findIndex((weight) => (left -= weight) < 0)
    return sources[chosen < 0 ? last : chosen].draw(t)
  }
}
