// A process of a run: a worker, or a coordinator of its own that prints the model in the end.
import { zmq } from '../../src/index.ts'
import { Absence } from './absence.ts'
import { build, type Plan } from './plan.ts'

const plan = JSON.parse(process.env.PLAN ?? '') as Plan
const { strategy, trainee } = build(plan)
let team
while (!team) team = await zmq(plan.zmq).enter(strategy, trainee) // a worker passes by the runs before its own
let next = { epoch: 0, batch: 0 }
const batches: number[] = []
const absence = new Absence(1)
while (next.epoch < (plan.epochs ?? 1) || (plan.tells && !absence.over)) {
  let done = 0
  next = await team.epoch(
    next,
    (standings) => {
      absence.see(standings)
      done = standings.reduce((sum, each) => sum + each.batches, 0)
      if (plan.tells) console.log(JSON.stringify({ standings }))
      if (done >= (plan.dies ?? Infinity)) process.kill(process.pid, 'SIGKILL')
    },
    () => false,
  )
  batches.push(done)
}
const { lost } = team.report()
await team.close()
console.log(JSON.stringify({ loss: trainee.loss(), batches, lost }))
