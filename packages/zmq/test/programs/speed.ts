// A parameter server at work: workers push 1 MiB or so, the server adds it to its weights and sends them back.
// Run: node --import tsx test/programs/speed.ts [workers] [secret]; SIZE=1024 in the environment is for so many numbers
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Server, Worker } from '../../src/index.ts'

const [COUNT, SECONDS] = [Number(process.env.SIZE ?? 2 ** 18), 5]
const secret = process.argv[3]

async function work(address: string, name: string): Promise<void> {
  const worker = new Worker({ address, name, ...(secret && { secret }) })
  const gradient = new Float32Array(COUNT).fill(1e-6)
  for (;;) {
    await worker.send({ kind: 'push', arrays: [gradient] })
    if ((await worker.receive())?.kind === 'stop') break
  }
  worker.close()
}

async function serve(workers: number): Promise<void> {
  const server = await Server.bind({ ...(secret && { secret }) })
  const program = fileURLToPath(import.meta.url)
  const children = Array.from({ length: workers }, (_, k) =>
    fork(program, [String(workers), secret ?? '', server.address, `worker ${k}`]),
  )
  const weights = new Float32Array(COUNT)
  let [count, start] = [0, 0]
  let left = workers
  for await (const { from, message } of server) {
    start ||= performance.now()
    const over = performance.now() - start > 1000 * SECONDS
    const [gradient] = message.arrays
    for (let i = 0; i < COUNT; i++) weights[i] += gradient[i]
    if (!over) count++
    await server.send(from, { kind: over ? 'stop' : 'weights', arrays: over ? [] : [weights] })
    if (over && --left === 0) break
  }
  console.log(
    `${workers} workers: ${(count / SECONDS).toFixed(0)} push+pulls of ${(COUNT / 2 ** 18).toPrecision(3)} MiB a second${secret ? ', encrypted' : ''}`,
  )
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
  server.close()
}

await (process.argv[4] ? work(process.argv[4], process.argv[5]) : serve(Number(process.argv[2] ?? 1)))
