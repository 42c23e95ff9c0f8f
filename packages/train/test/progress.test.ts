// What is shown while training: lines, the bar, nothing; and that a page never meets a terminal.
import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { adam } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { fitOn } from '../src/fit.ts'
import { clock, epochLine, rate, values } from '../src/format.ts'
import * as inPage from '../src/index.ts'
import { bar, remaining } from '../src/node/bar.ts'
import * as inNode from '../src/node/index.ts'
import { terminal } from '../src/node/terminal.ts'
import { classifier, points } from './setup.ts'

/** An output that remembers. */
class Screen extends Writable {
  readonly isTTY: boolean
  readonly columns = 120
  text = ''

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

const run = { epochs: 5, samples: 1000, batches: 10 }
const train = (screen: Screen, options: object = {}) =>
  fitOn(terminal(() => screen))(classifier(), points(), { epochs: 2, seed: 1, optimizer: adam(), ...options })

describe('Words', () => {
  it.each([
    [0, '0:00'],
    [42.4, '0:42'],
    [725, '12:05'],
    [3600, '1:00:00'],
    [3661, '1:01:01'],
    [Infinity, '-:--'],
  ])('%s seconds are %s', (seconds, text) => expect(clock(seconds)).toBe(text))

  it('rates are grouped by thousands', () => {
    expect(rate(24_690, 2)).toBe('12,345 samples/s')
    expect(rate(100, 1)).toBe('100 samples/s')
    expect(rate(5, 0)).toBe('- samples/s')
  })

  it('an epoch is a line', () => {
    const row = { epoch: 0, loss: 0.31254, accuracy: 0.9, valLoss: 1, seconds: 0.5 }
    expect(epochLine(row, run)).toBe(
      'epoch 1/5  loss 0.3125  accuracy 0.9000  valLoss 1  0.5 s  2,000 samples/s',
    )
    expect(epochLine(row, run, 60)).toBe('epoch 1/5  loss 0.3125  accuracy 0.9000  valLoss 1  0.5 s')
    expect(epochLine(row, run, 20)).toBe('epoch 1/5  loss 0.3125  accuracy 0.9000  valLoss 1')
    expect(values({})).toBe('')
  })

  it('what remains is all epochs to come, at the rate of this one', () => {
    expect(remaining(run, 4, 500, 2)).toBe(2)
    expect(remaining(run, 0, 100, 1)).toBe(49)
    expect(remaining(run, 0, 0, 0)).toBe(Infinity)
  })
})

describe('A terminal', () => {
  it('shows plain lines where nobody looks', async () => {
    const screen = new Screen(false)
    const { epochs } = await train(screen)
    const lines = screen.text.split('\n')
    expect(lines.slice(0, 2)).toEqual(epochs.map((row) => epochLine(row, { ...run, epochs: 2, samples: 50 })))
    expect(lines.slice(2)).toEqual(['Finished all 2 epochs.', ''])
  })

  it('shows a bar per epoch where somebody does, with rate, time left and means, and gives the cursor back', async () => {
    const screen = new Screen(true)
    const { epochs } = await train(screen, { validation: 0.2 })
    expect(screen.text).toMatch(
      /epoch 1\/2 \|█{8}░░\| 32\/40 {2}\d:\d\d left {2}loss [\d.]+ {2}accuracy [\d.]+ {2}[\d,]+ samples\/s/,
    )
    for (const row of epochs)
      expect(screen.text).toContain(epochLine(row, { ...run, epochs: 2, samples: 40 }))
    expect(screen.text.endsWith('Finished all 2 epochs.\n')).toBe(true)
    const [hidden, shown] = ['\u001B[?25l', '\u001B[?25h'].map((code) => screen.text.lastIndexOf(code))
    expect(shown).toBeGreaterThan(hidden)
  })

  it('does as it is told', async () => {
    const asked = new Screen(false)
    await train(asked, { progress: 'none' })
    expect(asked.text).toBe('')
    const lines: string[] = []
    await train(asked, { progress: (line: string) => lines.push(line) })
    expect([asked.text, lines.length]).toEqual(['', 3])
    const live = new Screen(true)
    await train(live, { progress: 'lines' })
    expect(live.text).not.toContain('|')
  })

  it('gives the cursor back when training throws', async () => {
    const screen = new Screen(true)
    const failing = { onEpochEnd: () => { throw new Error('no') }, onBatchEnd: () => {} } // prettier-ignore
    await expect(train(screen, { callbacks: [failing] })).rejects.toThrow('no')
    bar(screen).onClose?.()
    expect(screen.text.lastIndexOf('\u001B[?25h')).toBeGreaterThan(screen.text.lastIndexOf('\u001B[?25l'))
  })
})

describe('A page', () => {
  it('has the same names as Node', () => {
    expect(Object.keys(inPage).sort()).toEqual(Object.keys(inNode).sort())
    // prettier-ignore
    expect(Object.keys(inPage).sort()).toEqual([
      'CheckpointError', 'NonFiniteGradientError', 'NonFiniteLossError', 'accuracy', 'binaryAccuracy', 'confusionMatrix', 'curve', 'evaluate', 'fit', 'predict', 'refreshStatistics',
    ])
  })

  it('is silent, unless a function takes the lines', async () => {
    const lines: string[] = []
    const settings = { epochs: 1, seed: 1, optimizer: adam() }
    await inPage.fit(classifier(), points(), settings)
    await inPage.fit(classifier(), points(), { ...settings, progress: (line) => void lines.push(line) })
    expect(lines.at(-1)).toBe('Finished the one epoch.')
  })

  it('imports nothing of Node, by any way', () => {
    const seen = new Map<string, string[]>()
    const visit = (file: URL): void => {
      if (seen.has(file.href)) return
      const found = [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)
      seen.set(file.href, found)
      for (const from of found) if (from.startsWith('.')) visit(new URL(from, file))
    }
    visit(new URL('../src/index.ts', import.meta.url))
    const packages = [...seen.values()].flat().filter((from) => !from.startsWith('.'))
    expect(seen.size).toBeGreaterThan(10)
    expect(
      packages.filter((from) => !/^@glissade\/(autograd|autograd\/kernels|nn|optim|parallel)$/.test(from)),
    ).toEqual([])
  })
})
