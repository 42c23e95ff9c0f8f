// The model of names.
import { Dense, Embedding, Lstm, Module, type Generator, type StateOf, type Tensor } from 'glissade'

/** A vector for each letter, an LSTM over them, and what it thinks of the next one. */
export class Speller extends Module<
  [x: Tensor, state?: StateOf<'h' | 'c'>],
  { logits: Tensor; state: StateOf<'h' | 'c'> }
> {
  readonly letters: Embedding
  readonly lstm: Lstm
  readonly head: Dense

  constructor(letters: number, hidden: number, rng: Generator) {
    super()
    this.letters = new Embedding(letters, 16, { rng })
    this.lstm = new Lstm(16, hidden, { rng })
    this.head = new Dense(hidden, letters, { rng })
  }

  forward(x: Tensor, state?: StateOf<'h' | 'c'>) {
    const run = this.lstm.run(this.letters.forward(x), state ? { state } : {})
    return { logits: this.head.forward(run.output), state: run.state }
  }
}
