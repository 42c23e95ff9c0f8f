// The other thread of `region.test.ts`: loss and gradient of parameters that lie in the main thread's region.
import { matmul, mul, record, sum, tensor, useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { parentPort, workerData } from 'node:worker_threads'
import { wasm, type Region } from '../src/index.ts'

export interface Asked {
  readonly region: Region
  readonly parameters: { readonly at: number; readonly size: number }
  readonly gradient: { readonly at: number; readonly size: number }
}

const { region, parameters, gradient } = workerData as Asked
const numbers = ({ at, size }: Asked['gradient']) => new Float32Array(region.memory.buffer, at, size)
useBackend(reference)
useBackend(wasm({ region }))
const w = tensor(numbers(parameters), { shape: [2, 3], requiresGrad: true })
const loss = record(() => {
  const y = sum(mul(matmul(tensor([[1, 2]]), w), 2))
  y.backward()
  return y.item()
})
numbers(gradient).set(w.grad!.data)
parentPort!.postMessage(loss)
