// A row of the result: one contender at one work, beside its peers.
import type { Measured } from './interleave.ts'
import type { Work } from './works.ts'

export interface Result {
  readonly work: string
  readonly contender: string
  readonly median: number
  /** The median of the better half of the rounds: what a noisy machine does when it is left alone. */
  readonly betterHalf: number
  readonly best: number
  readonly unit: string
  readonly runs: number
  /** For each contender that is not of Glissade: how many times as good this one is, by medians; above 1 is faster, or smaller. */
  readonly ratio: Readonly<Record<string, number>>
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

const betterHalf = (values: readonly number[], more: boolean): readonly number[] =>
  values.toSorted((a, b) => (more ? b - a : a - b)).slice(0, Math.ceil(values.length / 2))

export const isOurs = (contender: string): boolean => contender.startsWith('glissade')

/** Four digits are all that a noisy machine can tell. */
const rounded = (x: number): number => Number(x.toPrecision(4))

export function results({ name, unit, more = false }: Work, measured: readonly Measured[]): Result[] {
  const medians = new Map(measured.map(({ contender, values }) => [contender, median(values)]))
  const peers = [...medians].filter(([contender]) => !isOurs(contender))
  return measured.map(({ contender, values }) => {
    const own = medians.get(contender) as number
    const ratio = peers.map(([peer, theirs]) => [peer, rounded(more ? own / theirs : theirs / own)])
    return {
      work: name,
      contender,
      median: rounded(own),
      betterHalf: rounded(median(betterHalf(values, more))),
      best: rounded(more ? Math.max(...values) : Math.min(...values)),
      unit,
      runs: values.length,
      ratio: isOurs(contender) && unit !== 'bytes' ? Object.fromEntries(ratio) : {},
    }
  })
}
