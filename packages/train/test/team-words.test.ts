// What is told of many workers: a line for each, a summary, and the block of lines on a terminal.
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { lines } from '../src/host.ts'
import { Block } from '../src/node/block.ts'
import { teamBar } from '../src/node/team-bar.ts'
import { Tally, workerLine } from '../src/team-words.ts'

const sums = { loss: 1 }
const standing = { rank: 0, batches: 10, samples: 1000, sums }
const report = {
  strategy: 'easgd',
  transport: 'threads',
  workers: 2,
  staleness: [],
  refused: new Map(),
  lost: [],
}
const run = { epochs: 2, samples: 2000, batches: 20 }
const seen = {
  ...run,
  epoch: 0,
  batch: 19,
  seen: 2000,
  values: {},
  means: { loss: 0.5 },
  seconds: 2,
  standings: [
    { ...standing, busy: 1.9 },
    { ...standing, rank: 1, busy: 1.5, distance: 0.01234, staleness: 1.25 },
  ],
}
const row = { epoch: 0, loss: 0.5, seconds: 2 }
const history = {
  epochs: [row],
  stopped: 'interrupted',
  reason: 'Interrupted.',
  bestEpoch: undefined,
  restored: false,
  next: { epoch: 1, batch: 0 },
} as const

/** A terminal of some size, which keeps what it would show. */
class Terminal extends Writable {
  readonly isTTY = true
  readonly columns: number
  readonly rows: number
  text = ''

  constructor(columns = 80, rows = 24) {
    super()
    this.columns = columns
    this.rows = rows
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }

  /** The lines as they stand in the end. */
  get screen(): string[] {
    const screen: string[] = []
    let at = 0
    for (const [part] of this.text.matchAll(/\u001B\[(\??\d*[A-Za-z])|\r|\n|[^\u001B\r\n]+/g)) {
      const up = /^\u001B\[(\d+)A$/.exec(part)
      if (up) at -= Number(up[1])
      else if (part === '\u001B[J') screen.length = at
      else if (part === '\n') at++
      else if (!/[\u001B\r]/.test(part)) screen[at] = part
    }
    return screen
  }
}

describe('words', () => {
  it.each([
    [standing, 2, 'worker 0  500 samples/s'],
    [{ ...standing, busy: 1 }, 2, 'worker 0  500 samples/s  busy 50 %'],
    [{ ...standing, busy: 3 }, 2, 'worker 0  500 samples/s  busy 100 %'],
    [
      { ...standing, staleness: 1.25, distance: 0.01234 },
      2,
      'worker 0  500 samples/s  1.3 updates behind  0.0123 from the centre',
    ],
    [{ ...standing, lost: 'it ended' }, 2, 'worker 0  lost: it ended'],
    [standing, 0, 'worker 0'],
  ])('%j', (each, seconds, text) => expect(workerLine(each, seconds)).toBe(text))

  it('sum up all epochs, also one that was not finished, and say how the speed-up is estimated', () => {
    const tally = new Tally()
    for (let epoch = 0; epoch < 2; epoch++) {
      tally.see(seen)
      tally.close()
    }
    tally.see({
      ...seen,
      seconds: 60, // most of them before it was interrupted
      standingSeconds: 1,
      standings: [
        { ...standing, samples: 500, busy: 1 },
        { ...standing, rank: 1, samples: 0, busy: 0.2 },
      ],
    })
    expect(tally.summary(report)).toEqual([
      'easgd on 2 workers (threads): 900 samples/s',
      '  worker 0  500 samples/s  busy 96 %',
      '  worker 1  400 samples/s  busy 64 %',
      'speed-up at most 1.60: busy for 8.0 s in 5.0 s; it is that where each has a core of its own',
    ])
  })

  it('tell what came late, what was overwritten, refused and lost', () => {
    const more = {
      staleness: [60, 20, 0, 0, 0, 0, 0, 0, 10, 10],
      written: 12_345,
      overwritten: 617,
      refused: new Map([['1', 3]]),
      lost: [{ rank: 1, reason: 'it ended' }],
      time: 12.3456789,
    }
    expect(new Tally().summary({ ...report, workers: 1, ...more }).slice(1)).toEqual([
      'updates of others between reading the weights and pushing:',
      '  0  ████████████ 60 %',
      '  1  ████ 20 %',
      ...[2, 3, 4, 5, 6, 7].map((age) => `  ${age}  0 %`),
      '  8 and more  ████ 20 %',
      'writes of single weights: 12,345, overwritten by others: 617 (5.00 %)',
      'refused: 3 of worker 1',
      'lost: worker 1, it ended',
      'virtual time: 12.3457',
    ])
  })

  it('are plain lines where nobody looks', () => {
    const written: string[] = []
    const callback = lines((line) => written.push(line))
    callback.onBatchEnd?.(seen)
    void callback.onEpochEnd?.(row, run)
    void callback.onTrainEnd?.({ ...history, team: report })
    expect(written.slice(0, 5)).toEqual([
      'epoch 1/2  loss 0.5000  2.0 s  1,000 samples/s',
      '  worker 0  500 samples/s  busy 95 %',
      '  worker 1  500 samples/s  busy 75 %  1.3 updates behind  0.0123 from the centre',
      'Interrupted.',
      'easgd on 2 workers (threads): 1,000 samples/s',
    ])
  })
})

describe('a terminal', () => {
  it('has the bar and a line for each worker, and keeps a line for each epoch', () => {
    const terminal = new Terminal(100)
    const callback = teamBar(terminal)
    callback.onBatchEnd?.({ ...seen, seen: 1000 })
    callback.onBatchEnd?.({ ...seen, seen: 1500 })
    expect(terminal.screen).toEqual([
      'epoch 1/2 |███████░░░| 1500/2000  0:03 left  loss 0.5000  750 samples/s',
      '  worker 0  500 samples/s  busy 95 %',
      '  worker 1  500 samples/s  busy 75 %  1.3 updates behind  0.0123 from the centre',
    ])
    void callback.onEpochEnd?.(row, run)
    expect(terminal.screen).toEqual(['epoch 1/2  loss 0.5000  2.0 s  1,000 samples/s'])
    void callback.onTrainEnd?.({ ...history, team: report })
    expect(terminal.screen.slice(1, 3)).toEqual([
      'Interrupted.',
      'easgd on 2 workers (threads): 1,000 samples/s',
    ])
    callback.onClose?.()
    expect(terminal.text.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.text.lastIndexOf('\u001B[?25l'))
  })
  it('is never written beyond its width or height, and each time in one go', () => {
    const terminal = new Terminal(20, 6)
    const block = new Block(terminal)
    const many = Array.from({ length: 9 }, (_, k) => `line ${k} is longer than that`)
    block.show(many)
    block.show(many)
    expect(terminal.screen).toEqual([...[0, 1, 2].map((k) => `line ${k} is longer t…`), '… and 6 more'])
    block.end()
    expect(terminal.screen).toEqual([])
  })
})
