// An activation joined to the bias before it: one pass over a product on the way forward, and one on the way back.
// Made from the rows of the table, so nothing is written twice. Read `table.ts`, `scalar.ts` and `bundle.ts` first.
import type { View } from '../view.ts'
import type { Formula } from './algebra.ts'
import type { Bundle } from './bundle.ts'
import type { Kernels } from './kernels.ts'
import { addition, scalarFunction, type Scalar, type ScalarPullback } from './scalar.ts'
import { table, type Row } from './table.ts'

/** y = f(u), u = z + b: a bias b and an activation, whose parameters have their defaults. */
export interface Joined {
  /** Of the row. */
  readonly name: string
  readonly f: Scalar
  readonly derivative: Formula
  /** ȳ f′(u) */
  readonly df: ScalarPullback
  readonly params: readonly number[]
  /** Whether f′ looks at u, which is kept then; else y says enough. */
  readonly keeps: boolean
  /** (z, b) → y, and u where it is kept. */
  readonly forward: Bundle
  /** (ȳ, u, y) → ū, and its sums over the rows, which are b̄. */
  readonly back: Bundle
}

function joined(name: string, row: Row): Joined {
  const params = Object.values(row.params ?? {})
  const { forward, pullbacks } = scalarFunction(name, row)
  const df = pullbacks[0] as ScalarPullback
  const keeps = df.reads.includes(1)
  return {
    name,
    f: forward,
    derivative: row.d[0] as Formula,
    df,
    params,
    keeps,
    forward: {
      name: `${name}Biased`,
      inputs: 2,
      outputs: keeps ? 2 : 1,
      formulas: (algebra, z, b) => {
        const u = algebra.add(z, b)
        const y = row.f(algebra, u, ...params)
        return keeps ? [y, u] : [y]
      },
    },
    back: {
      name: `${name}BiasedBack`,
      inputs: 3,
      outputs: 1,
      sums: [0],
      formulas: (algebra, dy, u, y) => [
        df.formula(algebra, ...df.reads.map((slot) => [dy, u, y][slot]), ...params),
      ],
    },
  }
}

const names = [
  ...([
    'relu',
    'relu6',
    'leakyRelu',
    'elu',
    'selu',
    'gelu',
    'geluTanh',
    'silu',
    'mish',
    'hardswish',
  ] as const),
  ...(['tanh', 'hardtanh', 'sigmoid', 'logSigmoid', 'softplus', 'softsign'] as const),
]

/** By the name of the activation's row. */
export const joins: ReadonlyMap<string, Joined> = new Map(
  names.map((name) => [name, joined(name, table[name])]),
)

/** y = f(z + b) on (rows, columns), and u = z + b; u is z or y itself where it is not kept. */
export function activate(
  k: Kernels,
  { forward, f, params }: Joined,
  z: View,
  b: View,
  u: View,
  y: View,
): void {
  if (k.mapAll?.(forward, [z, b], [y, u].slice(0, forward.outputs))) return
  k.map(addition, [z, b], [], u)
  k.map(f, [u], params, y)
}

/** du = dy f′(u) on (rows, columns), and db = Σ du over the rows, (1, columns). */
export function activateBack(
  k: Kernels,
  { back, df, params }: Joined,
  given: readonly [dy: View, u: View, y: View],
  du: View,
  db: View,
): void {
  if (k.mapAll?.(back, given, [du, db])) return
  const read = df.reads.map((slot) => given[slot])
  k.map(df, read, params, du)
  k.fold('sum', du, db)
}
