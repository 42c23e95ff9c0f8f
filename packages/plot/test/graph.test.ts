import { describe, expect, it } from 'vitest'
import { graphDot, type GraphNode, graphSvg, PlotError, type Graph } from '../src/index.ts'
import { byClass, byName, readSvg, strokes, type Element } from './read-svg.ts'

/** (x, W) -> matmul -> add b -> relu -> ... -> loss, with a named weight and bias a layer. */
function mlp(layers: number): Graph {
  const nodes: GraphNode[] = [{ id: 0, kind: 'constant', label: 'x', shape: [64, 8] }]
  const edges: Graph['edges'][number][] = []
  const add = (node: Omit<GraphNode, 'id'>, ...from: number[]) => {
    const id = nodes.length
    nodes.push({ id, ...node })
    from.forEach((source, slot) => edges.push({ from: source, to: id, slot }))
    return id
  }
  let x = 0
  for (let k = 0; k < layers; k++) {
    const weight = add({ kind: 'leaf', label: 'leaf', shape: [8, 8], name: `layers.${k}.weight` })
    const bias = add({ kind: 'leaf', label: 'leaf', shape: [8], name: `layers.${k}.bias` })
    const product = add({ kind: 'op', label: 'matmul', shape: [64, 8] }, x, weight)
    x = add(
      { kind: 'op', label: 'relu', shape: [64, 8] },
      add({ kind: 'op', label: 'add', shape: [64, 8] }, product, bias),
    )
  }
  add({ kind: 'op', label: 'mean', shape: [], value: 2.302585 }, x)
  return { nodes, edges }
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
  lines: string[]
}

const boxes = (svg: Element, kind: string): Box[] =>
  byClass(svg, kind).map((group) => {
    const { x, y, width, height } = byName(group, 'rect')[0].attributes
    const [left, top] = [Number(x), Number(y)]
    const lines = byName(group, 'text').map((text) => text.text)
    return { left, top, right: left + Number(width), bottom: top + Number(height), lines }
  })
const allBoxes = (svg: Element) => ['leaf', 'constant', 'op'].flatMap((kind) => boxes(svg, kind))

/** Points of a path of straight lines and quadratic curves. */
function along(d: string): [number, number][] {
  const [start, ...parts] = d.split(/(?=[MLQ])/).map((part) => part.match(/-?[\d.]+/g)!.map(Number))
  const points: [number, number][] = []
  let [x, y] = start
  for (const part of parts) {
    const [bx, by, ex, ey] = part.length === 4 ? part : [(x + part[0]) / 2, (y + part[1]) / 2, ...part]
    for (let k = 1; k < 20; k++) {
      const t = k / 20
      const mix = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
      points.push([mix(x, bx, ex), mix(y, by, ey)])
    }
    ;[x, y] = [ex, ey]
  }
  return points
}

describe('graphSvg', () => {
  const svg = readSvg(graphSvg(mlp(2), { title: 'Two layers' }))

  it('draws a box for each node and an arrow for each edge', () => {
    const { nodes, edges } = mlp(2)
    expect(allBoxes(svg)).toHaveLength(nodes.length)
    expect(byClass(svg, 'edge')).toHaveLength(edges.length)
  })

  it('names parameters, and gives shapes to tensors and values to scalars', () => {
    expect(boxes(svg, 'leaf').map((box) => box.lines)).toContainEqual(['layers.1.weight', '(8, 8)'])
    expect(boxes(svg, 'op').map((box) => box.lines)).toContainEqual(['mean', '= 2.3026'])
    expect(boxes(svg, 'constant').map((box) => box.lines)).toEqual([['x', '(64, 8)']])
  })

  it('writes the gradient of a scalar below its value, in a box that has room for it', () => {
    const nodes: GraphNode[] = [
      { id: 0, kind: 'leaf', label: 'a', shape: [], value: 2, gradient: -0.123456789 },
      { id: 1, kind: 'op', label: 'square', shape: [], value: 4 },
    ]
    const drawn = readSvg(graphSvg({ nodes, edges: [{ from: 0, to: 1, slot: 0 }] }))
    const [[a], [square]] = [boxes(drawn, 'leaf'), boxes(drawn, 'op')]
    expect([a.lines, square.lines]).toEqual([
      ['a', '= 2', 'gradient -0.12346'],
      ['square', '= 4'],
    ])
    expect(a.bottom - a.top - (square.bottom - square.top)).toBe(16)
  })

  it('gives each group a colour, and says which', () => {
    const { nodes, edges } = mlp(2)
    const grouped = nodes.map((node) => ({ ...node, group: node.id < 5 ? 'device 0' : 'device 1' }))
    const drawn = readSvg(graphSvg({ nodes: grouped, edges }))
    const fillsOf = (kind: string) =>
      byClass(drawn, kind).map((group) => byName(group, 'rect')[0].attributes['fill'])
    expect(byClass(drawn, 'group').map((group) => byName(group, 'text')[0].text)).toEqual([
      'device 0',
      'device 1',
    ])
    const [first, second] = fillsOf('group')
    expect(first).not.toBe(second)
    const expected = (kind: string) =>
      grouped.filter((node) => node.kind === kind).map(({ group }) => (group === 'device 0' ? first : second))
    for (const kind of ['leaf', 'constant', 'op']) expect(fillsOf(kind)).toEqual(expected(kind))
  })

  it('lets no two boxes overlap, and all lie inside', () => {
    const [width, height] = [Number(svg.attributes['width']), Number(svg.attributes['height'])]
    const all = allBoxes(svg)
    for (const [i, a] of all.entries()) {
      expect(a.left >= 0 && a.right <= width && a.top >= 0 && a.bottom + 34 <= height).toBe(true)
      for (const b of all.slice(i + 1)) {
        expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true)
      }
    }
  })

  it.each([
    ['down', (from: Box, to: Box) => from.bottom < to.top],
    ['right', (from: Box, to: Box) => from.right < to.left],
  ] as const)('runs %s, each input before its op', (direction, before) => {
    const graph = mlp(2)
    const drawn = readSvg(graphSvg(graph, { direction }))
    const order = graph.nodes.filter((node) => node.kind === 'op').map((node) => node.id)
    const ops = boxes(drawn, 'op')
    for (const { from, to } of graph.edges) {
      const [a, b] = [order.indexOf(from), order.indexOf(to)]
      if (a >= 0) expect(before(ops[a], ops[b])).toBe(true)
    }
  })

  it('starts and ends each arrow at the border of a box', () => {
    const all = allBoxes(svg)
    const near = ([x, y]: readonly number[]) =>
      all.some((box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1)
    for (const edge of byClass(svg, 'edge')) {
      const numbers = byName(edge, 'path')[0]
        .attributes['d'].match(/-?[\d.]+/g)!
        .map(Number)
      expect(near(numbers.slice(0, 2))).toBe(true)
      expect(near(numbers.slice(-2))).toBe(true)
      expect(strokes(byName(edge, 'path')[1].attributes['d'])[0]).toHaveLength(3)
    }
  })

  it.each(['down', 'right'] as const)('leads no arrow across a box, running %s', (direction) => {
    const graph = mlp(4)
    const last = graph.nodes.length - 1
    // The first weights are used once more at the end, past everything between.
    const far = [1, 2, 6].map((from, k) => ({ from, to: last, slot: k + 1 }))
    const drawn = readSvg(graphSvg({ nodes: graph.nodes, edges: [...graph.edges, ...far] }, { direction }))
    const all = allBoxes(drawn)
    for (const edge of byClass(drawn, 'edge')) {
      const { d } = byName(edge, 'path')[0].attributes
      for (const [x, y] of along(d)) {
        const inside = (box: Box) => x > box.left && x < box.right && y > box.top && y < box.bottom
        expect(all.filter(inside)).toEqual([])
      }
    }
  })

  it('numbers the inputs of ops that have more than one', () => {
    const slots = byClass(svg, 'edge').map((edge) =>
      byName(edge, 'text')
        .map((text) => text.text)
        .join(),
    )
    expect(slots.filter((slot) => slot === '1')).toHaveLength(4)
    expect(slots.filter((slot) => slot === '')).toHaveLength(3)
  })

  it('draws x · x with two arrows', () => {
    const x: GraphNode = { id: 7, kind: 'leaf', label: 'leaf', shape: [], value: 3, name: 'x' }
    const nodes: GraphNode[] = [x, { id: 9, kind: 'op', label: 'mul', shape: [], value: 9 }]
    const square = graphSvg({
      nodes,
      edges: [
        { from: 7, to: 9, slot: 0 },
        { from: 7, to: 9, slot: 1 },
      ],
    })
    const ways = byClass(readSvg(square), 'edge').map((edge) => byName(edge, 'path')[0].attributes['d'])
    expect(new Set(ways).size).toBe(2)
  })

  it('says in words what it shows', () => {
    expect(byName(svg, 'desc')[0].text).toBe(
      '7 ops, 4 leaves, 1 constants. Named: layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias.',
    )
  })

  it('draws a chain of 500 nodes and refuses the 501st', () => {
    const chain = (length: number): Graph => ({
      nodes: Array.from({ length }, (_, id) => ({ id, kind: 'op', label: 'relu', shape: [2] })),
      edges: Array.from({ length: length - 1 }, (_, id) => ({ from: id, to: id + 1, slot: 0 })),
    })
    expect(boxes(readSvg(graphSvg(chain(500))), 'op')).toHaveLength(500)
    expect(() => graphSvg(chain(501))).toThrow(
      new PlotError(
        'graphSvg: the graph has 501 nodes; it draws at most 500. ' +
          'Record a smaller part, raise maxNodes, or give graphDot(graph) to Graphviz.',
      ),
    )
  })
})

describe('graphDot', () => {
  it('is one statement a node and one an edge', () => {
    const nodes: GraphNode[] = [
      { id: 1, kind: 'leaf', label: 'leaf', shape: [2], name: 'a "b" \\' },
      { id: 2, kind: 'constant', label: 'constant', shape: [], value: 0.5 },
      { id: 3, kind: 'op', label: 'mul', shape: [2] },
    ]
    const edges = [
      { from: 1, to: 3, slot: 0 },
      { from: 2, to: 3, slot: 1 },
    ]
    expect(graphDot({ nodes, edges })).toBe(`digraph {
  1 [label="a \\"b\\" \\\\\\n(2)", shape=box]
  2 [label="constant\\n= 0.5", shape=box, style=dashed]
  3 [label="mul\\n(2)", shape=oval]
  1 -> 3 [headlabel="0"]
  2 -> 3 [headlabel="1"]
}
`)
  })
})

describe.each([
  ['graphSvg', graphSvg],
  ['graphDot', graphDot],
])('%s', (name, draw) => {
  const node: GraphNode = { id: 1, kind: 'op', label: 'relu', shape: [] }
  it.each([
    [{ nodes: [], edges: [] }, 'the graph has no nodes; it needs at least one.'],
    [{ nodes: [node, node], edges: [] }, '2 nodes share 1 ids; each node needs its own.'],
    [
      { nodes: [node], edges: [{ from: 1, to: 4, slot: 0 }] },
      'an edge leads from 1 to 4; both must be ids of nodes.',
    ],
  ] as [Graph, string][])('refuses a broken graph (%#)', (graph, message) => {
    expect(() => draw(graph)).toThrow(new PlotError(`${name}: ${message}`))
  })
})
