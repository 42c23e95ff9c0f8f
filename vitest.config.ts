import { defineConfig } from 'vitest/config'

/** Which kernels are chosen before each test file; none where a package chooses its own. */
const kernels = {
  reference: new URL('tools/kernels/reference.ts', import.meta.url).pathname,
  wasm: new URL('tools/kernels/wasm.ts', import.meta.url).pathname,
  stepper: new URL('tools/kernels/stepper.ts', import.meta.url).pathname,
}

/** One project a package; its name is the package's. Tests read the sources: nothing has to be built. */
const project = (name: string, folder: string, chosen?: keyof typeof kernels) => ({
  // The time is a guard against a hang, with room for a slow and busy machine; nothing asserts speed.
  test: {
    name,
    root: folder,
    include: ['test/**/*.test.ts'],
    environment: 'node' as const,
    testTimeout: 120_000,
    setupFiles: chosen ? [kernels[chosen]] : [],
  },
})
const packages = [
  'math',
  'random',
  'backend-wasm',
  'backend-blas',
  'optim',
  'data',
  'plot',
  'parallel',
  'mpi',
  'zmq',
  'glissade',
]

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      ...['autograd', 'nn', 'train'].flatMap((name) => [
        project(name, `packages/${name}`, 'reference'),
        project(`${name} on wasm`, `packages/${name}`, 'wasm'),
      ]),
      project('optim on wasm', 'packages/optim', 'stepper'),
      project('examples', 'examples'),
      project('bench', 'bench'),
      project('house', 'tools'),
    ],
  },
})
