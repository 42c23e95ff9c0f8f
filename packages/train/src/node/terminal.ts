// A terminal as host: a live bar where somebody looks, plain lines where the output goes to a file, Ctrl-C.
import { lines, type Host } from '../host.ts'
import { bar } from './bar.ts'
import { teamBar } from './team-bar.ts'
import { checkpointFile } from './checkpoint-file.ts'

/** What is needed of an output stream. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/** The host for an output stream, the standard one unless said. */
export const terminal = (output: () => Output = () => process.stdout): Host => ({
  reporter(kind, team) {
    const stream = output()
    const live = kind === 'bar' || (kind === 'auto' && stream.isTTY === true)
    if (live && team) return teamBar(stream)
    return live ? bar(stream) : lines((line) => stream.write(`${line}\n`))
  },
  store: (path) => checkpointFile(path),
  onInterrupt(stop, saved) {
    const signals = saved ? ['SIGINT', 'SIGTERM'] : ['SIGINT']
    const off = (): void => {
      for (const signal of signals) process.off(signal, hear)
    }
    // Once: a second Ctrl-C finds no listener of ours and ends the process.
    const hear = (): void => {
      off()
      stop()
    }
    for (const signal of signals) process.on(signal, hear)
    return off
  },
})
