// Einstein summation: name the axes, and repeated names that are not in the result are summed.
// Two operands become one batched matrix product; more are taken in pairs from the left.
import { ShapeError } from '../errors.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { mul } from './arithmetic.ts'
import { matmul } from './matmul.ts'
import { sum } from './sum.ts'
import { permute, reshape, slice } from './view.ts'

interface Labelled {
  readonly x: Tensor
  readonly labels: string
}

/** 'ij,jk->ik' as lists of letters; without an arrow, the letters that occur once, in alphabetical order. */
function parse(equation: string, operands: readonly Tensor[]): { inputs: string[]; output: string } {
  const [left, right] = equation.replaceAll(' ', '').split('->')
  const inputs = left.split(',')
  const letters = inputs.join('')
  const once = [...new Set(letters)].filter((l) => letters.split(l).length === 2).sort()
  const output = right ?? once.join('')
  const sizes = new Map<string, number>()
  const fits =
    inputs.length === operands.length &&
    /^[a-zA-Z]*$/.test(letters + output) &&
    new Set(output).size === output.length &&
    [...output].every((l) => letters.includes(l)) &&
    inputs.every((labels, i) => labels.length === operands[i].rank)
  const agree =
    fits &&
    inputs.every((labels, i) =>
      [...labels].every(
        (l, axis) =>
          (sizes.get(l) ?? sizes.set(l, operands[i].shape[axis]).get(l)) === operands[i].shape[axis],
      ),
    )
  if (!agree) {
    throw new ShapeError(
      `einsum: '${equation}' for ${operands.map((x) => show(x.shape)).join(', ')}; it needs one letter per axis, equal sizes for equal letters, and a result of letters that occur.`,
    )
  }
  return { inputs, output }
}

/** A letter twice in one operand: its diagonal. */
function diagonal({ x, labels }: Labelled): Labelled {
  const second = [...labels].findIndex((l, i) => labels.indexOf(l) < i)
  if (second < 0) return { x, labels }
  const first = labels.indexOf(labels[second])
  const n = x.shape[first]
  const rest = [...labels].map((_, i) => i).filter((i) => i !== first && i !== second)
  const lines = reshape(permute(x, [...rest, first, second]), [...rest.map((i) => x.shape[i]), n * n])
  const taken = slice(lines, [...rest.map(() => null), [null, null, n + 1]])
  return diagonal({ x: taken, labels: rest.map((i) => labels[i]).join('') + labels[first] })
}

/** Sums the letters that nobody else needs. */
function trimmed({ x, labels }: Labelled, needed: string): Labelled {
  const gone = [...labels].map((_, i) => i).filter((i) => !needed.includes(labels[i]))
  return gone.length === 0
    ? { x, labels }
    : { x: sum(x, { axis: gone }), labels: [...labels].filter((l) => needed.includes(l)).join('') }
}

const arranged = ({ x, labels }: Labelled, order: string): Tensor =>
  permute(
    x,
    [...order].map((l) => labels.indexOf(l)),
  )

/** One batched matrix product: shared letters that stay are the batch, shared ones that go are summed. */
function pair(a: Labelled, b: Labelled, needed: string): Labelled {
  const shared = [...a.labels].filter((l) => b.labels.includes(l))
  const batch = shared.filter((l) => needed.includes(l)).join('')
  const summed = shared.filter((l) => !needed.includes(l)).join('')
  const own = (t: Labelled) => [...t.labels].filter((l) => !shared.includes(l)).join('')
  const [rows, columns] = [own(a), own(b)]
  const sizes = ({ x, labels }: Labelled, letters: string) =>
    [...letters].map((l) => x.shape[labels.indexOf(l)])
  const total = (list: number[]) => list.reduce((n, d) => n * d, 1)
  const outer = sizes(a, batch)
  if (summed === '' && rows === '' && columns === '')
    return { x: mul(arranged(a, batch), arranged(b, batch)), labels: batch }
  const left = reshape(arranged(a, batch + rows + summed), [
    ...outer,
    total(sizes(a, rows)),
    total(sizes(a, summed)),
  ])
  const right = reshape(arranged(b, batch + summed + columns), [
    ...outer,
    total(sizes(b, summed)),
    total(sizes(b, columns)),
  ])
  return {
    x: reshape(matmul(left, right), [...outer, ...sizes(a, rows), ...sizes(b, columns)]),
    labels: batch + rows + columns,
  }
}

/**
 * The sum of products that an equation such as 'bij,bjk->bik' names.
 *
 * @throws ShapeError when letters and shapes do not fit.
 */
export function einsum(equation: string, ...operands: Tensor[]): Tensor {
  const { inputs, output } = parse(equation, operands)
  let parts = inputs.map((labels, i) => diagonal({ x: operands[i], labels }))
  while (parts.length > 1) {
    const [first, second, ...rest] = parts
    const later = output + rest.map((p) => p.labels).join('')
    const a = trimmed(first, later + second.labels)
    const b = trimmed(second, later + a.labels)
    parts = [pair(a, b, later), ...rest]
  }
  return arranged(trimmed(parts[0], output), output)
}
