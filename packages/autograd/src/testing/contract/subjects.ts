// Every scalar that the library asks a backend for, with numbers to try it on. Read `../../kernels/table.ts` first.
import { scalarFunction, type Scalar, type ScalarPullback } from '../../kernels/scalar.ts'
import { minusOne, one, table, type Row } from '../../kernels/table.ts'
import { spread } from './layouts.ts'

export interface Subject {
  readonly scalar: Scalar
  readonly params: readonly number[]
  /** n smooth numbers for each input; `seed` varies them. */
  readonly numbers: (n: number, seed: number) => number[][]
  /** All combinations of numbers at the edge. */
  readonly edges: () => number[][]
}

/** Where a formula is defined and smooth: [lo, hi] of each input; others take [-3, 3]. */
const domains: Readonly<Record<string, readonly (readonly [lo: number, hi: number])[]>> = {
  log: [[0.1, 9]],
  log1p: [[-0.9, 9]],
  sqrt: [[0.1, 9]],
  rsqrt: [[0.1, 9]],
  pow: [
    [0.1, 4],
    [-3, 3],
  ],
}

/** Parameters to test with, where the defaults would hide a mistake. */
const parameters: Readonly<Record<string, readonly number[]>> = { clip: [-0.5, 0.75], hardtanh: [-0.5, 0.75] }

const EDGES = [0, -0, 1.5, -1.5, Infinity, -Infinity, NaN]

/** Column c of all combinations of EDGES for `inputs` inputs. */
const combinations = (inputs: number): number[][] =>
  Array.from({ length: inputs }, (_, c) =>
    Array.from(
      { length: EDGES.length ** inputs },
      (_, i) => EDGES[Math.floor(i / EDGES.length ** c) % EDGES.length],
    ),
  )

function subjectsOf(name: string, row: Row): Subject[] {
  const { forward, pullbacks } = scalarFunction(name, row)
  const params = parameters[name] ?? Object.values(row.params ?? {})
  const inputs = (n: number, seed: number) =>
    row.d.map((_, i) => spread(n, ...(domains[name]?.[i] ?? [-3, 3]), seed + 7 * i))
  /** (ȳ, inputs…, y), from which a pullback reads. */
  const around = (x: number[][], dy: number[]) => {
    const y = dy.map((_, i) => Math.fround(forward.js(...x.map((column) => column[i]), ...params)))
    return [dy, ...x, y]
  }
  const read = ({ reads }: ScalarPullback, columns: number[][]) => reads.map((slot) => columns[slot])
  const edges = combinations(row.d.length)
  const alternating = edges[0].map((_, i) => (i % 2 === 0 ? 1 : -2))
  const asked = pullbacks.filter(
    (p, i): p is ScalarPullback => p !== null && row.d[i] !== one && row.d[i] !== minusOne,
  )
  return [
    { scalar: forward, params, numbers: inputs, edges: () => edges },
    ...asked.map((scalar) => ({
      scalar,
      params,
      numbers: (n: number, seed: number) =>
        read(scalar, around(inputs(n, seed), spread(n, -2, 2, seed + 50))),
      edges: () => read(scalar, around(edges, alternating)),
    })),
  ]
}

export const subjects: readonly Subject[] = Object.entries<Row>(table).flatMap(([name, row]) =>
  subjectsOf(name, row),
)
