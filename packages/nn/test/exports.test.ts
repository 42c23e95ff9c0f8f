// The public names, written out, so that none comes or goes unseen.
import { expect, it } from 'vitest'
import * as nn from '../src/index.ts'

it('These names are public', () => {
  // prettier-ignore
  expect(Object.keys(nn).sort()).toEqual([
    'BatchNorm', 'Buffer', 'Dense', 'Dropout', 'FlatModel', 'Flatten', 'Gru', 'GruCell', 'LayerNorm', 'Lstm', 'LstmCell',
    'Module', 'MovedError', 'PRelu', 'Parameter', 'Rnn', 'RnnCell', 'Sequential', 'StateDictError', 'binaryCrossEntropy',
    'binaryCrossEntropyFromProbabilities', 'buffer', 'carry', 'cosineEmbedding', 'cosineSimilarity', 'crossEntropy',
    'denseFromKeras', 'denseFromPyTorch', 'denseToKeras', 'denseToPyTorch', 'hinge', 'huber', 'init', 'klDivergence', 'l1Penalty',
    'l2Penalty', 'mae', 'mse', 'multiMargin', 'nll', 'parameter', 'recurrentFromKeras', 'recurrentFromPyTorch',
    'recurrentToKeras', 'recurrentToPyTorch', 'scaledTanh', 'smoothL1',
  ])
})
