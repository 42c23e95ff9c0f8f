// Where kernels write what nobody else sees: numbers repeated for a loop, and the packed panels of the matrix product.
// Threads that share a memory do not share this place: each instance is told its own. A kernel writes nowhere else unasked.

/** First the numbers that `repeated` in lanes.ts spreads out, then the panel. */
export const PANEL = 64
/** The part of k that is packed at a time: 8 columns of it, 32 KiB, stay in the first cache. */
export const DEPTH = 1024

export let workspace: usize = 0

/** Takes the bytes from `at` on, or from behind the module's constants. The answer is the first byte left free. */
export function settle(at: usize): usize {
  workspace = (max(at, __heap_base) + 15) & ~15
  return workspace + PANEL + ((DEPTH * 8) << 2)
}
