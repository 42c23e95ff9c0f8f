// The memory of threads that train together: one for all of them, in which each has a region for its kernels. Read `index.ts` first.
import { BackendError } from '@glissade/autograd'
import { shareMemory, wasm, type Region, type WasmKernels } from '@glissade/backend-wasm'
import { offerSpace, ownRegion } from '@glissade/parallel'

const MIB = 2 ** 20
const MOST = 4096
const ENOUGH = 512

/** The SIMD kernels; in a worker of `threads()` they work in its region of the shared memory. */
export function kernelsOfThread(): WasmKernels {
  const region = ownRegion() as Region | undefined
  offerSpace((bytes, workers) => {
    const vectors = Math.max(1, Math.ceil(bytes / MIB))
    const each = Math.min(ENOUGH, Math.floor((MOST - 1 - vectors) / workers))
    try {
      // The first MiB has the constants of the module, which every thread's copy writes when it is made.
      const [, { memory, from }, ...regions] = shareMemory([1, vectors, ...Array<number>(workers).fill(each)])
      return { memory: memory.buffer as unknown as SharedArrayBuffer, at: from, regions }
    } catch (error) {
      if (!(error instanceof BackendError)) throw error
      return undefined // too little room: numbers are copied between the workers' memories then
    }
  }, region?.memory.buffer)
  return wasm(region ? { region } : {})
}
