// The table of ops: a row for every public one. Read `table/row.ts` first.
import { elementwise } from './table/elementwise.ts'
import { indexing } from './table/indexing.ts'
import { products } from './table/products.ts'
import { reductions } from './table/reductions.ts'
import type { Row } from './table/row.ts'
import { shapes } from './table/shapes.ts'
import { windows } from './table/windows.ts'

export const rows: Readonly<Record<string, Row>> = {
  ...elementwise,
  ...reductions,
  ...products,
  ...shapes,
  ...indexing,
  ...windows,
}
