// How the rates of the race were found: the same grid for every rule, on seeds and digits that the race does not use.
import type { ConfiguredRule } from 'glissade'
import { bowl, otherDigits } from './courses.ts'
import { arrival, end, mean } from './numbers.ts'

const seeds = [1, 2]
const bowlSteps = 1000

/** How good a setting is, on each course: right answers at the end; how soon the bowl is a millionth as deep, or how far it got. */
const courses = {
  digits: (rule: ConfiguredRule, steps: number) =>
    mean(seeds.map((seed) => end(otherDigits(rule, seed, steps)))),
  bowl: (rule: ConfiguredRule) =>
    mean(
      seeds.map((seed) => {
        const looks = bowl(rule, seed, bowlSteps)
        const arrived = arrival(looks, 6)
        return arrived < Infinity ? 10 - arrived / bowlSteps : Math.min(6, end(looks))
      }),
    ),
}
export type CourseName = keyof typeof courses

/** The best of nine values, √10 apart, from a tenth of the default to a thousand times it; more where the best is at an edge. */
export function tuned(
  configure: (value: number) => ConfiguredRule,
  first: number,
  course: CourseName,
  steps: number,
): number {
  const scores = new Map<number, number>()
  const value = (k: number) => Number((first * 10 ** (k / 2)).toPrecision(2))
  const attempt = (k: number) => scores.set(k, courses[course](configure(value(k)), steps))
  const best = () => [...scores].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  for (let k = -2; k <= 6; k++) attempt(k)
  for (let k = best() + 1; !scores.has(k) && k < 16; k = best() + 1) attempt(k)
  for (let k = best() - 1; !scores.has(k) && k > -16; k = best() - 1) attempt(k)
  return value(best())
}
