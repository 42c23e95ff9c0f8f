// The command line of `pnpm bench`.
import { parseArgs } from 'node:util'
import { works, type Work } from './works.ts'

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

export const help = `pnpm bench [--only NAMES] [--contenders NAMES] [--rounds N] [--window MS] [--json FILE] [--svg FILE] [--markdown FILE]

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

export function parse(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: args.filter((each) => each !== '--'),
    options: {
      only: text,
      contenders: text,
      rounds: text,
      window: text,
      json: text,
      svg: text,
      markdown: text,
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const { only, json, svg, markdown } = values
  return {
    chosen: only === undefined ? works.filter(({ group }) => group !== 'update') : choose(only.split(',')),
    contenders: values.contenders?.split(','),
    rounds: count('rounds', values.rounds ?? '9'),
    window: count('window', values.window ?? '200'),
    json,
    svg,
    markdown,
  }
}

function choose(names: readonly string[]): Work[] {
  return names.flatMap((wanted) => {
    const found = works.filter(({ name, group }) => name === wanted || group === wanted)
    if (found.length > 0) return found
    throw new Error(`bench: --only has ${wanted}; it needs works or groups of them.\n\n${help}`)
  })
}

function count(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0) return number
  throw new Error(`bench: --${name} is ${value}; it needs an integer of at least 1.`)
}
