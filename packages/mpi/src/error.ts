// The typed refusals of this package. Each message reads `where: what was given; what is needed.`

/** No usable MPI, or a call that cannot work. */
export class MpiError extends Error {
  override readonly name = 'MpiError'
}
