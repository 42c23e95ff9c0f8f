// What is told of the workers of a run: a line for each while it goes on, and a summary in the end. Read `format.ts` first.
import type { Standing, TeamReport } from '@glissade/parallel'
import type { BatchInfo } from './callbacks.ts'
import { rate } from './format.ts'

/** worker 0  5,294 samples/s  busy 97 %  1.2 updates behind  0.034 from the centre */
export function workerLine(
  { rank, samples, busy, staleness, distance, lost }: Standing,
  seconds: number,
): string {
  if (lost !== undefined) return `worker ${rank}  lost: ${lost}`
  const parts = [
    `worker ${rank}`,
    seconds > 0 && rate(samples, seconds),
    busy !== undefined && seconds > 0 && `busy ${percent(Math.min(1, busy / seconds))}`,
    staleness !== undefined && `${staleness.toFixed(1)} updates behind`,
    distance !== undefined && `${distance.toPrecision(3)} from the centre`,
  ]
  return parts.filter(Boolean).join('  ')
}

type Seen = Pick<BatchInfo, 'standings' | 'seconds' | 'standingSeconds'>

/** What the workers have done in all epochs so far. */
export class Tally {
  #seconds = 0
  #rows: readonly Standing[] = []
  #latest: readonly Standing[] = []
  #latestSeconds = 0

  /** The epoch under way. */
  see({ standings = [], seconds, standingSeconds = seconds }: Seen): void {
    this.#latest = standings
    this.#latestSeconds = standingSeconds
  }

  /** Lines for the epoch under way. */
  lines(): string[] {
    return this.#latest.map((each) => workerLine(each, this.#latestSeconds))
  }

  /** The epoch is over. */
  close(): void {
    if (this.#latest.length === 0) return
    const before = new Map(this.#rows.map((row) => [row.rank, row]))
    this.#rows = this.#latest.map((row) => added(before.get(row.rank), row))
    this.#seconds += this.#latestSeconds
    this.#latest = []
    this.#latestSeconds = 0
  }

  /** The run in words: who did how much, what it was worth, what came late, what was lost. */
  summary(report: TeamReport): string[] {
    this.close()
    const samples = total(this.#rows, (row) => row.samples)
    const { strategy, transport, workers } = report
    const achieved = this.#seconds > 0 ? `: ${rate(samples, this.#seconds)}` : ''
    return [
      `${strategy} on ${workers} ${workers === 1 ? 'worker' : 'workers'} (${transport})${achieved}`,
      ...this.#rows.map((row) => `  ${workerLine(row, this.#seconds)}`),
      ...speedUp(this.#rows, this.#seconds),
      ...staleness(report.staleness),
      ...losses(report),
    ]
  }
}

const added = (before: Standing | undefined, row: Standing): Standing => ({
  ...row,
  samples: row.samples + (before?.samples ?? 0),
  ...(row.busy !== undefined && { busy: row.busy + (before?.busy ?? 0) }),
})

function speedUp(rows: readonly Standing[], seconds: number): string[] {
  if (rows.length < 2 || seconds === 0 || !rows.every(({ busy }) => busy !== undefined)) return []
  const busy = total(rows, (row) => row.busy!)
  return [
    `speed-up at most ${(busy / seconds).toFixed(2)}: busy for ${busy.toFixed(1)} s in ${seconds.toFixed(1)} s; it is that where each has a core of its own`,
  ]
}

const MOST = 8 // rows of a histogram

function staleness(counts: readonly number[]): string[] {
  const all = counts.reduce((sum, n) => sum + n, 0)
  if (all === 0) return []
  const rows = Array.from({ length: Math.min(MOST, counts.length) }, (_, age) => counts[age] ?? 0)
  const rest = counts.slice(MOST).reduce((sum, n) => sum + n, 0)
  const drawn = rows.map((n, age) => `  ${age}  ${bar(n / all)}`)
  const last = rest > 0 ? [`  ${MOST} and more  ${bar(rest / all)}`] : []
  return ['updates of others between reading the weights and pushing:', ...drawn, ...last]
}

const bar = (share: number): string => `${'█'.repeat(Math.round(20 * share))} ${percent(share)}`.trim()

function losses({ written, overwritten = 0, refused, lost, time }: TeamReport): string[] {
  const share = written ? overwritten / written : 0
  return [
    ...(written === undefined
      ? []
      : [
          `writes of single weights: ${count(written)}, overwritten by others: ${count(overwritten)} (${percent(share, 2)})`,
        ]),
    ...[...refused].map(([rank, times]) => `refused: ${count(times)} of worker ${rank}`),
    ...lost.map(({ rank, reason }) => `lost: worker ${rank}, ${reason}`),
    ...(time === undefined ? [] : [`virtual time: ${Number(time.toPrecision(6))}`]),
  ]
}

const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`
const count = (n: number): string => n.toLocaleString('en-US')
const total = (rows: readonly Standing[], of: (row: Standing) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)
