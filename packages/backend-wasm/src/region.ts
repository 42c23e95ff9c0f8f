// The block of WebAssembly memory that a backend works in: a whole one of its own, or a part of one that threads share.
// What lies in it is in `memory.ts`; the README has the picture.
import { BackendError } from '@glissade/autograd/kernels'

const PAGE = 2 ** 16
const MIB = 2 ** 20
const MOST_MIB = 4096
const LEAST_MIB = 64

/** The bytes [from, to) of a memory. A worker receives it by `postMessage` or `workerData` where the memory is shared. */
export interface Region {
  /** A WebAssembly.Memory, by what it has: not every project knows the types of a page. */
  readonly memory: { readonly buffer: ArrayBufferLike }
  readonly from: number
  readonly to: number
}

export const isShared = ({ buffer }: Region['memory']): boolean => !(buffer instanceof ArrayBuffer)

export const isSize = (mebibytes: number): boolean =>
  Number.isInteger(mebibytes) && mebibytes >= 1 && mebibytes <= MOST_MIB

/** As many MiB as the engine gives: the wish, else a half, a quarter, … down to 64. Pages that are not touched cost nothing. */
export function reserve(mebibytes: number): Region {
  for (let size = mebibytes; ; size = Math.floor(size / 2)) {
    const memory = ask(size, false)
    if (memory) return { memory, from: 0, to: memory.buffer.byteLength }
    if (size / 2 < LEAST_MIB) throw refused('wasm', size)
  }
}

/**
 * One shared memory in regions of so many MiB: `wasm({ region })` of each thread works in its own, and reads and writes
 * the numbers of the others where they lie.
 *
 * @throws BackendError where sizes are wrong, where a page is not isolated, or where the engine refuses.
 */
export function shareMemory(mebibytes: readonly number[]): Region[] {
  const total = mebibytes.reduce((sum, size) => sum + size, 0)
  if (!mebibytes.every(isSize) || !isSize(total))
    throw new BackendError(
      `shareMemory: regions of [${mebibytes.join(', ')}] MiB; it needs integers of at least 1, and at most ${MOST_MIB} together.`,
    )
  if (typeof SharedArrayBuffer === 'undefined')
    throw new BackendError(
      'shareMemory: this page may not share memory; it needs to be isolated. Serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
    )
  const memory = ask(total, true)
  if (!memory) throw refused('shareMemory', total)
  let to = 0
  return mebibytes.map((size) => ({ memory, from: to, to: (to += size * MIB) }))
}

function ask(mebibytes: number, shared: boolean): WebAssembly.Memory | undefined {
  const pages = (mebibytes * MIB) / PAGE
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch {
    return undefined
  }
}

const refused = (where: string, mebibytes: number): BackendError =>
  new BackendError(
    `${where}: the engine refused to reserve ${mebibytes} MiB; it needs address space for at least that. Close other tabs or raise the limit of the process.`,
  )

/** @throws BackendError for what is no region. */
export function checkRegion({ memory, from, to }: Region): void {
  const inside =
    memory instanceof WebAssembly.Memory && from >= 0 && from + MIB <= to && to <= memory.buffer.byteLength
  if (inside && from % PAGE === 0 && to % PAGE === 0) return
  throw new BackendError(
    `wasm: region [${from}, ${to}); it needs at least 1 MiB, whole pages of 64 KiB, of a WebAssembly.Memory. Make regions with shareMemory([256, 64]).`,
  )
}
