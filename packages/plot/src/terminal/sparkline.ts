// A curve in one line of text.
import { check } from '../check.ts'
import { PlotError } from '../errors.ts'
import { extent } from '../scale.ts'

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/**
 * A bar for each value, or for each stretch of values where there are more than `width`; a gap where none is finite.
 *
 * @throws PlotError when there are no values or the width is not a whole number of at least 1.
 * @see Tufte 2006, "Beautiful Evidence", Sparklines
 */
export function sparkline(values: ArrayLike<number>, options: { readonly width?: number } = {}): string {
  check('sparkline', 'values', values, 'numbers')
  check('sparkline', 'the second argument', options, { 'width?': 'number' })
  const { width = 60 } = options
  if (values.length === 0) throw new PlotError('sparkline: no values were given; it needs at least one.')
  if (!Number.isInteger(width) || width < 1) {
    throw new PlotError(`sparkline: width is ${width}; it needs a whole number of at least 1.`)
  }
  const columns = Math.min(width, values.length)
  const means = Array.from({ length: columns }, (_, k) => {
    const start = Math.floor((k * values.length) / columns)
    const end = Math.floor(((k + 1) * values.length) / columns)
    return mean(Array.prototype.slice.call(values, start, end))
  })
  const [low, high] = extent(means) ?? [0, 1]
  const bar = (value: number) => bars[Math.round(((value - low) / (high - low)) * (bars.length - 1))] ?? ' '
  return means.map(bar).join('')
}

/** The mean of the finite values; NaN where there is none. */
export function mean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / finite.length
}
