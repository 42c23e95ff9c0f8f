// Before each test file: float32 in WebAssembly, as users have it; the readable kernels for the other element types.
import { useBackend } from '../../packages/autograd/src/index.ts'
import { wasm } from '../../packages/backend-wasm/src/index.ts'
import './reference.ts'

useBackend(wasm())
