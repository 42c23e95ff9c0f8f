// What makes one kind of recurrent layer. Its equations are formulas of the package autograd, `kernels/cells.ts`, where they become
// fast kernels; `cell.ts` gives them weights.
import type { CellFormulas } from '@glissade/autograd/kernels'

/** What sets one kind of cell apart from the others. */
export interface CellKind {
  /** In the order of their blocks of columns. */
  readonly gates: readonly string[]
  readonly states: readonly ('h' | 'c')[]
  readonly formulas: CellFormulas
}
