// The picture of docs/first-hour.md: the calculation that its reader records by hand, recorded by Glissade.
import { add, graph, mul, tanh, tensor, useBackend } from '../../packages/autograd/src/index.ts'
import { reference } from '../../packages/autograd/src/reference/index.ts'
import { graphSvg } from '../../packages/plot/src/index.ts'

/** tanh(0.1 (a b + c)) at a = 2, b = −3, c = 10. */
export function tapeFigure(): string {
  useBackend(reference)
  const leaf = (x: number) => tensor(x, { dtype: 'float64', requiresGrad: true })
  const [a, b, c] = [leaf(2), leaf(-3), leaf(10)]
  const names = new Map([[a, 'a'], [b, 'b'], [c, 'c']]) // prettier-ignore
  const picture = graph(() => tanh(mul(add(mul(a, b), c), 0.1)), names)
  return graphSvg(picture, { title: 'tanh(0.1 (a b + c)), and its gradients', direction: 'right' })
}
