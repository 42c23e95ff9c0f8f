// Before each test file of the package optim: float32 vectors lie in WebAssembly memory, and its kernels run the rules' loops.
import { wasm } from '../../packages/backend-wasm/src/index.ts'
import { place } from '../../packages/optim/test/vector.ts'

const { stepper, keep } = wasm({ mebibytes: 64 })
place.stepper = {
  run: stepper.run,
  allocate: (like) => keep('float32', like.length) as Float32Array,
}
