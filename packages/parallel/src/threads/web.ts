// Threads of a page: Web Workers. The page must be isolated (the two headers that SharedArrayBuffer needs), and `fit` run in a worker
// itself, since no page may wait. A worker's seat has to be there before its program is loaded, so a line of its own loads it.
import { ParallelError } from '../error.ts'
import type { Engine, FromWorker, Seat, ToWorker } from './thread.ts'

/** What is used of the page's own names, which are not those of Node. */
interface WebWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null
  onerror: ((event: { message?: string }) => void) | null
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void
  terminate(): void
}

interface Page {
  readonly Worker?: new (url: string, options: { type: 'module' }) => WebWorker
  readonly SharedArrayBuffer?: unknown
  readonly Blob?: new (parts: readonly string[], options: { type: string }) => unknown
  readonly URL: { createObjectURL(blob: unknown): string; revokeObjectURL(url: string): void }
  /** Of a worker: where it sits. */
  readonly glissadeSeat?: Seat
  onmessage?: ((event: { data: ToWorker }) => void) | null
  postMessage?(message: unknown, transfer: readonly ArrayBuffer[]): void
}

const page = globalThis as unknown as Page

/** What a worker runs first: it takes its seat, with the part of the shared memory that its kernels are to work in, and comes to the program. */
const first = `onmessage = async ({ data: { seat, entry } }) => {
  globalThis.glissadeSeat = seat
  try {
    await import(entry)
  } catch (error) {
    postMessage({ say: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}`

export const web: Engine = {
  start(entry, seat, on) {
    if (!page.Worker || !page.Blob || !page.SharedArrayBuffer)
      throw new ParallelError(
        'threads: this page may not share memory; it needs to be isolated. Serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
      )
    const url = page.URL.createObjectURL(new page.Blob([first], { type: 'text/javascript' }))
    const worker = new page.Worker(url, { type: 'module' })
    worker.onmessage = ({ data }) => on.message(data)
    worker.onerror = ({ message }) => on.gone(message ?? `${entry} could not be loaded`)
    worker.postMessage({ seat, entry })
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: async () => {
        worker.terminate()
        page.URL.revokeObjectURL(url)
      },
    }
  },
  own: page.glissadeSeat && {
    seat: page.glissadeSeat,
    post: (message, transfer = []) => page.postMessage?.(message, transfer),
    listen: (on) => (page.onmessage = ({ data }) => on(data)),
  },
}
