import { describe, expect, it } from 'vitest'
import { contourChart, PlotError, type ContourChart, type Point } from '../src/index.ts'
import { byClass, byName, readSvg, strokes } from './read-svg.ts'

const bowl = (more: Partial<ContourChart> = {}): ContourChart => ({
  title: 'Bowl',
  f: (x, y) => x ** 2 + y ** 2,
  x: { label: 'w1', range: [-2, 2] },
  y: { label: 'w2', range: [-1, 1] },
  levels: [0.25],
  ...more,
})

/** From pixels back to the units of the axes, by two ticks of each. */
function ruler(svg: string): (point: Point) => Point {
  const ticks = byName(byClass(readSvg(svg), 'grid')[0], 'text')
  const find = (text: string, anchor: string) =>
    ticks.find((t) => t.text === text && t.attributes['text-anchor'] === anchor)!
  const x = (text: string) => Number(find(text, 'middle').attributes['x'])
  const y = (text: string) => Number(find(text, 'end').attributes['y']) - 4
  return ([a, b]) => [(a - x('0.0')) / (x('1.0') - x('0.0')), (b - y('0.0')) / (y('1.0') - y('0.0'))]
}

describe('contourChart', () => {
  it('draws the circle on which x² + y² is 0.25', () => {
    const svg = contourChart(bowl())
    const [level] = byClass(readSvg(svg), 'level')
    const hole = strokes(level.attributes['d']).find((ring) =>
      ring.every((point) => Math.hypot(...ruler(svg)(point)) < 0.9),
    )
    const points = hole!.map(ruler(svg))
    expect(points.length).toBeGreaterThan(20)
    for (const [i, [x, y]] of points.entries()) {
      const [a, b] = points[(i + 1) % points.length]
      expect(Math.hypot(x, y)).toBeCloseTo(0.5, 2)
      expect(Math.hypot((x + a) / 2, (y + b) / 2)).toBeCloseTo(0.5, 2)
    }
  })

  it('writes no more points than the eye can part', () => {
    const svg = contourChart(bowl({ levels: 12 }))
    expect(svg.length).toBeLessThan(20_000)
  })

  it('draws as many levels as asked, the highest the darkest', () => {
    const levels = byClass(readSvg(contourChart(bowl({ levels: 7 }))), 'level')
    const light = levels.map((level) => Number(level.attributes['fill'].match(/([\d.]+)%\)/)![1]))
    expect(light).toHaveLength(7)
    expect(light).toEqual([...light].sort((a, b) => b - a))
  })

  it('runs a path from a ring to a disc through its points', () => {
    const points: Point[] = [
      [-1.5, 0.5],
      [-1, -0.5],
      [0, 0],
    ]
    const svg = contourChart(bowl({ paths: [{ name: 'sgd', points }] }))
    const trail = byName(byClass(readSvg(svg), 'marks')[0], 'g')[0]
    const drawn = strokes(byName(trail, 'path')[0].attributes['d'])[0].map(ruler(svg))
    points.forEach((point, i) => point.forEach((value, k) => expect(drawn[i][k]).toBeCloseTo(value, 2)))
    const circles = byName(trail, 'circle').map(({ attributes }) => ({
      at: ruler(svg)([Number(attributes['cx']), Number(attributes['cy'])]).map(
        (value) => Math.round(value * 100) / 100,
      ),
      fill: attributes['fill'],
    }))
    expect(circles).toHaveLength(2)
    const steps = byClass(byClass(readSvg(svg), 'marks')[0], 'steps')[0].attributes['d']
    expect(
      strokes(steps).map(([point]) => ruler(svg)(point).map((value) => Math.round(value * 100) / 100)),
    ).toEqual([[-1, -0.5]])
    expect(circles.at(-2)).toEqual({ at: [-1.5, 0.5], fill: '#fff' })
    expect(circles.at(-1)!.fill).toBe('#0072b2')
    expect(Math.hypot(...circles.at(-1)!.at)).toBe(0)
  })

  it('marks the minimum and names it in the legend', () => {
    const svg = readSvg(contourChart(bowl({ minimum: [0, 0], paths: [{ name: 'sgd', points: [[1, 1]] }] })))
    expect(byClass(svg, 'minimum')).toHaveLength(2)
    expect(byName(byClass(svg, 'legend')[0], 'text').map((t) => t.text)).toEqual(['sgd', 'minimum'])
  })

  it('bears a path that leaves the plane, diverges and is NaN', () => {
    const points: Point[] = [
      [0, 0],
      [5, 5],
      [1e200, -1e250],
      [NaN, 1],
      [Infinity, 0],
    ]
    const svg = contourChart(bowl({ paths: [{ name: 'sgd', points }] }))
    const numbers = byName(byClass(readSvg(svg), 'marks')[0], 'circle').flatMap(({ attributes }) => [
      attributes['cx'],
      attributes['cy'],
    ])
    expect(numbers.map(Number).every((value) => Math.abs(value) <= 1e5)).toBe(true)
    expect(svg.replace(/<desc.*<.desc>/, '')).not.toMatch(/NaN|Infinity/)
    expect(byName(readSvg(svg), 'desc')[0].text).toBe('sgd goes from (0, 0) to (Infinity, 0) in 4 steps.')
  })

  it('bears a function that is not finite everywhere', () => {
    const svg = contourChart(bowl({ f: (x, y) => (x < 0 ? NaN : x === 0 ? -Infinity : x + y), levels: 5 }))
    expect(byClass(readSvg(svg), 'level')).toHaveLength(5)
    expect(svg).not.toMatch(/NaN|Infinity/)
  })

  it.each([
    [
      bowl({ x: { range: [1, 1] } }),
      'contourChart: the range of x is [1, 1]; it needs two finite numbers, the lower first.',
    ],
    [
      bowl({ y: { range: [0, Infinity] } }),
      'contourChart: the range of y is [0, Infinity]; it needs two finite numbers, the lower first.',
    ],
    [
      bowl({ f: () => NaN }),
      'contourChart: f is finite nowhere on the plane; it needs at least one finite height.',
    ],
    [
      bowl({ levels: 0 }),
      'contourChart: levels is 0; it needs a whole number of at least 1, or a list of heights.',
    ],
    [
      bowl({ levels: 2.5 }),
      'contourChart: levels is 2.5; it needs a whole number of at least 1, or a list of heights.',
    ],
    [
      bowl({ paths: [{ name: 'sgd', points: [[NaN, 0]] }] }),
      "contourChart: path 'sgd' has 1 points, none finite; it needs at least one.",
    ],
    [
      bowl({ width: 10 }),
      'contourChart: the size is 10 x 500; it needs 240 x 180 to 100000 x 100000 pixels.',
    ],
  ])('refuses a figure that it cannot draw (%#)', (bad, message) => {
    expect(() => contourChart(bad)).toThrow(new PlotError(message))
  })
})
