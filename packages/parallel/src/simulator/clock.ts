// Virtual time: what happens next is what is due first, and of two at once what was planned first. No real time passes.

interface Planned {
  readonly time: number
  readonly order: number
  readonly happen: () => void
}

const before = (a: Planned, b: Planned): boolean =>
  a.time < b.time || (a.time === b.time && a.order < b.order)

export class Clock {
  now = 0
  #order = 0
  readonly #heap: Planned[] = []

  /** Plans something; with no delay it happens at once, before this returns. */
  after(delay: number, happen: () => void): void {
    if (delay === 0) return happen()
    const heap = this.#heap
    heap.push({ time: this.now + delay, order: this.#order++, happen })
    for (let i = heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1
      if (!before(heap[i], heap[parent])) return
      ;[heap[i], heap[parent]] = [heap[parent], heap[i]]
      i = parent
    }
  }

  /** Lets the next thing happen; false when nothing is planned. */
  tick(): boolean {
    const next = this.#heap[0]
    if (!next) return false
    const last = this.#heap.pop()!
    if (this.#heap.length > 0) this.#sink(last)
    this.now = next.time
    next.happen()
    return true
  }

  #sink(planned: Planned): void {
    const heap = this.#heap
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++
      if (!before(heap[child], planned)) break
      heap[i] = heap[child]
      i = child
    }
    heap[i] = planned
  }
}
