// Seeing what the modules of a model give while it runs. Read `module.ts` first.
import { Tensor } from '@glissade/autograd'
import type { Module } from './module.ts'

export type Call = (...inputs: never[]) => unknown

/** Puts another method in place of one of an object's, and gives the way back. */
export function replace(object: object, name: string, method: Call): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name)
  Object.assign(object, { [name]: method })
  return () => void (own ? Object.defineProperty(object, name, own) : Reflect.deleteProperty(object, name))
}

/** The tensor that a result is about: itself, the output beside a state or weights, or the first part of a state. */
function tensorOf(result: unknown): Tensor | undefined {
  if (typeof result !== 'object' || result === null || result instanceof Tensor)
    return result instanceof Tensor ? result : undefined
  const { output } = result as { readonly output?: unknown }
  return [output, ...Object.values(result)].find((each) => each instanceof Tensor)
}

/** Tells `note` what each module gives, by forward() or by run(); gives the way back. */
export function watch(modules: readonly Module[], note: (module: Module, y: Tensor) => void): () => void {
  const undo = modules.flatMap((module) => {
    let inside = false // forward() may call run()
    const watched = (method: Call): Call =>
      function each(...inputs) {
        if (inside) return method.apply(module, inputs)
        inside = true
        try {
          const result = method.apply(module, inputs)
          const y = tensorOf(result)
          if (y) note(module, y)
          return result
        } finally {
          inside = false
        }
      }
    return ['forward', 'run'].flatMap((name) => {
      const method: unknown = Reflect.get(module, name)
      return typeof method === 'function' ? replace(module, name, watched(method as Call)) : []
    })
  })
  return () => undo.forEach((each) => each())
}
