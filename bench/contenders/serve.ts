// The child's end of the conversation: a job on the command line, then a window of time for each line that comes in.
// Answers are lines of JSON: { ready: notes }, { value }, or { missing: why }.
import { createInterface } from 'node:readline'
import { performance } from 'node:perf_hooks'
import type { Job } from './job.ts'

/** A number, measured over so many milliseconds or a little more: mostly microseconds a unit of work. */
export type Measure = (milliseconds: number) => number | Promise<number>

/** Of work done again and again: `unit` does it once, or says how often it did it. */
export function repeating(unit: () => number | void | Promise<number | void>): Measure {
  return async (milliseconds) => {
    const start = performance.now()
    let [units, passed] = [0, 0]
    do {
      const done = unit()
      units += (done instanceof Promise ? await done : done) ?? 1
      passed = performance.now() - start
    } while (passed < milliseconds)
    return (1000 * passed) / units
  }
}

const WARM = 300

export const say = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`)

/** Prepares the job, warms up, and answers until its input ends. */
export async function serve(
  prepare: (job: Job) => Measure | Promise<Measure>,
  notes = `Node ${process.version}`,
): Promise<void> {
  const job = JSON.parse(process.argv[2]) as Job
  const warm = !['accuracy', 'memory', 'growth'].includes(job.kind)
  let measure: Measure
  try {
    measure = await prepare(job)
    if (warm) await measure(WARM)
    say({ ready: notes })
  } catch (error) {
    say({ missing: (error as Error).message })
    return
  }
  for await (const line of createInterface({ input: process.stdin }))
    say({ value: await measure(Number(line)) })
}
