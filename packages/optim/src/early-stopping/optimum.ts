// The lowest validation error so far, and how far above it an epoch is: what Prechelt's three criteria share.

import { OptimError } from '../error.ts'
import { checkMetric } from './criterion.ts'

/** What has to be saved to go on deciding: plain data. */
export interface OptimumState {
  readonly best: number | null
  readonly bestEpoch: number | null
}

/**
 * The generalization loss: by how many per cent an error is above the lowest so far.
 *
 *     GL(t) = 100 · (E_va(t) / E_opt(t) − 1),   E_opt(t) = min E_va(t'), t' ≤ t
 *
 * An error of NaN counts as infinite. Errors below 0 have no such percentage and are refused.
 */
export class Optimum {
  best: number | undefined
  epoch: number | undefined

  /** Takes the validation error of an epoch. */
  see(where: string, epoch: number, error: number): { error: number; improved: boolean; loss: number } {
    checkMetric(where, epoch, error)
    if (error < 0) {
      throw new OptimError(
        `${where}: the validation error of epoch ${epoch} is ${error}; it needs one of at least 0. Is it an accuracy or a likelihood?`,
      )
    }
    const given = Number.isNaN(error) ? Infinity : error
    const improved = given < (this.best ?? Infinity)
    if (improved) {
      this.best = given
      this.epoch = epoch
    }
    const loss = given === this.best ? 0 : 100 * (given / (this.best ?? given) - 1)
    return { error: given, improved, loss: Number.isNaN(loss) ? Infinity : loss }
  }

  state(): OptimumState {
    return { best: this.best ?? null, bestEpoch: this.epoch ?? null }
  }

  load({ best, bestEpoch }: OptimumState): void {
    this.best = best ?? undefined
    this.epoch = bestEpoch ?? undefined
  }
}

/** A number as the sentences show it. */
export const short = (value: number): string => String(Number(value.toPrecision(4)))
