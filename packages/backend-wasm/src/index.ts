// `@glissade/backend-wasm`: SIMD kernels for float32. Reading order: README.md.
import { BackendError, checkOptions, type DType, type Kernels } from '@glissade/autograd/kernels'
import type { Stepper } from '@glissade/optim'
import { bytes } from './bytes.ts'
import { contract } from './contract.ts'
import { mapAll } from './bundle.ts'
import { start } from './engine.ts'
import { crossEntropy } from './cross-entropy.ts'
import { fold } from './fold.ts'
import { finder, map } from './map.ts'
import { matmul } from './matmul.ts'
import type { Memory, Usage } from './memory.ts'
import { normalise, normaliseBack } from './normalise.ts'
import { largest, put } from './pooling.ts'
import { checkRegion, isSize, reserve, type Region } from './region.ts'
import { gather, scatter } from './rows.ts'
import { wasmStepper } from './stepper.ts'

export type { Usage } from './memory.ts'

export { shareMemory, type Region } from './region.ts'

export interface WasmOptions {
  /** How much memory to reserve, once and for good; less is taken where the engine refuses. 1024 unless said, at most 4096. */
  readonly mebibytes?: number
  /** Where to work instead: a part of a memory that threads share, made by `shareMemory`. */
  readonly region?: Region
  /** Leave out the zeros of a matrix product's left operand where there are many; true unless said. 0·∞ and 0·NaN are then 0. */
  readonly sparse?: boolean
  /**
   * Round x·y + z once in matrix products, where the engine can: quicker, but the last bits depend on the machine. False
   * unless said.
   */
  readonly fma?: boolean
}

export interface WasmKernels extends Kernels {
  /** Bytes in use, for those who want to know. */
  readonly usage: Usage
  /** Runs the loops of the package optim. */
  readonly stepper: Stepper
}

/**
 * Kernels in SIMD WebAssembly, for float32. They are compiled here and now, from text that comes with the package.
 *
 * @throws BackendError where the engine has no WebAssembly with SIMD, no memory for it, or no fused multiply-add.
 */
export function wasm(options: WasmOptions = {}): WasmKernels {
  const region = chosenRegion(options)
  const { sparse = true, fma = false } = options
  const engine = start(region, { sparse, fma })
  const { memory, skip } = engine
  const find = finder(engine)
  return {
    name: 'wasm',
    dtypes: ['float32'],
    get usage() {
      return memory.usage
    },
    alloc(dtype, shape) {
      float32Only('alloc', dtype)
      return memory.block(shape)
    },
    keep(dtype, size) {
      float32Only('keep', dtype)
      return memory.keep(size)
    },
    stepper: wasmStepper(engine),
    begin() {},
    end: () => memory.reset(),
    anomaly(on) {
      skip.zeros = sparse && !on
    },
    map: (f, inputs, params, out) => borrowing(memory, () => map(engine, find, f, inputs, params, out)),
    fold: (kind, x, out) => borrowing(memory, () => fold(engine, kind, x, out)),
    matmul: (a, b, out) => borrowing(memory, () => matmul(engine, a, b, out)),
    contract: (letters, a, b, out) => borrowing(memory, () => contract(engine, letters, a, b, out)),
    largest: (x, sliding, out, at) => borrowing(memory, () => largest(engine, x, sliding, out, at)),
    put: (x, at, out) => borrowing(memory, () => put(engine, x, at, out)),
    crossEntropy: (x, t, losses, slope) => borrowing(memory, () => crossEntropy(engine, x, t, losses, slope)),
    normalise: (x, by, y, mean, variance) =>
      borrowing(memory, () => normalise(engine, x, by, y, mean, variance)),
    normaliseBack: (dy, y, variance, by, dx) =>
      borrowing(memory, () => normaliseBack(engine, dy, y, variance, by, dx)),
    mapAll: (bundle, inputs, outs) => borrowing(memory, () => mapAll(engine, bundle, inputs, outs)),
    gather: (x, rows, out) => borrowing(memory, () => gather(engine, x, rows, out)),
    scatter: (x, rows, out) => borrowing(memory, () => scatter(engine, x, rows, out)),
    bytes: (x, rows, scale, out) => borrowing(memory, () => bytes(engine, x, rows, scale, out)),
  }
}

const OPTIONS = ['mebibytes', 'region', 'sparse', 'fma']

function chosenRegion(options: WasmOptions): Region {
  checkOptions('wasm', options, OPTIONS, BackendError)
  const { mebibytes = 1024, region } = options
  if (!isSize(mebibytes))
    throw new BackendError(`wasm: mebibytes is ${mebibytes}; it needs an integer from 1 to 4096.`)
  if (!region) return reserve(mebibytes)
  if (options.mebibytes !== undefined)
    throw new BackendError(
      'wasm: mebibytes and region are both given; it needs one, since a region has its size.',
    )
  checkRegion(region)
  return region
}

/** What a kernel takes from the arena for itself goes back when it is done. */
function borrowing<R>(memory: Memory, kernel: () => R): R {
  const { mark } = memory
  try {
    return kernel()
  } finally {
    memory.release(mark)
  }
}

function float32Only(where: string, dtype: DType): void {
  if (dtype !== 'float32')
    throw new BackendError(
      `wasm: ${where} for ${dtype}; it computes float32 alone. Use kernelsFor('${dtype}').`,
    )
}
