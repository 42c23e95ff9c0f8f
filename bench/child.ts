// A contender as a process that lives for one work: it is given a job, then asked for one window of time after another.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Contender } from './contenders.ts'
import type { Job } from './contenders/job.ts'

interface Answer {
  readonly ready?: string
  readonly value?: number
  readonly missing?: string
}

/** One thread each; and no setting of this machine's by which a BLAS would choose a slower kernel. */
const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env
const environment = {
  ...rest,
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  TF_CPP_MIN_LOG_LEVEL: '3',
}

export class Child {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  #last = ''

  constructor({ command, after }: Contender, job: Job) {
    const [program, ...args] = command
    this.#process = spawn(program, [...args, JSON.stringify(job), ...after], { env: environment })
    this.#process.on('error', ({ message }) => (this.#last = message))
    this.#process.stdin?.on('error', () => {}) // it died: its next answer says so
    this.#process.stderr?.on('data', (text: Buffer) => (this.#last += text.toString()))
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]()
  }

  /** What it says of itself, or why it cannot take part. */
  async ready(): Promise<Answer> {
    return this.#answer()
  }

  /** A number measured over a window of so many milliseconds; or why it failed. */
  async measure(milliseconds: number): Promise<Answer> {
    this.#process.stdin?.write(`${milliseconds}\n`)
    return this.#answer()
  }

  end(): void {
    this.#process.kill()
  }

  /** The next line that is ours; libraries print what they like. */
  async #answer(): Promise<Answer> {
    for (;;) {
      const { value, done } = await this.#lines.next()
      if (done)
        return {
          missing:
            this.#last.split('\n').find((line) => /^\w*Error/.test(line)) ?? (this.#last || 'it ended'),
        }
      if (!value.startsWith('{"')) continue
      return JSON.parse(value) as Answer
    }
  }
}
