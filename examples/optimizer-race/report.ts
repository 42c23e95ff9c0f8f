// What the race prints and draws: a table of results, the stars beside Géron's, and curves with bands.
import { plot } from 'glissade'
import { every } from './courses.ts'
import { arrival, end, median } from './numbers.ts'
import { geron, qualityStars, speedStars } from './stars.ts'

export interface Result {
  readonly name: string
  /** One list of looks for each seed. */
  readonly looks: readonly number[][]
  readonly rate: number
  readonly rateInBowl: number
  /** Steps until the bowl is a millionth as deep. */
  readonly inBowl: number
}

const percent = (share: number) => (100 * share).toFixed(1)
const right = ({ looks }: Result, share?: number) => median(looks.map(end), share)
const whole = (steps: number) => (steps < Infinity ? steps : 'never')

export function report(results: readonly Result[]): void {
  const known = results.filter(({ name }) => name in geron)
  const field = known.length > 0 ? known : results
  const best = Math.max(...field.map((one) => right(one)))
  const goal = 0.1 + 0.95 * (best - 0.1)
  const steps = ({ looks }: Result) => every * median(looks.map((one) => arrival(one, goal)))
  const fastest = Math.min(...field.map(steps))
  const row = (one: Result) => ({
    rate: one.rate,
    [`steps to ${percent(goal)} %`]: whole(steps(one)),
    '% right': percent(right(one)),
    'half of the seeds': `${percent(right(one, 0.25))} to ${percent(right(one, 0.75))}`,
    'rate in the bowl': one.rateInBowl,
    steps: whole(one.inBowl),
  })
  const stars = (one: Result) => ({
    speed: speedStars(steps(one), fastest),
    'his speed': geron[one.name]?.speed,
    quality: qualityStars(right(one), best),
    'his quality': geron[one.name]?.quality,
  })
  console.table(Object.fromEntries(results.map((one) => [one.name, row(one)])))
  console.log('Stars, beside those of Géron 2019, table 11-2:')
  console.table(Object.fromEntries(field.map((one) => [one.name, stars(one)])))
}

/** The share of wrong digits against the steps: the median of the seeds, and a band that holds the middle half. */
export function curves(results: readonly Result[]): string {
  const wrong = ({ looks }: Result, k: number, share?: number) =>
    100 -
    100 *
      median(
        looks.map((one) => one[k]),
        share,
      )
  const series = results.map((one) => {
    const at = one.looks[0].map((_, k) => [every * (k + 1), k] as const)
    return {
      name: one.name,
      points: at.map(([step, k]) => [step, wrong(one, k)] as const),
      band: at.map(([step, k]) => [step, wrong(one, k, 0.75), wrong(one, k, 0.25)] as const),
    }
  })
  const title = 'Digits taken for others: the median and the middle half of the seeds'
  return plot.lineChart({ title, x: { label: 'steps' }, y: { label: '% wrong', log: true }, series })
}
