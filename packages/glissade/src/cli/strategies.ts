// The strategies of `--parallel`: what each takes of the flags, and which transports carry it. Read `flags.ts` first.
import type { ConfiguredRule } from '@glissade/optim'
import {
  adadelay,
  adaptiveRevision,
  downpour,
  eamsgd,
  easgd,
  easgdSync,
  hogwild,
  local,
  sync,
  type Strategy,
  type Transport,
} from '@glissade/parallel'

/** Flags that are settings of some strategies, under the same name. */
export interface Tuning {
  readonly tau?: number
  readonly alpha?: number
  readonly fetch?: number
  readonly push?: number
}

interface Told extends Tuning {
  readonly workers?: number
  readonly entry?: string
  readonly transport?: Transport
  readonly lr?: number
  readonly rule?: ConfiguredRule
}

interface Kind {
  readonly make: (told: Told) => Strategy
  readonly takes: readonly (keyof Tuning)[]
  /** Whose rule `--optimizer` is; one with a rule of its own takes nothing but its rate. */
  readonly rule: 'of its workers' | 'of its server too' | 'its own'
}

// prettier-ignore
const kinds = {
  'sync':              { make: sync,             takes: [],                rule: 'of its workers' },
  'hogwild':           { make: hogwild,          takes: [],                rule: 'of its workers' },
  'downpour':          { make: downpour,         takes: ['fetch', 'push'], rule: 'of its server too' },
  'adaptive-revision': { make: adaptiveRevision, takes: [],                rule: 'its own' },
  'adadelay':          { make: adadelay,         takes: [],                rule: 'its own' },
  'easgd':             { make: easgd,            takes: ['tau', 'alpha'],  rule: 'of its workers' },
  'easgd-sync':        { make: easgdSync,        takes: ['tau', 'alpha'],  rule: 'of its workers' },
  'eamsgd':            { make: eamsgd,           takes: ['tau', 'alpha'],  rule: 'its own' },
  'local':             { make: local,            takes: ['tau'],           rule: 'of its workers' },
} satisfies Record<string, Kind>

export type StrategyName = keyof typeof kinds

export const strategyNames = Object.keys(kinds) as StrategyName[]

/** What each transport carries, known before its package is loaded. */
const carried = {
  threads: ['sum', 'server', 'memory'],
  mpi: ['sum'],
  zmq: ['server', 'memory'],
  simulate: ['sum', 'server', 'memory'],
} satisfies Record<string, readonly Strategy['carrier'][]>

export type TransportName = keyof typeof carried

export const transportNames = Object.keys(carried) as TransportName[]

export const kindOf = (name: StrategyName): Kind => kinds[name]

/** The strategies that take a flag. */
export const takersOf = (flag: keyof Tuning): StrategyName[] =>
  strategyNames.filter((name) => kindOf(name).takes.includes(flag))

/** The transports that carry a strategy. */
export function carriersOf(name: StrategyName): TransportName[] {
  const { carrier } = kindOf(name).make({})
  return transportNames.filter((each) => (carried[each] as readonly string[]).includes(carrier))
}

/** @throws SettingError for settings that the strategy cannot work with. */
export function strategyOf(name: StrategyName, told: Told): Strategy {
  const { make, takes, rule } = kindOf(name)
  const wanted = ['workers', 'entry', 'transport', ...takes, ...ruleSettings[rule]] as const
  const given = wanted.filter((key) => told[key] !== undefined).map((key) => [key, told[key]])
  return make(Object.fromEntries(given) as Told)
}

const ruleSettings = {
  'of its workers': [],
  'of its server too': ['rule'],
  'its own': ['lr'],
} as const satisfies Record<Kind['rule'], readonly (keyof Told)[]>
