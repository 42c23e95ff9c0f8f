// Cutting a data set into disjoint random parts, as a whole or class by class.
import { generator } from '@glissade/random'
import type { Dataset } from './dataset.ts'
import { checkKnown, DataError } from './errors.ts'

export interface SplitOptions {
  readonly seed: number
  /** Every part gets its fraction of each class. */
  readonly stratify?: boolean
}

/** The positions of each part, in random order. */
export function parts(dataset: Dataset, fractions: readonly number[], options: SplitOptions): Int32Array[] {
  checkKnown('split', options, ['seed', 'stratify'])
  const { seed, stratify = false } = options
  if (!Array.isArray(fractions))
    throw new DataError(`split: fractions is ${String(fractions)}; it needs a list, such as [0.8, 0.2].`)
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0)
  if (!fractions.every((fraction) => fraction > 0) || Math.abs(total - 1) > 1e-9) {
    throw new DataError(
      `split: fractions [${fractions.join(', ')}]; it needs positive numbers that add up to 1. Use take() or subset() to leave samples out.`,
    )
  }
  const rng = generator(seed).stream('split')
  const order = rng.permutation(dataset.length)
  const { labels } = stratify ? dataset : { labels: undefined }
  if (labels) order.sort((a, b) => labels[a] - labels[b]) // stable: random within a class
  return deal(order, fractions).map((part, i) => {
    if (part.length > 0) return rng.shuffle(Int32Array.from(part))
    throw new DataError(
      `split: part ${i} with fraction ${fractions[i]} of ${dataset.length} samples is empty; it needs a larger fraction, or more samples.`,
    )
  })
}

/** Gives each position to the part that lacks most of its due, so that every stretch of the order is shared out fairly. */
function deal(order: Int32Array, fractions: readonly number[]): number[][] {
  const parts = fractions.map((): number[] => [])
  order.forEach((position, dealt) => {
    const lack = fractions.map((fraction, i) => fraction * (dealt + 1) - parts[i].length)
    parts[lack.indexOf(Math.max(...lack))].push(position)
  })
  return parts
}
