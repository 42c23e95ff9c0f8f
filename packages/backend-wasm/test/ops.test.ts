// Every op of the library on these kernels: the tests that the readable kernels go through.
import { useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { beforeAll, describe } from 'vitest'
import { opTests } from '../../autograd/test/op-tests.ts'
import { wasm } from '../src/index.ts'

beforeAll(() => {
  useBackend(reference)
  useBackend(wasm())
})

describe('float32 in WebAssembly', () => {
  opTests('float32')
})
