import { describe, expect, it } from 'vitest'
import {
  confusionMatrix,
  digit,
  PlotError,
  sparkline,
  terminalCurves,
  type Point,
  type TerminalCurves,
} from '../src/index.ts'

const escapes = /\u001b\[[\d;]*m/g

describe('digit', () => {
  const image = (level: (row: number, column: number) => number) =>
    Uint8Array.from({ length: 784 }, (_, k) => level(Math.floor(k / 28), k % 28))

  it('is 14 lines of 28 characters', () => {
    const lines = digit(image((row, column) => row * column)).split('\n')
    expect(lines.map((line) => line.length)).toEqual(Array.from({ length: 14 }, () => 28))
  })

  it.each([
    ['█', 255, 255],
    ['▓', 140, 200],
    ['▀', 200, 40],
    ['▄', 0, 255],
    ['░', 100, 20],
    [' ', 20, 10],
    [' ', NaN, NaN],
  ])('draws %s where the upper pixel is %d and the lower %d', (cell, upper, lower) => {
    const pixels = Array.from({ length: 784 }, (_, k) => (Math.floor(k / 28) % 2 === 0 ? upper : lower))
    expect(digit(pixels)).toBe(Array.from({ length: 14 }, () => cell.repeat(28)).join('\n'))
  })

  it('puts the first pixel top left and the last bottom right', () => {
    const lines = digit(image((row, column) => (row + column === 0 || row + column === 54 ? 255 : 0))).split(
      '\n',
    )
    expect([lines[0], lines[13]]).toEqual(['▀' + ' '.repeat(27), ' '.repeat(27) + '▄'])
    expect(lines.slice(1, 13).join('').trim()).toBe('')
  })

  it('takes levels from 0 to 1 with max: 1', () => {
    expect(
      digit(
        Float32Array.from({ length: 784 }, () => 1),
        { max: 1 },
      ),
    ).not.toContain(' ')
  })

  it('uses no escape codes unless asked, and then two greys a cell', () => {
    const pixels = image((row) => (row % 2 === 0 ? 255 : 0))
    expect(digit(pixels)).not.toMatch(escapes)
    expect(digit(pixels, { color: true }).startsWith('\u001b[38;5;255;48;5;232m▀\u001b[0m')).toBe(true)
    expect(digit(pixels, { color: true }).replace(escapes, '').split('\n')[0]).toBe('▀'.repeat(28))
  })

  it('refuses anything but 784 pixels', () => {
    expect(() => digit([1, 2, 3])).toThrow(
      new PlotError('digit: 3 pixels were given; it needs 784, 28 rows of 28.'),
    )
  })
})

describe('confusionMatrix', () => {
  it('aligns its columns, dots its zeros and gives the recall of each row', () => {
    const table = confusionMatrix(
      [
        [970, 0, 3],
        [1, 1120, 14],
        [0, 0, 0],
      ],
      ['cat', 'dog', 'horse'],
    )
    expect(table).toBe(
      [
        ' true    cat   dog horse  recall',
        '  cat    970     ·     3   99.7%',
        '  dog      1  1120    14   98.7%',
        'horse      ·     ·     ·       -',
        '2090 of 2108 right, 99.1%; rows are the truth, columns the prediction.',
      ].join('\n'),
    )
  })

  it.each([
    [[], [], 'confusionMatrix: 0 rows and 0 labels; it needs one row per label, and a label.'],
    [[[1]], ['a', 'b'], 'confusionMatrix: 1 rows and 2 labels; it needs one row per label, and a label.'],
    [[[1, 2], [3]], ['a', 'b'], "confusionMatrix: row 'b' has 1 counts; it needs one per label, 2."],
    [[[0.5]], ['a'], "confusionMatrix: row 'a' holds 0.5; it needs whole numbers of at least 0."],
    [[[-1]], ['a'], "confusionMatrix: row 'a' holds -1; it needs whole numbers of at least 0."],
    [[[NaN]], ['a'], "confusionMatrix: row 'a' holds NaN; it needs whole numbers of at least 0."],
  ])('refuses %j with labels %j', (counts, labels, message) => {
    expect(() => confusionMatrix(counts, labels)).toThrow(new PlotError(message))
  })
})

describe('sparkline', () => {
  it.each([
    [[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    [[1, NaN, 3, Infinity, 1], '▁ █ ▁'],
    [[3, 3], '▅▅'],
    [[NaN], ' '],
  ])('draws %j as %s', (values, line) => expect(sparkline(values)).toBe(line))

  it('shows the means of as many stretches as it has columns', () => {
    const values = Float32Array.from({ length: 800 }, (_, i) => Math.floor(i / 100))
    expect(sparkline(values, { width: 8 })).toBe('▁▂▃▄▅▆▇█')
  })

  it.each([
    [() => sparkline([]), 'sparkline: no values were given; it needs at least one.'],
    [() => sparkline([1], { width: 0 }), 'sparkline: width is 0; it needs a whole number of at least 1.'],
  ])('refuses what it cannot draw (%#)', (draw, message) => expect(draw).toThrow(new PlotError(message)))
})

describe('terminalCurves', () => {
  const straight = (name: string, from: number, to: number) => ({
    name,
    points: Array.from({ length: 41 }, (_, i): Point => [i, from + ((to - from) * i) / 40]),
  })
  const size = { width: 40, height: 5 }
  const plane = (text: string) =>
    text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice(10).padEnd(40))

  it('draws a falling line from the top left to the bottom right', () => {
    const rows = plane(terminalCurves({ series: [straight('loss', 4, 0)], ...size }))
    expect(rows).toHaveLength(5)
    const columns = Array.from({ length: 40 }, (_, k) => rows.findIndex((row) => row[k] !== ' '))
    expect([columns[0], columns[39]]).toEqual([0, 4])
    expect(columns).toEqual([...columns].sort((a, b) => a - b))
  })

  it('writes the legend, the heights and the ends of the x axis', () => {
    const text = terminalCurves({
      x: { label: 'step' },
      y: { label: 'loss' },
      series: [straight('training', 4, 0)],
      ...size,
    })
    const lines = text.split('\n')
    expect(lines[0].trim()).toBe('loss   ─ training')
    expect(lines.slice(1, 6).map((line) => line.slice(0, 10))).toEqual(
      [4, 3, 2, 1, 0].map((y) => `${String(y).padStart(9)}┤`),
    )
    expect(lines[6]).toBe(' '.repeat(10) + '0' + 'step 40'.padStart(39))
  })

  it('tells series apart without colour', () => {
    const text = terminalCurves({
      series: [straight('a', 4, 0), straight('b', 0, 4), straight('c', 2, 2)],
      ...size,
    })
    expect(text.split('\n')[0].trim()).toBe('─ a   ┄ b   ═ c')
    expect(text).not.toMatch(escapes)
    for (const pen of ['─', '┄', '═']) expect(plane(text).join('')).toContain(pen)
  })

  it('differs from its coloured form by escape codes alone', () => {
    const chart: TerminalCurves = { series: [straight('a', 4, 0), straight('b', 0, 4)], ...size }
    const colored = terminalCurves({ ...chart, color: true })
    expect(colored).toMatch(escapes)
    expect(colored.replace(escapes, '')).toBe(terminalCurves(chart))
  })

  it('leaves a gap where points are not finite', () => {
    const points = Array.from({ length: 41 }, (_, i): Point => [i, i >= 10 && i <= 20 ? NaN : 1])
    const rows = plane(
      terminalCurves({ series: [{ name: 'a', points }, straight('b', 0, 2)], ...size }),
    ).join('\n')
    const alone = plane(terminalCurves({ series: [{ name: 'a', points }], ...size })).find((row) =>
      row.includes('─'),
    )!
    expect([...alone].flatMap((c, k) => (c === ' ' ? [k] : []))).toEqual([
      9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    ])
    expect(rows).toContain('┄')
  })

  it('joins points that are further apart than a column', () => {
    const rows = plane(
      terminalCurves({
        series: [
          {
            name: 'a',
            points: [
              [0, 0],
              [100, 4],
            ],
          },
        ],
        ...size,
      }),
    )
    const filled = Array.from({ length: 40 }, (_, k) => rows.some((row) => row[k] !== ' '))
    expect(filled.every(Boolean)).toBe(true)
  })

  it('makes an exponential straight on a logarithmic axis', () => {
    const points = Array.from({ length: 41 }, (_, i): Point => [i, 10 ** (i / 10)])
    const text = terminalCurves({ y: { log: true }, series: [{ name: 'a', points }], ...size })
    const labels = text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 9).trim())
    expect(labels).toEqual(['10000', '1000', '100', '10', '1'])
  })

  it.each([
    [{ series: [] }, 'terminalCurves: no series was given; it needs at least one.'],
    [
      { series: [{ name: 'a', points: [] }] },
      "terminalCurves: series 'a' is empty; it needs at least one point.",
    ],
    [
      { series: [straight('a', 0, 1)], width: 3 },
      'terminalCurves: the size is 3 x 12; it needs whole numbers from 8 x 2 to 1000 x 1000 characters.',
    ],
  ])('refuses what it cannot draw (%#)', (bad, message) =>
    expect(() => terminalCurves(bad)).toThrow(new PlotError(message)),
  )
})
