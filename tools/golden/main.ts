// `pnpm golden FOLDER`: holds the project against golden data. Exit code 1 when a case failed, 2 when nothing could be run.
import { parseArgs } from 'node:util'
import { casesOf, readFiles } from './folder.ts'
import { GoldenError } from './json.ts'
import { verdict } from './verdict.ts'

const usage = `pnpm golden FOLDER [--only PATTERN] [--list]

  --only PATTERN  only cases whose name matches this regular expression
  --list          print the names of the cases and run none`

function options(): { folder: string; only: RegExp; list: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', default: '' }, list: { type: 'boolean', default: false } },
  })
  if (positionals.length !== 1)
    throw new GoldenError(`golden: ${positionals.length} folders were given; it needs one.\n\n${usage}`)
  return { folder: positionals[0], only: new RegExp(values.only), list: values.list }
}

function main(): number {
  const { folder, only, list } = options()
  const cases = casesOf(readFiles(folder)).filter(({ name }) => only.test(name))
  if (cases.length === 0) throw new GoldenError(`golden: no case matches ${only}; --list prints the names.`)
  if (list) {
    cases.forEach(({ name }) => console.log(name))
    return 0
  }
  const verdicts = cases.map(verdict)
  for (const { name, failures, skipped } of verdicts) {
    for (const line of failures) console.log(`FAILED ${line}`)
    if (skipped !== undefined) console.log(`not judged: ${name}: ${skipped}`)
  }
  const judged = verdicts.filter(({ skipped }) => skipped === undefined)
  const failed = judged.filter(({ failures }) => failures.length > 0).length
  console.log(`${judged.length - failed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

try {
  process.exitCode = main()
} catch (error) {
  const expected =
    error instanceof GoldenError ||
    error instanceof SyntaxError ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  console.error(expected ? (error as Error).message : error)
  process.exitCode = 2
}
