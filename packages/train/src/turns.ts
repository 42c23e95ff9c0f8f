// Sharing the thread: a page that trains must still scroll, and Ctrl-C must be heard.

/** Lets everybody else have a turn: timers, input, other promises. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
      return
    }
    // In a page: setTimeout would wait 4 ms, a message does not.
    const { port1, port2 } = new MessageChannel()
    const onmessage = (): void => {
      port1.close()
      resolve()
    }
    Object.assign(port1, { onmessage })
    port2.postMessage(null)
  })

const TURN = 20 // ms; with batches shorter than 30 ms nobody waits longer than 50

/** Gives a turn to others whenever the last one is long enough ago. */
export class Turns {
  #last = performance.now()

  get due(): boolean {
    return performance.now() - this.#last >= TURN
  }

  async give(): Promise<void> {
    await nextTurn()
    this.#last = performance.now()
  }
}
