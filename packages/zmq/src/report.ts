// What a coordinator tells of its workers: each in the epoch under way, and all of the run.
import type { Reception, ServerStrategy, Standing, TeamReport } from '@glissade/parallel'
import { begin, rowLength, standingOf } from '@glissade/parallel/row'
import type { Roll } from './roll.ts'
import type { Roster } from './roster.ts'

/** By which messages are counted that were refused and came from nobody in the run. */
export const STRANGER = 'stranger'

export function standingsOf(
  roster: Roster,
  roll: Roll | undefined,
  reception: Reception,
  measures: readonly string[],
): Standing[] {
  return roster.all.map(({ name, rank, distance, gone }) => {
    const staleness = reception.stalenessOf(name)
    const row = roll?.rowOf(rank) ?? begin(new Array<number>(rowLength(measures.length)))
    return {
      ...standingOf(rank, row, measures),
      ...(staleness !== undefined && { staleness }),
      ...(distance !== undefined && { distance }),
      ...(gone !== undefined && { lost: gone }),
    }
  })
}

export function reportOf(
  { name, workers, carrier }: ServerStrategy,
  roster: Roster,
  { staleness, refused, server }: Reception,
): TeamReport {
  const ranks = new Map<string, number>()
  for (const [from, count] of refused) {
    const rank = String(roster.rankOf(from) ?? STRANGER)
    ranks.set(rank, (ranks.get(rank) ?? 0) + count)
  }
  const { written = 0, lost: overwritten = 0 } = carrier === 'memory' ? server.state().numbers : {}
  return {
    strategy: name,
    transport: 'zmq',
    workers,
    staleness,
    refused: ranks,
    lost: roster.lost,
    ...(carrier === 'memory' && { written, overwritten }),
  }
}
