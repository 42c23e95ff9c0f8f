// The TypeScript examples of a Markdown page, and how their `// =>` comments become assertions.
// The rules for writers are in CONTRIBUTING.md.
import { parseSync } from 'vite'
import { lineOf, type Node, nodesOf } from './syntax.ts'

export interface Example {
  readonly page: string
  /** The line of the page at which the code starts. */
  readonly line: number
  readonly code: string
}

/** The fenced blocks marked `ts`, one program each; `ts continued` goes on with the program before. */
export function examplesOf(page: string, markdown: string): Example[] {
  const found: Example[] = []
  for (const { 1: indent, 2: info, 3: body, index } of markdown.matchAll(
    /^( *)```(ts\b.*)\n([^]*?)^ *```$/gm,
  )) {
    const code = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    const line = lineOf(markdown, index) + 1
    const last = found.at(-1)
    if (info === 'ts') found.push({ page, line, code })
    else if (info === 'ts continued' && last) found[found.length - 1] = { ...last, code: last.code + code }
    else
      throw new Error(
        `${page}:${line - 1}: a fence is marked '${info}'; it needs 'ts', or 'ts continued' after one.`,
      )
  }
  return found
}

/** A claim of an example: a comment `// => value` or `// throws Name: message`, and what it is said of. */
interface Claim {
  readonly kind: '=>' | 'throws'
  readonly text: string
  /** The statement that ends before the comment. */
  readonly statement: Node
}

/**
 * The program with its claims checked by `expectValue([values], text, line)` and `expectThrow(() => statement, text, line)`,
 * which it imports from `checker`.
 */
export function withAssertions(code: string, checker: string): string {
  let program = code
  for (const claim of claims(code).toReversed()) {
    const { start, end } = claim.statement
    const statement = code.slice(start, end)
    program = program.slice(0, start) + assertion(claim, statement, lineOf(code, start)) + program.slice(end)
  }
  return `import { expectValue, expectThrow } from ${JSON.stringify(checker)}\n${program}`
}

function claims(code: string): Claim[] {
  const statements = [
    ...nodesOf('example.ts', code, 'ExpressionStatement'),
    ...nodesOf('example.ts', code, 'VariableDeclaration'),
  ]
  const { comments } = parseSync('example.ts', code)
  return comments.flatMap(({ value, start }, i) => {
    const [, kind, first] = /^ (=>|throws)(?: |$)(.*)$/.exec(value) ?? []
    if (kind === undefined) return []
    // The claim goes on in the comment lines below it.
    const lines = [first]
    for (let k = i + 1; k < comments.length; k++) {
      if (!/^\n *$/.test(code.slice(comments[k - 1].end, comments[k].start))) break
      lines.push(comments[k].value.replace(/^ /, ''))
    }
    const text = (first === '' ? lines.slice(1) : lines).join('\n')
    const before = statements.filter(({ end }) => end <= start && /^[;\s]*$/.test(code.slice(end, start)))
    if (before.length === 0)
      throw new Error(`line ${lineOf(code, start)}: '//${value}' follows no expression and no const.`)
    const statement = before.reduce((outer, one) => (one.start < outer.start ? one : outer))
    return [{ kind: kind as Claim['kind'], text, statement }]
  })
}

function assertion({ kind, text, statement }: Claim, source: string, line: number): string {
  const rest = `${JSON.stringify(text)}, ${line})`
  if (kind === 'throws') return `;expectThrow(() => { ${source} }, ${rest}`
  if (statement.type === 'VariableDeclaration') {
    const { id } = (statement.declarations as Node[]).at(-1)!
    const { start, end } = id as Node
    return `${source};expectValue([${source.slice(start - statement.start, end - statement.start)}], ${rest}`
  }
  const printed = /^console\.log\(([^]*)\);?$/.exec(source)?.[1]
  return `;expectValue([${printed ?? source.replace(/;$/, '')}], ${rest}`
}
