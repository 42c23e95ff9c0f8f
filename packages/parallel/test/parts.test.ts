// An update of a divided server: whole, or not at all.
import { sgd } from '@glissade/optim'
import { expect, it } from 'vitest'
import { downpour, Reception } from '../src/index.ts'

const strategy = downpour({ shards: 2, rule: sgd({ lr: 1 }) })
const torn = 'the parts before it are not there'

type Said = readonly [from: string, shard: number, x: number] | readonly [gone: string]

// prettier-ignore
const cases: readonly (readonly [what: string, said: readonly Said[], centre: readonly number[], refused: readonly (string | undefined)[]])[] = [
  ['waits for its last part', [['a', 0, 1]], [0, 0], [undefined]],
  ['is made with its last part', [['a', 0, 1], ['a', 1, 2]], [-1, -2], [undefined, undefined]],
  ['is one sender’s', [['a', 0, 1], ['b', 0, 3], ['b', 1, 4]], [-3, -4], [undefined, undefined, undefined]],
  ['is not made where its sender is gone', [['a', 0, 1], ['a'], ['a', 1, 2]], [0, 0], [undefined, torn]],
  ['is not made where a part is refused', [['a', 0, 1], ['a', 1, NaN], ['a', 1, 2]], [0, 0], [undefined, 'a number in it is not finite', torn]],
  ['begins with its first part', [['a', 0, 1], ['a', 0, 5], ['a', 1, 2]], [-5, -2], [undefined, undefined, undefined]],
]

it.each(cases)('%s', (_, said, centre, refused) => {
  const reception = new Reception(strategy, strategy.server(new Float64Array(2)), { whole: true })
  const found: (string | undefined)[] = []
  for (const [sequence, [from, ...part]] of said.entries()) {
    if (part.length === 0) {
      reception.forget(from)
      continue
    }
    const [shard, x] = part
    found.push(
      reception.receive(from, sequence, { kind: 'push', shard, arrays: [Float64Array.of(x)] })!.refused,
    )
  }
  expect([...reception.server.centre]).toEqual(centre)
  expect(found).toEqual(refused)
})

it('every part by itself, where senders are not lost', () => {
  const reception = new Reception(strategy, strategy.server(new Float64Array(2)))
  reception.receive('a', 1, { kind: 'push', shard: 1, arrays: [Float64Array.of(2)] })
  expect([...reception.server.centre]).toEqual([0, -2])
})
