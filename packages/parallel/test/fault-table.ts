// What goes wrong, for every strategy, and how a run with it is judged: against runs without it.
import { sgd } from '@glissade/optim'
import {
  adadelay,
  adaptiveRevision,
  downpour,
  eamsgd,
  easgd,
  easgdSync,
  hogwild,
  local,
  simulate,
  sync,
  type Fault,
  type Simulation,
  type Strategy,
} from '../src/index.ts'
import { fitted, misfit } from './regression.ts'

const lr = 0.05
export const served: Readonly<Record<string, Strategy>> = {
  hogwild: hogwild({ workers: 4 }),
  downpour: downpour({ workers: 4, fetch: 2, push: 2, rule: sgd({ lr }), shards: 2 }),
  adaptiveRevision: adaptiveRevision({ workers: 4, lr: 0.5 }),
  adadelay: adadelay({ workers: 4, lr: 0.5 }),
  easgd: easgd({ workers: 4, tau: 2 }),
  eamsgd: eamsgd({ workers: 4, tau: 2, lr: 0.02, momentum: 0.5 }),
}
export const summed: Readonly<Record<string, Strategy>> = {
  sync: sync({ workers: 4 }),
  local: local({ workers: 4, tau: 2 }),
  easgdSync: easgdSync({ workers: 4 }),
}
export const strategies = { ...served, ...summed }

export const heartbeat = 5
/** Enough to arrive: what is left of the loss is noise. */
export const steps = 150

type Row = Partial<Omit<Simulation, 'faults'>> & {
  readonly faults?: readonly Fault[]
  readonly only?: 'served'
}
// prettier-ignore
export const rows: Readonly<Record<string, Row>> = {
  'a worker killed':                    { faults: [{ at: 10.5, kill: 2 }] },
  'a worker hung for a while':          { faults: [{ at: 10.5, hang: 1, until: 60 }] },
  'a worker hung for good':             { faults: [{ at: 10.5, hang: 1, until: 1e6 }] },
  'a worker ten times slower':          { faults: [{ at: 0.5, slow: 3, by: 10 }] },
  'a worker that sends NaN':            { faults: [{ at: 10.5, poison: 0 }, { at: 20.5, poison: 0 }] },
  'a partition':                        { faults: [{ at: 10.5, partition: [0, 1], until: 60 }] },
  'all cut off, for a moment':          { faults: [{ at: 10.5, partition: [0, 1, 2, 3], until: 18 }] },
  'a delay':                            { faults: [{ at: 10.5, lag: 20, until: 30 }] },
  'messages lost':                      { loss: 0.2 },
  'messages twice':                     { duplicate: 0.3 },
  'messages that overtake each other':  { jitter: 20 },
  'messages damaged':                   { corrupt: 0.2 },
  'a late worker':                      { faults: [{ at: 20.5, join: 4 }] },
  'a server killed':                    { faults: [{ at: 20.5, server: 'killed', until: 40 }], checkpoint: 10, only: 'served' },
}

interface Outcome {
  readonly loss: number
  /** How often each batch was computed. */
  readonly seen: readonly number[]
}

export function outcome(name: string, row: Row, seed: number): Outcome {
  const { only: _, ...changes } = row
  const seen = Array.from({ length: 4 * steps }, () => 0)
  const { centre } = simulate({
    strategy: strategies[name],
    rule: sgd({ lr }),
    start: new Float64Array(4),
    steps,
    latency: 0.2,
    jitter: 0.5,
    spread: 0.3,
    heartbeat,
    seed,
    ...changes,
    gradient(w, g, turn) {
      seen[turn.batch]++
      fitted(w, g, turn)
    },
  })
  return { loss: misfit(centre), seen }
}

export interface Band {
  readonly mean: number
  /** The largest loss that counts as the same: 10 % above the mean, or the end of the band of 95 %. */
  readonly most: number
}

/** Runs without faults. */
export function band(name: string, seeds: number): Band {
  const losses = Array.from({ length: seeds }, (_, seed) => outcome(name, {}, 1000 + seed).loss)
  const mean = losses.reduce((sum, x) => sum + x, 0) / seeds
  const deviation = Math.sqrt(losses.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (seeds - 1))
  return { mean, most: Math.max(1.1 * mean, mean + 1.96 * deviation) }
}
