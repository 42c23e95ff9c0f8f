// Choosing parameters by path: `layers.0.weight`, `layers.*.weight`, `**.bias`.

/**
 * Whether a pattern chooses a path, or something that the path lies in. `*` stands for any letters within one part,
 * `**` for any number of parts, none included.
 */
export function matches(pattern: string, name: string): boolean {
  return walk(pattern.split('.'), name.split('.'))
}

function walk([head, ...rest]: readonly string[], path: readonly string[]): boolean {
  if (head === undefined) return true
  if (head === '**') return walk(rest, path) || (path.length > 0 && walk([head, ...rest], path.slice(1)))
  return path.length > 0 && part(head, path[0]) && walk(rest, path.slice(1))
}

function part(pattern: string, text: string): boolean {
  const [first, ...others] = pattern.split('*')
  if (others.length === 0) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  const last = others.pop()!
  for (const piece of others) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.endsWith(last) && text.length - last.length >= at
}
