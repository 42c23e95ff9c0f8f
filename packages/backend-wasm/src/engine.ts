// The compiled module with its memory: what every kernel of this backend is given.
// Read `memory.ts` first. The module comes with the code as base64, so nothing is fetched.
import { BackendError, bundles, type Bundle } from '@glissade/autograd/kernels'
import { base64 as fused } from './generated/fma.ts'
import { base64, maps } from './generated/module.ts'
import { Memory } from './memory.ts'
import { isShared, type Region } from './region.ts'

/** One formula over a block (rows, cols): an address, a stride between rows and one between columns for each array. */
// prettier-ignore
export type MapLoop = (
  rows: number, cols: number, y: number, yr: number, yc: number, a: number, ar: number, ac: number,
  b: number, br: number, bc: number, c: number, cr: number, cc: number, p: number, q: number,
) => void

/** A bundle of formulas over a block (rows, cols): for each array an address, a stride between rows, one between columns. */
export type Pass = (rows: number, cols: number, arrays: number) => void

/** What `../assembly/matmul/index.ts` exports. */
// prettier-ignore
export interface Product {
  settle(at: number): number
  dense(m: number, k: number, n: number, a: number, ai: number, ap: number, b: number, bp: number, bj: number, y: number, yi: number, packed: number): void
  sparse(m: number, k: number, n: number, a: number, ai: number, ap: number, b: number, bp: number, bj: number, y: number, yi: number, packed: number): void
  contract(times: number, m: number, k: number, n: number, a: number, as: number, am: number, ak: number, b: number, bs: number, bk: number, bn: number, y: number, ys: number, ym: number, yn: number): void
  zeros(rows: number, columns: number, a: number, row: number): number
}

/** What `../assembly/index.ts` exports. Addresses are bytes, strides elements. */
// prettier-ignore
export interface Functions extends Product {
  crossEntropy(rows: number, classes: number, x: number, t: number, losses: number, slope: number): void
  normalise(outer: number, pieces: number, groups: number, cols: number, centre: number, eps: number, x: number, y: number, mean: number, variance: number): void
  normaliseBack(outer: number, pieces: number, groups: number, cols: number, centre: number, eps: number, dy: number, y: number, variance: number, dx: number): void
  foldStart(acc: number, n: number, neutral: number): void
  fold(kind: number, rows: number, cols: number, x: number, xr: number, xc: number, acc: number, ar: number, ac: number): void
  foldEnd(acc: number, n: number, y: number): void
  largest(planes: number, plane: number, h: number, down: number, w: number, right: number, x: number, window: number, count: number, y: number, at: number): void
  put(n: number, x: number, at: number, size: number, y: number): void
  gather(n: number, rows: number, width: number, x: number, xr: number, xc: number, y: number, yr: number, yc: number): void
  bytes(n: number, x: number, high: number, low: number, offset: number, y: number): void
  bytesByColumn(n: number, width: number, x: number, high: number, low: number, offset: number, y: number): void
  chain(n: number, rows: number, height: number, first: number, next: number): void
  scatter(height: number, first: number, next: number, width: number, x: number, xr: number, xc: number, y: number, yr: number, yc: number): void
}

export interface Engine {
  readonly memory: Memory
  readonly functions: Functions
  /** The matrix product: that of the same module, or of the one with fused multiply-add. */
  readonly product: Product
  /** Whether matrix products may leave out zeros just now. */
  readonly skip: { zeros: boolean }
  /** The loop for each formula of the derivative table. */
  readonly loops: ReadonlyMap<string, MapLoop>
  /** The pass for each bundle of formulas. */
  readonly passes: ReadonlyMap<Bundle, Pass>
}

const NO_SIMD =
  "wasm: this engine has no WebAssembly with SIMD; it needs Node 16.4, Chrome 91, Firefox 89 or Safari 16.4. Use the readable kernels instead: useBackend(reference) from '@glissade/autograd/reference'."
const NO_FMA =
  "wasm: this engine has no relaxed SIMD, where fused multiply-add is; { fma: true } needs Node 21 or Chrome 114. In Node 20 call v8.setFlagsFromString('--experimental-wasm-relaxed-simd') first; elsewhere leave fma out."

/** @throws BackendError, in the words given where the engine does not know the module's instructions, else why it may not compile it. */
export function compile(bytes: BufferSource, otherwise = NO_SIMD): WebAssembly.Module {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) throw new BackendError(otherwise)
  try {
    return new WebAssembly.Module(bytes)
  } catch (error) {
    throw new BackendError(
      `wasm: the engine may not compile its kernels (${(error as Error).message}); a page's content policy needs script-src 'wasm-unsafe-eval', and before Chrome 115 they are compiled in workers alone. Use the readable kernels instead: useBackend(reference) from '@glissade/autograd/reference'.`,
    )
  }
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

/** What a module exports, by construction, once it works in a memory. */
function exportsOf<F>(text: string, memory: Region['memory'], otherwise?: string): F {
  const compiled = compile(decoded(text, isShared(memory)), otherwise)
  return new WebAssembly.Instance(compiled, { env: { memory: memory as WebAssembly.Memory } })
    .exports as unknown as F
}

export interface Chosen {
  readonly fma: boolean
  readonly sparse: boolean
}

/** Compiles for a region of memory, and finds the loops. */
export function start(region: Region, { fma, sparse }: Chosen): Engine {
  const functions = exportsOf<Functions & Record<string, MapLoop>>(base64, region.memory)
  const product = fma ? exportsOf<Product>(fused, region.memory, NO_FMA) : functions
  const settled = functions.settle(region.from)
  return {
    memory: new Memory(region, fma ? product.settle(settled) : settled),
    functions,
    product,
    skip: { zeros: sparse },
    loops: new Map(Object.entries(maps).map(([text, name]) => [text, functions[name]])),
    passes: new Map(bundles.map((each) => [each, functions[`bundle_${each.name}`] as unknown as Pass])),
  }
}
