// Threads of a page: Web Workers. The page must be isolated (the two headers that SharedArrayBuffer needs), and `fit` run in a worker
// itself where the page is to stay lively.
import { ParallelError } from '../error.ts'
import type { Engine, FromWorker, ToWorker } from './thread.ts'

/** What is used of the page's own names, which are not those of Node. */
interface WebWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null
  onerror: ((event: { message?: string }) => void) | null
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void
  terminate(): void
}

interface Page {
  readonly Worker?: new (url: string, options: { type: 'module'; name: string }) => WebWorker
  readonly SharedArrayBuffer?: unknown
  readonly name?: string
  onmessage?: ((event: { data: ToWorker }) => void) | null
  postMessage?(message: unknown, transfer: readonly ArrayBuffer[]): void
}

const page = globalThis as Page
const [, rank, run] = /^glissade worker (\d+) of run (\d+)$/.exec(page.name ?? '') ?? []

export const web: Engine = {
  start(entry, seat, on) {
    if (!page.Worker || !page.SharedArrayBuffer)
      throw new ParallelError(
        'threads: this page may not share memory; it needs to be isolated. Serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
      )
    const name = `glissade worker ${seat.rank} of run ${seat.run}`
    const worker = new page.Worker(entry, { type: 'module', name })
    worker.onmessage = ({ data }) => on.message(data)
    worker.onerror = ({ message }) => on.gone(message ?? `${entry} could not be loaded`)
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: async () => worker.terminate(),
    }
  },
  own:
    rank === undefined
      ? undefined
      : {
          seat: { rank: Number(rank), run: Number(run) },
          post: (message, transfer = []) => page.postMessage?.(message, transfer),
          listen: (on) => (page.onmessage = ({ data }) => on(data)),
        },
}
