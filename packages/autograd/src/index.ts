// `@glissade/autograd`: every public name. Reading order: README.md.
export {
  AnomalyError,
  BackendError,
  DTypeError,
  GlissadeError,
  ReleasedError,
  ShapeError,
  TapeError,
  ValueError,
} from './errors.ts'
export { checkTensor } from './op.ts'
export { checkOptions, shown } from './options.ts'
export type { Shape } from './shape.ts'
export type { DType, Range, View } from './view.ts'
export { Storage, Tensor, type Nested } from './tensor.ts'
export {
  arange,
  eye,
  full,
  linspace,
  ones,
  rand,
  randn,
  tensor,
  zeros,
  type RandomOptions,
  type TensorOptions,
} from './create.ts'
export { constant } from './allocate.ts'
export { backendName, kernelsFor, useBackend } from './kernels/backend.ts'
export type { Kernels } from './kernels/kernels.ts'
export { noGrad, type BackwardOptions } from './recording.ts'
export { keep, record, type RecordOptions } from './record.ts'
export { clearStale, markCleared, markStale, touchedRows } from './rows.ts'
export { gradients, retainGrad, type GradientsOptions } from './sweep.ts'
export { grad, hessian, hessianVectorProduct, perSampleGradients, valueAndGrad } from './grad.ts'
export { byteScale, gatherBytes, type ByteScale } from './bytes.ts'
export { Lender } from './lend.ts'
export { assign, touch } from './assign.ts'
export { defineOp, type ComposedOp, type KernelOp, type Op, type Pullback, type ViewOp } from './op.ts'
export { elementwise } from './ops/elementwise.ts'
export { graph, type Graph, type GraphNode } from './graph.ts'
export { gradCheck, type GradCheckOptions } from './testing/grad-check.ts'
export { recurrent, recurrentStep } from './recurrent/scan.ts'
export * from './ops/index.ts'
