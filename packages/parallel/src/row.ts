// What a worker has done of an epoch, as numbers in a row: they lie in shared memory, or travel. One rule for every transport.
import type { Standing } from './transport.ts'

/** Where a number is; the sums over samples of each measure follow. What is not known is −1. */
export const column = { batches: 0, samples: 1, busy: 2, distance: 3 } as const
const FIRST = Object.keys(column).length

interface Row {
  [at: number]: number
  readonly length: number
}

/** How long a row is with so many measures. */
export const rowLength = (measures: number): number => FIRST + measures

/** The row of an epoch that begins. */
export function begin<R extends { fill(x: number): R; [at: number]: number }>(row: R): R {
  row.fill(0)[column.distance] = -1
  return row
}

/** A batch is done; measures of which one is not finite are those of no sample. */
export function countBatch(row: Row, samples: number, measures: ArrayLike<number>): void {
  row[column.batches]++
  if (!Array.from(measures).every(Number.isFinite)) return
  row[column.samples] += samples
  for (let i = 0; i < measures.length; i++) row[FIRST + i] += samples * measures[i]
}

/** The row as a coordinator tells of it. */
export function standingOf(rank: number, row: ArrayLike<number>, measures: readonly string[]): Standing {
  const [batches, samples, busy, distance] = Array.from(row)
  return {
    rank,
    batches,
    samples,
    sums: Object.fromEntries(measures.map((name, i) => [name, row[FIRST + i]])),
    ...(busy >= 0 && { busy }),
    ...(distance >= 0 && { distance }),
  }
}
