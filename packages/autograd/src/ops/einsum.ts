// Einstein summation: name the axes, and repeated names that are not in the result are summed.
// Two operands become one batched matrix product; more are taken in pairs from the left. Read equation.ts first.
import { checkTensor } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { mul } from './arithmetic.ts'
import { read, type Labelled } from './equation.ts'
import { matmul } from './matmul.ts'
import { sum } from './sum.ts'
import { permute, reshape, slice } from './view.ts'

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
 * The sum of products that an equation names: equal letters are one axis, and those missing on the right are summed.
 *
 *     'bij,bjk->bik'   yᵦᵢₖ = Σⱼ aᵦᵢⱼ bᵦⱼₖ          '...ij,...jk->...ik'   whatever stands before, broadcast
 *
 * Without an arrow the result has the letters that occur once, in alphabetical order, behind the axes of `...`. Axes of `...` that are
 * not on the right are summed, as in PyTorch.
 *
 * @throws ShapeError when letters and shapes do not fit.
 * @see Harris et al. 2020, "Array programming with NumPy", whose `einsum` this notation is
 */
export function einsum(equation: string, ...operands: Tensor[]): Tensor {
  for (const x of operands) checkTensor('einsum', x)
  const { inputs, output } = read(equation, operands)
  let parts = inputs.map(diagonal)
  while (parts.length > 1) {
    const [first, second, ...rest] = parts
    const later = output + rest.map((p) => p.labels).join('')
    const a = trimmed(first, later + second.labels)
    const b = trimmed(second, later + a.labels)
    parts = [pair(a, b, later), ...rest]
  }
  return arranged(trimmed(parts[0], output), output)
}
