// One loop of a rule as text on four lanes. Read `find.ts` first; the words are those of `../../assembly/lanes.ts`.
// w[i] becomes w_i. What no weight enters is a number of the step: JavaScript computes it in float64, the kernel gets it.
// So is 1/c where a weight is divided by a c without weights: a product is several times as fast as a quotient.
import ts from 'typescript-parser'
import { constant, partsOf, Refusal, type LoopParts, type LoopSource } from './find.ts'

export interface Form {
  readonly source: LoopSource
  readonly parts: LoopParts
  /** Weight-free expressions as written, and the name of each in the kernel. */
  readonly scalars: ReadonlyMap<string, string>
  /** Arrays in the order of their first use, those to load before it and those to store after it. */
  readonly loads: readonly string[]
  readonly stores: readonly string[]
  /** Slots that may fade: their new number is made of the old one, and not the larger of it and another. */
  readonly fading: ReadonlySet<string>
  /** The statements between. */
  readonly lines: readonly string[]
}

const K = ts.SyntaxKind
const ARITHMETIC = new Map<ts.SyntaxKind, string>([
  [K.PlusToken, 'add'],
  [K.MinusToken, 'sub'],
  [K.AsteriskToken, 'mul'],
  [K.SlashToken, 'div'],
])
const COMPARISONS = new Map<ts.SyntaxKind, string>([
  [K.GreaterThanToken, 'gt'],
  [K.GreaterThanEqualsToken, 'ge'],
  [K.LessThanToken, 'lt'],
  [K.LessThanEqualsToken, 'le'],
  [K.EqualsEqualsEqualsToken, 'eq'],
  [K.ExclamationEqualsEqualsToken, 'ne'],
])
const COMPOUND = new Map<ts.SyntaxKind, string>([
  [K.PlusEqualsToken, 'add'],
  [K.MinusEqualsToken, 'sub'],
  [K.AsteriskEqualsToken, 'mul'],
  [K.SlashEqualsToken, 'div'],
])
const FUNCTIONS = new Map([
  ['Math.sqrt', 'sqrt'],
  ['Math.abs', 'abs'],
  ['Math.min', 'smaller'],
  ['Math.max', 'larger'],
  ['Math.sign', 'sign'],
  ['pow', 'pow'],
])
const ARGUMENTS: Readonly<Record<string, number>> = { smaller: 2, larger: 2, pow: 2 }
/** What may be called where no weight enters. */
const WEIGHT_FREE = /^(Math\.(sqrt|abs|min|max|sign)|pow|power)$/
const ZERO = 'num(0)'
const LANGUAGE = 'a SIMD form has + - * / ** 2, Math.sqrt, abs, min, max, sign, pow, comparisons and ?: alone'

/** @throws Refusal where a loop is outside the language. */
export const formOf = (source: LoopSource): Form => new Writer(source).form()

class Writer {
  readonly #source: LoopSource
  readonly #parts: LoopParts
  readonly #scalars = new Map<string, string>()
  readonly #locals = new Set<string>()
  readonly #loads: string[] = []
  readonly #stores: string[] = []
  readonly #fading = new Set<string>()

  constructor(source: LoopSource) {
    this.#source = source
    this.#parts = partsOf(source)
    for (const statement of this.#parts.before)
      this.#checkWeightFree(constant(source.file, statement).initializer)
  }

  form(): Form {
    const lines = this.#parts.body.map((statement) => this.#statement(statement))
    const [source, parts, scalars] = [this.#source, this.#parts, this.#scalars]
    return { source, parts, scalars, loads: this.#loads, stores: this.#stores, fading: this.#fading, lines }
  }

  #refuse(node: ts.Node, why = LANGUAGE): never {
    throw new Refusal(this.#source.file, node, why)
  }

  #statement(statement: ts.Statement): string {
    if (ts.isVariableStatement(statement)) {
      const { name, initializer } = constant(this.#source.file, statement)
      const value = this.#lanes(initializer)
      this.#locals.add(name.getText())
      return `const ${name.getText()} = ${value}`
    }
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression))
      this.#refuse(statement)
    const { left, operatorToken, right } = statement.expression
    const name = this.#arrayOf(left)
    const compound = COMPOUND.get(operatorToken.kind)
    if (!compound && operatorToken.kind !== K.EqualsToken) this.#refuse(statement)
    const value = compound ? this.#apply(compound, this.#read(name), right) : this.#lanes(right)
    const old = `${name}_i`
    if (this.#isSlot(name) && value.includes(old) && !value.startsWith(`larger(${old}, `))
      this.#fading.add(name)
    const isNew = !this.#loads.includes(name) && !this.#stores.includes(name)
    if (!this.#stores.includes(name)) this.#stores.push(name)
    return `${isNew ? 'let ' : ''}${old} = ${value}`
  }

  /** The array of `w[i]`. */
  #arrayOf(node: ts.Expression): string {
    if (!ts.isElementAccessExpression(node) || node.argumentExpression.getText() !== 'i')
      return this.#refuse(node, 'it needs an array at [i]')
    const name = node.expression.getText()
    if (!this.#parts.arrays.includes(name)) this.#refuse(node, `${name} is none of its arrays`)
    return name
  }

  #isSlot(name: string): boolean {
    return name !== 'w' && name !== 'g'
  }

  #read(name: string): string {
    if (!this.#loads.includes(name) && !this.#stores.includes(name)) this.#loads.push(name)
    return `${name}_i`
  }

  #hasWeights(node: ts.Node): boolean {
    if (ts.isElementAccessExpression(node)) return true
    if (ts.isIdentifier(node) && this.#locals.has(node.text)) return true
    return ts.forEachChild(node, (child) => this.#hasWeights(child) || undefined) ?? false
  }

  #checkWeightFree(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      if (!WEIGHT_FREE.test(node.expression.getText())) this.#refuse(node)
      return node.arguments.forEach((each) => this.#checkWeightFree(each))
    }
    if (ts.isIdentifier(node) && !this.#parts.known.has(node.text))
      this.#refuse(node, 'it is none of its numbers')
    ts.forEachChild(node, (child) => this.#checkWeightFree(child))
  }

  #scalar(expression: string): string {
    const known = this.#scalars.get(expression)
    if (known) return known
    const name = /^[a-zA-Z]\w*$/.test(expression) ? expression : `k${this.#scalars.size}`
    this.#scalars.set(expression, name)
    return name
  }

  #lanes(node: ts.Expression): string {
    if (ts.isParenthesizedExpression(node)) return this.#lanes(node.expression)
    if (ts.isNumericLiteral(node)) return `num(${node.text})`
    if (!this.#hasWeights(node)) {
      this.#checkWeightFree(node)
      return this.#scalar(node.getText().replace(/\s+/g, ' '))
    }
    if (ts.isIdentifier(node)) return node.text
    if (ts.isElementAccessExpression(node)) return this.#read(this.#arrayOf(node))
    if (ts.isConditionalExpression(node)) {
      const [mask, yes] = [this.#mask(node.condition), this.#lanes(node.whenTrue)]
      const no = this.#lanes(node.whenFalse)
      if (no === ZERO) return `when(${mask}, ${yes})`
      return yes === ZERO ? `unless(${mask}, ${no})` : `choose(${mask}, ${yes}, ${no})`
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === K.MinusToken)
      return `neg(${this.#lanes(node.operand)})`
    if (ts.isCallExpression(node)) return this.#call(node)
    if (ts.isBinaryExpression(node)) return this.#binary(node)
    return this.#refuse(node)
  }

  #call(node: ts.CallExpression): string {
    const name = FUNCTIONS.get(node.expression.getText())
    if (!name || node.arguments.length !== (ARGUMENTS[name] ?? 1)) return this.#refuse(node)
    return `${name}(${node.arguments.map((each) => this.#lanes(each)).join(', ')})`
  }

  #binary(node: ts.BinaryExpression): string {
    const { left, operatorToken, right } = node
    if (operatorToken.kind === K.AsteriskAsteriskToken && right.getText() === '2')
      return `square(${this.#lanes(left)})`
    const name = ARITHMETIC.get(operatorToken.kind)
    return name ? this.#apply(name, this.#lanes(left), right) : this.#refuse(node)
  }

  /** `left op right`. */
  #apply(name: string, left: string, right: ts.Expression): string {
    if (name !== 'div' || this.#hasWeights(right)) return `${name}(${left}, ${this.#lanes(right)})`
    this.#checkWeightFree(right)
    return `mul(${left}, ${this.#scalar(`1 / ${right.getText()}`)})`
  }

  /** Ones where a condition holds. One without weights is decided in float64, and comes as 1 or 0. */
  #mask(node: ts.Expression): string {
    if (ts.isParenthesizedExpression(node)) return this.#mask(node.expression)
    const comparison = ts.isBinaryExpression(node) ? COMPARISONS.get(node.operatorToken.kind) : undefined
    if (!comparison || !ts.isBinaryExpression(node)) return this.#refuse(node)
    if (this.#hasWeights(node))
      return `f32x4.${comparison}(${this.#lanes(node.left)}, ${this.#lanes(node.right)})`
    this.#checkWeightFree(node)
    return `f32x4.ne(${this.#scalar(`${node.getText()} ? 1 : 0`)}, num(0))`
  }
}
