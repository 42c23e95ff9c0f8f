// The two regions of WebAssembly memory: kept blocks grow up from the bottom, the open recording's arena down from the top.
// Nothing is ever moved and the memory never grows, so an array over it stays valid. Picture in the README.
import { BackendError, dense, sizeOf, type Shape, type View } from '@glissade/autograd/kernels'
import { FreeList, type Block } from './free-list.ts'
import type { Region } from './region.ts'

const MIB = 2 ** 20
/** One SIMD register; every block begins at a multiple of it. */
const ALIGNMENT = 16
/** The last bytes of a region stay free, so that a kernel may load two whole registers where its numbers end. */
const MARGIN = 32

/** Bytes of WebAssembly memory. */
export interface Usage {
  readonly reserved: number
  /** In blocks that somebody holds: parameters, optimizer slots, data. */
  readonly kept: number
  /** By the open recording. */
  readonly recording: number
  /** The most that any recording has used. */
  readonly peak: number
}

export class Memory {
  readonly #buffer: ArrayBufferLike
  readonly #region: Region
  /** Where the arena begins. */
  readonly #ceiling: number
  /** All of it; blocks of the arena are views of this one array, so that making one costs nothing. */
  readonly #all: Float32Array
  /** All of it as integers, for what kernels read beside numbers. */
  readonly words: Int32Array
  readonly #kept: FreeList
  readonly #holders = new FinalizationRegistry<Block>((block) => this.#kept.give(block))
  /** The arena's lower end. */
  #top: number
  #lowest: number

  /** `start`: the first byte of the region that the module leaves free. */
  constructor(region: Region, start: number) {
    this.#buffer = region.memory.buffer
    this.#region = region
    this.#all = new Float32Array(this.#buffer)
    this.words = new Int32Array(this.#buffer)
    this.#kept = new FreeList(aligned(start))
    this.#ceiling = region.to - MARGIN
    this.#top = this.#ceiling
    this.#lowest = this.#ceiling
  }

  get usage(): Usage {
    const { from, to } = this.#region
    return {
      reserved: to - from,
      kept: this.#kept.used,
      recording: this.#ceiling - this.#top,
      peak: this.#ceiling - this.#lowest,
    }
  }

  /** Whether an array lies in this memory. Asking a small ordinary array for its buffer is slow; its offset tells first. */
  owns(data: ArrayBufferView): boolean {
    return data === this.#all || (data.byteOffset !== 0 && data.buffer === this.#buffer)
  }

  /** A zeroed block that returns, between two turns of the event loop, when nobody holds this array any more. */
  keep(size: number): Float32Array {
    const bytes = Math.max(ALIGNMENT, aligned(size * 4))
    const at = this.#kept.take(bytes, this.#top)
    if (at === undefined) throw this.#short(bytes)
    const block = new Float32Array(this.#buffer, at, size).fill(0)
    this.#holders.register(block, { at, bytes }, block)
    return block
  }

  /** Takes a kept block back at once: nobody may use the array any more. */
  free(block: Float32Array): void {
    const bytes = Math.max(ALIGNMENT, aligned(block.byteLength))
    if (this.#holders.unregister(block)) this.#kept.give({ at: block.byteOffset, bytes })
  }

  /** A block of the arena, any contents: its address. */
  take(bytes: number): number {
    const at = this.#top - aligned(bytes)
    if (at < this.#kept.end) throw this.#short(aligned(bytes))
    this.#top = at
    if (at < this.#lowest) this.#lowest = at
    return at
  }

  /** A row-major block of the arena. */
  block(shape: Shape): View {
    const offset = this.take(4 * sizeOf(shape)) / 4
    const { stride } = dense(this.#all, shape)
    return { data: this.#all, shape, stride, offset }
  }

  /** What lies at an address, as integers. */
  integersAt(at: number, length: number): Int32Array {
    return new Int32Array(this.#buffer, at, length)
  }

  /** The numbers as a block of the arena: its address. */
  integers(numbers: Int32Array): number {
    const at = this.take(numbers.byteLength)
    this.integersAt(at, numbers.length).set(numbers)
    return at
  }

  /** Copies rows of bytes to an address, one behind another. */
  copyRows(x: Uint8Array, rows: Int32Array, width: number, to: number): void {
    const bytes = new Uint8Array(this.#buffer, to, rows.length * width)
    for (let i = 0; i < rows.length; i++) {
      bytes.set(x.subarray(rows[i] * width, (rows[i] + 1) * width), i * width)
    }
  }

  /** The arena as it stands, to go back to: what was taken since is free again. */
  get mark(): number {
    return this.#top
  }
  release(mark: number): void {
    this.#top = mark
  }
  /** The recording has ended. */
  reset(): void {
    this.#top = this.#ceiling
  }

  #short(bytes: number): BackendError {
    const { reserved, kept, recording } = this.usage
    const mib = (n: number) => `${Number((n / MIB).toPrecision(3))} MiB`
    return new BackendError(
      `wasm: needs ${mib(bytes)} more, and of ${mib(reserved)} ${mib(kept)} are kept and ${mib(recording)} used by the open recording; ` +
        `take smaller batches, let go of models and data between turns of the event loop, or reserve more with wasm({ mebibytes }).`,
    )
  }
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
