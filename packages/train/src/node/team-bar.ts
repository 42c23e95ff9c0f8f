// A run with many workers on a terminal: the bar of the epoch, and a line for each worker below it. Read `bar.ts` and `block.ts` first.
import type { BatchInfo, Callback } from '../callbacks.ts'
import { clock, ending, epochLine, rate, values } from '../format.ts'
import { Tally } from '../team-words.ts'
import { remaining } from './bar.ts'
import { Block } from './block.ts'
import type { Output } from './terminal.ts'

const WIDTH = 20

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
      block.end(epochLine(row, run))
    },
    onTrainEnd(history) {
      block.end(ending(history))
      if (history.team) stream.write(`${tally.summary(history.team).join('\n')}\n`)
    },
    onClose: () => block.end(),
  }
}

function barLine(info: BatchInfo): string {
  const { epoch, epochs, seen, samples, seconds, means } = info
  const full = Math.min(WIDTH, Math.floor((WIDTH * seen) / samples))
  const drawn = '█'.repeat(full) + '░'.repeat(WIDTH - full)
  const left = `${clock(remaining(info, epoch, seen, seconds))} left`
  return `epoch ${epoch + 1}/${epochs} |${drawn}| ${seen}/${samples}  ${rate(seen, seconds)}  ${left}  ${values(means)}`
}
