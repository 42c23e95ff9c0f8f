// A formula as text: the third reading of the derivative table, after numbers and tensors.
// The text is the name by which a kernel is found, and what the compiler makes kernels from (`../compiler/loops.ts`).
import {
  complete,
  numbers,
  type Algebra,
  type Operand,
  type Primitives,
  type Scalar,
} from '@glissade/autograd/kernels'

/** Hears of each operation as it is written: its text, its name and its operands. */
export type Listener = (text: string, op: string, operands: readonly string[]) => void

export interface FormulaText {
  /** `mul(a, sub(1, mul(b, b)))`: a, b, c, d are the inputs it reads, p, q, r, s the parameters. */
  readonly text: string
  /** Which of the scalar's inputs are a, b, …; a pullback seldom reads them all. */
  readonly inputs: readonly number[]
  /** Which of its parameters are p, q, … */
  readonly params: readonly number[]
}

/** The algebra read with text; the listener hears of each operation. */
export function algebraOfText(listener?: Listener): Algebra<string> {
  const op =
    (name: string) =>
    (...operands: Operand<string>[]): string => {
      const text = `${name}(${operands.join(', ')})`
      listener?.(text, name, operands.map(String))
      return text
    }
  const primitives = {} as Primitives<string>
  for (const name of Object.keys(numbers) as (keyof Primitives<string>)[]) primitives[name] = op(name)
  return complete(primitives)
}

const write = ({ formula }: Scalar, operands: readonly string[], listener?: Listener): string =>
  String(formula<string>(algebraOfText(listener), ...operands))

/** Writes a scalar's formula, with the inputs and parameters that it does not read left out. */
export function formulaText(scalar: Scalar, listener?: Listener): FormulaText {
  const count = scalar.inputs + scalar.params
  const first = write(
    scalar,
    Array.from({ length: count }, (_, i) => `x${i}`),
  )
  const read = Array.from({ length: count }, (_, i) => i).filter((i) => new RegExp(`\\bx${i}\\b`).test(first))
  const inputs = read.filter((i) => i < scalar.inputs)
  const params = read.filter((i) => i >= scalar.inputs)
  const letters = new Array<string>(count).fill('unread')
  inputs.forEach((at, i) => (letters[at] = 'abcd'[i] ?? `a${i}`))
  params.forEach((at, i) => (letters[at] = 'pqrs'[i] ?? `p${i}`))
  return { text: write(scalar, letters, listener), inputs, params: params.map((at) => at - scalar.inputs) }
}
