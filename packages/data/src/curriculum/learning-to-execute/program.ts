// Random little programs, each operation around the result of the one before. Read evaluate.ts for what they mean.
import { checkCalled, checkKnown } from '../../errors.ts'
import { checkNumber, whole } from '../options.ts'
import type { Problem } from './addition.ts'
import { evaluate } from './evaluate.ts'
import type { Hardness } from './strategy.ts'
import type { Draws } from '../sampler.ts'

/** Names for variables; x is the loop's. */
const names = [...'abcdefghijklmnopqrstuvwyz']

/** What an operation is made of: operands in random places, small factors, a name that is still free. */
interface Parts {
  operands(n: number): string[]
  small(): number
  coin(): boolean
  sign(): string
  name(): string
}

/** Lines to run first, and the expression that holds the result. */
interface Piece {
  readonly lines: readonly string[]
  readonly value: string
}

const operations: readonly ((parts: Parts) => Piece)[] = [
  function sum({ operands, sign }) {
    const [a, b] = operands(2)
    return { lines: [], value: `(${a}${sign()}${b})` }
  },
  function product({ operands, small, coin }) {
    const [a] = operands(1)
    return { lines: [], value: coin() ? `(${a}*${small()})` : `(${small()}*${a})` }
  },
  function assignment({ operands, sign, name }) {
    const [a, b] = operands(2)
    const variable = name()
    return { lines: [`${variable}=${a}`], value: `(${variable}${sign()}${b})` }
  },
  function choice({ operands, coin }) {
    const [a, b, c, d] = operands(4)
    return { lines: [], value: `(${a} if ${b}${coin() ? '<' : '>'}${c} else ${d})` }
  },
  function loop({ operands, small, sign, name }) {
    const [a, b] = operands(2)
    const variable = name()
    return {
      lines: [`${variable}=${a}`, `for x in range(${small()}):${variable}${sign()}=${b}`],
      value: variable,
    }
  },
]

/**
 * A program in a corner of Python and what it prints.
 *
 *     a=4
 *     for x in range(3):a+=7
 *     print((a-2))                                    answer '23.'
 *
 * Numbers are drawn from 1 … 10^length, factors and loop counts from 1 … 4 · length, so that a program can be run by
 * reading it once. Each of the `nesting` operations takes the result of the last as one of its operands.
 *
 * @see Zaremba, Sutskever 2014, Learning to execute, section 3, https://arxiv.org/abs/1410.4615.
 */
export function program(hardness: Hardness, rng: Draws): Problem {
  checkKnown('program', hardness, ['length', 'nesting'])
  const { length, nesting } = hardness
  checkNumber('program', 'length', length, whole)
  checkNumber('program', 'nesting', nesting, { ...whole, to: names.length })
  checkCalled('program', 'rng.integer', rng?.integer)
  checkCalled('program', 'rng.uniform', rng?.uniform)
  const lines: string[] = []
  let result: string | undefined
  let variables = 0
  const coin = () => rng.uniform() < 0.5
  const parts: Parts = {
    operands(n) {
      const place = result === undefined ? -1 : rng.integer(n)
      return Array.from({ length: n }, (_, k) => (k === place ? result! : number(length, rng)))
    },
    small: () => 1 + rng.integer(4 * length),
    coin,
    sign: () => (coin() ? '+' : '-'),
    name: () => names[variables++],
  }
  for (let k = 0; k < nesting; k++) {
    const piece = operations[rng.integer(operations.length)](parts)
    lines.push(...piece.lines)
    result = piece.value
  }
  const source = [...lines, `print(${result})`].join('\n')
  return { source, answer: `${evaluate(source)}.` }
}

/** 1 … 10^length, all equally likely. */
function number(length: number, rng: Draws): string {
  const digits = Array.from({ length }, () => rng.integer(10)).join('')
  return String(BigInt(digits) + 1n)
}
