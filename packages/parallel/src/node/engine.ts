// Threads of Node: worker_threads. A worker runs the same program, with the options that this process was started with.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, Worker, workerData, type MessagePort, type WorkerOptions } from 'node:worker_threads'
import type { Engine, FromWorker, Seat, ToWorker } from '../threads/thread.ts'

/** Where a thread finds its seat among what it was started with. */
const KEY = 'glissade'

const ownSeat = (workerData as Partial<Record<typeof KEY, Seat>> | null)?.[KEY]

export const node: Engine = {
  start(entry, seat, on) {
    // What a worker prints on its way to the fit was printed already.
    const worker = new Worker(
      ...programOf(entry, { workerData: { [KEY]: seat }, argv: process.argv.slice(2), stdout: true }),
    )
    let reason = 'it ended'
    worker.stdout.resume()
    worker.on('message', (message: FromWorker) => on.message(message))
    worker.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)))
    worker.on('exit', () => on.gone(reason))
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: () => worker.terminate(),
    }
  },
  own: ownSeat && parentPort ? ownPort(ownSeat, parentPort) : undefined,
}

/** What a worker is to run. Node 20 does not hand tsx on to its threads, so one that is to read TypeScript asks for it. */
function programOf(entry: string, options: WorkerOptions): [string | URL, WorkerOptions] {
  if (!entry.endsWith('.ts') || !process.execArgv.some((option) => option.includes('tsx')))
    return [new URL(entry), options]
  const found = createRequire(entry).resolve('tsx/esm/api') // the form for require(), whose neighbour is the module
  const tsx = pathToFileURL(found.replace(/\.cjs$/, '.mjs')).href
  const program = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}) })`
  return [program, { ...options, eval: true, execArgv: [] }]
}

function ownPort(seat: Seat, port: MessagePort): Engine['own'] {
  return {
    seat,
    post: (message, transfer = []) => port.postMessage(message, transfer),
    listen(on) {
      port.removeAllListeners('message')
      port.on('message', (message: ToWorker) => on(message))
    },
  }
}
