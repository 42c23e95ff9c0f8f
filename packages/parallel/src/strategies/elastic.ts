// The spring between a worker and the centre, and the sizes at which it does not swing.
import type { Floats } from '@glissade/optim'
import type { Server } from '../strategy.ts'
import { refuse } from '../settings.ts'
import { like } from '../vectors.ts'
import { served } from './served.ts'

export interface ElasticSettings {
  readonly workers: number
  /** Steps between two exchanges. */
  readonly tau: number
  /** The part of their distance by which worker and centre come nearer: η ρ in the paper. */
  readonly alpha: number
}

/** α unless said: the centre moves by 0.9 in all (β in the paper), however many workers there are. */
export const usualAlpha = ({ workers = 2 }: Partial<ElasticSettings>): number => 0.9 / workers

/** At α > 1 worker and centre overshoot each other. */
export function checkAlpha(where: string, { alpha }: ElasticSettings): void {
  if (alpha > 1) refuse(where, 'alpha', alpha, 'at most 1, or worker and centre jump past each other')
}

/** e = α (w − w̃) */
export function pull(w: Floats, centre: Floats, alpha: number, e: Floats): Floats {
  for (let i = 0; i < w.length; i++) e[i] = alpha * (w[i] - centre[i])
  return e
}

/** A centre that every message of kind 'exchange' pulls towards its sender; the answer is the same pull, for the sender. */
export function springs(name: string, start: Floats, alpha: number): Server {
  const centre = start.slice()
  const e = like(centre)
  return served(
    name,
    { centre },
    {
      fetch: () => [centre],
      exchange([w]) {
        pull(w, centre, alpha, e)
        for (let i = 0; i < centre.length; i++) centre[i] += e[i]
        return [e]
      },
    },
  )
}
