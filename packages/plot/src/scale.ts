// From numbers to pixels: the extent of the data, a linear or logarithmic scale over it, and its ticks.
import { scaleLinear, scaleLog } from 'd3-scale'
import { PlotError } from './errors.ts'

export type Interval = readonly [low: number, high: number]

export interface AxisOptions {
  readonly label?: string
  readonly log?: boolean
}

export interface Scale {
  /** The pixel of a value; meaningful where `places(value)`. */
  at(value: number): number
  /** The value at a pixel. */
  from(pixel: number): number
  /** Whether a value has a place on the axis at all. */
  places(value: number): boolean
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

// Beyond it the width of the axis would overflow.
const LARGEST = 1e300

/** Whether a value can be drawn: finite, and positive on a logarithmic axis. */
export const drawable = (value: number, log = false): boolean =>
  Math.abs(value) <= LARGEST && (!log || value > 1 / LARGEST)

/** Smallest and largest drawable value, widened where they are nearly equal; undefined where there is none. */
export function extent(values: Iterable<number>, log = false): Interval | undefined {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (!drawable(value, log)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return undefined
  if (wide(low, high)) return [low, high]
  const margin = Math.max(Math.abs(low), Math.abs(high)) / 2
  return margin > 1 / LARGEST ? [low - margin, high + margin] : [-1, 1]
}

/** Whether d3-scale can divide an interval: on one that rounding has emptied it never ends. */
const wide = (low: number, high: number): boolean =>
  high - low > Math.max(1e-12 * Math.max(Math.abs(low), Math.abs(high)), 1 / LARGEST)

/** Refuses a range that is upside down, not finite, or too narrow for two numbers to differ in it. */
export function checkRange(where: string, axis: string, [low, high]: Interval): void {
  if (drawable(low) && drawable(high) && wide(low, high)) return
  throw new PlotError(
    `${where}: the range of ${axis} is [${low}, ${high}]; it needs two finite numbers, the lower first.`,
  )
}

/** The scale from `domain` to the pixels of `range` with about `count` ticks; `nice` rounds the domain outwards. */
export function makeScale(
  domain: Interval,
  range: Interval,
  { log = false, count = 6, nice = true } = {},
): Scale {
  // To round a logarithmic domain to whole decades would add up to a decade of emptiness on each side.
  const reach = log && nice ? 1.1 : 1
  const scale = (log ? scaleLog() : scaleLinear()).domain([domain[0] / reach, domain[1] * reach]).range(range)
  if (nice && !log) scale.nice(count)
  const ticks = scale.ticks(count)
  const text = log ? logarithmic(ticks, count) : scale.tickFormat(count)
  return {
    at: (value) => scale(value),
    from: (pixel) => scale.invert(pixel),
    places: (value) => drawable(value, log),
    ticks: ticks.map((value) => ({ at: scale(value), label: text(value) })),
  }
}

/** Which first digits have a label on a logarithmic axis: the more decades there are, the fewer. */
const ladders = ['123456789', '125', '13', '1']

/** Labels for as many ticks as have room. */
function logarithmic(ticks: readonly number[], count: number): (value: number) => string {
  const rung = (value: number, digits: string) => digits.includes(value.toExponential()[0])
  const room = (digits: string) => ticks.filter((value) => rung(value, digits)).length <= 1.5 * count
  const digits = ladders.find(room) ?? '1'
  return (value) => (rung(value, digits) ? plain(value) : '')
}

/** A number as people write it: 0.001, 20, 1e-7. */
export const plain = (value: number): string =>
  value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6)
    ? String(Number(value.toPrecision(6)))
    : value
        .toExponential(5)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e')
