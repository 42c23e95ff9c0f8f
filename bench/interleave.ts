// One work: all contenders in turn, round after round, so that a machine that slows down slows them alike. Each round begins with
// another of them: who follows a neighbour that leaves the caches cold, or a core clocked down, is not always the same.
import { Child } from './child.ts'
import { contender } from './contenders.ts'
import type { Work } from './works.ts'

export interface Measured {
  readonly contender: string
  /** One for each round. */
  readonly values: readonly number[]
  /** What it says of itself. */
  readonly notes: string
}

/** A contender that took no part, and why. */
export interface Absent {
  readonly contender: string
  readonly why: string
}

export interface Rounds {
  readonly rounds: number
  /** Milliseconds of each window. */
  readonly window: number
  /** Whether a first round that does not count warms the machine up. */
  readonly warm: boolean
}

export async function interleave(
  work: Work,
  names: readonly string[],
  { rounds, window, warm }: Rounds,
): Promise<{ present: Measured[]; absent: Absent[] }> {
  const absent: Absent[] = []
  const children: { name: string; child: Child; notes: string; values: number[] }[] = []
  const leave = (name: string, why = 'it said nothing') => absent.push({ contender: name, why })
  try {
    for (const name of names) {
      const found = contender(name)
      if (typeof found === 'string') {
        leave(name, found)
        continue
      }
      const child = new Child(found, work.job)
      const { ready, missing } = await child.ready()
      if (ready === undefined) leave(name, missing)
      else children.push({ name, child, notes: ready, values: [] })
    }
    for (let round = warm ? -1 : 0; round < rounds; round++) {
      for (const each of inTurn(children, round + 1)) {
        const { value, missing } = await each.child.measure(window)
        if (value === undefined) {
          children.splice(children.indexOf(each), 1) // the others go on: what was measured is not lost
          leave(each.name, `it failed in round ${round + 1}: ${missing ?? 'it said nothing'}`)
        } else if (round >= 0) each.values.push(value)
      }
    }
  } finally {
    for (const { child } of children) child.end()
  }
  return { present: children.map(({ name, values, notes }) => ({ contender: name, values, notes })), absent }
}

/** All of them, those from one on first, and every second round backwards, so that neighbours change too. */
function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = all.length && Math.floor(round / 2) % all.length
  const turned = [...all.slice(first), ...all.slice(0, first)]
  return round % 2 === 0 ? turned : turned.reverse()
}
