// Convolutions and pooling as ops of golden/ops@1. Strides and their kin are one number for all axes, or a list.
import * as g from '../../packages/glissade/src/index.ts'
import type { Tensor } from '../../packages/glissade/src/index.ts'
import type { Attributes, Inputs } from './ops.ts'

const sliding = ({ stride = 1, padding = 0, dilation = 1, groups = 1 }: Attributes) => ({
  stride,
  padding,
  dilation,
  groups,
})

/** Of pools the stride is the kernel's size where the file does not say. */
const pooling = ({ kernel_size = 1, stride = kernel_size, padding = 0, ceil_mode = false }: Attributes) => ({
  stride,
  padding,
  ceilMode: ceil_mode,
})
const spread = ({ dilation = 1, ...attributes }: Attributes) => ({ dilation, ...pooling(attributes) })

const transposed = ({ output_padding = 0, ...attributes }: Attributes) => ({
  outputPadding: output_padding,
  ...sliding(attributes),
})

const counting = ({ count_include_pad = true, ...attributes }: Attributes) => ({
  countIncludePad: count_include_pad,
  ...pooling(attributes),
})

type Row = (inputs: Inputs, attributes: Attributes) => Tensor

// prettier-ignore
export const convolution: Readonly<Record<string, Row>> = {
  conv1d:              ({ x, w, b: bias }, at) => g.conv1d(x, w, { bias, ...sliding(at) }),
  conv2d:              ({ x, w, b: bias }, at) => g.conv2d(x, w, { bias, ...sliding(at) }),
  conv_transpose1d:    ({ x, w, b: bias }, at) => g.convTranspose1d(x, w, { bias, ...transposed(at) }),
  conv_transpose2d:    ({ x, w, b: bias }, at) => g.convTranspose2d(x, w, { bias, ...transposed(at) }),
  maxpool1d:           ({ x }, at) => g.maxPool1d(x, at.kernel_size ?? 1, spread(at)),
  maxpool2d:           ({ x }, at) => g.maxPool2d(x, at.kernel_size ?? 1, spread(at)),
  avgpool1d:           ({ x }, at) => g.avgPool1d(x, at.kernel_size ?? 1, counting(at)),
  avgpool2d:           ({ x }, at) => g.avgPool2d(x, at.kernel_size ?? 1, counting(at)),
  adaptive_avg_pool1d: ({ x }, { output = 1 }) => g.adaptiveAvgPool1d(x, output),
  adaptive_avg_pool2d: ({ x }, { output = 1 }) => g.adaptiveAvgPool2d(x, output),
}
