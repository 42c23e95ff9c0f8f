// Runs cases in every way the project can compute, and says of each whether it passed.
import { reference, useBackend, wasm, type Kernels } from '../../packages/glissade/src/index.ts'
import { judge, NotOffered, type Case, type Run } from './case.ts'

export interface Verdict {
  readonly name: string
  /** One line for each way of computing that failed; none when the case passed. */
  readonly failures: readonly string[]
  /** Why it was not judged. */
  readonly skipped?: string
}

/** Element types and the kernels that compute them: float64 is always the readable kernels'. */
const ways: readonly (readonly [Run, readonly Kernels[]])[] = [
  [{ dtype: 'float64', backend: 'reference' }, [reference]],
  [{ dtype: 'float32', backend: 'reference' }, [reference]],
  [{ dtype: 'float32', backend: 'wasm' }, [reference, wasm()]],
]

function attempt({ name, run }: Case, way: Run, kernels: readonly Kernels[]): string[] {
  const where = `${name} (${way.dtype} ${way.backend})`
  try {
    kernels.forEach(useBackend)
    return run(way)
      .map(judge)
      .filter((wrong) => wrong !== undefined)
      .map((wrong) => `${where}: ${wrong}`)
  } catch (error) {
    if (error instanceof NotOffered) return [`${name}: ${error.message}`]
    return [`${where}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`]
  }
}

/** A case fails when any way of computing it fails; what is not offered is said once. */
export function verdict(one: Case): Verdict {
  if (one.reference !== undefined) return { name: one.name, failures: [], skipped: one.reference }
  const failures = ways.flatMap(([way, kernels]) => attempt(one, way, kernels))
  return { name: one.name, failures: [...new Set(failures)] }
}
