// Choosing kernels: none at first, then those of the last useBackend() for each element type.
import { describe, expect, it, vi } from 'vitest'
import { add, backendName, kernelsFor, record, tensor, useBackend } from '../src/index.ts'
import { reference } from '../src/reference/index.ts'

describe('before a backend is chosen', () => {
  it('computing says how to choose one', async () => {
    vi.resetModules()
    const { add, record, tensor } = await import('../src/index.ts')
    expect(() => add(tensor([1]), 1)).toThrow(
      "kernels: none chosen for float32; import 'glissade', or call useBackend(reference) from '@glissade/autograd/reference'.",
    )
    expect(() => record(() => add(tensor([1]), 1))).toThrow(/^kernels: none chosen for float32/)
  })
})

describe('useBackend()', () => {
  it('chooses for the element types of the backend, and leaves the others', () => {
    useBackend(reference)
    const narrow = { ...reference, name: 'narrow', dtypes: ['float32'] } as const
    useBackend(narrow)
    expect([backendName(), kernelsFor('float64').name, kernelsFor('int32').name]).toEqual([
      'narrow',
      'reference',
      'reference',
    ])
    useBackend(reference)
    expect(backendName()).toBe('reference')
  })
  it('tells each backend once when a recording opens and when it ends, and not for one that joins', () => {
    const told: string[] = []
    const begin = () => void told.push('begin')
    const end = () => void told.push('end')
    useBackend({ ...reference, begin, end })
    record(() => record(() => 0))
    expect(() => record(() => { throw new RangeError('on purpose') })).toThrow('on purpose') // prettier-ignore
    expect(told).toEqual(['begin', 'end', 'begin', 'end'])
    useBackend(reference)
  })
  it('is possible again after a backend failed to begin', () => {
    const begin = () => {
      throw new RangeError('no memory')
    }
    useBackend({ ...reference, begin })
    expect(() => record(() => 0)).toThrow('no memory')
    useBackend(reference)
    expect(record(() => add(tensor([1]), 1)).toArray()).toEqual([2])
  })
})
