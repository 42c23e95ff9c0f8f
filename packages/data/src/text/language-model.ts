// A text as samples for a model that says what comes next: windows in any order, or streams that are read to their end.
import { shown, tensor, type Tensor } from '@glissade/autograd'
import { Dataset } from '../dataset.ts'
import { checkKnown, DataError } from '../errors.ts'

const isCount = (n: number): boolean => Number.isInteger(n) && n >= 1

function checkCount(where: string, name: string, n: number): void {
  if (!isCount(n)) throw new DataError(`${where}: ${name} is ${n}; it needs an integer of at least 1.`)
}

export interface NextTokenOptions {
  /** Tokens in a window. */
  readonly length: number
  /** From the beginning of one window to that of the next; as many as a window has, unless said. */
  readonly stride?: number
  /** How many tokens the vocabulary has. */
  readonly classes: number
}

/**
 * Windows of a text with what comes one token later: x (length) and y (length), both int32.
 *
 *     x = t[k], …, t[k + length − 1]     y = t[k + 1], …, t[k + length]     k = 0, stride, 2·stride, …
 *
 *     const data = nextTokens(letters.encode(text), { length: 32, classes: letters.size })
 *
 * @throws DataError for a text that is shorter than a window and one token, and for numbers that are no token.
 */
export function nextTokens(text: Int32Array, options: NextTokenOptions): Dataset {
  checkKnown('nextTokens', options, ['length', 'stride', 'classes'])
  const { length, stride = length, classes } = options
  for (const [name, n] of Object.entries({ length, stride, classes })) checkCount('nextTokens', name, n)
  checkTokens('nextTokens', text, classes)
  const count = Math.floor((text.length - 1 - length) / stride) + 1
  if (!(count >= 1)) {
    throw new DataError(
      `nextTokens: the text has ${text.length} tokens and a window ${length}; it needs at least ${length + 1}.`,
    )
  }
  const windows = (from: number): Int32Array => {
    const data = new Int32Array(count * length)
    for (let i = 0; i < count; i++) {
      data.set(text.subarray(from + i * stride, from + i * stride + length), i * length)
    }
    return data
  }
  const rows = Int32Array.from({ length: count }, (_, i) => i)
  return new Dataset(
    { data: windows(0), shape: [length] },
    { data: windows(1), shape: [length] },
    classes,
    rows,
  )
}

function checkTokens(where: string, text: Int32Array, classes: number): void {
  if (!(text instanceof Int32Array))
    throw new DataError(
      `${where}: the text is ${shown(text)}; it needs an Int32Array, such as vocabulary.encode(text).`,
    )
  const bad = text.findIndex((token) => token < 0 || token >= classes)
  if (bad >= 0) {
    throw new DataError(`${where}: token ${bad} is ${text[bad]}; it needs numbers from 0 to ${classes - 1}.`)
  }
}

export interface StreamOptions {
  /** How many parts of the text are read side by side. */
  readonly batchSize: number
  /** Steps between two truncations. */
  readonly length: number
  /** Begin after so many parts: to go on in the middle. The state belongs to the model. */
  readonly skip?: number
}

/** The next steps of every stream. */
export interface StreamPart {
  /** (batch, steps) int32. */
  readonly x: Tensor
  readonly y: Tensor
  /** The streams begin here: the state is to be cleared. Every other part goes on where the one before it ended. */
  readonly first: boolean
}

/**
 * A text cut into `batchSize` streams of equal length, read a part at a time from the beginning to the end, for truncated
 * backpropagation through time: row i of a part goes on where row i of the part before ended, so the state can be carried over.
 *
 *     stream i = t[i·n], …, t[i·n + n]     n = ⌊(tokens − 1)/batchSize⌋
 *
 * The last part may have fewer steps. What does not fill the streams evenly is left out.
 *
 * @see Williams, Peng 1990, An efficient gradient-based algorithm for on-line training of recurrent network trajectories.
 */
export function* streams(text: Int32Array, options: StreamOptions): Generator<StreamPart> {
  checkKnown('streams', options, ['batchSize', 'length', 'skip'])
  const { batchSize, length, skip = 0 } = options
  checkCount('streams', 'batchSize', batchSize)
  checkCount('streams', 'length', length)
  if (!Number.isInteger(skip) || skip < 0) {
    throw new DataError(`streams: skip is ${skip}; it needs an integer of at least 0.`)
  }
  const n = Math.floor((text.length - 1) / batchSize)
  if (n < 1) {
    throw new DataError(
      `streams: the text has ${text.length} tokens; it needs at least ${batchSize + 1} for ${batchSize} streams.`,
    )
  }
  for (let at = skip * length; at < n; at += length) {
    const steps = Math.min(length, n - at)
    const part = (shift: number): Tensor => {
      const data = new Int32Array(batchSize * steps)
      for (let i = 0; i < batchSize; i++) {
        const from = i * n + at + shift
        data.set(text.subarray(from, from + steps), i * steps)
      }
      return tensor(data, { shape: [batchSize, steps] })
    }
    yield { x: part(0), y: part(1), first: at === 0 }
  }
}
