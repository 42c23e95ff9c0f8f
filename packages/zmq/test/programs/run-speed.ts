// A whole run at work: workers fetch 262,144 weights and push as many gradients for each batch, 1 MiB each way; the gradient costs nothing.
// Run: node --import tsx packages/zmq/test/programs/run-speed.ts [workers] [secret]
import { Optimizer, sgd } from '@glissade/optim'
import { downpour, type Trainee } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { zmq } from '../../src/index.ts'

const [SIZE, BATCHES] = [2 ** 18, 500]
const workers = Number(process.argv[2] ?? 1)
const secret = process.argv[3]

const w = new Float32Array(SIZE)
const g = new Float32Array(SIZE).fill(1e-6)
const segments = [{ name: 'w', shape: [SIZE], lo: 0, hi: SIZE }]
const optimizer = new Optimizer({ value: w, gradient: g, segments, touch() {}, evaluate: () => 0 }, sgd())
const trainee: Trainee = {
  w,
  g,
  statistics: new Float32Array(0),
  arithmetic: bowl().arithmetic,
  batches: BATCHES,
  measures: ['loss'],
  gradient: () => ({ samples: 1, values: { loss: 0 } }),
  update() {},
  state: () => ({ w: w.slice(), statistics: new Float32Array(0), rule: optimizer.state() }),
  load: (state) => w.set(state.w),
}
const strategy = downpour({ workers, rule: sgd({ lr: 1e-3 }), entry: import.meta.url })
const team = await zmq({ ...(secret && { secret }) }).enter(strategy, trainee)
if (!team) throw new Error('a worker came back')
const never = (): boolean => false
await team.epoch({ epoch: 0, batch: BATCHES - 50 }, () => {}, never)
const start = performance.now()
await team.epoch({ epoch: 1, batch: 0 }, () => {}, never)
const rate = BATCHES / ((performance.now() - start) / 1000)
await team.close()
console.log(
  `${workers} workers: ${rate.toFixed(0)} fetches and pushes of 1 MiB a second${secret ? ', encrypted' : ''}`,
)
