// Before each test file: the readable kernels for every element type. The tests run once more with `wasm.ts`.
import { useBackend } from '../../packages/autograd/src/index.ts'
import { reference } from '../../packages/autograd/src/reference/index.ts'

useBackend(reference)
