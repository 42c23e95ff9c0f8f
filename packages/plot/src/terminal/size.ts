// How large a drawing of characters may be.
import { PlotError } from '../errors.ts'

/** Refuses a plane of fewer than 8 by 2 characters, or of part of one. */
export function checkCells(where: string, width: number, height: number): void {
  const whole = Number.isInteger(width) && Number.isInteger(height)
  if (whole && width >= 8 && width <= 1000 && height >= 2 && height <= 1000) return
  throw new PlotError(
    `${where}: the size is ${width} x ${height}; it needs whole numbers from 8 x 2 to 1000 x 1000 characters.`,
  )
}
