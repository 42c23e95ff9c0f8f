import { describe, expect, it } from 'vitest'
import { PlotError, timeLine, type TimeLine } from '../src/index.ts'
import { byClass, byName, readSvg } from './read-svg.ts'

const chart: TimeLine = {
  title: 'Two and a server',
  lanes: [
    { name: 'server', bars: [] },
    { name: 'one', bars: [{ from: 0, to: 2, kind: 'gradient' }, { from: 3, to: 5, kind: 'gradient' }] }, // prettier-ignore
    { name: 'two', bars: [{ from: 0, to: 4, kind: 'gradient' }, { from: 8, to: 12, kind: 'gradient' }] }, // prettier-ignore
  ],
  arrows: [
    { from: { lane: 1, time: 2 }, to: { lane: 0, time: 3 }, kind: 'push' },
    { from: { lane: 0, time: 9 }, to: { lane: 2, time: 11 }, kind: 'answer' },
  ],
  end: 10,
}

describe('timeLine', () => {
  const svg = readSvg(timeLine(chart))
  const numbers = ({ attributes }: { attributes: Record<string, string> }, ...names: string[]) =>
    names.map((name) => Number(attributes[name]))

  it('draws what ends in time: bars as long as they last, arrows from lane to lane', () => {
    const bars = byClass(svg, 'bar').map((bar) => numbers(bar, 'x', 'width', 'y'))
    expect(bars).toHaveLength(3)
    const [[x0, width, y], [x1, same], [, twice, below]] = bars
    expect([same, twice]).toEqual([width, 2 * width].map((x) => expect.closeTo(x, 1)))
    expect(x1 - x0).toBeCloseTo(1.5 * width, 1)
    expect(below).toBeGreaterThan(y)
    expect(byClass(svg, 'arrow')).toHaveLength(1)
    const [line] = byName(byClass(svg, 'arrow')[0], 'path')
    const [from, start, to, end] = line.attributes['d'].match(/[\d.]+/g)!.map(Number)
    expect(to - from).toBeCloseTo(width / 2, 1)
    expect(end).toBeLessThan(start)
  })

  it('says what each colour means', () => {
    const kinds = byClass(svg, 'kind').map((group) => byName(group, 'text')[0].text)
    expect(kinds).toEqual(['gradient', 'push', 'answer'])
  })

  it.each([
    ['no lanes were given; it needs at least one.', { lanes: [], arrows: [] }],
    ['end is 0; it needs a positive time.', { end: 0 }],
    ['an arrow has lane 3; it needs one of 0 to 2.', { arrows: [{ from: { lane: 0, time: 1 }, to: { lane: 3, time: 2 }, kind: 'push' }] }], // prettier-ignore
  ])('refuses: %s', (message, change) => {
    expect(() => timeLine({ ...chart, ...change })).toThrow(new PlotError(`timeLine: ${message}`))
  })
})
