// The public names, written out: a name comes or goes only on purpose.
import { expect, it } from 'vitest'
import * as main from '../src/index.ts'
import * as kernels from '../src/kernels/index.ts'
import * as reference from '../src/reference/index.ts'
import * as testing from '../src/testing/index.ts'

const words = (text: string): string[] => text.trim().split(/\s+/).sort()

const entries = {
  '@glissade/autograd': [
    main,
    `AnomalyError BackendError DTypeError GlissadeError ReleasedError ShapeError TapeError ValueError
     Storage Tensor constant tensor zeros ones full arange linspace eye rand randn
     record keep Lender byteScale gatherBytes noGrad retainGrad touchedRows markCleared markStale clearStale recurrent recurrentStep gradients grad valueAndGrad hessian hessianVectorProduct perSampleGradients
     assign touch graph defineOp elementwise checkOptions checkTensor shown gradCheck useBackend kernelsFor backendName
     add sub mul div pow maximum minimum neg abs sign square sqrt rsqrt reciprocal exp expm1 log log1p sin cos tanh erf
     equal notEqual less lessEqual greater greaterEqual where clip cast
     sigmoid logSigmoid softplus softsign relu relu6 leakyRelu prelu elu selu gelu silu mish hardtanh hardswish
     sum mean max min prod variance std norm logSumExp argmax argmin cumsum cumprod recurrence normalise softmax softmaxCrossEntropy logSoftmax
     matmul affine outer dot einsum scaledDotProductAttention
     reshape transpose permute expandDims squeeze slice flip broadcastTo concat stack split pad tile roll diag tril triu
     unfold fold conv1d conv2d convTranspose1d convTranspose2d maxPool1d maxPool2d avgPool1d avgPool2d
     adaptiveAvgPool1d adaptiveAvgPool2d globalAvgPool
     index gather scatterAdd maskedFill oneHot sort topK`,
  ],
  '@glissade/autograd/kernels': [
    kernels,
    `complete numbers table scalarFunction copyInto eachRow flat mapLoop mapAll bundles joins activate activateBack lstm gru rnnTanh rnnRelu BackendError checkOptions isContiguous dense sizeOf`,
  ],
  '@glissade/autograd/reference': [reference, 'reference toNdarray fromNdarray'],
  '@glissade/autograd/testing': [testing, 'gradCheck kernelContract'],
} as const

it.each(Object.entries(entries))('%s exports what it says', (_entry, [module, names]) => {
  expect(Object.keys(module).sort()).toEqual(words(names))
})
