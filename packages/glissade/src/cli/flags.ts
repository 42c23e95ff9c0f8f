// The flags of `glissade train mnist`, their defaults, and the command itself.
import { Command, Option } from 'commander'
import { file } from './files.ts'
import { checkParallel } from './parallel-flags.ts'
import { configured, ruleNames } from './rules.ts'
import {
  strategyNames,
  transportNames,
  type StrategyName,
  type TransportName,
  type Tuning,
} from './strategies.ts'
import { address, number, oneOf, sizes, whole, wholeOr } from './values.ts'

export interface TrainOptions extends Tuning {
  readonly epochs: number
  readonly batchSize: number | 'all'
  readonly optimizer: string
  readonly lr?: number
  readonly schedule: 'cosine' | 'constant'
  readonly hidden: readonly number[]
  readonly dropout: number
  readonly seed: number
  readonly patience: number
  readonly validation: number
  readonly data: 'full' | 'small'
  readonly backend: 'wasm' | 'reference'
  readonly progress: 'auto' | 'bar' | 'lines' | 'none'
  readonly checkpoint?: string
  readonly json?: string
  readonly svg: string
  readonly parallel?: StrategyName
  readonly workers?: number
  readonly transport?: TransportName
  readonly latency?: number
  readonly listen?: string
  readonly connect?: string
}

const flag = <T>(
  flags: string,
  words: string,
  parse: (text: string) => T,
  preset?: T,
  shown?: string,
): Option => {
  const option = new Option(flags, words).argParser(parse)
  return preset === undefined ? option : option.default(preset, shown)
}

// prettier-ignore
const flags = [
  flag('--epochs <n>',          'passes over the training digits, at most',           whole(1), 12),
  flag('--batch-size <n>',      "digits in a step; 'all' is batch descent",           wholeOr(1, 'all'), 128),
  flag('--optimizer <name>',    'any update rule of the library, such as sgd',        oneOf(ruleNames), 'adam'),
  flag('--lr <number>',         "learning rate; 0.002 for adam, the rule's own for others",          number({ least: 0 })),
  flag('--schedule <name>',     'cosine: the rate falls to 0 until the last epoch; constant', oneOf(['cosine', 'constant']), 'cosine'),
  flag('--hidden <sizes>',      "widths of the hidden layers; 'none' is regression",  sizes, [512, 256], '512,256'),
  flag('--dropout <p>',         'share of the units left out in training',            number({ least: 0, below: 1 }), 0.4),
  flag('--seed <n>',            'decides every random choice',                        whole(0), 1),
  flag('--patience <n>',        'epochs without a better validation loss before the end', whole(0), 4),
  flag('--validation <share>',  'share of the training digits held back for that',    number({ above: 0, below: 1 }), 0.1),
  flag('--data <name>',         'full: 60,000 and 10,000 digits; small: 10,000 in all', oneOf(['full', 'small']), 'full'),
  flag('--backend <name>',      'kernels: wasm or reference',                         oneOf(['wasm', 'reference']), 'wasm'),
  flag('--progress <kind>',     'auto, bar, lines or none',                           oneOf(['auto', 'bar', 'lines', 'none']), 'auto'),
  flag('--checkpoint <file>',   'save the run there after each epoch; the same command goes on from it', file),
  flag('--json <file>',         'write the figures of the run there',                 file),
  flag('--svg <file>',          'write the loss curves there',                        file, 'out/mnist-curves.svg'),
]

// prettier-ignore
const parallelFlags = [
  flag('--parallel <strategy>', strategyNames.join(', '),                             oneOf(strategyNames)),
  flag('--workers <n>',         'so many; 2 unless said',                             whole(1)),
  flag('--transport <name>',    'what they are: threads (unless said), processes over mpi or zmq, or simulate: one thread and a virtual clock', oneOf(transportNames)),
  flag('--tau <n>',             'steps between two exchanges: easgd, easgd-sync, eamsgd, local', whole(1)),
  flag('--alpha <number>',      'how far workers and centre then come nearer: easgd, easgd-sync, eamsgd', number({ least: 0 })),
  flag('--fetch <n>',           'steps between two fetches of the weights: downpour', whole(1)),
  flag('--push <n>',            'steps between two pushes of gradients: downpour',    whole(1)),
  flag('--latency <time>',      'simulate: a message takes once to twice that, a gradient 1', number({ least: 0 })),
  flag('--listen <address>',    'zmq: wait there for workers of other machines; tcp://0.0.0.0:5555', address),
  flag('--connect <address>',   'zmq: be a worker of the run that listens there; tcp://alpha:5555', address),
]

/** A rule that has no rate is given none: refused before anything is read. */
function checkRate({ optimizer, lr }: TrainOptions, command: Command): void {
  try {
    configured(optimizer, lr)
  } catch (error) {
    command.error(
      `error: option '--lr <number>' does not go with --optimizer ${optimizer}. ${(error as Error).message}`,
    )
  }
}

/** The command `mnist`, to be put under `train`. */
export function mnistCommand(run: (options: TrainOptions) => Promise<void>): Command {
  const command = new Command('mnist').description('train a network on handwritten digits')
  for (const each of flags) command.addOption(each)
  command.optionsGroup('With many workers:')
  for (const each of parallelFlags) command.addOption(each)
  return command.allowExcessArguments(false).action(async (options: TrainOptions) => {
    checkParallel(options, command)
    checkRate(options, command)
    await run(options)
  })
}
