// What is read off the runs: where they end, when they arrive, and the middle of many.

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length

/** The median, or another quantile. */
export const median = (numbers: readonly number[], share = 0.5): number =>
  numbers.toSorted((a, b) => a - b)[Math.round(share * (numbers.length - 1))]

/** The last three looks of a run; one that was lost is endlessly bad. */
export function end(looks: readonly number[]): number {
  const found = mean(looks.slice(-3))
  return Number.isNaN(found) ? -Infinity : found
}

/** The look, from 1, at which a run first is as good as `goal`; Infinity where it never is. */
export function arrival(looks: readonly number[], goal: number): number {
  const k = looks.findIndex((look) => look >= goal)
  return k < 0 ? Infinity : k + 1
}
