// The typed refusals of this package. Each message reads `where: what was given; what is needed.`

/** An address, a secret or a message that cannot be used. */
export class ZmqError extends Error {
  override readonly name: string = 'ZmqError'
}

/** A message that arrived damaged, or was never one of ours. */
export class FrameError extends ZmqError {
  override readonly name = 'FrameError'
}
