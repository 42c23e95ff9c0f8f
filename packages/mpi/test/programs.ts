// Runs a program as the ranks of a job and collects what each printed.
import { execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mpirunCommand } from '../src/index.ts'

/** Why the tests that need Open MPI cannot run; undefined where they can. */
export const missing = ((): string | undefined => {
  try {
    execFileSync('mpirun', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'mpirun is not installed'
  }
})()

export interface Ended {
  readonly code: number
  readonly lines: string[]
  readonly errors: string
}

const pathOf = (name: string): string => fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url))

/** `name` of test/programs/, on so many ranks. */
export function run(name: string, ranks: number, ...args: string[]): Promise<Ended> {
  const program = ['--import', 'tsx', pathOf(name), ...args]
  const [command, ...rest] = mpirunCommand({ ranks, program })
  return new Promise((resolve) => {
    execFile(command, rest, { timeout: 100_000 }, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '')
      resolve({ code: error ? Number(error.code) || 1 : 0, lines: lines.sort(), errors: stderr })
    })
  })
}

/** How many processes have this word among their arguments now; where there is no /proc, nothing is known. */
export function running(word: string): number {
  try {
    const processes = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
    return processes.filter((pid) => argumentsOf(pid).includes(word)).length
  } catch {
    return 0
  }
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return [] // it has ended meanwhile
  }
}
