// Refusing an input that has its features, or channels, elsewhere; the message tells the likely cure.
import { ShapeError, type Tensor } from '@glissade/autograd'
import { checkTensor } from '../options.ts'

/** The axis of x that holds as many features as the layer has. */
export function featureAxis(where: string, x: Tensor, features: number, axis = 1): number {
  checkTensor(where, 'the input', x)
  const at = axis < 0 ? axis + x.rank : axis
  if (x.shape[at] === features) return at
  const needed = axis === 1 ? `(batch, ${features}, …)` : `${features} features on axis ${axis}`
  throw new ShapeError(
    `${where}: input is (${x.shape.join(', ')}); it needs ${needed}.${cure(x.shape, features, axis)}`,
  )
}

function cure(shape: readonly number[], features: number, axis: number): string {
  const forward = [0, shape.length - 1, ...shape.slice(2).map((_, i) => i + 1)].join(', ')
  if (axis !== 1)
    return shape[1] === features ? ' Do they lie on axis 1? That is where they are sought without axis.' : ''
  if (shape.length > 2 && shape.at(-1) === features)
    return ` Are the channels last? permute(x, [${forward}]) brings them forward.`
  if (features === 1) return ' Is the channel axis missing? expandDims(x, 1) adds it.'
  return shape[0] === features ? ' Is the batch axis missing? expandDims(x, 0) adds it.' : ''
}
