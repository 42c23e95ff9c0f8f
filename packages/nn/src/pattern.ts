// Choosing parameters by path: `layers.0`, `layers.*.weight`, `**.bias`.

const anyParts = '(?:[^.]+\\.)*'

/**
 * Whether a pattern chooses a path, or something that the path lies in. `*` stands for any letters within one part,
 * `**` for any number of parts.
 */
export function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('.').map((part) => {
    if (part === '**') return anyParts
    return `${part.replaceAll(/[\\^$+?()[\]{}|]/g, '\\$&').replaceAll('*', '[^.]*')}\\.`
  })
  return new RegExp(`^${parts.join('')}${anyParts}$`).test(`${path}.`)
}
