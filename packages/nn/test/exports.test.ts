// The public names, written out, so that none comes or goes unseen.
import { expect, it } from 'vitest'
import * as nn from '../src/index.ts'

it('These names are public', () => {
  // prettier-ignore
  expect(Object.keys(nn).sort()).toEqual([
    'AdaptiveAvgPool1d', 'AdaptiveAvgPool2d', 'AvgPool1d', 'AvgPool2d', 'BatchNorm', 'Buffer', 'Conv1d', 'Conv2d',
    'ConvTranspose1d', 'ConvTranspose2d', 'Dense', 'Dropout', 'Dropout2d', 'Embedding', 'FlatModel', 'Flatten', 'GlobalAvgPool',
    'GradientError', 'GroupNorm', 'Gru', 'GruCell', 'InstanceNorm', 'LayerNorm', 'Lstm', 'LstmCell', 'MaxPool1d', 'MaxPool2d', 'Module',
    'MovedError', 'MultiHeadAttention', 'PRelu', 'Parallel', 'Parameter', 'PositionalEmbedding', 'Residual', 'RmsNorm', 'Rnn',
    'RnnCell', 'Sequential', 'StateDictError', 'TransformerBlock', 'attentionFromKeras', 'attentionFromPyTorch', 'attentionToKeras',
    'attentionToPyTorch', 'binaryCrossEntropy', 'binaryCrossEntropyFromProbabilities', 'buffer', 'carry', 'causalMask',
    'convFromKeras', 'convFromPyTorch', 'convToKeras', 'convToPyTorch', 'cosineEmbedding', 'cosineSimilarity', 'crossEntropy',
    'denseFromKeras', 'denseFromPyTorch', 'denseToKeras', 'denseToPyTorch', 'diagnoseInit', 'embeddingFromKeras', 'embeddingToKeras', 'fromSafetensors', 'gaussianNll', 'hinge', 'huber', 'init',
    'klDivergence', 'l1Penalty', 'l2Penalty', 'mae', 'mse', 'multiMargin', 'nll', 'normFromKeras', 'normFromPyTorch', 'normToKeras', 'normToPyTorch', 'parameter',
    'preluFromKeras', 'preluFromPyTorch', 'preluToKeras', 'preluToPyTorch', 'recurrentFromKeras',
    'recurrentFromPyTorch', 'recurrentToKeras', 'recurrentToPyTorch', 'rmsNormFromKeras', 'rmsNormToKeras', 'scaledTanh', 'sequenceCrossEntropy', 'sinusoidalPositions',
    'smoothL1', 'toSafetensors', 'tripletMargin',
  ])
})
