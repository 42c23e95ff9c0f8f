// Who imports whom: between packages the direction is fixed, inside a package there are no circles.
import { posix } from 'node:path'
import { parseSync } from 'vite'

export interface Import {
  /** The file that imports, from the root. */
  readonly from: string
  /** A package (`@glissade/math`), a built-in module (`node:fs`), or a file from the root. */
  readonly to: string
  /** Whether only types are imported, so that nothing is left at run time. */
  readonly typeOnly: boolean
  /** Whether it is loaded when it is asked for: `import(…)`. */
  readonly later?: boolean
}

/** What each package may import of the others. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  math: [],
  random: ['math'],
  autograd: ['math', 'random'],
  optim: ['math'],
  'backend-wasm': ['autograd', 'optim', 'math'],
  'backend-blas': ['autograd', 'backend-wasm'],
  nn: ['autograd', 'random'],
  data: ['autograd', 'random', 'math'],
  plot: [],
  parallel: ['optim', 'random'],
  mpi: ['parallel'],
  zmq: ['parallel'],
  train: ['nn', 'optim', 'data', 'parallel', 'autograd', 'random'],
  glissade: [
    'math',
    'random',
    'autograd',
    'optim',
    'backend-wasm',
    'nn',
    'data',
    'plot',
    'parallel',
    'train',
    'mpi',
    'zmq',
  ],
}

/** The imports and re-exports of one file. */
export function importsOf(file: string, text: string): Import[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const place = (to: string) => (to.startsWith('.') ? posix.join(posix.dirname(file), to) : to)
  const static_ = module.staticImports.map(({ moduleRequest, entries }) => ({
    to: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }))
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ to: moduleRequest.value, typeOnly: isType }] : [],
    ),
  )
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => ({
    to: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    typeOnly: false,
    later: true,
  }))
  return [...static_, ...again, ...dynamic].map((one) => ({ ...one, from: file, to: place(one.to) }))
}

const packageOf = (path: string): string | undefined =>
  /^packages\/([^/]+)\//.exec(path)?.[1] ??
  /^@glissade\/([^/]+)/.exec(path)?.[1] ??
  /^glissade(?=$|\/)/.exec(path)?.[0]

/** Each import that goes against the direction, in words. */
export function wrongWay(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    const [user, used] = [packageOf(from), packageOf(to)]
    if (user === undefined || used === undefined) return []
    const may = allowed[user]
    if (may === undefined) return [`${from}: package ${user} has no row in the table of directions.`]
    if (user !== used && to.startsWith('packages/'))
      return [`${from} reaches into ${to}; it needs the package's name.`]
    if (user === used && !to.startsWith('packages/'))
      return [`${from} imports its own package as ${to}; it needs a file.`]
    if (user === used || may.includes(used)) return []
    return [
      `${from} imports ${to}; ${user} may import ${may.length > 0 ? may.join(', ') : 'no other package'}.`,
    ]
  })
}

/** A manifest's lists of packages that come with its package, and of those that a user may add. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** Each package that sources import, and a user who installs theirs alone would not have; in words. */
export function notInstalled(
  imports: readonly Import[],
  manifests: Readonly<Record<string, Manifest>>,
): string[] {
  return imports.flatMap(({ from, to, typeOnly, later }) => {
    if (/^(node:|packages\/)/.test(to)) return []
    const name = /^(@[^/]+\/)?[^/]+/.exec(to)![0]
    const { dependencies = {}, peerDependencies = {} } = manifests[packageOf(from)!]
    if (name in dependencies || (name in peerDependencies && (typeOnly || later))) return []
    return [`${from} imports ${name}, which is not among the dependencies of its package.`]
  })
}

/** Every circle of run-time imports between files, once each, as `a -> b -> a`. */
export function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && to.startsWith('packages/')) next.set(from, [...(next.get(from) ?? []), to])
  }
  const found: string[] = []
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '))
    if (start >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return found
}

/** All that is loaded at run time with a file, the file among it. */
export function loadedWith(entry: string, imports: readonly Import[]): Set<string> {
  const loaded = new Set([entry])
  for (const file of loaded) {
    for (const { from, to, typeOnly } of imports) if (from === file && !typeOnly) loaded.add(to)
  }
  return loaded
}
