// What the author of a backend imports: `@glissade/autograd/kernels`.
export { complete, numbers, type Algebra, type Formula, type Operand, type Primitives } from './algebra.ts'
export { table, type Row } from './table.ts'
export { scalarFunction, type Scalar, type ScalarFunction } from './scalar.ts'
export type { Fold, Kernels, Letters } from './kernels.ts'
export { copyInto, eachRow, flat, mapLoop } from './loops.ts'
export { BackendError } from '../errors.ts'
export { isContiguous, dense, type Data, type DType, type Sliding, type View } from '../view.ts'
export { sizeOf, type Shape } from '../shape.ts'
