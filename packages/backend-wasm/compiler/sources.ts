// What the .wasm is made of, and a hash of it, so that a test can tell a stale one without compiling.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { bundleLoops } from './bundles.ts'
import { loops } from './loops.ts'

export const assembly = new URL('../assembly/', import.meta.url)
const math = new URL('../../math/src/', import.meta.url)

/** As for asc; they are part of the hash. */
export const FLAGS = [
  ['-O3'],
  ['--enable', 'simd'],
  ['--runtime', 'stub'],
  ['--disableWarning', '112'], // v128 between our own files: none crosses to JavaScript
  ['--importMemory', '--noExportMemory', '--maximumMemory', '65536'], // a shared memory has to have a limit
  ['--noAssert'],
].flat()

/** For the matrix product alone, with multiplication and addition rounded once. */
export const FMA_FLAGS = [...FLAGS, '--enable', 'relaxed-simd']

/**
 * The text as asc gets it. Constants come from memory, which takes V8 one instruction; making one from its bits, each time
 * around the loop, takes three. `// @inline` on a line of its own is asc's decorator, which is no TypeScript.
 */
export const prepared = (text: string): string =>
  text
    .replace(/\bnum\((-?\d[\d.e+-]*)\)/g, (whole, x: string) =>
      x === '0' ? whole : `v128.load_splat<f32>(memory.data<f32>([${x}]))`,
    )
    .replace(/^\/\/ @inline$/gm, '@inline')

/** The files of a folder, in the order of their names. */
function texts(folder: URL, prefix: string): (readonly [name: string, text: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [
      `${prefix}/${name}`,
      readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n'),
    ])
}

/** Files made from the derivative table and the bundles. */
const generated = new Map([
  ['assembly/generated/map.ts', loops],
  ['assembly/generated/bundles.ts', bundleLoops],
])

/** sha256 of the hand-written text, the generated text as the table gives it now, the functions of `math`, and the flags. */
export function hashOfSources(): string {
  const parts = [
    ...texts(assembly, 'assembly').filter(([name]) => !generated.has(name)),
    ...[...generated].map(([name, write]) => [name, write()]),
    ...texts(math, 'math'),
    ['flags', FMA_FLAGS.join(' ')],
  ]
  const hash = createHash('sha256')
  for (const [name, text] of parts) hash.update(`${name}\n${prepared(text)}\n`)
  return hash.digest('hex')
}
