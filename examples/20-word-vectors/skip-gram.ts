// Skip-grams with negative sampling (Mikolov et al. 2013).
import { Embedding, expandDims, generator, Module, mul, sum, type Tensor } from 'glissade'

/** A table for words in the middle, and one for words around; the logit of a pair is the product of its vectors. */
export class SkipGram extends Module<[centre: Tensor, around: Tensor]> {
  readonly centre: Embedding
  readonly around: Embedding
  constructor(words: number, size: number) {
    super()
    const init = (shape: readonly number[], rng: { uniform(): number }) =>
      Float32Array.from({ length: shape[0] * shape[1] }, () => (rng.uniform() - 0.5) / size)
    this.centre = new Embedding(words, size, { rng: generator(1), init })
    this.around = new Embedding(words, size, { rng: generator(2), init })
  }
  forward(centre: Tensor, around: Tensor): Tensor {
    return sum(mul(expandDims(this.centre.forward(centre), 1), this.around.forward(around)), { axis: 2 })
  }
}
