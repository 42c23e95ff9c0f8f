// The recorded graph as data.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { add, graph, mul, record, sum, tensor } from '../src/index.ts'

describe('graph()', () => {
  const [a, b] = [tensor(2, { requiresGrad: true }), tensor(3)]

  it('lists leaves, constants and ops, and what fed which', () => {
    const picture = graph(() => add(mul(a, b), a))
    expect(picture).toEqual({
      nodes: [
        { id: 0, kind: 'leaf', label: 'float32', shape: [], value: 2, gradient: 4 },
        { id: 1, kind: 'constant', label: 'float32', shape: [], value: 3 },
        { id: 2, kind: 'op', label: 'mul', shape: [], value: 6, gradient: 1 },
        { id: 3, kind: 'op', label: 'add', shape: [], value: 8, gradient: 1 },
      ],
      edges: [
        { from: 0, to: 2, slot: 0 },
        { from: 1, to: 2, slot: 1 },
        { from: 2, to: 3, slot: 0 },
        { from: 0, to: 3, slot: 1 },
      ],
    })
  })
  it('calls tensors by the names that they were given', () => {
    const { nodes } = graph(() => mul(a, b), new Map([[a, 'weight'], [b, 'input']])) // prettier-ignore
    expect(nodes.map((node) => node.label)).toEqual(['weight', 'input', 'mul'])
  })
  it('gives values for scalars alone', () => {
    const { nodes } = graph(() => sum(tensor([1, 2], { requiresGrad: true })))
    expect(nodes.map((node) => node.value)).toEqual([undefined, 3])
  })
  it('has no gradients where the result is not one number, is none at all, or was swept', () => {
    const rows = tensor([1, 2], { requiresGrad: true })
    const slopes = (f: () => unknown) => graph(f).nodes.map(({ gradient }) => gradient)
    expect(slopes(() => mul(rows, a))).toEqual([undefined, undefined, undefined])
    expect(slopes(() => void mul(a, 2))).toEqual([undefined, undefined, undefined])
    const swept = () => {
      const y = mul(a, b)
      y.backward()
      return y
    }
    expect(slopes(swept)).toEqual([undefined, undefined, undefined])
    a.grad = undefined
  })
  it('leaves no gradient anywhere, and finds those of scalars beside tensors', () => {
    const rows = tensor([1, 2], { requiresGrad: true })
    const { nodes } = graph(() => sum(mul(rows, a)))
    expect(nodes.map(({ gradient }) => gradient)).toEqual([undefined, 3, undefined, 1])
    expect([a.grad, rows.grad]).toEqual([undefined, undefined])
  })
  it('draws each use of a plain number by itself', () => {
    const { nodes, edges } = graph(() => mul(mul(a, 2), 2))
    expect(nodes.map((node) => node.kind)).toEqual(['leaf', 'constant', 'op', 'constant', 'op'])
    expect(edges).toHaveLength(4)
  })
  it('leaves out what no gradient can reach', () => {
    expect(graph(() => mul(b, 2))).toEqual({ nodes: [], edges: [] })
  })
  it('shows its own function alone, inside another recording', () => {
    record(() => {
      const y = mul(a, 5)
      expect(graph(() => g.square(y)).nodes.map((node) => node.label)).toEqual(['float32', 'square'])
    })
  })
  it('is plain data', () => {
    const picture = graph(() => mul(a, b))
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture)
  })
})
