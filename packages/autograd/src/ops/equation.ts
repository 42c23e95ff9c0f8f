// What the equation of an einsum says: a letter for each axis, also for those behind `...`. Read einsum.ts next.
import { ShapeError } from '../errors.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { reshape } from './view.ts'

/** A tensor, and one letter for each of its axes. */
export interface Labelled {
  readonly x: Tensor
  readonly labels: string
}

/** Letters for n axes behind `...`: none of the alphabet, and the same ones for the same axis counted from the last. */
const unnamed = (n: number): string =>
  Array.from({ length: n }, (_, i) => String.fromCodePoint(0x3b1 + n - 1 - i)).join('')

const isTerm = (term: string): boolean => /^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(term)

/** The size of each letter; undefined where two disagree. An unnamed axis of size 1 goes with any other. */
function sizesOf(inputs: readonly Labelled[]): Map<string, number> | undefined {
  const sizes = new Map<string, number>()
  for (const { x, labels } of inputs) {
    for (const [axis, letter] of [...labels].entries()) {
      const [size, other] = [x.shape[axis], sizes.get(letter)]
      const open = !isTerm(letter)
      if (other === undefined || (open && other === 1)) sizes.set(letter, size)
      else if (size !== other && !(open && size === 1)) return undefined
    }
  }
  return sizes
}

/** Without the axes of size 1 that are to be repeated: a product repeats what has no such axis. */
function narrow({ x, labels }: Labelled, sizes: ReadonlyMap<string, number>): Labelled {
  const kept = [...labels].map((_, axis) => axis).filter((axis) => x.shape[axis] === sizes.get(labels[axis]))
  if (kept.length === labels.length) return { x, labels }
  return {
    x: reshape(
      x,
      kept.map((axis) => x.shape[axis]),
    ),
    labels: kept.map((axis) => labels[axis]).join(''),
  }
}

/** The equation with letters for all axes, or undefined where it is none for such operands. */
function spelt(
  equation: string,
  operands: readonly Tensor[],
): { inputs: Labelled[]; output: string } | undefined {
  if (typeof equation !== 'string') return
  const [left, right, ...more] = equation.replaceAll(' ', '').split('->')
  const terms = left.split(',')
  if (more.length > 0 || terms.length !== operands.length || ![...terms, right ?? ''].every(isTerm)) return
  const hidden = terms.map((term, i) => (term.includes('.') ? operands[i].rank - term.length + 3 : 0))
  if (hidden.some((n) => n < 0)) return
  const inputs = terms.map((term, i) => ({ x: operands[i], labels: term.replace('...', unnamed(hidden[i])) }))
  const named = terms.join('').replaceAll('.', '')
  const once = [...new Set(named)].filter((l) => named.indexOf(l) === named.lastIndexOf(l)).sort()
  const output = (right ?? `...${once.join('')}`).replace('...', unnamed(Math.max(...hidden)))
  const fits =
    inputs.every(({ x, labels }) => labels.length === x.rank) &&
    new Set(output).size === output.length &&
    [...output].every((l) => inputs.some(({ labels }) => labels.includes(l)))
  return fits ? { inputs, output } : undefined
}

/**
 * 'ij,jk->ik' as a letter for each axis of each operand, and of the result.
 *
 * @throws ShapeError when equation and operands do not fit.
 */
export function read(equation: string, operands: readonly Tensor[]): { inputs: Labelled[]; output: string } {
  const letters = spelt(equation, operands)
  const sizes = letters && sizesOf(letters.inputs)
  if (sizes) return { inputs: letters.inputs.map((each) => narrow(each, sizes)), output: letters.output }
  throw new ShapeError(
    `einsum: '${equation}' for ${operands.map((x) => show(x.shape)).join(', ')}; it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.`,
  )
}
