// `@glissade/nn`: layers, losses, initialisers. Reading order: module.ts, sequential.ts, layers/dense.ts, losses/cross-entropy.ts.
export { Module } from './module.ts'
export { Sequential, type Layer } from './sequential.ts'
export { Parallel, Residual } from './residual.ts'
export { Buffer, buffer, Parameter, parameter, type Floats, type FloatType } from './parameter.ts'
export { FlatModel, type Segment } from './flat.ts'
export { fromSafetensors, toSafetensors } from './safetensors.ts'
export type { ArrayEntry, Loaded, LoadOptions, StateDict } from './state-dict.ts'
export type { Summary, SummaryRow } from './summary.ts'
export { GradientError, MovedError, StateDictError } from './errors.ts'
export * from './layers/index.ts'
export * from './recurrent/index.ts'
export * from './convolution/index.ts'
export * from './attention/index.ts'
export * from './losses/index.ts'
export { diagnoseInit, type DiagnoseOptions } from './diagnose-init.ts'
export type { Diagnosis, DiagnosisRow, Moments, VarianceCurve } from './diagnosis.ts'
export { scaledTanh } from './scaled-tanh.ts'
export * as init from './init/index.ts'
export type { Initializer } from './init/scaled.ts'
export {
  denseFromKeras,
  denseFromPyTorch,
  denseToKeras,
  denseToPyTorch,
  type KerasDense,
  type PyTorchLinear,
} from './converters.ts'
