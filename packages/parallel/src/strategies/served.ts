// A server that is a few vectors and one function for each kind of message.
import type { Floats } from '@glissade/optim'
import { MessageError, ParallelError } from '../error.ts'
import type { Message } from '../message.ts'
import type { Server, ServerState } from '../strategy.ts'
import { checkFits, restored, saved } from '../vectors.ts'

type Vectors = Readonly<Record<string, Floats>>
type Handler = (arrays: readonly Floats[], message: Message) => readonly Floats[]

/** Makes a server; each message but a `fetch` is one update. `vectors.centre` is the model. */
export function served<V extends Vectors & { centre: Floats }>(
  strategy: string,
  vectors: V,
  kinds: Readonly<Record<string, Handler>>,
  options: {
    readonly numbers?: () => Readonly<Record<string, number>>
    /** Updates that each part has made, where the server is divided. */
    readonly versions?: () => readonly number[]
    /** Vectors that somebody else holds, as copies. */
    readonly others?: () => Vectors
    readonly load?: (state: ServerState) => void
  } = {},
): Server {
  let updates = 0
  const { versions = () => [updates] } = options
  const version = (): number => Math.min(...versions())
  return {
    centre: vectors.centre,
    get version() {
      return version()
    },
    versionOf: (shard) => versions()[shard],
    serve(message) {
      const { kind, arrays } = message
      if (!Object.hasOwn(kinds, kind)) {
        throw new MessageError(
          `${strategy}: a message of kind '${kind}'; its server knows ${Object.keys(kinds).join(', ')}.`,
        )
      }
      const answer = kinds[kind](arrays, message)
      if (kind !== 'fetch' && kind !== 'load') updates++
      return answer
    },
    state() {
      const { vectors: own, numbers } = saved(vectors, { version: version(), ...options.numbers?.() })
      return { vectors: { ...own, ...options.others?.() }, numbers }
    },
    load(state) {
      if (!Number.isInteger(state.numbers.version))
        throw new ParallelError(
          `load: the state of ${strategy} has no version; it needs one that state() gave.`,
        )
      checkFits({ ...vectors, ...options.others?.() }, state)
      restored(vectors, state)
      updates = state.numbers.version
      options.load?.(state)
    },
  }
}
