import { describe, expect, it } from 'vitest'
import { PlotError, scatterChart, type ScatterChart } from '../src/index.ts'
import { byClass, byName, readSvg } from './read-svg.ts'

const axes = { x: { label: 'first' }, y: { label: 'second' } }
const chart: ScatterChart = {
  title: 'Two classes',
  ...axes,
  groups: [
    { name: 'dots', points: [[0, 0], [1, 2], [NaN, 1]] }, // prettier-ignore
    { name: 'sevens', points: [[2, 4]], mark: '7' },
  ],
}

describe('scatterChart', () => {
  const svg = readSvg(scatterChart(chart))
  const [marks] = byClass(svg, 'marks')
  const legend = byClass(svg, 'legend')[0]

  it('draws a dot or the mark for each point that can be drawn, and one in the legend', () => {
    expect(byName(marks, 'circle')).toHaveLength(2)
    expect(byName(marks, 'text').map(({ text }) => text)).toEqual(['7'])
    expect(byName(legend, 'circle')).toHaveLength(1)
    expect(byName(legend, 'text').map(({ text }) => text)).toEqual(['dots', '7', 'sevens'])
  })

  it('puts larger x to the right and larger y above', () => {
    const [a, b] = byName(marks, 'circle').map(({ attributes }) => [
      Number(attributes['cx']),
      Number(attributes['cy']),
    ])
    expect(b[0]).toBeGreaterThan(a[0])
    expect(b[1]).toBeLessThan(a[1])
  })

  it('says in words what it shows', () => {
    expect(byName(svg, 'desc')[0].text).toBe('dots: 3 points. sevens: 1 points.')
  })

  it.each([
    [{ groups: [] }, 'scatterChart: no series was given; it needs at least one.'],
    [
      { groups: [{ name: 'a', points: [] }] },
      "scatterChart: series 'a' is empty; it needs at least one point.",
    ],
    [{ width: 10 }, 'scatterChart: the size is 10 x 600; it needs 240 x 180 to 100000 x 100000 pixels.'],
  ])('refuses %j', (wrong, message) => {
    expect(() => scatterChart({ ...chart, ...wrong })).toThrow(new PlotError(message))
  })
})
