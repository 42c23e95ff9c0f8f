// The live progress of a terminal: the bar of the epoch under way, which gives way to the epoch's line. Read `block.ts` first.
import type { BatchInfo, Callback, RunInfo } from '../callbacks.ts'
import { clock, ending, epochLine, rate, values } from '../format.ts'
import { Block } from './block.ts'
import type { Output } from './terminal.ts'

const WIDTH = 10
const PAUSE = 100 // milliseconds between two looks

/** Seconds until all epochs are done, if the rest goes like this epoch so far. */
export function remaining(run: RunInfo, epoch: number, seen: number, seconds: number): number {
  const left = run.samples * (run.epochs - epoch) - seen
  return seen > 0 ? (left * seconds) / seen : Infinity
}

/** What matters most comes first: a narrow terminal cuts the end off. */
export function barLine(info: BatchInfo): string {
  const { epoch, epochs, seen, samples, seconds, means } = info
  const full = Math.min(WIDTH, Math.floor((WIDTH * seen) / samples))
  const drawn = '█'.repeat(full) + '░'.repeat(WIDTH - full)
  const left = `${clock(remaining(info, epoch, seen, seconds))} left`
  return `epoch ${epoch + 1}/${epochs} |${drawn}| ${seen}/${samples}  ${left}  ${values(means)}  ${rate(seen, seconds)}`
}

/** A bar for each epoch; what is finished stays on the screen as a line. */
export function bar(stream: Output): Callback {
  const block = new Block(stream)
  let next = 0
  return {
    onBatchEnd(info) {
      if (performance.now() < next) return
      block.show([barLine(info)])
      next = performance.now() + PAUSE
    },
    onEpochEnd(row, run) {
      block.end(epochLine(row, run, stream.columns))
      next = 0
    },
    onTrainEnd: (history) => block.end(ending(history)),
    onClose: () => block.end(),
  }
}
