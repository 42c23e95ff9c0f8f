// The model of a team that sums, and what its members go on from when some of them had no batch in the last round. Read `crew.ts` first.
import { allFinite } from '../arithmetic.ts'
import { ParallelError } from '../error.ts'
import type { Snapshot } from '../transport.ts'
import { meanOf } from '../vectors.ts'
import type { Member } from './crew.ts'

type Members = ReadonlyMap<number, Member>
type Next = ReadonlyMap<number, Snapshot>

/** The mean of those models that are finite, with the rule's state of the first; of one, its very bits. @throws ParallelError when none is. */
export function meanModel(strategy: string, states: readonly Snapshot[]): Snapshot {
  const sound = states.filter(isSound)
  if (sound.length === 0)
    throw new ParallelError(
      `${strategy}: no worker has finite weights any more; it needs one. Lower the learning rate?`,
      { nonFinite: true },
    )
  return {
    ...sound[0],
    w: meanOf(sound.map(({ w }) => w)),
    statistics: meanOf(sound.map(({ statistics }) => statistics)),
  }
}

const isSound = ({ w, statistics }: Snapshot): boolean => allFinite(w) && allFinite(statistics)

/** Those who had made fewer steps than others. */
function behind(members: Members): Member[] {
  const t = Math.max(...[...members.values()].map((member) => member.t))
  return [...members.values()].filter((member) => member.t < t)
}

/** Where all are to stay equal, those with fewer steps become the equals of the others. */
export const onAsEquals = (members: Members, latest: Snapshot): Next =>
  new Map(behind(members).map(({ rank }) => [rank, latest]))

/** Where models are averaged, all go on from the mean, each by its own rule; where nobody is behind they go on as they are. */
export function onFromMean(members: Members, latest: Snapshot, states: Next): Next {
  if (behind(members).length === 0) return new Map()
  const { w, statistics } = latest
  const ruleOf = (rank: number): Snapshot['rule'] => {
    const own = states.get(rank)
    return own && isSound(own) ? own.rule : latest.rule
  }
  return new Map([...members.keys()].map((rank) => [rank, { rule: ruleOf(rank), w, statistics }]))
}
