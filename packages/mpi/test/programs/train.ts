// A run of a small model as the ranks of a job, told by its argument. Rank 0 prints what came of it.
import { hostname } from 'node:os'
import { adam, sgd } from '@glissade/optim'
import { easgdSync, local, sync, type Standing } from '@glissade/parallel'
import { bowl, type Bowl } from '@glissade/parallel/testing'
import { mpi } from '../../src/index.ts'

export interface Plan {
  readonly strategy: 'sync' | 'local' | 'easgdSync'
  readonly settings: { readonly workers: number; readonly tau?: number; readonly alpha?: number }
  readonly rule?: 'sgd' | 'adam'
  readonly batches?: number
  readonly statistics?: number
  readonly epochs?: number
  /** The run is stopped when rank 0 has done so many. */
  readonly stopAfter?: number
  /** Batch 3 of epoch 0 has a gradient and a loss that are NaN, or those of every rank, or its rank dies. */
  readonly fault?: 'poison' | 'poison all' | 'kill'
  /** Only rank 0 begins with the right model. */
  readonly scrambled?: boolean
}

const plan = JSON.parse(process.argv[2]) as Plan
const { batches = 8, statistics = 0, epochs = 2, stopAfter = Infinity, fault } = plan
const rules = { sgd: sgd({ lr: 0.1 }), adam: adam({ lr: 0.1 }) }
let done = 0
const model = bowl({
  rule: rules[plan.rule ?? 'sgd'],
  batches,
  statistics,
  perturb(g, { epoch, batch }) {
    done++
    if (epoch > 0 || batch < 3) return
    if (fault === 'poison all' || (fault === 'poison' && batch === 3)) g.fill(NaN)
    if (fault === 'kill' && batch === 3) process.kill(process.pid, 'SIGKILL')
  },
})
const trainee: Bowl = {
  ...model,
  gradient(at) {
    const measured = model.gradient(at)
    return model.g.every(Number.isFinite) ? measured : { ...measured, values: { loss: NaN } }
  },
}
const strategy = { sync, local, easgdSync }[plan.strategy]({ ...plan.settings, entry: import.meta.url })
const rank = Number(process.env.OMPI_COMM_WORLD_RANK ?? 0)
if (plan.scrambled && rank > 0) trainee.w.fill(rank)
process.once('exit', () => console.log(JSON.stringify({ rank, host: hostname(), weights: [...trainee.w] })))
const team = await mpi().enter(strategy, trainee)
if (!team) throw new Error('a rank came back')
let standings: readonly Standing[] = []
const rows: (readonly Standing[])[] = []
const positions: { epoch: number; batch: number }[] = []
let next = { epoch: 0, batch: 0 }
let failure: string | undefined
try {
  while (next.epoch < epochs) {
    const stop = done // a run that was stopped goes on where it was
    next = await team.epoch(
      next,
      (now) => (standings = now),
      () => done - stop >= stopAfter,
    )
    rows.push(standings)
    positions.push(next)
  }
} catch (error) {
  failure = (error as Error).message
}
const { refused } = team.report()
await team.close()
const { w, loss } = trainee
const result = {
  w: [...w],
  statistics: [...trainee.statistics],
  loss: loss(),
  rows,
  positions,
  refused: [...refused],
  failure,
}
console.log(JSON.stringify(result))
