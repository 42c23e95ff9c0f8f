// 10,000 interleavings of four workers and a server, over a network that loses, repeats, damages and reorders. Each must come down.
import { sgd } from '@glissade/optim'
import { adaptiveRevision, downpour, easgd, simulate } from '../../src/index.ts'
import { gradient, loss, start } from '../problem.ts'

const strategies = [
  downpour({ workers: 4, rule: sgd({ lr: 0.05 }) }),
  adaptiveRevision({ workers: 4 }),
  easgd({ workers: 4, tau: 2 }),
]
const begun = performance.now()
let messages = 0
for (let seed = 0; seed < 10_000; seed++) {
  const strategy = strategies[seed % strategies.length]
  const rough = { latency: 0.3, jitter: 5, spread: 3, loss: 0.05, duplicate: 0.05, corrupt: 0.05 }
  const report = simulate({ strategy, rule: sgd({ lr: 0.05 }), start, steps: 30, gradient, seed, ...rough })
  messages += report.messages
  if (!(loss(report.centre) < loss(start)))
    throw new Error(`interleavings: seed ${seed} of ${strategy.name} ended at ${loss(report.centre)}.`)
}
console.log(`10000 interleavings, ${messages} messages, ${((performance.now() - begun) / 1000).toFixed(1)} s`)
