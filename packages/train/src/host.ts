// Where training happens: in a terminal or in a page. The loop asks its host how to show progress and who may interrupt it.
import { ValueError } from '@glissade/autograd'
import type { Callback } from './callbacks.ts'
import type { Store } from './checkpoint/store.ts'
import { epochLine, ending } from './format.ts'
import { Tally } from './team-words.ts'

/** How progress is shown: 'auto' is what suits the host. A function gets plain lines. */
export type Progress = 'auto' | 'bar' | 'lines' | 'none' | ((line: string) => void)

export interface Host {
  /** `team`: whether many workers train. */
  reporter(kind: 'auto' | 'bar' | 'lines', team: boolean): Callback | undefined
  /** The place of a checkpoint. */
  store(path: string): Store
  /** Calls `stop` when the user interrupts, and where the run is saved also when the system ends it; the function returned ends that. */
  onInterrupt(stop: () => void, saved: boolean): () => void
}

/** A plain line for each epoch, and one for the end; of a run with many workers also what each did, and a summary. */
export function lines(write: (line: string) => void): Callback {
  const tally = new Tally()
  return {
    onBatchEnd: (info) => tally.see(info),
    onEpochEnd(row, run) {
      write(epochLine(row, run))
      for (const line of tally.lines()) write(`  ${line}`)
      tally.close()
    },
    onTrainEnd(history) {
      write(ending(history))
      if (history.team) tally.summary(history.team).forEach(write)
    },
  }
}

/** A page: nothing is shown unless a function takes the lines. */
export const page: Host = {
  reporter(kind) {
    if (kind === 'auto') return undefined
    throw new ValueError(
      `fit: progress is '${kind}', but there is no terminal here; it needs 'none', or a function that takes a line.`,
    )
  },
  store(path) {
    throw new ValueError(
      `fit: checkpoint.path is '${path}', but there are no files here; it needs { name, read, write }.`,
    )
  },
  onInterrupt: () => () => {},
}

/** What shows progress, if anything. */
export function reporterOf(host: Host, progress: Progress, team: boolean): Callback | undefined {
  if (typeof progress === 'function') return lines(progress)
  if (progress === 'none') return undefined
  if (progress === 'auto' || progress === 'bar' || progress === 'lines') return host.reporter(progress, team)
  throw new ValueError(
    `fit: progress is '${String(progress)}'; it needs 'auto', 'bar', 'lines', 'none', or a function that takes a line.`,
  )
}
