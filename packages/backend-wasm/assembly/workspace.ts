// Where kernels write what nobody else sees: numbers repeated for a loop, packed panels and lists of the matrix product.
// Threads that share a memory do not share this place: each instance is told its own. A kernel writes nowhere else unasked.

/** First the numbers that `repeated` in lanes.ts spreads out, then the shuffles of `writeOrders`, then the panel, or the lists. */
export const ORDERS = 512
export const PANEL = ORDERS + 256
/** The part of k that is taken at a time: 8 columns of it, 32 KiB, stay in the first cache. */
export const DEPTH = 1024

export let workspace: usize = 0

/** Takes the bytes from `at` on, or from behind the module's constants. The answer is the first byte left free. */
export function settle(at: usize): usize {
  workspace = (max(at, __heap_base) + 15) & ~15
  writeOrders(workspace + ORDERS)
  return workspace + PANEL + ((DEPTH * 8) << 2)
}

/** For each set of lanes, as a bit mask, the shuffle that moves these lanes to the left. */
function writeOrders(at: usize): void {
  for (let mask = 0; mask < 16; mask++) {
    let next = at + (mask << 4)
    for (let lane = 0; lane < 4; lane++) {
      store<u32>(next, 0x03020100 + lane * 0x04040404)
      if (mask & (1 << lane)) next += 4
    }
  }
}
