// What a source file must be to read as a lesson, as far as a program can tell. Each check returns its complaints.
import { posix } from 'node:path'
import { parseSync } from 'vite'
import { exportedValues, lineOf, type Node, nodesOf } from './syntax.ts'

export const LONGEST = 300

/** Line comments at the top of a file, below the line that names its interpreter. */
const header = (text: string): string[] => {
  const lines = text.replace(/^#!.*\n/, '').split('\n')
  const end = lines.findIndex((line) => !line.startsWith('//'))
  return lines.slice(0, end < 0 ? lines.length : end)
}

/** A header comment of one to three lines says what lives in the file. */
export function checkHeader(file: string, text: string): string[] {
  const { length } = header(text)
  if (length === 0) return [`${file}: no header comment; it needs one to three lines of // at the top.`]
  return length > 3 ? [`${file}: a header comment of ${length} lines; it needs three at most.`] : []
}

export function checkLength(file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length
  return lines > LONGEST ? [`${file}: ${lines} lines; it needs ${LONGEST} at most.`] : []
}

/** Plain nouns in kebab-case; names that say nothing are refused. */
export function checkName(file: string): string[] {
  const name = posix.basename(file).replace(/(\.test|\.d)?\.ts$/, '')
  const folder = posix.basename(posix.dirname(file))
  const empty = /^(utils?|helpers?|common|misc|lib)$/
  const bad = [name, folder].find((part) => empty.test(part))
  if (bad !== undefined) return [`${file}: '${bad}' says nothing; it needs a noun for what is inside.`]
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`${file}: '${name}' is not kebab-case.`]
}

/** Work that is put off, and code that is switched off, do not belong in a lesson. */
export function checkComments(file: string, text: string): string[] {
  return parseSync(file, text).comments.flatMap(({ value, start }) => {
    const line = lineOf(text, start)
    if (/\b(TODO|FIXME|XXX|HACK)\b/.test(value)) return [`${file}:${line}: a comment puts work off.`]
    // In a test an expected error is what is tested: it fails when there is none.
    const tested = file.includes('/test/') && /@ts-expect-error \S/.test(value)
    if (/@ts-(ignore|nocheck|expect-error)/.test(value) && !tested)
      return [`${file}:${line}: a comment silences the compiler.`]
    if (/^[\s*]*[=\-*#~─═]{6,}/m.test(value)) return [`${file}:${line}: a banner.`]
    if (/\p{Extended_Pictographic}/u.test(value)) return [`${file}:${line}: an emoji.`]
    return /^\s*(const|let|import|return|if \(|for \(|\w+\([^)]*\);?$)/.test(value) &&
      /[;{}()=]\s*$/.test(value)
      ? [`${file}:${line}: commented-out code.`]
      : []
  })
}

/** `**` with an exponent that is not a whole number is the engine's own power, whose bits differ between engines. */
export function checkPowers(file: string, text: string): string[] {
  const powers = [...nodesOf(file, text, 'BinaryExpression'), ...nodesOf(file, text, 'AssignmentExpression')]
  return powers
    .filter(({ operator }) => operator === '**' || operator === '**=')
    .filter(({ right }) => !/^-?\d+$/.test(text.slice((right as Node).start, (right as Node).end)))
    .map(
      ({ start, end }) =>
        `${file}:${lineOf(text, start)}: ${text.slice(start, end)}; it needs @glissade/math's pow.`,
    )
}

/** A rule is documented by a sentence, its equation (an indented line) and its source. */
export function checkRuleDocs(file: string, text: string): string[] {
  const rules = exportedValues(file, text).filter(({ node }) => calls(node.init, 'defineRule'))
  return rules.flatMap(({ name, line, doc = '' }) => {
    const lacks = [
      ...(/\S[.:]$/m.test(doc) ? [] : ['a sentence']),
      ...(/^ {4,}.*[=←]/m.test(doc) ? [] : ['an indented equation']),
      ...(/@see \S+/.test(doc) ? [] : ['@see']),
    ]
    return lacks.map((what) => `${file}:${line}: ${name} lacks ${what}.`)
  })
}

const calls = (node: unknown, name: string): boolean =>
  (node as { callee?: { name?: string } } | null)?.callee?.name === name

/** Every public function, class and constant says in a doc comment what it is; a list of them shares one. */
export function checkDocs(file: string, text: string, isPublic: (name: string) => boolean): string[] {
  const bare = exportedValues(file, text).filter(({ name, doc }) => isPublic(name) && doc === undefined)
  const first = bare.filter(({ line }, i) => i === 0 || line !== bare[i - 1].line)
  return first.map(({ name, line }) => `${file}:${line}: ${name} has no doc comment.`)
}

/** No path of somebody's machine and no address of a package registry, in any text of the project. */
export function checkPrivate(file: string, text: string): string[] {
  const machine = /(?<![\w.~-])\/(work|root|tmp|home\/\w+|Users\/\w+)\/[\w.-]+/g
  const registry = /https?:\/\/[^\s/'"]*(registry|:\d{2,5}|\.internal|\.local)\b[^\s'"]*/g
  const allowed = /^https?:\/\/(localhost|127\.0\.0\.1|registry\.npmjs\.org)\b/
  return [...text.matchAll(machine), ...text.matchAll(registry)]
    .filter(([found]) => !allowed.test(found))
    .map(({ 0: found, index }) => `${file}:${lineOf(text, index)}: ${found} is of one machine alone.`)
}
