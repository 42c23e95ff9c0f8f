// SIMD forms of the optimizer's loops, made from the loops' own text (`../compiler/rules/`). Read `engine.ts` first.
// The loop computes in float64 and rounds where it stores; these kernels round every operation to float32.
import type { Floats, Loop, Stepper } from '@glissade/optim'
import type { Engine } from './engine.ts'
import { forms } from './generated/rules.ts'

/** How a loop's kernel is called. */
export interface Form {
  readonly kernel: string
  /** By this function the loop is known: another one of the same name is another loop. */
  readonly loop: object | undefined
  /** The arrays, in the kernel's order. */
  readonly arrays: readonly string[]
  /** Everything that no weight enters, in the kernel's order, from the numbers of a step. */
  numbers(now: Readonly<Record<string, number>>): number[]
}

/** A loop of the library without a kernel. */
export interface Refused {
  readonly loop: object | undefined
  readonly file: string
  readonly line: number
  readonly expression: string
  readonly why: string
}

/** Addresses in bytes, lo, hi, numbers. */
type Kernel = (...given: readonly number[]) => void

const known: ReadonlyMap<object | undefined, Form> = new Map(forms.map((form) => [form.loop, form]))

/** Whether this loop has a kernel; a loop of a user's own has none. */
export const hasKernel = (loop: Loop): boolean => known.has(loop.update)

/**
 * Runs a loop of the library four weights at a time where every vector it uses is float32 and lies in this memory;
 * `run` answers false to all others. Cutting [lo, hi) into pieces changes no bit of the result.
 *
 * Agrees with the loop to about 1e-6 of the weights after 50 steps: each operation is rounded to float32, as in PyTorch,
 * so squares of gradients above 1.8e19 are infinite and those below 2.6e-23 are 0.
 */
export function wasmStepper({ memory, functions }: Engine): Stepper {
  const kernels = functions as unknown as Readonly<Record<string, Kernel>> // what the sources export, by construction
  const fits = (array: Floats | undefined, hi: number): array is Float32Array =>
    array instanceof Float32Array && hi <= array.length && memory.owns(array)
  return {
    run(loop, arrays, now, lo, hi) {
      const form = known.get(loop.update)
      if (!form || !(lo >= 0)) return false
      const addresses: number[] = []
      for (const name of form.arrays) {
        const array = arrays[name]
        if (!fits(array, hi)) return false
        addresses.push(array.byteOffset)
      }
      kernels[form.kernel](...addresses, lo, hi, ...form.numbers(now))
      return true
    },
    allocate: (like) => (fits(like, 0) ? memory.keep(like.length) : like.slice().fill(0)),
    release(array) {
      if (fits(array, 0)) memory.free(array)
    },
  }
}
