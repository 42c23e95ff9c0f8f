// What members of a team that sums go on from when some of them had no batch in the last round. Read `crew.ts` first.
import type { Snapshot } from '../transport.ts'
import type { Member } from './crew.ts'

type Members = ReadonlyMap<number, Member>
type Next = ReadonlyMap<number, Snapshot>

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
  return new Map(
    [...members.keys()].map((rank) => [rank, { ...(states.get(rank) ?? latest), w, statistics }]),
  )
}
