// Sums as rows of symbols, and how many answers are right.
import { argmax, learningToExecute, noGrad, tensor, type Generator, type Sequential } from 'glissade'

export const SYMBOLS = '0123456789+=. ' // the last one pads

/** '12+34=46.' as numbers, of which each is to be told by those before; only the answer counts. */
export function batchOf(lengths: readonly number[], rng: Generator) {
  const texts = lengths.map((length) => {
    const { source, answer } = learningToExecute.addition(length, rng)
    return { text: `${source.slice(6, -1)}=${answer}`, from: source.length - 7 }
  })
  const width = Math.max(...texts.map(({ text }) => text.length))
  const ids = texts.map(({ text }) => Array.from(text.padEnd(width), (symbol) => SYMBOLS.indexOf(symbol)))
  const rows = (from: number, to: number) => tensor(ids.map((row) => row.slice(from, to)), { dtype: 'int32' }) // prettier-ignore
  const counts = texts.map(({ text, from }) =>
    Array.from({ length: width - 1 }, (_, t) => (t >= from && t + 1 < text.length ? 1 : 0)),
  )
  return { x: rows(0, -1), y: rows(1, width), mask: tensor(counts) }
}
type Batch = ReturnType<typeof batchOf>

/** The share of answers of which every symbol is right, each told with the right ones before it in view. */
export function right(model: Sequential, { x, y, mask }: Batch): number {
  const said = noGrad(() => argmax(model.forward(x), { axis: 2 }))
  const [, time] = y.shape
  const wrong = said.data.map((id, i) => (mask.data[i] === 1 && id !== y.data[i] ? 1 : 0))
  return (
    mask.data.filter((_, i) => i % time === 0 && !wrong.subarray(i, i + time).includes(1)).length / y.shape[0]
  )
}
