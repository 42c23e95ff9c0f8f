// An evaluator for the corner of Python in which the programs of Learning to Execute are written.
import { shown } from '@glissade/autograd'
import { DataError } from '../../errors.ts'

/**
 * What a program prints: whole numbers of any size.
 *
 *     line   =  name '=' sum  |  'for' name 'in' 'range(' sum '):' name ('+=' | '-=') sum  |  'print(' sum ')'
 *     sum    =  product (('+' | '-') product)*
 *     product = atom ('*' atom)*
 *     atom   =  number  |  name  |  '-' atom  |  '(' sum ['if' sum ('<' | '>') sum 'else' sum] ')'
 */
export function evaluate(source: string): bigint {
  if (typeof source !== 'string')
    throw new DataError(`evaluate: the program is ${shown(source)}; it needs a text.`)
  const variables = new Map<string, bigint>()
  let printed: bigint | undefined
  for (const line of source.split('\n')) {
    const reader = new Reader(line, variables)
    printed = reader.statement() ?? printed
  }
  if (printed === undefined) throw new DataError('evaluate: the program prints nothing; it needs a print(…).')
  return printed
}

const token = /\s*(\d+|[a-z]+|[+-]=|[-+*()<>=:])/y

/** Reads one line, left to right, and does what it says. */
class Reader {
  readonly #line: string
  readonly #tokens: string[] = []
  readonly #variables: Map<string, bigint>
  #at = 0

  constructor(line: string, variables: Map<string, bigint>) {
    this.#line = line
    this.#variables = variables
    token.lastIndex = 0
    for (let found = token.exec(line); found; found = token.exec(line)) {
      this.#tokens.push(found[1])
      if (token.lastIndex === line.length) return
    }
    const read = this.#tokens.join('')
    throw new DataError(
      `evaluate: '${line}' cannot be read after '${read}'; it needs a number, a name or a sign there.`,
    )
  }

  /** Runs the line; answers what it prints. */
  statement(): bigint | undefined {
    const first = this.#next()
    const printed = first === 'print' ? this.#print() : undefined
    if (first === 'for') this.#loop()
    else if (first !== 'print') {
      this.#expect('=')
      this.#variables.set(first, this.#sum())
    }
    if (this.#at < this.#tokens.length) throw this.#unclear('the end')
    return printed
  }

  #print(): bigint {
    this.#expect('(')
    const value = this.#sum()
    this.#expect(')')
    return value
  }

  #loop(): void {
    const counter = this.#next()
    this.#expect('in')
    this.#expect('range')
    this.#expect('(')
    const times = this.#sum()
    this.#expect(')')
    this.#expect(':')
    const body = this.#at
    let turn = 0n
    do {
      this.#at = body
      this.#variables.set(counter, turn)
      const name = this.#next()
      const sign = this.#either('+=', '-=') === '+=' ? 1n : -1n
      const amount = this.#sum()
      if (turn < times) this.#variables.set(name, this.#value(name) + sign * amount)
    } while (++turn < times)
  }

  #sum(): bigint {
    let value = this.#product()
    while (this.#peek() === '+' || this.#peek() === '-') {
      value += this.#next() === '+' ? this.#product() : -this.#product()
    }
    return value
  }

  #product(): bigint {
    let value = this.#atom()
    while (this.#peek() === '*') {
      this.#next()
      value *= this.#atom()
    }
    return value
  }

  #atom(): bigint {
    const found = this.#next()
    if (found === '-') return -this.#atom()
    if (found === '(') return this.#bracket()
    return /^\d/.test(found) ? BigInt(found) : this.#value(found)
  }

  #bracket(): bigint {
    let value = this.#sum()
    if (this.#peek() === 'if') {
      this.#next()
      const left = this.#sum()
      const less = this.#either('<', '>') === '<'
      const right = this.#sum()
      this.#expect('else')
      const otherwise = this.#sum()
      value = (less ? left < right : left > right) ? value : otherwise
    }
    this.#expect(')')
    return value
  }

  #value(name: string): bigint {
    const value = this.#variables.get(name)
    if (value === undefined) throw new DataError(`evaluate: ${name} has no value in '${this.#line}'.`)
    return value
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]
  }

  #next(): string {
    const found = this.#tokens[this.#at++]
    if (found === undefined) throw this.#unclear('more')
    return found
  }

  #expect(wanted: string): void {
    if (this.#peek() !== wanted) throw this.#unclear(`'${wanted}'`)
    this.#at++
  }

  #either(a: string, b: string): string {
    const found = this.#peek()
    if (found !== a && found !== b) throw this.#unclear(`'${a}' or '${b}'`)
    this.#at++
    return found
  }

  #unclear(wanted: string): DataError {
    const found = this.#tokens[this.#at]
    const given = found === undefined ? 'ends' : `has '${found}'`
    return new DataError(
      `evaluate: '${this.#line}' ${given} after ${this.#at} words; it needs ${wanted} there.`,
    )
  }
}
