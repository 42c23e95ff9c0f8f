// Which kernels compute: one of the library's two globals (the other is the open recording, `../recording.ts`).
import { BackendError } from '../errors.ts'
import { shown } from '../options.ts'
import type { DType } from '../view.ts'
import type { Kernels } from './kernels.ts'

const chosen = new Map<DType, Kernels>()
const users = { recordings: 0 }

/**
 * Chooses the kernels for every element type that they compute. Called once, at the start of a program; `glissade` does it on import.
 *
 * @throws BackendError inside a recording, whose tensors belong to the kernels that made them.
 */
export function useBackend(kernels: Kernels): void {
  if (users.recordings > 0) {
    throw new BackendError(
      `useBackend: ${kernels.name} inside a recording; choose the backend before record() opens.`,
    )
  }
  if (!Array.isArray(kernels?.dtypes))
    throw new BackendError(
      `useBackend: ${shown(kernels)}; it needs kernels, such as reference, or wasm() of @glissade/backend-wasm.`,
    )
  for (const dtype of kernels.dtypes) chosen.set(dtype, kernels)
}

/** The kernels that were chosen for an element type, if any were. */
export const chosenFor = (dtype: DType): Kernels | undefined => chosen.get(dtype)

/** The kernels that compute an element type. */
export function kernelsFor(dtype: DType): Kernels {
  const kernels = chosenFor(dtype)
  if (kernels) return kernels
  throw new BackendError(
    `kernels: none chosen for ${dtype}; import 'glissade', or call useBackend(reference) from '@glissade/autograd/reference'.`,
  )
}

/** The name of the kernels in use for float32, for reports. */
export const backendName = (): string => kernelsFor('float32').name

/** Tells every backend that a recording opens or ends. */
export function beginKernels(): void {
  for (const kernels of new Set(chosen.values())) kernels.begin()
  users.recordings++
}
export function endKernels(): void {
  users.recordings--
  for (const kernels of new Set(chosen.values())) kernels.end()
}

/** Tells every backend that anomaly mode begins or ends. */
export function watchKernels(on: boolean): void {
  for (const kernels of new Set(chosen.values())) kernels.anomaly?.(on)
}
