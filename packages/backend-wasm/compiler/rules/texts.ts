// The files of the package optim that define loops, and a hash of the loops' text, for which no parser is needed:
// with it a test tells stale kernels from fresh ones. Comments and defaults do not count.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

export interface SourceText {
  /** From the folder of the sources: `rules/adam.ts`. */
  readonly file: string
  readonly text: string
}

const optim = new URL('../../../optim/src/', import.meta.url)

export function ruleTexts(): SourceText[] {
  return readdirSync(optim, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, optim), 'utf8').replaceAll('\r\n', '\n') }))
    .filter(({ text }) => text.includes('= defineRule({'))
}

/** sha256 of every rule's name, `update` and `ahead`, as they are indented. */
export function hashOfLoops(texts: readonly SourceText[] = ruleTexts()): string {
  const hash = createHash('sha256')
  for (const { file, text } of texts) {
    const parts = text.match(/^(export )?const \w+ = defineRule|^ {2}(update|ahead)\([^]*?^ {2}\},?$/gm) ?? []
    hash.update(`${file}\n${parts.join('\n')}\n`)
  }
  return hash.digest('hex')
}
