// What is computed: one step of training two towers that look at the same numbers. Each device imports it. Read `tape.ts` next.
import {
  add,
  gradients,
  matmul,
  mean,
  mul,
  randn,
  square,
  sub,
  sum,
  tanh,
  tensor,
  type Tensor,
} from 'glissade'

export type Named = Readonly<Record<string, Tensor>>

export const devices = 2
/** On which device the leaves are. Where the ops go is for `place` to find out. */
export const hints: Readonly<Record<string, number>> = { x: 0, target: 0, A: 0, C: 0, B: 1, D: 1 }

const weight = (shape: number[], seed: number): Tensor => mul(randn(shape, { seed }), 0.3)
const samples = (k: number): Tensor => mul(randn([64, 8], { seed: 100 + k }), 0.5)

/** The leaves at step k: 64 samples, of which tanh of the sum is to be learnt; weights are given at step 0 alone. */
export const leaves: Readonly<Record<string, (k: number) => Tensor>> = {
  x: samples,
  target: (k) => tanh(sum(samples(k), { axis: 1, keepDims: true })),
  A: () => weight([8, 32], 1),
  B: () => weight([8, 32], 2),
  C: () => weight([32, 1], 3),
  D: () => weight([32, 1], 4),
}

/** One step: the loss, and what the weights become. x goes through A and C, and through B and D. */
export function step({ x, target, A, B, C, D }: Named): Named {
  const guess = add(matmul(tanh(matmul(x, A)), C), matmul(tanh(matmul(x, B)), D)) // (64, 1)
  const loss = mean(square(sub(guess, target)))
  const slopes = gradients(loss, [A, B, C, D], { createGraph: true })
  const [nextA, nextB, nextC, nextD] = [A, B, C, D].map((w, i) => sub(w, mul(slopes[i], 0.1)))
  return { loss, A: nextA, B: nextB, C: nextC, D: nextD }
}

/** The leaves of step k, from the results of the step before; of all names, or of those asked for. */
export function fed(k: number, results: Named = {}, names = Object.keys(leaves)): Named {
  const leaf = ({ data, shape }: Tensor) => tensor(data, { shape, requiresGrad: true })
  return Object.fromEntries(names.map((name) => [name, leaf(results[name] ?? leaves[name](k))]))
}
