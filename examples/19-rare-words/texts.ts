// Texts whose words follow Zipf's law, judged by a true weight for each word, and how much of the truth was learnt.
import { generator, tensor } from 'glissade'

export const WORDS = 2000
const LENGTH = 20

/** Word k comes with a probability in proportion to 1 / (k + 1). */
const heights: number[] = []
for (let k = 0; k < WORDS; k++) heights.push((heights.at(-1) ?? 0) + 1 / (k + 1))
const draws = generator(1)
function drawn(): number {
  const at = draws.uniform() * heights[WORDS - 1]
  let [low, high] = [0, WORDS - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (heights[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}

/** What each word truly adds to the odds, and texts that are judged by it. */
const truth = Float64Array.from({ length: WORDS }, () => 2 * draws.normal())
export const texts = (count: number) => {
  const ids = Int32Array.from({ length: count * LENGTH }, drawn)
  const odds = Array.from({ length: count }, (_, i) =>
    ids.subarray(i * LENGTH, (i + 1) * LENGTH).reduce((total, id) => total + truth[id], 0),
  )
  const y = odds.map((each) => (draws.uniform() < 1 / (1 + Math.exp(-each)) ? 1 : 0))
  return { x: tensor(ids, { shape: [count, LENGTH] }), y: tensor(y, { shape: [count, 1] }) }
}
/** The correlation of learnt and true weights among words of similar frequency. */
export function agreement(learnt: ArrayLike<number>, from: number, to: number): number {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let total = 0
    for (let i = from; i < to; i++) total += a[i] * b[i]
    return total
  }
  return dot(learnt, truth) / Math.sqrt(dot(learnt, learnt) * dot(truth, truth) + 1e-12)
}
