// What a coordinator and its workers must have in common: the sizes of what they share, and the same model. Read `board.ts` first.
import type { Strategy } from '../strategy.ts'
import type { Trainee } from '../transport.ts'
import type { Layout } from './board.ts'
import type { Arrival } from './crew.ts'
import { VECTORS } from './memory.ts'
import { vectorsOf } from './sums.ts'

/** What is shared, for a strategy and a model. */
export function layoutOf(strategy: Strategy, { w, statistics, batches, measures }: Trainee): Layout {
  const { carrier, workers } = strategy
  return {
    workers,
    batches,
    measures: measures.length,
    weights: w.length,
    statistics: statistics.length,
    bytes: w instanceof Float32Array ? 4 : 8,
    vectors: { sum: vectorsOf(workers), memory: VECTORS, server: 0 }[carrier],
  }
}

/** What a worker has built otherwise than the coordinator, in words. */
export function mismatch(own: Strategy, trainee: Trainee, its: Arrival): string | undefined {
  const pairs = [
    ['the strategy', its.strategy, own.name],
    ['the number of weights', its.weights, trainee.w.length],
    ['the number of statistics', its.statistics, trainee.statistics.length],
    ['the number of batches', its.batches, trainee.batches],
  ] as const
  const wrong = pairs.find(([, given, needed]) => given !== needed)
  return (
    wrong &&
    `${wrong[0]} of worker ${its.rank} is ${wrong[1]}; it needs ${wrong[2]}, as in the coordinator. Does the program do something else in a worker?`
  )
}
