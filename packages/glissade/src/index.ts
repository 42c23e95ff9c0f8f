// `glissade`: every public name in one import, with the kernels chosen: the one module that does something when imported.
// A page with a strict content policy imports `glissade/strict`; what reads files is in `glissade/node`.
import { BackendError, useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { kernelsOfThread } from './shared.ts'

export * from './names.ts'
export { fromNdarray, reference, toNdarray } from '@glissade/autograd/reference'

useBackend(reference)
try {
  useBackend(kernelsOfThread()) // float32 alone
} catch (error) {
  if (!(error instanceof BackendError)) throw error // without SIMD the readable kernels do it all
}
