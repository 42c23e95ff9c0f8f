// What a worker does wrong at its k-th batch: as real as a process can make it.
import { writeFileSync } from 'node:fs'

/** Worker `rank`, at its batch number `at` from 0. */
export type Fault = { readonly rank: number; readonly at: number } & (
  | { readonly kill: true }
  | { readonly throws: string }
  /** The whole process stands still, until somebody reads its number from this file and wakes it. */
  | { readonly hang: string }
  /** From then on each batch takes so many milliseconds. */
  | { readonly slow: number }
  | { readonly poison: true }
)

/** To be called with each gradient. */
export function misbehave(faults: readonly Fault[]): (g: Float32Array | Float64Array) => void {
  const mine = faults.filter(({ rank }) => String(rank) === process.env.GLISSADE_RANK)
  let k = 0
  return (g) => {
    for (const fault of mine) {
      if ('slow' in fault && k >= fault.at) busy(fault.slow)
      if (k !== fault.at) continue
      if ('kill' in fault) process.kill(process.pid, 'SIGKILL')
      if ('throws' in fault) throw new Error(fault.throws)
      if ('poison' in fault) g.fill(NaN)
      if ('hang' in fault) stand(fault.hang)
    }
    k++
  }
}

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

function stand(file: string): void {
  writeFileSync(file, String(process.pid))
  process.kill(process.pid, 'SIGSTOP')
  busy(5) // the signal is heard on the way back from the kernel
}
