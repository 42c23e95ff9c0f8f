import { defineConfig } from 'vitest/config'

/** One project a package; its name is the package's. Tests read the sources: nothing has to be built. */
const project = (name: string, folder: string) => ({
  // The time is a guard against a hang, with room for a slow and busy machine; nothing asserts speed.
  test: {
    name,
    root: folder,
    include: ['test/**/*.test.ts'],
    environment: 'node' as const,
    testTimeout: 60_000,
  },
})
const packages = [
  'math',
  'random',
  'autograd',
  'backend-wasm',
  'nn',
  'optim',
  'data',
  'plot',
  'train',
  'glissade',
]

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      project('examples', 'examples'),
      project('house', 'tools'),
    ],
  },
})
