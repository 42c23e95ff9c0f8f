// Blocks between `start` and a moving end: best fit among those given back, else the end moves up.
// Neighbours that are both free become one block again. Addresses and sizes are bytes.

export interface Block {
  readonly at: number
  readonly bytes: number
}

export class FreeList {
  /** Free blocks below the end, by address; no two touch. */
  #free: Block[] = []
  readonly #start: number
  #end: number

  constructor(start: number) {
    this.#start = start
    this.#end = start
  }

  /** Where the next block goes if none that was given back is large enough. */
  get end(): number {
    return this.#end
  }

  /** Bytes in blocks that were taken and not given back. */
  get used(): number {
    return this.#free.reduce((sum, { bytes }) => sum - bytes, this.#end - this.#start)
  }

  /** The address of a block, or undefined if the end would pass `limit`. */
  take(bytes: number, limit: number): number | undefined {
    const fits = this.#free.filter((block) => block.bytes >= bytes)
    if (fits.length === 0) {
      const at = this.#end
      if (at + bytes > limit) return undefined
      this.#end += bytes
      return at
    }
    const best = fits.reduce((a, b) => (b.bytes < a.bytes ? b : a))
    const rest = { at: best.at + bytes, bytes: best.bytes - bytes }
    this.#free.splice(this.#free.indexOf(best), 1, ...(rest.bytes > 0 ? [rest] : []))
    return best.at
  }

  give({ at, bytes }: Block): void {
    const before = this.#free.findLast((block) => block.at < at)
    const after = this.#free.find((block) => block.at > at)
    const low = before && before.at + before.bytes === at ? before.at : at
    const high = after && at + bytes === after.at ? after.at + after.bytes : at + bytes
    const apart = this.#free.filter((block) => block.at + block.bytes < low || block.at > high)
    if (high === this.#end) this.#end = low
    else apart.push({ at: low, bytes: high - low })
    this.#free = apart.sort((a, b) => a.at - b.at)
  }
}
