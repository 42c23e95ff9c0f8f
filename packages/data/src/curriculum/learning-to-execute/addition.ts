// Text problems with one right answer: adding two numbers, and repeating one. Their difficulty is the number of digits.
import { shown } from '@glissade/autograd'
import { checkCalled, DataError } from '../../errors.ts'
import { checkNumber, whole } from '../options.ts'
import type { Draws } from '../sampler.ts'

/** A text to read and the text to answer, which ends with a full stop: the answer's end has to be learnt too. */
export interface Problem {
  readonly source: string
  readonly answer: string
}

/** A number of exactly so many digits. */
function digits(length: number, rng: Draws): string {
  return Array.from({ length }, (_, k) =>
    k === 0 && length > 1 ? 1 + rng.integer(9) : rng.integer(10),
  ).join('')
}

/**
 * The sum of two numbers of the same length.
 *
 *     { source: 'print(398345+425098)', answer: '823443.' }
 *
 * @see Zaremba, Sutskever 2014, Learning to execute, section 3.1, https://arxiv.org/abs/1410.4615.
 */
export function addition(length: number, rng: Draws): Problem {
  checkNumber('addition', 'length', length, whole)
  checkCalled('addition', 'rng.integer', rng?.integer)
  const [a, b] = [digits(length, rng), digits(length, rng)]
  return { source: `print(${a}+${b})`, answer: `${BigInt(a) + BigInt(b)}.` }
}

/**
 * A row of digits to repeat.
 *
 *     { source: '409155', answer: '409155.' }
 *
 * @see Zaremba, Sutskever 2014, Learning to execute, section 3.2, https://arxiv.org/abs/1410.4615.
 */
export function memorization(length: number, rng: Draws): Problem {
  checkNumber('memorization', 'length', length, whole)
  checkCalled('memorization', 'rng.integer', rng?.integer)
  const source = Array.from({ length }, () => rng.integer(10)).join('')
  return { source, answer: `${source}.` }
}

/**
 * The same problem read backwards: the beginning of the source comes close to the beginning of the answer.
 *
 *     '123' → '321'
 *
 * @see Sutskever, Vinyals, Le 2014, Sequence to sequence learning with neural networks, section 3.3.
 */
export function reversed(problem: Problem): Problem {
  checkProblem('reversed', problem)
  return { source: Array.from(problem.source).reverse().join(''), answer: problem.answer }
}

/** The same problem read twice: '123' → '123;123', so that the second reading can mend the first. */
export function doubled(problem: Problem): Problem {
  checkProblem('doubled', problem)
  return { source: `${problem.source};${problem.source}`, answer: problem.answer }
}

function checkProblem(where: string, problem: unknown): void {
  const { source, answer } = (problem ?? {}) as Partial<Problem>
  if (typeof source === 'string' && typeof answer === 'string') return
  throw new DataError(
    `${where}: the problem is ${shown(problem)}; it needs { source, answer }, such as addition(3, rng).`,
  )
}
