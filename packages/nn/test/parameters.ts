// Putting other tensors where a model keeps its parameters, so that a derivative by them can be checked.
import type { Tensor } from '@glissade/autograd'

/** Sets fields by path, such as `layers.0.weight`; undefined ones are left alone. */
export function setParameters(model: object, tensors: Readonly<Record<string, Tensor | undefined>>): void {
  for (const [path, x] of Object.entries(tensors)) {
    if (!x) continue
    const parts = path.split('.')
    const last = parts.pop() as string
    const holder = parts.reduce<object>((at, key) => Reflect.get(at, key) as object, model)
    Reflect.set(holder, last, x)
  }
}
