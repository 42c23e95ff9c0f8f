// Where the vectors of a run are shared: in ordinary shared memory, or in a backend's own, so that its kernels compute on them where
// they lie.

/** Shared bytes, and for each worker the part of the same memory that its backend works in, if there is one. */
export interface Space {
  readonly memory: SharedArrayBuffer
  /** The first of the bytes that were asked for. */
  readonly at: number
  readonly regions: readonly unknown[]
}

type Reserve = (bytes: number, workers: number) => Space | undefined

let offered: Reserve = () => undefined
let working: ArrayBufferLike | undefined

/**
 * A backend says how it shares memory. Its regions reach the threads, where `ownRegion()` gives them; there it says which memory it works in,
 * if that is a shared one: the same memory comes to a thread as another object with each message, and kernels know theirs alone.
 */
export function offerSpace(reserve: Reserve, own?: ArrayBufferLike): void {
  offered = reserve
  working = own
}

/** Shared memory as this thread's kernels know it. */
export const asOwn = (memory: SharedArrayBuffer): SharedArrayBuffer =>
  (working as SharedArrayBuffer | undefined) ?? memory

/** So many zeroed bytes. */
export function reserveSpace(bytes: number, workers: number): Space {
  return offered(bytes, workers) ?? { memory: new SharedArrayBuffer(bytes), at: 0, regions: [] }
}
