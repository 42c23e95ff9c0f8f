// Weights of convolutions to and from other libraries, as plain data. Ours are (outputs, inputs / groups, …kernel), as PyTorch's;
// Keras keeps (…kernel, inputs, outputs). Transposed ones are (inputs, outputs / groups, …kernel), and (…kernel, outputs, inputs).
import { ShapeError } from '@glissade/autograd'
import { entryOf } from '../entries.ts'
import type { ArrayEntry, StateDict } from '../state-dict.ts'

/** The entries of a PyTorch `nn.Conv1d`, `Conv2d`, `ConvTranspose1d` or `ConvTranspose2d`. */
export interface PyTorchConv {
  readonly weight: ArrayEntry
  readonly bias?: ArrayEntry
}

/** The entries of a Keras `Conv1D`, `Conv2D`, `Conv1DTranspose` or `Conv2DTranspose`. */
export interface KerasConv {
  readonly kernel: ArrayEntry
  readonly bias?: ArrayEntry
}

function checkKernel(where: string, { shape, data }: ArrayEntry): void {
  if (shape.length < 3 || shape.reduce((n, d) => n * d, 1) !== data.length)
    throw new ShapeError(
      `${where}: the weight is (${shape.join(', ')}) with ${data.length} numbers; it needs two axes of channels and one or more of the kernel.`,
    )
}

/** The numbers with their axes in another order. */
function reordered({ shape, data }: ArrayEntry, order: readonly number[]): ArrayEntry {
  const stride = shape.map((_, i) => shape.slice(i + 1).reduce((n, d) => n * d, 1))
  const turned = order.map((axis) => shape[axis])
  const out = data.slice()
  for (let i = 0; i < out.length; i++) {
    let [rest, from] = [i, 0]
    for (let k = order.length - 1; k >= 0; k--) {
      from += (rest % turned[k]) * stride[order[k]]
      rest = Math.floor(rest / turned[k])
    }
    out[i] = data[from]
  }
  return { shape: turned, data: out }
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
/** (…kernel, a, b) → (b, a, …kernel) */
const channelsFirst = (x: ArrayEntry): ArrayEntry => {
  const n = x.shape.length
  return reordered(x, [n - 1, n - 2, ...range(n - 2)])
}
/** (b, a, …kernel) → (…kernel, a, b) */
const channelsLast = (x: ArrayEntry): ArrayEntry =>
  reordered(x, [...range(x.shape.length - 2).map((i) => i + 2), 1, 0])

/** A PyTorch convolution, transposed or not, as what `loadStateDict()` takes: the layouts are the same. */
export function convFromPyTorch(entries: PyTorchConv): StateDict {
  const weight = entryOf('convFromPyTorch', entries, 'weight')
  checkKernel('convFromPyTorch', weight)
  const { bias } = entries
  return bias ? { weight, bias } : { weight }
}

/** What `stateDict()` of a convolution gives, transposed or not, as PyTorch keeps it. */
export function convToPyTorch(entries: StateDict): PyTorchConv {
  const weight = entryOf('convToPyTorch', entries, 'weight')
  checkKernel('convToPyTorch', weight)
  const { bias } = entries
  return bias ? { weight, bias } : { weight }
}

/**
 * A Keras convolution, transposed or not, as what `loadStateDict()` takes. Keras images have their channels last; ours want
 * permute(x, [0, 3, 1, 2]).
 *
 *     kernel (…kernel, inputs, outputs) → weight (outputs, inputs, …kernel)
 */
export function convFromKeras(entries: KerasConv): StateDict {
  const kernel = entryOf('convFromKeras', entries, 'kernel')
  checkKernel('convFromKeras', kernel)
  const { bias } = entries
  const weight = channelsFirst(kernel)
  return bias ? { weight, bias } : { weight }
}

/** What `stateDict()` of a convolution gives, transposed or not, as Keras keeps it. */
export function convToKeras(entries: StateDict): KerasConv {
  const weight = entryOf('convToKeras', entries, 'weight')
  checkKernel('convToKeras', weight)
  const { bias } = entries
  const kernel = channelsLast(weight)
  return bias ? { kernel, bias } : { kernel }
}
