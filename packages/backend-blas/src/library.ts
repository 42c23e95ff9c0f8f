// Finds a BLAS on this system and the two functions that are used of it. Nothing is built or downloaded.
import { BackendError } from '@glissade/autograd/kernels'
import { createRequire } from 'node:module'
import type Koffi from 'koffi'

/** Where the loader of each system finds OpenBLAS, or a library with the same interface. */
const candidates: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libopenblas.so.0', 'libopenblas.so'],
  darwin: [
    '/opt/homebrew/opt/openblas/lib/libopenblas.dylib',
    '/usr/local/opt/openblas/lib/libopenblas.dylib',
    '/System/Library/Frameworks/Accelerate.framework/Accelerate',
  ],
  win32: ['libopenblas.dll', 'openblas.dll'],
}

/** C ← A B, with A, B and C row by row, or A and B column by column. */
// prettier-ignore
export type Gemm = (
  order: number, transA: number, transB: number, m: number, n: number, k: number, alpha: number,
  a: ArrayBufferView, lda: number, b: ArrayBufferView, ldb: number, beta: number, c: ArrayBufferView, ldc: number,
) => void

export interface Blas {
  /** Where it was found. */
  readonly path: string
  readonly sgemm: Gemm
  readonly dgemm: Gemm
  /** OpenBLAS's own number of threads; other libraries keep theirs. */
  readonly setThreads: ((threads: number) => void) | undefined
}

const signature = (name: string, type: string): string =>
  `void ${name}(int order, int transA, int transB, int m, int n, int k, ${type} alpha, const void *a, int lda, const void *b, int ldb, ${type} beta, void *c, int ldc)`

function optional<F>(find: () => F): F | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}

/** What calls native libraries, or a sentence on how to get it. */
export function nativeCalls(name = 'koffi'): typeof Koffi {
  try {
    return createRequire(import.meta.url)(name) as typeof Koffi
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new BackendError(
      `blas: ${name}, which calls native libraries, did not load (${reason}); it needs the npm package. Install it: npm install ${name}.`,
    )
  }
}

/**
 * The library named, else that of the environment variable GLISSADE_BLAS, else what the system knows.
 *
 * @throws BackendError that says where it looked, and how to install OpenBLAS; or that koffi is missing.
 */
export function findBlas(named: string | undefined = process.env.GLISSADE_BLAS): Blas {
  const koffi = nativeCalls()
  const tried: string[] = []
  for (const path of named ? [named] : (candidates[process.platform] ?? [])) {
    try {
      const library = koffi.load(path)
      return {
        path,
        sgemm: library.func(signature('cblas_sgemm', 'float')),
        dgemm: library.func(signature('cblas_dgemm', 'double')),
        setThreads: optional(
          () => library.func('void openblas_set_num_threads(int threads)') as (threads: number) => void,
        ),
      }
    } catch (error) {
      tried.push(`${path} (${(error as Error).message.split('\n')[0]})`)
    }
  }
  const looked = tried.length > 0 ? tried.join(', ') : `nowhere, since ${process.platform} has no usual place`
  throw new BackendError(
    `blas: no OpenBLAS; looked at ${looked}. Install it (Debian: apt-get install libopenblas0-pthread; macOS: brew install openblas), or name its library in GLISSADE_BLAS.`,
  )
}
