// Convolution and pooling layers, and the weights of other libraries. Reading order: convolution.ts, layers.ts, pooling.ts.
export type { ConvolutionLayerOptions } from './convolution.ts'
export {
  Conv1d,
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  type ConvOptions,
  type ConvTransposeOptions,
} from './layers.ts'
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AvgPool1d,
  AvgPool2d,
  GlobalAvgPool,
  MaxPool1d,
  MaxPool2d,
} from './pooling.ts'
export {
  convFromKeras,
  convFromPyTorch,
  convToKeras,
  convToPyTorch,
  type KerasConv,
  type PyTorchConv,
} from './converters.ts'
