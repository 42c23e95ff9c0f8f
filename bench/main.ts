// `pnpm bench`: Glissade beside its peers, interleaved in one run. Read works.ts (what), contenders.ts (who), interleave.ts (how).
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { interleave } from './interleave.ts'
import { help, parse, UsageError, type Options } from './options.ts'
import { figure } from './report/figure.ts'
import { markdown, table } from './report/table.ts'
import { results, type Result } from './result.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

async function run({ chosen, contenders, rounds, window }: Options): Promise<Result[]> {
  const all: Result[] = []
  const told = new Set<string>()
  const tell = (name: string, words: string): void => {
    if (told.has(`${name}${words}`)) return
    told.add(`${name}${words}`)
    print(`  ${name}: ${words}`)
  }
  for (const work of chosen) {
    const names = work.contenders.filter((name) => !contenders || contenders.includes(name))
    if (names.length === 0) continue
    const { present, absent } = await interleave(work, names, {
      rounds: work.rounds ?? rounds,
      window,
      warm: work.rounds === undefined,
    })
    for (const { contender, why } of absent) tell(contender, `takes no part: ${why.replace(/\.$/, '')}.`)
    for (const { contender, notes } of present) tell(contender, notes)
    if (present.length === 0) continue
    const rows = results(work, present)
    print(table(rows))
    all.push(...rows)
  }
  return all
}

/** What was asked for; a command that makes no sense ends the program with a sentence. */
function asked(): Options | undefined {
  try {
    return parse(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

const options = asked()
if (options) {
  print(
    `one thread each, in turn; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}\n`,
  )
  const all = await run(options)
  if (options.json) writeFileSync(options.json, `${JSON.stringify(all, undefined, 2)}\n`)
  if (options.svg) writeFileSync(options.svg, figure(all))
  if (options.markdown) writeFileSync(options.markdown, markdown(all))
} else print(help)
