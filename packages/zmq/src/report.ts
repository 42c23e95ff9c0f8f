// What a coordinator tells of its workers: each in the epoch under way, and all of the run.
import type { Reception, ServerStrategy, Standing, TeamReport } from '@glissade/parallel'
import type { Roll } from './roll.ts'
import type { Roster } from './roster.ts'

export function standingsOf(
  roster: Roster,
  roll: Roll | undefined,
  reception: Reception,
  measures: readonly string[],
): Standing[] {
  return roster.all.map(({ name, rank, distance, gone }) => {
    const staleness = reception.stalenessOf(name)
    const row = roll?.rows.find((each) => each.rank === rank)
    return {
      rank,
      batches: row?.batches ?? 0,
      samples: row?.samples ?? 0,
      sums: Object.fromEntries(measures.map((name, i) => [name, row?.sums[i] ?? 0])),
      busy: row?.busy ?? 0,
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
  const ranks = [...refused].map(([from, count]) => [String(roster.find(from)?.rank), count] as const)
  const { written = 0, lost: overwritten = 0 } = carrier === 'memory' ? server.state().numbers : {}
  return {
    strategy: name,
    transport: 'zmq',
    workers,
    staleness,
    refused: new Map(ranks),
    lost: roster.lost,
    ...(carrier === 'memory' && { written, overwritten }),
  }
}
