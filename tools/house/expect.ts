// What the examples of the documentation are checked with: how a value is printed, and when a claim about it holds.

/** A failed claim, with the line of the example at which it stands. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError'
}

/** A value as a page writes it: numbers and text as they are, lists in brackets, objects by their own `toString`. */
export function show(value: unknown, inside = false): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'string') return inside ? JSON.stringify(value) : value
  if (typeof value === 'function') return `[Function ${value.name}]`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    return `[${Array.from(value as ArrayLike<unknown>, (item) => show(item, true)).join(', ')}]`
  }
  // oxlint-disable-next-line typescript/no-base-to-string -- the line asks whether it is the default format
  if (value.toString !== Object.prototype.toString) return String(value)
  const pairs = Object.entries(value).map(([key, item]) => `${key}: ${show(item, true)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/**
 * Whether a printed value is what a page claims. In a claim `…` stands for the rest of a word or number, behind a
 * space for the rest of the line, and alone on a line for any lines.
 */
export function holds(printed: string, claim: string): boolean {
  const tidy = (text: string) => text.replace(/[ \t]+$/gm, '').trimEnd()
  const pattern = tidy(claim)
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/^ *…$/gm, '[^]*')
    .replace(/(?<= )…/g, '.*')
    .replaceAll('…', '[^\\s,\\])}]*')
  return new RegExp(`^${pattern}$`).test(tidy(printed))
}

/** Claims that the values, printed with spaces between, read as `claim`. */
export function expectValue(values: readonly unknown[], claim: string, line: number): void {
  const printed = values.map((value) => show(value)).join(' ')
  if (!holds(printed, claim))
    throw new ClaimError(`line ${line} of the example gives\n${printed}\nand the page says\n${claim}`)
}

/** Claims that `run` throws an error that reads as `claim`, as in `ShapeError: matmul: …`. */
export function expectThrow(run: () => unknown, claim: string, line: number): void {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  if (thrown === undefined)
    throw new ClaimError(`line ${line} of the example throws nothing; the page says\n${claim}`)
  if (!holds(show(thrown), claim)) {
    throw new ClaimError(`line ${line} of the example throws\n${show(thrown)}\nand the page says\n${claim}`)
  }
}
