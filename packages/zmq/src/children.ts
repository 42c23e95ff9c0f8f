// Workers that are started on this machine: processes that run the same program, and end with their coordinator.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ParallelError } from '@glissade/parallel'

/** What a worker is told by its environment. Those that are started by hand need the first, and the second where it is asked for. */
export interface Environment {
  readonly GLISSADE_CONNECT: string
  readonly GLISSADE_SECRET?: string
  readonly GLISSADE_RANK?: string
  readonly GLISSADE_RUN?: string
}

export class Children {
  readonly #running = new Map<number, ChildProcess>()
  readonly #killAll = (): void => {
    for (const child of this.#running.values()) child.kill('SIGKILL')
  }

  constructor() {
    process.on('exit', this.#killAll)
  }

  get size(): number {
    return this.#running.size
  }

  /**
   * Starts a worker with this process's options and arguments; `gone` is told when it has ended. What it prints is dropped, its errors
   * are seen.
   *
   * @throws ParallelError for an entry that is no file.
   */
  start(
    rank: number,
    entry: string,
    environment: Environment,
    gone: (rank: number, reason: string) => void,
  ): void {
    if (!entry.startsWith('file:'))
      throw new ParallelError(`zmq: entry is ${entry}; it needs the URL of a file, such as import.meta.url.`)
    const options = process.execArgv.filter((option) => !option.startsWith('--inspect'))
    const child = spawn(
      process.execPath,
      [...options, fileURLToPath(entry), ...process.argv.slice(2)],
      // The channel ends with this process, however that ends: by it a worker knows.
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, ...environment } },
    )
    this.#running.set(rank, child)
    const ended = (reason: string): void => {
      if (this.#running.delete(rank)) gone(rank, reason)
    }
    child.once('error', ({ message }) => ended(`its process could not be started: ${message}`))
    child.once('exit', (code, signal) =>
      ended(`its process ended by ${signal ?? `itself, with code ${code}`}`),
    )
  }

  /** Waits so many milliseconds for all to end, and kills those that do not. */
  async end(within: number): Promise<void> {
    const ended = [...this.#running.values()].map(
      (child) => new Promise((resolve) => child.once('exit', resolve).once('error', resolve)),
    )
    const timer = setTimeout(this.#killAll, within)
    await Promise.all(ended)
    clearTimeout(timer)
    process.off('exit', this.#killAll)
  }
}
