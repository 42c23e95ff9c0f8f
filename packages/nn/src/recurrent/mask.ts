// Which steps of a batch of sequences are real, and which are padding.
import { DTypeError, ShapeError, shown, Tensor, tensor, ValueError } from '@glissade/autograd'

/** Which steps of a batch of sequences are padding: one of the two, or none. */
export interface Padding {
  /** The number of real steps of each sequence, an integer from 0 to the time; the others are padding at the end. */
  readonly lengths?: ArrayLike<number> | Tensor
  /** Instead of lengths: not 0 for a step, 0 for padding, (batch, time). */
  readonly mask?: Tensor
}

/** 1 for a step, 0 for padding, (batch, time); undefined where nothing was said. */
export function maskOf(where: string, { lengths, mask }: Padding, x: Tensor): Tensor | undefined {
  if (lengths !== undefined && mask !== undefined)
    throw new ValueError(`${where}: lengths and a mask; it needs one of them.`)
  const [batch, time] = x.shape
  const data = x.dtype === 'float64' ? new Float64Array(batch * time) : new Float32Array(batch * time)
  if (lengths !== undefined) markLengths(where, lengths, data, batch, time)
  else if (mask !== undefined) markMask(where, mask, data, batch, time)
  else return undefined
  return tensor(data, { shape: [batch, time] })
}

function markLengths(
  where: string,
  lengths: ArrayLike<number> | Tensor,
  data: Float32Array | Float64Array,
  batch: number,
  time: number,
): void {
  const list = lengths instanceof Tensor ? lengths.data : lengths
  if (list.length !== batch)
    throw new ShapeError(
      `${where}: ${list.length} lengths for a batch of ${batch}; it needs one for each sequence.${list.length === time ? ' Is time the first axis of the input? transpose(x, 0, 1) puts the batch there.' : ''}`,
    )
  for (let i = 0; i < batch; i++) {
    const length = list[i]
    if (!Number.isInteger(length) || length < 0 || length > time)
      throw new ValueError(
        `${where}: the length of sequence ${i} is ${length}; it needs an integer from 0 to ${time}, the time of the input.${length > time ? ' Was the input cut short?' : ''}`,
      )
    data.fill(1, i * time, i * time + length)
  }
}

function markMask(
  where: string,
  mask: Tensor,
  data: Float32Array | Float64Array,
  batch: number,
  time: number,
): void {
  if (!(mask instanceof Tensor))
    throw new DTypeError(`${where}: the mask is ${shown(mask)}; it needs a tensor.`)
  if (mask.rank !== 2 || mask.shape[0] !== batch || mask.shape[1] !== time) {
    const turned = mask.rank === 2 && mask.shape[0] === time && mask.shape[1] === batch
    throw new ShapeError(
      `${where}: the mask is (${mask.shape.join(', ')}); it needs (${batch}, ${time}), as (batch, time).${turned ? ' transpose(mask) would fit.' : ''}`,
    )
  }
  for (const [i, m] of mask.data.entries()) data[i] = m === 0 ? 0 : 1
}
