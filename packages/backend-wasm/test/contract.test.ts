import { kernelContract } from '@glissade/autograd/testing'
import { describe, it } from 'vitest'
import { wasm } from '../src/index.ts'

describe('the kernel contract', () => {
  for (const { name, skipped, run } of kernelContract(() => wasm())) it.skipIf(skipped)(name, run)
})
