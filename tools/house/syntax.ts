// Reading TypeScript as a tree: exported names with their doc comments, and every node of one kind.
import { posix } from 'node:path'
import { parseSync } from 'vite'

export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface Declared {
  readonly name: string
  readonly node: Node
  readonly line: number
  /** The doc comment right above, without its stars; undefined where there is none. */
  readonly doc?: string
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** Every node of a type, in the order of the text. */
export function nodesOf(file: string, text: string, type: string): Node[] {
  const found: Node[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    if (!isNode(value)) return
    if (value.type === type) found.push(value)
    Object.values(value).forEach(walk)
  }
  walk(parseSync(file, text).program)
  return found
}

export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** The values (functions, classes, constants) that a file exports where it declares them; a list of them shares its doc. */
export function exportedValues(file: string, text: string): Declared[] {
  const { program, comments } = parseSync(file, text)
  const gap = (from: number, to: number) =>
    text
      .slice(from, to)
      .replace(/^\s*\/\/.*$/gm, '')
      .trim()
  const docOf = (start: number) =>
    comments.findLast(({ type, end }) => type === 'Block' && end <= start && gap(end, start) === '')
  return (program.body as unknown as Node[]).flatMap((statement) => {
    const { declaration } = statement
    if (statement.type !== 'ExportNamedDeclaration' || !isNode(declaration)) return []
    const named =
      declaration.type === 'VariableDeclaration' ? (declaration.declarations as Node[]) : [declaration]
    if (declaration.type.startsWith('TS')) return []
    const doc = docOf(statement.start)?.value.replace(/^ *\* ?/gm, '')
    const line = lineOf(text, statement.start)
    return named.map((node) => ({
      name: (node.id as { name: string }).name,
      node,
      line,
      ...(doc && { doc }),
    }))
  })
}

/** The values that a module shows to the world, each as `file#name` of where it is declared. */
export function publicValues(file: string, read: (file: string) => string): string[] {
  const entries = parseSync(file, read(file)).module.staticExports.flatMap((statement) => statement.entries)
  return entries.flatMap(({ moduleRequest, importName, localName, isType }) => {
    if (isType) return []
    if (moduleRequest === null) return [`${file}#${localName.name}`]
    if (!moduleRequest.value.startsWith('.')) return []
    const there = publicValues(posix.join(posix.dirname(file), moduleRequest.value), read)
    return importName.kind === 'Name' ? there.filter((one) => one.endsWith(`#${importName.name}`)) : there
  })
}
