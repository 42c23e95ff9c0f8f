// The command line of `pnpm bench`.
import { parseArgs } from 'node:util'
import { works, type Work } from './works.ts'

/** A command that makes no sense, in words. */
export class UsageError extends Error {}

export interface Options {
  readonly chosen: readonly Work[]
  /** Only these contenders take part; all unless said. */
  readonly contenders: readonly string[] | undefined
  readonly rounds: number
  readonly window: number
  readonly json: string | undefined
  readonly svg: string | undefined
  readonly markdown: string | undefined
}

export const help = `npm run bench -- [--only NAMES] [--contenders NAMES] [--rounds N] [--window MS] [--json FILE] [--svg FILE] [--markdown FILE]

--only        works or groups of them, with commas: ${[...new Set(works.map(({ group }) => group))].join(', ')}; or
              ${works
                .filter(({ group }) => group !== 'update')
                .map(({ name }) => name)
                .join(', ')}
--contenders  who takes part, with commas; all who can unless said
--rounds      how often each is asked; 9 unless said
--window      milliseconds of work each time; 200 unless said
--json        writes [{ work, contender, median, best, unit, runs, ratio }]; a ratio above 1 is faster than that peer
--svg         writes the ratios as a figure
--markdown    writes the ratios as a table
PyTorch and NumPy take part when TORCH_PYTHON names a Python that has them.`

const text = { type: 'string' } as const
const flags = {
  only: text,
  contenders: text,
  rounds: text,
  window: text,
  json: text,
  svg: text,
  markdown: text,
  help: { type: 'boolean' },
} as const

function values(args: readonly string[]) {
  try {
    return parseArgs({ args: args.filter((each) => each !== '--'), options: flags }).values
  } catch (error) {
    throw new UsageError(`bench: ${(error as Error).message.split('. ')[0]}; --help lists what there is.`)
  }
}

export function parse(args: readonly string[]): Options | undefined {
  const { help: asked, only, contenders, rounds = '9', window = '200', json, svg, markdown } = values(args)
  if (asked) return undefined
  return {
    chosen: only === undefined ? works.filter(({ group }) => group !== 'update') : choose(only.split(',')),
    contenders: contenders?.split(',').map(known),
    rounds: count('rounds', rounds),
    window: count('window', window),
    json,
    svg,
    markdown,
  }
}

const names = [...new Set(works.flatMap(({ contenders }) => contenders))]

function known(name: string): string {
  if (names.includes(name)) return name
  throw new UsageError(`bench: --contenders has ${name}; it needs some of ${names.join(', ')}.`)
}

function choose(names: readonly string[]): Work[] {
  return names.flatMap((wanted) => {
    const found = works.filter(({ name, group }) => name === wanted || group === wanted)
    if (found.length > 0) return found
    throw new UsageError(`bench: --only has ${wanted}; it needs works or groups of them.\n\n${help}`)
  })
}

function count(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0) return number
  throw new UsageError(`bench: --${name} is ${value}; it needs an integer of at least 1.`)
}
