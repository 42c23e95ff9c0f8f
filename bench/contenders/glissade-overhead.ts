// What a training step takes beyond its kernels: the tape, shapes and objects. Kernels are timed one by one and taken off,
// after the cost of timing itself.
import { performance } from 'node:perf_hooks'
import * as g from 'glissade'
import type { Overhead } from './job.ts'
import type { Measure } from './serve.ts'

type Call = (...given: never[]) => unknown

/** `kernels` with a clock around every call; `spent` counts milliseconds and calls. */
function timed(kernels: g.WasmKernels, spent: { ms: number; calls: number }): g.WasmKernels {
  const clock =
    (f: Call): Call =>
    (...given) => {
      const start = performance.now()
      const result = f(...given)
      spent.ms += performance.now() - start
      spent.calls++
      return result
    }
  const { map, fold, matmul, gather, scatter, crossEntropy, stepper } = kernels
  const watched = { map, fold, matmul, gather, scatter, crossEntropy }
  const clocks = Object.fromEntries(Object.entries(watched).map(([name, f]) => [name, clock(f as Call)]))
  return {
    ...kernels,
    ...clocks,
    stepper: { ...stepper, run: clock(stepper.run) as typeof stepper.run },
  }
}

/** Milliseconds that reading the clock takes: half of them lie between the two readings, half outside. */
function clockCost(): number {
  const start = performance.now()
  for (let i = 0; i < 1e5; i++) performance.now()
  return (performance.now() - start) / 1e5
}

export function overhead({ batch }: Overhead, model: g.Sequential): Measure {
  const spent = { ms: 0, calls: 0 }
  g.useBackend(timed(g.wasm(), spent))
  const x = g.tensor(g.kernelsFor('float32').keep('float32', batch * 784), { shape: [batch, 784] })
  const y = g.tensor(Int32Array.from({ length: batch }, (_, i) => i % 10))
  const optimizer = new g.Optimizer(model, g.adam({ lr: 1e-3 }))
  const cost = clockCost()
  return (milliseconds) => {
    Object.assign(spent, { ms: 0, calls: 0 })
    const start = performance.now()
    let [steps, passed] = [0, 0]
    for (; passed < milliseconds; steps++) {
      optimizer.step(() => g.crossEntropy(model.forward(x), y))
      passed = performance.now() - start
    }
    return (1000 * (passed - spent.ms - spent.calls * cost)) / steps
  }
}
