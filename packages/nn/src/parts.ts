// What a model is made of, as its table shows it: modules, and functions such as relu that they hold as layers.
// Read `module.ts` first.
import type { Tensor } from '@glissade/autograd'
import type { Module } from './module.ts'

/** A function among the layers, and where it is held. */
export interface FunctionPart {
  readonly path: string
  readonly call: (x: Tensor) => Tensor
  readonly holder: object
  readonly key: string
}

export type Part = FunctionPart | { readonly path: string; readonly module: Module }

/**
 * The model and all inside it in the order of the fields, a module that is held twice once. A function is a part where it is held
 * under another name than its own, or has a row of the derivative table: what a class writes as `act = (x) => …` is a method of that class.
 */
export function partsOf(model: Module): Part[] {
  const modules = new Set<unknown>([...model.modules()].map(([, module]) => module))
  return [{ path: '', module: model }, ...inside(model, '', modules, new Set([model]))]
}

function* inside(
  holder: object,
  prefix: string,
  modules: ReadonlySet<unknown>,
  seen: Set<object>,
): IterableIterator<Part> {
  for (const [key, value] of Object.entries(holder) as [string, unknown][]) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'function') {
      if (value.name !== key || Object.hasOwn(value, 'row'))
        yield { path, call: value as FunctionPart['call'], holder, key }
      continue
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    if (!(modules.has(value) || isPlain(value))) continue
    seen.add(value)
    if (modules.has(value)) yield { path, module: value as Module }
    yield* inside(value, path, modules, seen)
  }
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
