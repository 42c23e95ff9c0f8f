// Two threads write two numbers, of which no half is alike, to one place of shared memory, and read it: is a number ever torn?
// node --import tsx packages/parallel/test/programs/tearing.ts 100000000
import { Worker } from 'node:worker_threads'

const rounds = Number(process.argv[2] ?? 1e8)

/** Plain loads and stores as Hogwild! has them. What is read is neither number only if one was torn. */
const race = `
  const { workerData, parentPort } = require('node:worker_threads')
  const { memory, mine, rounds } = workerData
  const shared = new Float32Array(memory)
  const [one, other] = [Math.fround(1.1), Math.fround(-7.7e-20)]
  let torn = 0
  for (let k = 0; k < rounds; k++) {
    shared[k & 15] = mine ? one : other
    const found = shared[(k * 7) & 15]
    if (found !== one && found !== other && found !== 0) torn++
  }
  parentPort.postMessage(torn)
`
const memory = new SharedArrayBuffer(16 * 4)
const torn = await Promise.all(
  [0, 1].map(
    (mine) =>
      new Promise<number>((resolve, reject) => {
        const worker = new Worker(race, { eval: true, workerData: { memory, mine, rounds: rounds / 2 } })
        worker.once('message', resolve).once('error', reject)
      }),
  ),
)
console.log(JSON.stringify({ writes: rounds, torn: torn[0] + torn[1] }))
