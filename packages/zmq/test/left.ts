// What runs leave behind in this process, beside what the first one did.
import { existsSync, readdirSync } from 'node:fs'
import type { Plan } from './programs/plan.ts'
import { run } from './runs.ts'

const short: Plan = { strategy: 'downpour', settings: { workers: 2 }, batches: 4 }

/** Handles by kind, and open files. */
function held(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  const open = '/proc/self/fd'
  return {
    processes: counts.ProcessWrap ?? 0,
    timers: counts.Timeout ?? 0,
    files: existsSync(open) ? readdirSync(open).length : 0,
  }
}

/** When nothing has changed for a while: sockets are closed by a thread of ZeroMQ's. */
async function settled(): Promise<Record<string, number>> {
  let [found, since] = [held(), performance.now()]
  while (performance.now() - since < 100) {
    await new Promise(setImmediate)
    const now = held()
    if (JSON.stringify(now) !== JSON.stringify(found)) [found, since] = [now, performance.now()]
  }
  return found
}

const PATIENCE = 20_000 // ms; on a busy machine that thread is late

/** How many processes, timers and open files (sockets among them) more there are after some runs of a plan than after one. */
export async function leftAfter(rounds: number, plan: Plan = short): Promise<Record<string, number>> {
  await run(short)
  const before = await settled()
  for (let round = 0; round < rounds; round++) await run(plan)
  const until = performance.now() + PATIENCE
  for (;;) {
    const more = Object.entries(held()).map(
      ([kind, count]) => [kind, Math.max(0, count - before[kind])] as const,
    )
    if (performance.now() > until || more.every(([, count]) => count === 0)) return Object.fromEntries(more)
    await new Promise(setImmediate)
  }
}
