// `@glissade/backend-blas`: matrix products by the system's OpenBLAS. Reading order: library.ts, matmul.ts.
import { BackendError, checkOptions, type Kernels } from '@glissade/autograd/kernels'
import { wasm } from '@glissade/backend-wasm'
import { findBlas } from './library.ts'
import { matmul } from './matmul.ts'

export interface BlasOptions {
  /** The library's name or path, where it is not in its usual place. */
  readonly library?: string
  /** Whose kernels do all but the products; `wasm()` unless said. Over `reference`, products in float64 are BLAS's too. */
  readonly over?: Kernels
  /** How many threads OpenBLAS uses; one unless said, by which sums keep their order. */
  readonly threads?: number
}

export interface BlasKernels extends Kernels {
  /** Where the library was found. */
  readonly library: string
}

const OPTIONS = ['library', 'over', 'threads']

/**
 * The kernels of another backend, with matrix products by BLAS: several times as fast on processors with wide vectors. Its bits depend
 * on the library and the processor, and zeros are multiplied.
 *
 * @throws BackendError where there is no BLAS: it says where it looked and how to install one.
 */
export function blas(options: BlasOptions = {}): BlasKernels {
  checkOptions('blas', options, OPTIONS, BackendError)
  const { library, over, threads = 1 } = options
  if (!Number.isInteger(threads) || threads < 1)
    throw new BackendError(`blas: threads is ${threads}; it needs an integer of at least 1.`)
  const { path, sgemm, dgemm, setThreads } = findBlas(library)
  setThreads?.(threads)
  const others = over ?? wasm()
  return {
    ...others,
    name: `blas over ${others.name}`,
    library: path,
    matmul(a, b, out) {
      if (out.data instanceof Float32Array) matmul(sgemm, a, b, out)
      else if (out.data instanceof Float64Array) matmul(dgemm, a, b, out)
      else others.matmul(a, b, out)
    },
  }
}
