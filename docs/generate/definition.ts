// A rule as its source file tells it: sentence, equations, papers, code, and what to read first.
import { posix } from 'node:path'
import { filesBelow, read } from '../../tools/house/files.ts'
import { type Declared, exportedValues } from '../../tools/house/syntax.ts'

export interface Definition {
  readonly name: string
  /** From the root. */
  readonly file: string
  /** The paragraphs of its doc comment in their order; an indented one is an equation. */
  readonly paragraphs: readonly string[]
  readonly sources: readonly string[]
  /** What is left of the definition without its names and numbers: the loops. */
  readonly code: string
  /** The rules that its file asks to read first. */
  readonly before: readonly string[]
}

const folders = ['packages/optim/src/rules', 'packages/optim/src/methods']

/** The definitions of these rules and methods, in the order of the names. */
export function definitionsOf(names: readonly string[]): Definition[] {
  const files = folders.flatMap((folder) => filesBelow(folder, (path) => path.endsWith('.ts')))
  const found = files.flatMap((file) => {
    const text = read(file)
    return exportedValues(file, text)
      .filter(({ name }) => names.includes(name))
      .map((declared, _, all) => ({ file, text, declared, first: all[0].name }))
  })
  const firstOf = new Map(found.map(({ file, first }) => [file, first]))
  return names.map((name) => {
    const one = found.find(({ declared }) => declared.name === name)
    if (!one) throw new Error(`docs: ${name} is public and defined in no file of ${folders.join(' or ')}.`)
    const { file, text, declared, first } = one
    const before = readFirst(file, text).flatMap((path) => firstOf.get(path) ?? [])
    return {
      name,
      file,
      ...prose(declared),
      code: codeOf(text, declared, file.includes('/methods/')),
      before: first === name ? before : [first],
    }
  })
}

/** The files that the header names in `Read … first`. */
function readFirst(file: string, text: string): string[] {
  const header = text.slice(0, text.indexOf('\n\n')).replaceAll('\n// ', ' ')
  const asked = /Read ([^.]+(?:\.ts[^.]*)*) first/.exec(header)?.[1] ?? ''
  return (asked.match(/[\w/-]+\.ts/g) ?? []).map((name) => {
    const here = posix.join(posix.dirname(file), name)
    return name.includes('/') ? posix.join('packages/optim/src', name) : here
  })
}

function prose({ doc = '' }: Declared): Pick<Definition, 'paragraphs' | 'sources'> {
  const [told, ...seen] = doc.split(/^@see /m)
  const paragraphs = told
    .split(/\n\s*\n/)
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
    .filter((part) => part !== '')
  return { paragraphs, sources: seen.map((source) => source.replace(/\s+/g, ' ').trim()) }
}

/** From below the slots (or the name) to the dialects; of a method also the functions it calls in its file. */
function codeOf(text: string, { node }: Declared, isMethod: boolean): string {
  const lines = text.slice(node.start, node.end).split('\n')
  const at = (start: RegExp) => lines.findIndex((line) => start.test(line))
  const from = Math.max(at(/^ {2}name:/), at(/^ {2}slots:/)) + 1
  const to = at(/^ {2}dialects:/) < 0 ? -1 : at(/^ {2}dialects:/)
  const body = lines.slice(from, to).map((line) => line.replace(/^ {2}/, ''))
  const own = isMethod ? (text.match(/^(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?function [^]*?^}$/gm) ?? []) : []
  return [body.join('\n'), ...own].join('\n\n')
}
