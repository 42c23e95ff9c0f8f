// Starts the ranks of a job on this machine: `mpirun` with what one machine needs. Several machines: see README.md.
import { spawn } from 'node:child_process'
import { MpiError } from './error.ts'

export interface Launch {
  /** How many processes. */
  readonly ranks: number
  /** A program and its arguments, as for `node`. */
  readonly program: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** The command line: mpirun refuses root, and more ranks than cores, unless it is told that this is meant. */
export function mpirunCommand({ ranks, program }: Launch): string[] {
  if (!Number.isInteger(ranks) || ranks < 1)
    throw new MpiError(`launch: ranks is ${ranks}; it needs an integer of at least 1.`)
  const root = process.getuid?.() === 0 ? ['--allow-run-as-root'] : []
  return ['mpirun', ...root, '--oversubscribe', '-n', String(ranks), process.execPath, ...program]
}

/** mpirun hands this one on to the ranks; for all that would end a job it ends them itself, and at once. */
export const RELAYED = 'SIGUSR2'

/**
 * Runs the job to its end and gives the exit code of mpirun, which is 0 only if every rank ended well. A first Ctrl-C reaches rank 0 as
 * the wish to stop, a second one ends the job.
 *
 * @throws MpiError where there is no mpirun.
 */
export function launch(job: Launch): Promise<number> {
  const [command, ...args] = mpirunCommand(job)
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'inherit', 'inherit'] as const
    const child = spawn(command, args, { stdio: [...stdio], env: job.env ?? process.env, detached: true }) // away from Ctrl-C
    let asked = false
    const interrupt = (): void => {
      child.kill(asked ? 'SIGTERM' : RELAYED)
      asked = true
    }
    const end = (): unknown => child.kill('SIGTERM')
    process.on('SIGINT', interrupt).once('SIGTERM', end).once('SIGHUP', end).once('exit', end)
    const leave = (): unknown =>
      process.off('SIGINT', interrupt).off('SIGTERM', end).off('SIGHUP', end).off('exit', end)
    child.once('error', ({ message }) => {
      leave()
      reject(
        new MpiError(
          `launch: cannot start mpirun (${message}); install Open MPI (Debian: apt-get install openmpi-bin; macOS: brew install open-mpi).`,
        ),
      )
    })
    child.once('exit', (code) => {
      leave()
      resolve(code ?? 1)
    })
  })
}
