// A strategy says when numbers move. It knows flat vectors and no transport. Read `strategies/easgd.ts` as the first example.
import type { Floats } from '@glissade/optim'
import type { Arithmetic } from './arithmetic.ts'
import type { Answer, Message } from './message.ts'
import type { Placed } from './place.ts'

/** The model of one worker, as its strategy sees it. */
export interface Replica {
  /** The weights, in place. */
  readonly w: Floats
  /** The gradient of the last batch. */
  readonly g: Floats
  /** Numbers that the model keeps beside its weights, such as running means. Empty where there are none. */
  readonly statistics: Floats
  readonly arithmetic: Arithmetic
  /** Where the gradient may differ from zero, in order, if that is known. */
  touched?(): readonly { readonly lo: number; readonly hi: number }[]
  /** One step of the worker's own update rule, from `g` as it stands. */
  update(): void
}

/** What a step waits for: the gradient of the next batch at `w`, in `g`; or the answer to a message. */
export type Wait = 'gradient' | Message

/** One step, as a generator: what it yields is done by the transport, which then goes on with the answer. */
export type Step = Generator<Wait, void, Answer>

/** A worker between steps; `t` counts its own steps from 0. */
export interface Worker {
  /** The model of the run where it is not the worker's own and there is no server. */
  readonly centre?: Floats
  /** What it keeps between two steps beside the replica, by name. */
  readonly vectors?: Readonly<Record<string, Floats>>
  step(t: number): Step
}

/** The owner of the centre. It handles one message at a time. */
export interface Server {
  /** The model of the run: what is evaluated and saved. */
  readonly centre: Floats
  /** The statistics of the run, if they are averaged. */
  readonly statistics?: Floats
  /** Updates made; of a divided server, those that all of its parts have made. */
  readonly version: number
  /** Updates that one part has made. */
  versionOf(shard: number): number
  /** The answer's arrays, which may be the server's own; @throws MessageError for a kind that this server does not know. */
  serve(message: Message): readonly Floats[]
  /** Everything needed to go on exactly from here, as copies. */
  state(): ServerState
  load(state: ServerState): void
}

export interface ServerState {
  readonly vectors: Readonly<Record<string, Floats>>
  readonly numbers: Readonly<Record<string, number>>
}

interface Common extends Placed {
  readonly name: string
  readonly workers: number
  /** Whether a worker keeps nothing from step to step that the model of the run, with its rule's state, does not have. */
  readonly ownsNothing?: boolean
  worker(replica: Replica): Worker
}

/** All workers add vectors together; nobody is served. */
export interface SumStrategy extends Common {
  readonly carrier: 'sum'
  /** Whether the model of the run is the mean of the workers' own, which differ. */
  readonly averaged?: boolean
}

/** Workers speak to a server, each at its own time. */
export interface ServerStrategy extends Common {
  /** 'memory': where there is one, workers act on the server's vectors themselves, without locks. */
  readonly carrier: 'server' | 'memory'
  /** How many vectors a message of each kind carries. */
  readonly kinds: Readonly<Record<string, number>>
  /** How long the vectors of a kind are, where that is not the length of the weights. */
  readonly lengths?: Readonly<Record<string, number>>
  /** Into how many parts the server is divided; 1 unless said. */
  readonly shards?: number
  /** So many updates the first worker makes alone. */
  readonly warmStart?: number
  /** Messages computed from numbers that others have updated more often than this since are refused. */
  readonly maxStaleness?: number
  server(start: Floats): Server
}

export type Strategy = SumStrategy | ServerStrategy
