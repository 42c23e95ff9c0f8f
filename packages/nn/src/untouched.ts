// Looking at a model as it would train, and leaving no trace.
import type { Module } from './module.ts'

/** Runs `f`; then gradients, statistics and generators are again what they were. */
export function untouched<R>(model: Module, f: () => R): R {
  const gradients = [...model.parameters()].map(([, x]) => ({ x, grad: x.grad }))
  const statistics = [...model.buffers()].map(([, x]) => ({ x, data: x.data.slice() }))
  const generators = [...model.generators()].map(([, rng]) => ({ rng, state: rng.state() }))
  for (const { x } of gradients) x.grad = undefined
  try {
    return f()
  } finally {
    for (const { x, grad } of gradients) x.grad = grad
    for (const { x, data } of statistics) x.data.set(data)
    for (const { rng, state } of generators) rng.restore(state)
  }
}
