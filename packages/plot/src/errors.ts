// The one error of this package: what was given cannot be drawn.

/** Thrown when a figure cannot be drawn from what was given; the message says what is needed. */
export class PlotError extends Error {
  override readonly name = 'PlotError'
}
