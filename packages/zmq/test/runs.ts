// Runs over real processes: the coordinator in the test itself, or in a process too.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Standing, TeamReport } from '@glissade/parallel'
import type { Bowl } from '@glissade/parallel/testing'
import { zmq } from '../src/index.ts'
import { build, type Plan } from './programs/plan.ts'

export interface Ran {
  readonly trainee: Bowl
  readonly report: TeamReport
  /** How each epoch ended. */
  readonly rows: readonly (readonly Standing[])[]
  readonly error?: unknown
}

process.env.NODE_OPTIONS = '--import tsx' // the workers of a coordinator in this process are sources, too

/**
 * Runs a plan with the coordinator in this process; `watch` sees it go. It goes on for more epochs until `enough` of it was seen, since
 * nobody knows how long a process takes on a busy machine.
 */
export async function run(
  plan: Plan,
  watch: (standings: readonly Standing[]) => void = () => {},
  enough: (last: readonly Standing[]) => boolean = () => true,
): Promise<Ran> {
  process.env.PLAN = JSON.stringify(plan)
  const { strategy, trainee } = build(plan)
  const team = await zmq(plan.zmq).enter(strategy, trainee)
  if (!team) throw new Error('this process is a worker')
  const rows: (readonly Standing[])[] = []
  let error: unknown
  try {
    let standings: readonly Standing[] = []
    for (let next = { epoch: 0, batch: 0 }; next.epoch < (plan.epochs ?? 1) || !enough(standings);) {
      next = await team.epoch(
        next,
        (now) => watch((standings = now)),
        () => false,
      )
      rows.push(standings)
    }
  } catch (thrown) {
    error = thrown
  }
  const report = team.report()
  await team.close()
  return { trainee, report, rows, ...(error !== undefined && { error }) }
}

export interface Process {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>
}

/**
 * A process of a plan: a coordinator, or a worker where `environment` says to whom it connects; `through` is a command that runs another.
 */
export function start(
  plan: Plan,
  environment: Readonly<Record<string, string>> = {},
  through: (command: readonly string[]) => readonly string[] = (command) => command,
): Process {
  const program = fileURLToPath(new URL('programs/train.ts', import.meta.url))
  const env = { ...process.env, ...environment, PLAN: JSON.stringify(plan) }
  const [command, ...args] = through([process.execPath, program])
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [output, errors] = ['', '']
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (errors += text))
  const ended = new Promise<Awaited<Process['ended']>>((resolve) =>
    child.once('close', (code) => resolve({ code, output, errors })),
  )
  return { child, ended }
}

/** Batches done in an epoch, by all. */
export const batchesOf = (standings: readonly Standing[]): number =>
  standings.reduce((sum, { batches }) => sum + batches, 0)
