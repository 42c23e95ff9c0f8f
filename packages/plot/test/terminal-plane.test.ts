// Points and regions of the plane, drawn in a terminal.
import { describe, expect, it } from 'vitest'
import { PlotError, region, scatter, type Point, type Region } from '../src/index.ts'

describe('scatter and region', () => {
  const groups = [
    {
      name: 'one',
      points: [
        [0, 0],
        [1, 1],
      ] as Point[],
    },
    {
      name: 'other',
      points: [
        [0, 1],
        [NaN, 0],
        [7, 7],
      ] as Point[],
    },
  ]

  it('puts each point in its cell, the highest y on top', () => {
    const text = scatter({ groups, x: [0, 1], y: [0, 1], width: 10, height: 3 })
    expect(text.split('\n')).toEqual([
      '  o one   x other',
      '1│x        o',
      ' │',
      '0│o',
      ' └──────────',
      '  0        1',
    ])
  })

  it('finds its own ranges', () => {
    const lines = scatter({ groups: groups.slice(0, 1), width: 10, height: 2 }).split('\n')
    expect(lines[1]).toBe('1│         o')
    expect(lines[2]).toBe('0│o')
  })

  it('shades the classes, and asks for all cells at once', () => {
    const asked: number[] = []
    const classify = (points: readonly Point[]) => {
      asked.push(points.length)
      return points.map(([x, y]) => (x + y > 0 ? 0 : 1))
    }
    const text = region({ classify, x: [-1, 1], y: [-1, 1], width: 9, height: 3 })
    expect(asked).toEqual([27])
    expect(text.split('\n').slice(0, 3)).toEqual([' 1│ ░░░░░░░░', '  │     ░░░░', '-1│'])
  })

  it('draws the points over the shades', () => {
    const text = region({
      classify: (points) => points.map(() => 0),
      x: [0, 1],
      y: [0, 1],
      width: 8,
      height: 2,
      groups,
    })
    expect(text.split('\n').slice(1, 3)).toEqual(['1│x░░░░░░o', '0│o░░░░░░░'])
  })

  const half: Region = { classify: (points) => points.map(() => 0), x: [0, 1], y: [0, 1] }
  it.each([
    [() => scatter({ groups: [] }), 'scatter: 0 points, none finite; it needs at least one.'],
    [
      () => scatter({ groups, width: 2.5 }),
      'scatter: the size is 2.5 x 26; it needs whole numbers from 8 x 2 to 1000 x 1000 characters.',
    ],
    [
      () => region({ ...half, x: [1, 0] }),
      'region: the range of x is [1, 0]; it needs two finite numbers, the lower first.',
    ],
    [
      () => region({ ...half, classify: () => [0] }),
      'region: classify gave 1 classes for 1560 points; it needs a whole number from 0 for each.',
    ],
    [
      () => region({ ...half, classify: (points) => points.map(() => 0.5) }),
      'region: classify gave the class 0.5 for 1560 points; it needs a whole number from 0 for each.',
    ],
  ])('refuses what it cannot draw (%#)', (draw, message) => expect(draw).toThrow(new PlotError(message)))
})
