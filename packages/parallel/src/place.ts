// The settings of a strategy: its own, and where the workers of a run come from.
import type { Transport } from './transport.ts'
import { refuse, settled, type Range } from './settings.ts'

/** What every strategy may be told beside its own settings. */
export interface Placed {
  /** The module that each worker imports to come to the same `fit`: `import.meta.url` of the program. */
  readonly entry?: string | undefined
  /** What moves the numbers; threads unless said. */
  readonly transport?: Transport | undefined
}

/** A strategy's settings, checked and completed; what is said of the place is apart. */
export function strategySettings<S extends object>(
  where: string,
  given: Partial<S> & Placed,
  defaults: S,
  ranges: { readonly [K in keyof S]?: Range },
): S & { readonly placed: Placed } {
  const nowhere: Placed = { entry: undefined, transport: undefined }
  const all = settled<object>(where, given, { ...defaults, ...nowhere }, ranges)
  const { entry, transport, ...own } = all as Placed
  if (entry !== undefined && !/^[a-z]+:/.test(String(entry)))
    refuse(where, 'entry', entry, 'the URL of a module, such as import.meta.url')
  if (transport !== undefined && typeof transport.enter !== 'function')
    refuse(where, 'transport', transport, 'a transport, such as threads()')
  return { ...(own as S), placed: { entry, transport } }
}
