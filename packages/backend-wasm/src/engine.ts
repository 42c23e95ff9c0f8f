// The compiled module with its memory: what every kernel of this backend is given.
// Read `memory.ts` first. The module comes with the code as base64, so nothing is fetched.
import { BackendError } from '@glissade/autograd/kernels'
import { base64, maps } from './generated/module.ts'
import { Memory } from './memory.ts'
import { isShared, type Region } from './region.ts'

/** One formula over a block (rows, cols): an address, a stride between rows and one between columns for each array. */
// prettier-ignore
export type MapLoop = (
  rows: number, cols: number, y: number, yr: number, yc: number, a: number, ar: number, ac: number,
  b: number, br: number, bc: number, c: number, cr: number, cc: number, p: number, q: number,
) => void

/** What `../assembly/index.ts` exports. Addresses are bytes, strides elements. */
// prettier-ignore
export interface Functions {
  settle(at: number): number
  foldStart(acc: number, n: number, neutral: number): void
  fold(kind: number, rows: number, cols: number, x: number, xr: number, xc: number, acc: number, ar: number, ac: number): void
  foldEnd(acc: number, n: number, y: number): void
  matmul(m: number, k: number, n: number, a: number, ai: number, ap: number, b: number, bp: number, bj: number, y: number, yi: number): void
  gather(n: number, rows: number, width: number, x: number, xr: number, xc: number, y: number, yr: number, yc: number): void
  chain(n: number, rows: number, height: number, first: number, next: number): void
  scatter(height: number, first: number, next: number, width: number, x: number, xr: number, xc: number, y: number, yr: number, yc: number): void
}

export interface Engine {
  readonly memory: Memory
  readonly functions: Functions
  /** The loop for each formula of the derivative table. */
  readonly loops: ReadonlyMap<string, MapLoop>
}

/** @throws BackendError where the engine has no WebAssembly, or none with SIMD. */
export function compile(bytes: BufferSource): WebAssembly.Module {
  if (typeof WebAssembly !== 'undefined' && WebAssembly.validate(bytes)) return new WebAssembly.Module(bytes)
  throw new BackendError(
    "wasm: this engine has no WebAssembly with SIMD; it needs Node 16.4, Chrome 91, Firefox 89 or Safari 16.4. Use the readable kernels instead: useBackend(reference) from '@glissade/autograd/reference'.",
  )
}

/** Where a module says, in its list of imports, that its memory is not shared: the byte behind the memory's names. */
const MEMORY = '\x03env\x06memory\x02'
const SHARED = 3

/**
 * The bytes of a module for a plain or a shared memory; they differ in one bit. A loop, since Uint8Array.from() with a
 * function takes longer than the compiler.
 */
function decoded(text: string, shared: boolean): Uint8Array<ArrayBuffer> {
  const letters = atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i)
  if (shared) bytes[letters.indexOf(MEMORY) + MEMORY.length] = SHARED
  return bytes
}

/** Compiles for a region of memory, and finds the loops. */
export function start(region: Region): Engine {
  const { memory, from } = region
  const compiled = compile(decoded(base64, isShared(memory)))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const functions = exports as unknown as Functions & Record<string, MapLoop> // what the sources export, by construction
  return {
    memory: new Memory(region, functions.settle(from)),
    functions,
    loops: new Map(Object.entries(maps).map(([text, name]) => [text, functions[name]])),
  }
}
