// The typed errors of Glissade. A message reads `where: what was given; what is needed. [likely cause]`.

/** What the errors of autograd, nn, data and train are; optim, random and plot, which import none of these, have their own. */
export class GlissadeError extends Error {
  override readonly name: string = 'GlissadeError'
}

/** Shapes, axes or sizes that do not fit together. */
export class ShapeError extends GlissadeError {
  override readonly name = 'ShapeError'
}

/** A number, option or index outside what is allowed. */
export class ValueError extends GlissadeError {
  override readonly name = 'ValueError'
}

/** Element types that do not go together. */
export class DTypeError extends GlissadeError {
  override readonly name = 'DTypeError'
}

/** A gradient was asked for that was not, or no longer, recorded. */
export class TapeError extends GlissadeError {
  override readonly name = 'TapeError'
}

/** A tensor was read after the recording that made it had ended. */
export class ReleasedError extends GlissadeError {
  override readonly name = 'ReleasedError'
}

/** No kernels for the work at hand, or not enough memory for it. */
export class BackendError extends GlissadeError {
  override readonly name = 'BackendError'
}

/** The first NaN or infinity of a recording made with `{ anomaly: true }`. */
export class AnomalyError extends GlissadeError {
  override readonly name = 'AnomalyError'
}
