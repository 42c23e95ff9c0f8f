// An MNIST digit in 28 by 14 characters: each cell is two pixels, one above the other.
import { check } from '../check.ts'
import { PlotError } from '../errors.ts'
import { halves, type Ink } from './ink.ts'

const SIDE = 28

/**
 * A 28 x 28 image, row by row from the top, as 14 lines of 28 characters; with `color` in 24 greys.
 *
 * @param pixels 784 levels from 0 (paper) to `max` (ink); outside they are clipped, and NaN is paper.
 * @throws PlotError when there are not 784 of them.
 */
export function digit(pixels: ArrayLike<number>, options: Ink & { max?: number } = {}): string {
  check('digit', 'pixels', pixels, 'numbers')
  check('digit', 'the second argument', options, { 'max?': 'number', 'color?': 'truth' })
  const { max = 255, color = false } = options
  if (pixels.length !== SIDE * SIDE) {
    throw new PlotError(
      `digit: ${pixels.length} pixels were given; it needs ${SIDE * SIDE}, ${SIDE} rows of ${SIDE}.`,
    )
  }
  const level = (row: number, column: number): number => pixels[row * SIDE + column] / max || 0
  const cell = color ? halves : shade
  const line = (row: number) =>
    Array.from({ length: SIDE }, (_, column) => cell(level(row, column), level(row + 1, column))).join('')
  return Array.from({ length: SIDE / 2 }, (_, k) => line(2 * k)).join('\n')
}

/** The character that comes nearest to two pixels. */
function shade(upper: number, lower: number): string {
  const dark = (level: number) => level >= 0.5
  if (dark(upper) && dark(lower)) return upper + lower >= 1.6 ? '█' : '▓'
  if (dark(upper)) return '▀'
  if (dark(lower)) return '▄'
  return upper + lower >= 0.3 ? '░' : ' '
}
