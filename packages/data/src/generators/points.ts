// Points of the plane with classes: the form that most of the generated data sets share.
import type { Generator } from '@glissade/random'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'

/**
 * A data set of n points (n, 2). Sample i belongs to class i mod `classes`, so that any stretch of it is balanced;
 * `place` gives the point without noise.
 */
export function points(
  n: number,
  classes: number,
  noise: number,
  rng: Generator,
  place: (label: number, i: number) => readonly [number, number],
): Dataset {
  const x = new Float32Array(2 * n)
  const y = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    y[i] = i % classes
    const [a, b] = place(y[i], i)
    x[2 * i] = a + noise * rng.normal()
    x[2 * i + 1] = b + noise * rng.normal()
  }
  return arrayDataset(x, y, { shape: [2], classes })
}
