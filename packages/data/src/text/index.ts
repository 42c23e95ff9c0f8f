// Text: vocabularies, samples for language models, sequences of unequal length. Read vocabulary.ts first.
export { characters, Vocabulary, words, type Marks, type WordOptions } from './vocabulary.ts'
export {
  nextTokens,
  streams,
  type StreamOptions,
  type StreamPart,
  type NextTokenOptions,
} from './language-model.ts'
export { bucketed, padSequences, type BucketOptions, type Padded, type PadOptions } from './sequences.ts'
