// `glissade/strict`: every public name, without npm ndarray, which compiles code when imported. For pages whose content policy
// forbids that (they still need 'wasm-unsafe-eval'). float32 alone is computed: float64 needs the readable kernels of `glissade`.
import { useBackend } from '@glissade/autograd'
import { wasm } from '@glissade/backend-wasm'

export * from './names.ts'

useBackend(wasm())
