// A run with many workers on a terminal: the bar of the epoch, and a line for each worker below it. Read `bar.ts` and `block.ts` first.
import type { Callback } from '../callbacks.ts'
import { ending, epochLine } from '../format.ts'
import { Tally } from '../team-words.ts'
import { barLine } from './bar.ts'
import { Block } from './block.ts'
import type { Output } from './terminal.ts'

/** What is finished stays on the screen as a line for each epoch, and a summary in the end. */
export function teamBar(stream: Output): Callback {
  const block = new Block(stream)
  const tally = new Tally()
  return {
    onBatchEnd(info) {
      tally.see(info)
      block.show([barLine(info), ...tally.lines().map((line) => `  ${line}`)])
    },
    onEpochEnd(row, run) {
      tally.close()
      block.end(epochLine(row, run, stream.columns))
    },
    onTrainEnd(history) {
      block.end(ending(history))
      if (history.team) stream.write(`${tally.summary(history.team).join('\n')}\n`)
    },
    onClose: () => block.end(),
  }
}
