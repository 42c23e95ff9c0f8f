// The one refusal of this package. A message reads `where: what was given; what is needed.`

/** A seed, count, name or state that a generator cannot work with. */
export class RandomError extends Error {
  override readonly name = 'RandomError'
}
