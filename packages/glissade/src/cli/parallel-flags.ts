// Which flags of `--parallel` go together; a wrong combination is refused before anything is read. Read `strategies.ts` first.
import { SettingError } from '@glissade/parallel'
import type { Command } from 'commander'
import type { TrainOptions } from './flags.ts'
import { carriersOf, kindOf, strategyOf, takersOf, type StrategyName, type Tuning } from './strategies.ts'

const tuning = ['tau', 'alpha', 'fetch', 'push'] as const satisfies readonly (keyof Tuning)[]
const network = ['listen', 'connect'] as const
const settings = ['latency', ...network] as const // of transports

/** Ends the program with code 2 and a sentence where flags do not go together. */
export function checkParallel(options: TrainOptions, command: Command): void {
  const refuse = (name: keyof TrainOptions, words: string): never => {
    const flag = command.options.find((option) => option.attributeName() === name)!.flags
    return command.error(`error: option '${flag}' ${words}`)
  }
  const given = <N extends keyof TrainOptions>(names: readonly N[]): N | undefined =>
    names.find((name) => command.getOptionValueSource(name) === 'cli')
  const { parallel, transport = 'threads', listen, connect } = options
  const lonely = given(['workers', 'transport', ...tuning, ...settings])
  if (parallel === undefined) return lonely && refuse(lonely, 'needs a strategy, such as --parallel sync.')
  const carriers = carriersOf(parallel)
  if (!carriers.includes(transport))
    refuse(
      'transport',
      `does not go with --parallel ${parallel}, ${why(parallel)}; it needs ${list(carriers)}.`,
    )
  const foreign = given(tuning.filter((name) => !kindOf(parallel).takes.includes(name)))
  if (foreign)
    refuse(foreign, `does not go with --parallel ${parallel}; it is for ${list(takersOf(foreign), 'and')}.`)
  const ruled = kindOf(parallel).rule === 'its own' ? given(['optimizer', 'schedule']) : undefined
  if (ruled)
    refuse(ruled, `does not go with --parallel ${parallel}, which has a rule of its own; --lr is its rate.`)
  const needs = (name: (typeof settings)[number]): string => (name === 'latency' ? 'simulate' : 'zmq')
  const far = given(settings.filter((name) => needs(name) !== transport))
  if (far) refuse(far, `is for --transport ${needs(far)}; this is ${transport}.`)
  if (listen !== undefined && connect !== undefined)
    refuse('connect', 'does not go with --listen: a process is the server or a worker.')
  checkSettings(parallel, options, refuse)
}

function checkSettings(
  parallel: StrategyName,
  options: TrainOptions,
  refuse: (name: keyof TrainOptions, words: string) => never,
): void {
  try {
    const { transport: _, ...settings } = options // by name as yet
    strategyOf(parallel, settings)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    refuse(error.setting as keyof TrainOptions, `does not go with --parallel ${parallel}. ${error.message}`)
  }
}

const why = (name: StrategyName): string =>
  carriersOf(name).includes('mpi') ? 'whose workers add vectors together' : 'which has a server'

const list = (names: readonly string[], word = 'or'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
