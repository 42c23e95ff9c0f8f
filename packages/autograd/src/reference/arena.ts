// The readable backend's memory for one recording: small blocks side by side in chunks that the next recording uses again.
// A typed array of its own for each small result would cost more time and memory than all else on the tape together.
import { rowMajor, sizeOf, type Shape } from '../shape.ts'
import { heap, type Data, type DType, type View } from '../view.ts'

/** Elements of a chunk; larger blocks than an eighth of it are arrays of their own. */
const CHUNK = 1 << 14

export class Arena {
  readonly #dtype: DType
  readonly #chunks: Data[] = []
  #current = 0
  #used = 0

  constructor(dtype: DType) {
    this.#dtype = dtype
  }

  block(shape: Shape): View {
    const size = sizeOf(shape)
    const stride = rowMajor(shape)
    if (size > CHUNK / 8) return { data: heap(this.#dtype, size), shape, stride, offset: 0 }
    if (this.#used + size > CHUNK) {
      this.#current++
      this.#used = 0
    }
    const data = (this.#chunks[this.#current] ??= heap(this.#dtype, CHUNK))
    const offset = this.#used
    this.#used += size
    return { data, shape, stride, offset }
  }

  /** All blocks return at once. */
  reset(): void {
    this.#current = 0
    this.#used = 0
  }
}
