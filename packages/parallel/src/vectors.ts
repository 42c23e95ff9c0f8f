// A server's vectors and numbers by name, with the copies that checkpoints need.
import type { Floats } from '@glissade/optim'
import { ParallelError } from './error.ts'
import type { ServerState } from './strategy.ts'

/** A vector of the same type and length, filled with one number. */
export function like(x: Floats, value = 0): Floats {
  const Type = x instanceof Float32Array ? Float32Array : Float64Array
  return new Type(x.length).fill(value)
}

/** ‖a − b‖ */
export function apart(a: Floats, b: Floats): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/** (1/N) Σ xᵢ; of one vector, its very bits. */
export function meanOf([first, ...others]: readonly Floats[]): Floats {
  const mean = first.slice()
  for (const x of others) for (let i = 0; i < mean.length; i++) mean[i] += x[i]
  if (others.length > 0) for (let i = 0; i < mean.length; i++) mean[i] /= 1 + others.length
  return mean
}

/** Copies, by name. */
export const copies = (vectors: Readonly<Record<string, Floats>>): Record<string, Floats> =>
  Object.fromEntries(Object.entries(vectors).map(([name, x]) => [name, x.slice()]))

/** Copies of all. */
export const saved = (
  vectors: Readonly<Record<string, Floats>>,
  numbers: Readonly<Record<string, number>> = {},
): ServerState => ({
  vectors: copies(vectors),
  numbers,
})

/** @throws ParallelError for a state of another model. */
export function checkFits(vectors: Readonly<Record<string, Floats>>, state: ServerState): void {
  const wrong = Object.entries(vectors).find(([name, x]) => state.vectors[name]?.length !== x.length)
  if (wrong)
    throw new ParallelError(
      `load: ${wrong[0]} has ${state.vectors[wrong[0]]?.length ?? 'no'} numbers in the state; it needs ${wrong[1].length}. Is it of another model or strategy?`,
    )
}

/** Writes saved vectors into those of the same name; refuses a state of another model and changes nothing then. */
export function restored(vectors: Readonly<Record<string, Floats>>, state: ServerState): void {
  checkFits(vectors, state)
  for (const [name, x] of Object.entries(vectors)) x.set(state.vectors[name])
}
