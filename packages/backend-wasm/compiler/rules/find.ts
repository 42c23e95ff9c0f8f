// Finds every loop that the package optim defines by defineRule, as syntax. Read `../../../optim/src/rules/adam.ts` first.
// What a loop must look like to get a SIMD form is checked here and in `lanes.ts`; what does not is refused by place.
import ts from 'typescript-parser'
import type { SourceText } from './texts.ts'

export interface LoopSource {
  /** The variable that holds the rule: `adam`. */
  readonly rule: string
  readonly part: 'update' | 'ahead'
  readonly file: string
  readonly method: ts.MethodDeclaration
}

/** What every loop is: its arrays and numbers by name, what comes before the loop, and the loop's statements. */
export interface LoopParts {
  readonly arrays: readonly string[]
  /** As written: `{ lr, beta1, t }`; nothing where the loop needs no numbers. */
  readonly numbers: string
  readonly before: readonly ts.Statement[]
  readonly body: readonly ts.Statement[]
  /** Names that may stand in a weight-free expression. */
  readonly known: ReadonlySet<string>
}

/** A loop outside the language; its rule runs as it is written. */
export class Refusal extends Error {
  readonly line: number
  readonly expression: string
  readonly why: string
  constructor(file: string, node: ts.Node, why: string) {
    const line = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
    const expression = node.getText().replace(/\s+/g, ' ')
    super(`${file}:${line}: ${expression}: ${why}.`)
    this.line = line
    this.expression = expression
    this.why = why
  }
}

/** The update and ahead of every `export const name = defineRule({ … })`, file by file. */
export function findLoops({ file, text }: SourceText): LoopSource[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, initializer }) => {
      const called = initializer && ts.isCallExpression(initializer) ? initializer : undefined
      if (called?.expression.getText() !== 'defineRule') return []
      const [definition] = called.arguments
      if (!ts.isObjectLiteralExpression(definition))
        throw new Refusal(file, called, 'it needs an object literal')
      return (['ahead', 'update'] as const).flatMap((part) => {
        const method = definition.properties.find((property) => property.name?.getText() === part)
        if (!method) return []
        if (!ts.isMethodDeclaration(method)) throw new Refusal(file, method, 'it needs a method')
        return [{ rule: name.getText(), part, file, method }]
      })
    }),
  )
}

/** Takes a loop apart. */
export function partsOf({ file, method }: LoopSource): LoopParts {
  const [first, second] = method.parameters
  const statements = method.body?.statements ?? []
  const loop = statements.at(-1)
  if (!loop || !ts.isForStatement(loop) || !loop.getText().startsWith('for (let i = lo; i < hi; i++)'))
    throw new Refusal(file, loop ?? method, 'it needs to end with for (let i = lo; i < hi; i++)')
  const numbers = second && ts.isObjectBindingPattern(second.name) ? second.name : undefined
  const before = statements.slice(0, -1)
  const known = [
    ...(numbers ? namesOf(file, numbers) : []),
    ...before.map((each) => constant(file, each).name.getText()),
  ]
  return {
    arrays: namesOf(file, first.name),
    numbers: numbers?.getText() ?? '',
    before,
    body: ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement],
    known: new Set(known),
  }
}

/** The names of `{ w, g, m }`. */
function namesOf(file: string, pattern: ts.BindingName): string[] {
  if (!ts.isObjectBindingPattern(pattern)) throw new Refusal(file, pattern, 'it needs names in braces')
  return pattern.elements.map((element) => {
    const plain = ts.isIdentifier(element.name) && !element.propertyName && !element.initializer
    if (!plain || element.dotDotDotToken) throw new Refusal(file, element, 'it needs a plain name')
    return element.name.getText()
  })
}

/** The one declaration of `const name = expression`. */
export function constant(
  file: string,
  statement: ts.Statement,
): ts.VariableDeclaration & { initializer: ts.Expression } {
  const list = ts.isVariableStatement(statement) ? statement.declarationList : undefined
  const declaration = list?.declarations[0]
  if (!declaration?.initializer || list?.declarations.length !== 1 || !(list.flags & ts.NodeFlags.Const))
    throw new Refusal(file, statement, 'it needs const name = expression')
  return declaration as ts.VariableDeclaration & { initializer: ts.Expression }
}
