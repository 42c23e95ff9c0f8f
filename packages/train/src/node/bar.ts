// The live progress bar of a terminal.
import progress from 'cli-progress'
import type { BatchInfo, Callback, RunInfo } from '../callbacks.ts'
import { clock, ending, rate, values } from '../format.ts'
import type { Output } from './terminal.ts'

const FORMAT = 'epoch {epoch}/{epochs} |{bar}| {value}/{total}  {rate}  {time}  {values}'

/** Seconds until all epochs are done, if the rest goes like this epoch so far. */
export function remaining(run: RunInfo, epoch: number, seen: number, seconds: number): number {
  const left = run.samples * (run.epochs - epoch) - seen
  return seen > 0 ? (left * seconds) / seen : Infinity
}

/** A bar for each epoch; what is finished stays on the screen. */
export function bar(stream: Output): Callback {
  let live: progress.SingleBar | undefined
  const begin = (run: BatchInfo, payload: object): progress.SingleBar => {
    const drawn = new progress.SingleBar(
      { format: FORMAT, stream, barsize: 20, hideCursor: true, forceRedraw: true },
      progress.Presets.shades_classic,
    )
    drawn.start(run.samples, run.seen, { epochs: run.epochs, ...payload })
    return drawn
  }
  const end = (): void => {
    live?.stop()
    live = undefined
  }
  return {
    onBatchEnd(info) {
      const { epoch, seen, seconds, means } = info
      const payload = {
        epoch: epoch + 1,
        rate: rate(seen, seconds),
        time: `${clock(remaining(info, epoch, seen, seconds))} left`,
        values: values(means),
      }
      live ??= begin(info, payload)
      live.update(seen, payload)
    },
    onEpochEnd(row, run) {
      const { epoch: _, seconds, ...means } = row
      const time = `${seconds.toFixed(1)} s`
      live?.update({ rate: rate(run.samples, seconds), time, values: values(means) })
      end()
    },
    onTrainEnd(history) {
      end()
      stream.write(`${ending(history)}\n`)
    },
    onClose: end,
  }
}
