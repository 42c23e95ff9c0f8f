// Which kernels a contender of ours computes with.
import { setFlagsFromString } from 'node:v8'
import { reference, wasm, type Kernels } from 'glissade'

/** The default, products with fused multiplications and additions, those of the system's BLAS, or the readable ones for everything. */
export async function kernels(variant: string | undefined): Promise<Kernels> {
  if (variant === '--blas') {
    const { blas } = await import('@glissade/backend-blas')
    return blas()
  }
  if (variant === '--readable') return reference
  if (variant === '--fma') {
    setFlagsFromString('--experimental-wasm-relaxed-simd') // Node 20 has it behind this flag, later ones without
    return wasm({ fma: true })
  }
  return wasm()
}
