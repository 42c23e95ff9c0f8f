import * as autograd from '@glissade/autograd'
import * as reference from '@glissade/autograd/reference'
import * as wasm from '@glissade/backend-wasm'
import * as data from '@glissade/data'
import * as dataNode from '@glissade/data/node'
import * as nn from '@glissade/nn'
import * as optim from '@glissade/optim'
import * as parallel from '@glissade/parallel'
import * as plot from '@glissade/plot'
import * as random from '@glissade/random'
import * as train from '@glissade/train'
import { describe, expect, it } from 'vitest'
import * as glissade from '../src/index.ts'
import * as node from '../src/node.ts'
import * as strict from '../src/strict.ts'

const packages = { autograd, reference, wasm, data, nn, optim, parallel, random, train }

describe('glissade', () => {
  for (const [name, all] of Object.entries(packages)) {
    it(`re-exports every name of ${name}`, () => {
      const lacking = Object.entries(all)
        .filter(([key, value]) => (glissade as Record<string, unknown>)[key] !== value)
        .map(([key]) => `${name}.${key}`)
      expect(lacking).toEqual([])
    })
  }

  it('has the drawings under plot, and what reads files in glissade/node', () => {
    expect(Object.keys(glissade.plot)).toEqual(Object.keys(plot))
    expect(Object.keys(node)).toEqual(expect.arrayContaining(Object.keys(dataNode)))
  })

  it('has the same names in glissade/strict, but for those of the readable kernels', () => {
    const names = Object.keys(glissade).filter((name) => !(name in reference))
    expect(Object.keys(strict)).toEqual(names)
  })

  it('has kernels for every element type once it is imported', () => {
    const dtypes = ['float32', 'float64', 'int32'] as const
    expect(dtypes.map((dtype) => autograd.kernelsFor(dtype).dtypes.includes(dtype))).toEqual([
      true,
      true,
      true,
    ])
  })
})
