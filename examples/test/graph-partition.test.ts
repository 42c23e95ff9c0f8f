// What is cut, and what is sent, on small graphs that are placed by hand.
import { describe, expect, it } from 'vitest'
import { cut, place } from '../21-graph-partition/partition.ts'
import type { Node } from '../21-graph-partition/tape.ts'

/** Nodes by the ids that each one reads. */
const graph = (...inputs: number[][]): Node[] =>
  inputs.map((from, id) => ({
    id,
    label: `n${id}`,
    shape: [4],
    inputs: from,
    ...(from.length > 0 ? { run: ([x]) => x } : {}),
  }))

// prettier-ignore
const rows: readonly (readonly [what: string, nodes: Node[], where: number[], crossing: number, pairs: number])[] = [
  ['nothing that stays',                                  graph([], [0], [1]),                [0, 0, 0],       0, 0],
  ['one tensor to one node',                              graph([], [0]),                     [0, 1],          1, 1],
  ['one tensor to two nodes of one device once',          graph([], [0], [0]),                [0, 1, 1],       2, 1],
  ['one tensor to two inputs of one node once',           graph([], [0, 0]),                  [0, 1],          2, 1],
  ['one tensor to two devices twice',                     graph([], [0], [0]),                [0, 1, 2],       2, 2],
  ['two tensors to one node twice',                       graph([], [], [0, 1]),              [0, 0, 1],       2, 2],
  ['what goes over, comes back, and goes over with another', graph([], [0], [1], [0, 2]),    [0, 1, 0, 1],    4, 3],
  ['one tensor to three nodes of two devices twice',      graph([], [0], [0], [0], [1, 2, 3]), [0, 1, 1, 2, 0], 6, 5],
]

describe('cut sends', () => {
  it.each(rows)('%s', (_, nodes, where, crossing, pairs) => {
    const partition = cut(nodes, where)
    expect([partition.crossing, partition.pairs]).toEqual([crossing, pairs])
    const transfers = (kind: string) =>
      partition.parts.flat().flatMap((node) => ('pair' in node && node.kind === kind ? node.pair : []))
    for (const kind of ['send', 'recv'])
      expect(transfers(kind).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: pairs }, (_, pair) => pair),
      )
  })

  it.each(rows)('%s, and each part has what it reads before it reads it', (_, nodes, where) => {
    for (const part of cut(nodes, where).parts) {
      const here = new Set<unknown>()
      for (const node of part) {
        const needs = 'shape' in node ? node.inputs : node.kind === 'send' ? [node.tensor] : []
        for (const tensor of needs) expect(here).toContain(tensor)
        here.add('shape' in node ? node.id : node.tensor)
      }
    }
  })
})

describe('place', () => {
  it('follows hints, keeps a chain together, and gives what is independent to whoever is free', () => {
    const wide = (inputs: number[][]) => graph(...inputs).map((node) => ({ ...node, shape: [1000, 100] }))
    expect(place(wide([[], [0], [1], [2]]), 2, { n0: 1 })).toEqual([1, 1, 1, 1])
    expect(place(wide([[], [], [0], [1]]), 2, { n0: 0, n1: 1 })).toEqual([0, 1, 0, 1])
  })
})
