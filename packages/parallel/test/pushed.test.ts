// A thread that is lost between its push and its next batch.
import { expect, it } from 'vitest'
import { downpour, type ServerStrategy, type Standing } from '../src/index.ts'
import { bowl, type Bowl } from '../src/testing/bowl.ts'
import { gathered } from './local-engine.ts'

/** Two workers whose server is told who pushed by the gradient, and calls `heard` when it has served that. */
function telling(heard: (rank: number) => void): ServerStrategy {
  const strategy = downpour({ workers: 2 })
  const server: typeof strategy.server = (start) => {
    const made = strategy.server(start)
    const serve = made.serve.bind(made)
    made.serve = (message) => {
      const answer = serve(message)
      if (message.kind === 'push') heard(message.arrays[0][0])
      return answer
    }
    return made
  }
  return { ...strategy, server }
}

it('what it has pushed nobody learns again', async () => {
  const seen: string[] = []
  let lose: (rank: number) => void = () => {}
  let last: readonly Standing[] = []
  let under = 0 // the epoch under way
  const build = (rank: number): Bowl =>
    bowl({
      perturb(g, { epoch, batch }) {
        seen.push(`${epoch}.${batch}`)
        g.fill(rank)
        under = epoch
      },
    })
  const strategy = telling((rank) => rank === 1 && under === 1 && lose(1))
  const { team, ...others } = await gathered(build(-1), { build, strategy })
  lose = others.lose
  for (const epoch of [0, 1]) {
    await team.epoch({ epoch, batch: 0 }, (each) => (last = each), () => false) // prettier-ignore
  }
  await team.close()
  expect(team.report().lost).toEqual([{ rank: 1, reason: 'it was killed' }])
  const every = [0, 1].flatMap((epoch) => [...Array(8).keys()].map((batch) => `${epoch}.${batch}`))
  expect(seen.toSorted()).toEqual(every)
  expect(last.map(({ batches }) => batches)).toEqual([7, 1])
})
