// Refusing what a constructor cannot work with.
import { ValueError } from '@glissade/autograd'

/** A size is a positive integer. */
export function checkSize(where: string, name: string, size: unknown): asserts size is number {
  if (!Number.isInteger(size) || (size as number) < 1) {
    throw new ValueError(`${where}: ${name} is ${String(size)}; it needs a positive integer.`)
  }
}

/** Unknown options are slips of the pen; where one of the known ones is `rng`, it must be there. */
export function checkOptions(where: string, options: object | undefined, known: readonly string[]): void {
  const unknown = Object.keys(options ?? {}).find((key) => !known.includes(key))
  if (unknown !== undefined) {
    throw new ValueError(`${where}: ${unknown} is no option; it has ${known.join(', ')}.`)
  }
  if (known.includes('rng') && !(options as { rng?: unknown } | undefined)?.rng) {
    throw new ValueError(
      `${where}: no generator was given; it needs { rng }, such as generator(42), so that runs can be repeated.`,
    )
  }
}
