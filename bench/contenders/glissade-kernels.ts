// Which kernels a contender of ours computes with.
import { reference, wasm, type Kernels } from 'glissade'

/** The default, products with fused multiplications and additions, those of the system's BLAS, or the readable ones for everything. */
export async function kernels(variant: string | undefined): Promise<Kernels> {
  if (variant === '--blas') {
    const { blas } = await import('@glissade/backend-blas')
    return blas()
  }
  if (variant === '--readable') return reference
  if (variant === '--fma') return wasm({ fma: true } as object)
  return wasm()
}
