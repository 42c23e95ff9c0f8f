import { describe, expect, it } from 'vitest'
import { lineChart, PlotError, type LineChart, type Point } from '../src/index.ts'
import { byClass, byName, readSvg, strokes } from './read-svg.ts'

const chart = (points: Point[], more: Partial<LineChart> = {}): LineChart => ({
  title: 'Loss',
  x: { label: 'step' },
  y: { label: 'cross-entropy' },
  series: [{ name: 'training', points }],
  ...more,
})
const marks = (svg: string) => byName(byClass(readSvg(svg), 'marks')[0], 'path')
const line = (svg: string) => strokes(marks(svg)[0].attributes['d'])
const falling: Point[] = [
  [0, 4],
  [1, 2],
  [2, 1],
  [3, 0],
]

describe('lineChart', () => {
  it('puts the points where the ticks say they are', () => {
    const svg = lineChart(chart(falling))
    const ticks = byName(byClass(readSvg(svg), 'grid')[0], 'text')
    const tickX = (text: string) =>
      Number(ticks.find((t) => t.text === text && t.attributes['text-anchor'] === 'middle')!.attributes['x'])
    const tickY = (text: string) =>
      Number(ticks.find((t) => t.text === text && t.attributes['text-anchor'] === 'end')!.attributes['y']) - 4
    const [stroke] = line(svg)
    expect(stroke).toHaveLength(4)
    expect(stroke[0][0]).toBeCloseTo(tickX('0'), 1)
    expect(stroke[3][0]).toBeCloseTo(tickX('3'), 1)
    expect(stroke[0][1]).toBeCloseTo(tickY('4.0'), 1)
    expect(stroke[1][1]).toBeCloseTo(tickY('2.0'), 1)
    expect(stroke[3][1]).toBeCloseTo(tickY('0.0'), 1)
  })

  it('draws equal ratios equally high on a logarithmic axis', () => {
    const [stroke] = line(
      lineChart(
        chart(
          [
            [0, 100],
            [1, 10],
            [2, 1],
          ],
          { y: { log: true } },
        ),
      ),
    )
    const [a, b, c] = stroke.map(([, y]) => y)
    expect(b - a).toBeCloseTo(c - b, 1)
    expect(b - a).toBeGreaterThan(100)
  })

  it.each([
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ])('leaves a gap at %s', (_, hole) => {
    const got = line(
      lineChart(
        chart([
          [0, 1],
          [1, 2],
          [2, hole],
          [3, 1],
          [4, 0],
        ]),
      ),
    )
    expect(got.map((stroke) => stroke.length)).toEqual([2, 2])
    expect(got.flat(2).every(Number.isFinite)).toBe(true)
  })

  it('leaves a gap where a logarithmic axis has no place', () => {
    const svg = lineChart(
      chart(
        [
          [0, 1],
          [1, 0],
          [2, -1],
          [3, 1],
          [4, 2],
        ],
        { y: { log: true } },
      ),
    )
    expect(line(svg).map((stroke) => stroke.length)).toEqual([1, 2])
  })

  it('shows a point between two gaps as a dot', () => {
    const svg = lineChart(
      chart([
        [0, NaN],
        [1, 2],
        [2, NaN],
        [3, 1],
        [4, 1],
      ]),
    )
    expect(marks(svg)[0].attributes).toMatchObject({ 'stroke-linecap': 'round' })
    expect(marks(svg)[0].attributes['d']).toMatch(/^M[\d.]+,[\d.]+h0M/)
  })

  it('draws a band from its lower to its upper bound, under its line', () => {
    const series = [
      {
        name: 'mean',
        points: [
          [0, 1],
          [1, 1],
        ] as Point[],
        band: [
          [0, 0.5, 2],
          [1, 0.8, 1.5],
        ] as const,
      },
    ]
    const [band, mean] = marks(lineChart(chart([], { series })))
    const [outline] = strokes(band.attributes['d'])
    expect(outline).toHaveLength(4)
    const [lowLeft, lowRight, highRight, highLeft] = outline
    expect([lowLeft[0], lowRight[0]]).toEqual([highLeft[0], highRight[0]])
    expect(lowLeft[1]).toBeGreaterThan(lowRight[1])
    expect(highLeft[1]).toBeLessThan(highRight[1])
    expect(mean.attributes['stroke']).toBe(band.attributes['fill'])
  })

  it('keeps every line inside the frame', () => {
    const svg = lineChart(chart(Array.from({ length: 50 }, (_, i): Point => [i * 1e3, 1e6 * Math.cos(i)])))
    for (const [x, y] of line(svg).flat()) {
      expect(x >= 0 && x <= 800).toBe(true)
      expect(y >= 0 && y <= 500).toBe(true)
    }
  })

  it.each([
    ['one point', [[3, 7]]],
    [
      'a constant',
      [
        [0, 5],
        [1, 5],
      ],
    ],
    [
      'a constant 0',
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      'the largest floats',
      [
        [0, 1.7e308],
        [1, -1.7e308],
        [2, 1e300],
        [3, -1e300],
      ],
    ],
    [
      'the smallest floats',
      [
        [0, 5e-324],
        [1, 0],
      ],
    ],
  ] as [string, Point[]][])('draws %s with finite coordinates', (_, points) => {
    const got = line(lineChart(chart(points))).flat(2)
    expect(got.length).toBeGreaterThan(0)
    expect(got.every(Number.isFinite)).toBe(true)
  })

  it('writes no more than four points a pixel, and keeps the peaks', () => {
    const points = Array.from({ length: 100_000 }, (_, i): Point => [
      i,
      i === 54_321 ? 9 : i % 7 === 0 ? 1 : 0,
    ])
    const got = line(lineChart(chart(points))).flat()
    expect(got.length).toBeLessThan(4 * 800)
    const highest = Math.min(...got.map(([, y]) => y))
    expect(got.filter(([, y]) => y === highest)).toHaveLength(1)
  })

  it('gives twelve series twelve looks', () => {
    const series = Array.from({ length: 12 }, (_, k) => ({
      name: `s${k}`,
      points: [
        [0, k],
        [1, k],
      ] as Point[],
    }))
    const looks = marks(lineChart(chart([], { series }))).map((path) =>
      [path.attributes['stroke'], path.attributes['stroke-dasharray']].join(),
    )
    expect(new Set(looks).size).toBe(12)
  })

  it('names each series in the legend, in its own colour and dash', () => {
    const series = [
      { name: 'training', points: falling },
      { name: 'validation', points: falling, dashed: true },
    ]
    const svg = readSvg(lineChart(chart([], { series })))
    const entries = byClass(svg, 'legend')[0].children
    expect(entries.map((entry) => byName(entry, 'text')[0].text)).toEqual(['training', 'validation'])
    const look = (index: number, of: typeof entries) =>
      byName(of[index], 'path')[0].attributes['stroke-dasharray']
    expect([look(0, entries), look(1, entries)]).toEqual([undefined, '7 4'])
  })

  it('breaks a long legend into rows that stay inside', () => {
    const series = Array.from({ length: 9 }, (_, k) => ({ name: `optimizer number ${k}`, points: falling }))
    const legend = byClass(readSvg(lineChart(chart([], { series, width: 500 }))), 'legend')[0]
    const at = legend.children.map((entry) => entry.attributes['transform'].match(/[\d.]+/g)!.map(Number))
    expect(Math.max(...at.map(([x]) => x))).toBeLessThan(400)
    expect(new Set(at.map(([, y]) => y)).size).toBeGreaterThan(2)
  })

  it('speaks its title and the last value of each series', () => {
    const svg = readSvg(lineChart(chart(falling)))
    expect(svg.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'loss-title loss-desc' })
    expect(
      svg.children.slice(0, 2).map(({ name, attributes, text }) => [name, attributes['id'], text]),
    ).toEqual([
      ['title', 'loss-title', 'Loss'],
      ['desc', 'loss-desc', 'training ends at 0, step 3.'],
    ])
  })

  it('says when a series ends in a point that cannot be drawn', () => {
    const svg = readSvg(
      lineChart(
        chart([
          [0, 0.25],
          [46875, 0.125],
          [46876, NaN],
        ]),
      ),
    )
    expect(byName(svg, 'desc')[0].text).toBe(
      'training ends at 0.125, step 46875. Its last point is (46876, NaN).',
    )
  })

  it('escapes what it is given', () => {
    const title = 'a < b & "c" > d\u0007'
    const svg = lineChart({
      title,
      x: { label: '<x>' },
      y: { label: '&' },
      series: [{ name: '</text>', points: falling }],
    })
    expect(byName(readSvg(svg), 'title')[0].text).toBe('a < b & "c" > d')
  })

  it('gives the same text for the same figure', () => {
    expect(lineChart(chart(falling))).toBe(lineChart(chart(falling)))
  })

  it.each([
    [chart([], { series: [] }), 'lineChart: no series was given; it needs at least one.'],
    [chart([]), "lineChart: series 'training' is empty; it needs at least one point."],
    [
      chart([
        [0, NaN],
        [1, Infinity],
      ]),
      "lineChart: series 'training' has 2 points that cannot be drawn; it needs one that is finite. Did the run diverge?",
    ],
    [
      chart(
        [
          [0, 0],
          [1, -1],
        ],
        { y: { log: true } },
      ),
      "lineChart: series 'training' has 2 points that cannot be drawn; it needs one that is finite, and positive on a logarithmic axis. Did the run diverge?",
    ],
    [
      chart(falling, { width: 100 }),
      'lineChart: the size is 100 x 500; it needs 240 x 180 to 100000 x 100000 pixels.',
    ],
    [
      chart(falling, { height: NaN }),
      'lineChart: the size is 800 x NaN; it needs 240 x 180 to 100000 x 100000 pixels.',
    ],
  ])('refuses a figure that it cannot draw (%#)', (bad, message) => {
    expect(() => lineChart(bad)).toThrow(new PlotError(message))
  })
})
