// Starts a thread for each device, and gives the two ends of a line to the two devices of each Send/Recv pair.
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Orders } from './device.ts'
import type { Part } from './partition.ts'

/** A thread does not inherit what lets Node read TypeScript. */
const program = `import('${import.meta.resolve('tsx/esm/api')}').then(({ register }) => {
  register()
  return import('${new URL('device.ts', import.meta.url).href}')
})`

/** The results after so many steps, by name, each from the device that has it. */
export async function runOnThreads(
  parts: readonly Part[],
  steps: number,
): Promise<Map<string, Float32Array>> {
  const transfers = parts.map((part) => part.filter((node) => 'pair' in node))
  const channels = new Map(transfers.flat().map(({ pair }) => [pair, new MessageChannel()]))
  const threads = transfers.map((own, device) => {
    const lines = own.map(({ pair, kind }) => {
      const { port1, port2 } = channels.get(pair)!
      return [pair, kind === 'send' ? port1 : port2] as const
    })
    const orders: Orders = { device, steps, lines: new Map(lines) }
    const ends = lines.map(([, line]) => line)
    return new Worker(program, { eval: true, workerData: orders, transferList: ends })
  })
  try {
    return new Map((await Promise.all(threads.map(answer))).flat())
  } finally {
    for (const thread of threads) await thread.terminate()
  }
}

const answer = (thread: Worker): Promise<[string, Float32Array][]> =>
  new Promise((done, failed) => thread.once('message', done).once('error', failed))
