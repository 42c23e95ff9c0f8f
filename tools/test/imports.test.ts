import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read, root, sources } from '../house/files.ts'
import {
  allowed,
  circles,
  importsOf,
  loadedWith,
  type Manifest,
  notInstalled,
  wrongWay,
} from '../house/imports.ts'

const imports = sources().flatMap((file) => importsOf(file, read(file)))
const manifests = Object.fromEntries(
  Object.keys(allowed).map((name) => [name, JSON.parse(read(`packages/${name}/package.json`)) as Manifest]),
)

describe('the packages', () => {
  it('import each other in the one direction', () => expect(wrongWay(imports)).toEqual([]))

  it('import what their manifests bring along', () => expect(notInstalled(imports, manifests)).toEqual([]))

  it('have no circle of imports inside', () => expect(circles(imports)).toEqual([]))

  it('all have a row in the table of directions, and the table has no circle', () => {
    expect(Object.keys(allowed).sort()).toEqual(readdirSync(`${root}packages`).sort())
    const rows = Object.entries(allowed).flatMap(([name, may]) =>
      may.map((other) => ({ from: `packages/${name}`, to: `packages/${other}`, typeOnly: false })),
    )
    expect(circles(rows)).toEqual([])
  })

  it('are read: there are imports between them and inside them', () => {
    expect(imports.filter(({ to }) => to.startsWith('@glissade/')).length).toBeGreaterThan(10)
    expect(imports.filter(({ to }) => to.startsWith('packages/')).length).toBeGreaterThan(100)
  })

  const forNode = ['backend-blas', 'mpi', 'zmq'] // what calls libraries of the system
  it.each(Object.keys(allowed).filter((name) => !forNode.includes(name)))(
    '%s loads in a page: its main entry reaches no module of Node',
    (name) => {
      const loaded = [...loadedWith(`packages/${name}/src/index.ts`, imports)]
      expect(loaded.filter((path) => path.startsWith('node:'))).toEqual([])
    },
  )

  it('autograd loads under a strict content policy: its main entry does not reach ndarray', () => {
    const loaded = [...loadedWith('packages/autograd/src/index.ts', imports)]
    expect(loaded.filter((path) => path.startsWith('ndarray'))).toEqual([])
  })
})

describe('the reader of imports', () => {
  it('finds every form, and which are types alone', () => {
    const text = `
import a, { type B } from './a.ts'
import type { C } from '../c.ts'
import '@glissade/math'
export * from './d.ts'
export type { E } from './e.ts'
export { f } from 'node:fs'
const g = () => import('./g.ts')
// import './not.ts'
const text = "import './nor.ts'"
`
    const got = importsOf('packages/nn/src/x.ts', text).map(
      ({ to, typeOnly }) => `${to}${typeOnly ? ' (types)' : ''}`,
    )
    expect(got.sort()).toEqual(
      [
        '@glissade/math',
        'node:fs',
        'packages/nn/c.ts (types)',
        'packages/nn/src/a.ts',
        'packages/nn/src/d.ts',
        'packages/nn/src/e.ts (types)',
        'packages/nn/src/g.ts',
      ].sort(),
    )
  })
})

describe('the direction test can fail', () => {
  const edge = (from: string, to: string, typeOnly = false) => ({ from, to, typeOnly })

  it.each([
    [
      edge('packages/optim/src/a.ts', '@glissade/autograd'),
      'packages/optim/src/a.ts imports @glissade/autograd; optim may import math.',
    ],
    [
      edge('packages/optim/src/a.ts', '@glissade/autograd', true),
      'packages/optim/src/a.ts imports @glissade/autograd; optim may import math.',
    ],
    [
      edge('packages/autograd/src/a.ts', 'glissade'),
      'packages/autograd/src/a.ts imports glissade; autograd may import math, random.',
    ],
    [
      edge('packages/plot/src/a.ts', '@glissade/math/src/exp.ts'),
      'packages/plot/src/a.ts imports @glissade/math/src/exp.ts; plot may import no other package.',
    ],
    [
      edge('packages/nn/src/a.ts', 'packages/autograd/src/op.ts'),
      "packages/nn/src/a.ts reaches into packages/autograd/src/op.ts; it needs the package's name.",
    ],
    [
      edge('packages/nn/src/a.ts', '@glissade/nn'),
      'packages/nn/src/a.ts imports its own package as @glissade/nn; it needs a file.',
    ],
    [
      edge('packages/new/src/a.ts', '@glissade/nn'),
      'packages/new/src/a.ts: package new has no row in the table of directions.',
    ],
  ])('on %j', (planted, words) => {
    expect(wrongWay([planted])).toEqual([words])
    expect(wrongWay([...imports, planted])).toContain(words)
  })

  it('on a package that is there for development alone, or optional and loaded at once', () => {
    const optional = { ...edge('packages/glissade/src/a.ts', '@glissade/mpi'), later: true }
    expect(notInstalled([optional], manifests)).toEqual([])
    expect(
      notInstalled([{ ...optional, later: false }, edge('packages/nn/src/a.ts', 'vite/x')], manifests),
    ).toEqual([
      'packages/glissade/src/a.ts imports @glissade/mpi, which is not among the dependencies of its package.',
      'packages/nn/src/a.ts imports vite, which is not among the dependencies of its package.',
    ])
  })

  it('lets a third-party name that begins like ours pass', () => {
    expect(wrongWay([edge('packages/plot/src/a.ts', 'glissade-extras')])).toEqual([])
  })

  it('sees a circle, but not one of types alone', () => {
    const [a, b, c] = ['packages/x/a.ts', 'packages/x/b.ts', 'packages/x/c.ts']
    expect(circles([edge(a, b), edge(b, c), edge(c, a)])).toEqual([`${a} -> ${b} -> ${c} -> ${a}`])
    expect(circles([edge(a, b), edge(b, a, true)])).toEqual([])
    expect(circles([edge(a, a)])).toEqual([`${a} -> ${a}`])
  })

  it('follows run-time imports from an entry', () => {
    const [a, b, c] = ['packages/x/a.ts', 'packages/x/b.ts', 'packages/x/c.ts']
    expect([...loadedWith(a, [edge(a, b), edge(b, 'node:fs'), edge(b, c, true)])]).toEqual([a, b, 'node:fs'])
  })
})
