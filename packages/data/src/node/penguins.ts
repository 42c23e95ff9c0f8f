// The penguins of the Palmer Archipelago, from npm `@observablehq/sample-datasets`: irises' younger rival. Read iris.ts first.
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { installedText, require } from './installed.ts'

/** The classes, by number. */
export const penguinSpecies = ['Adelie', 'Chinstrap', 'Gentoo'] as const

const measures = ['culmen_length_mm', 'culmen_depth_mm', 'flipper_length_mm', 'body_mass_g']

/**
 * 342 penguins of three species: 151 Adelie, 68 chinstrap, 123 gentoo. The file has 344; two were never measured and are left out.
 *
 *     x (342, 4): length and depth of the bill and length of the flippers in mm, mass in g;  y the species, 0 … 2 as in `penguinSpecies`
 *
 * The mass is a thousand times the rest: `standardize` first.
 *
 * @throws DataError when npm `@observablehq/sample-datasets` is not installed, or holds something else.
 * @see Gorman, Williams & Fraser 2014, Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins.
 */
export function penguins(): Dataset {
  const text = installedText('penguins', '@observablehq/sample-datasets', () =>
    require.resolve('@observablehq/sample-datasets/penguins.csv'),
  )
  return fromCsv(text)
}

/** The penguins of a table with a header, those without measures left out. */
export function fromCsv(text: string): Dataset {
  const [header, ...rows] = text.trim().split(/\r?\n/).map((line) => line.split(',')) // prettier-ignore
  const [species, ...columns] = ['species', ...measures].map((name) => header.indexOf(name))
  const known = rows.every((row) => (penguinSpecies as readonly string[]).includes(row[species]))
  if (rows.length !== 344 || columns.includes(-1) || !known) {
    throw new DataError(
      `penguins: the file holds ${rows.length} rows of ${header.join(', ')}; it needs 344 with species, ${measures.join(', ')}, and the species ${penguinSpecies.join(', ')}.`,
    )
  }
  const measured = rows.filter((row) => columns.every((k) => Number.isFinite(Number(row[k]))))
  return arrayDataset(
    measured.map((row) => columns.map((k) => Number(row[k]))),
    measured.map((row) => (penguinSpecies as readonly string[]).indexOf(row[species])),
    { classes: 3 },
  )
}
