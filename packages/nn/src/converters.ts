// Weights of a Dense layer to and from other libraries, as plain data. Our layout is (inputs, outputs), which is Keras's too.
import { ShapeError } from '@glissade/autograd'
import { entryOf } from './entries.ts'
import type { Floats } from './parameter.ts'
import type { ArrayEntry, StateDict } from './state-dict.ts'

/** A linear layer's entries as PyTorch names them: weight (outputs, inputs), bias (outputs). */
export interface PyTorchLinear {
  readonly weight: ArrayEntry
  readonly bias?: ArrayEntry
}

/** A dense layer's entries as Keras names them: kernel (inputs, outputs), bias (outputs). */
export interface KerasDense {
  readonly kernel: ArrayEntry
  readonly bias?: ArrayEntry
}

function matrixOf(where: string, entries: object, name: string): ArrayEntry {
  const entry = entryOf(where, entries, name)
  const { shape, data } = entry
  if (shape.length !== 2 || shape[0] * shape[1] !== data.length) {
    throw new ShapeError(
      `${where}: the weight is (${shape.join(', ')}) with ${data.length} numbers; it needs a matrix.`,
    )
  }
  return entry
}

/** Rows become columns. */
export function transposed({ shape: [rows, columns], data }: ArrayEntry): ArrayEntry {
  const turned: Floats = data.slice()
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j]
  return { shape: [columns, rows], data: turned }
}

const withBias = (weight: ArrayEntry, bias: ArrayEntry | undefined): StateDict =>
  bias ? { weight, bias } : { weight }

/**
 * A PyTorch `nn.Linear` as what `dense.loadStateDict()` takes.
 *
 * @throws ShapeError unless the weight is a matrix.
 */
export function denseFromPyTorch(entries: PyTorchLinear): StateDict {
  const weight = matrixOf('denseFromPyTorch', entries, 'weight')
  return withBias(transposed(weight), entries.bias)
}

/** What `dense.stateDict()` gives, as a PyTorch `nn.Linear` keeps it. */
export function denseToPyTorch(state: StateDict): PyTorchLinear {
  const weight = matrixOf('denseToPyTorch', state, 'weight')
  const { bias } = state
  return bias ? { weight: transposed(weight), bias } : { weight: transposed(weight) }
}

/** A Keras `Dense` as what `dense.loadStateDict()` takes: only the name differs. */
export function denseFromKeras(entries: KerasDense): StateDict {
  return withBias(matrixOf('denseFromKeras', entries, 'kernel'), entries.bias)
}

/** What `dense.stateDict()` gives, under Keras's names. */
export function denseToKeras(state: StateDict): KerasDense {
  const weight = matrixOf('denseToKeras', state, 'weight')
  const { bias } = state
  return bias ? { kernel: weight, bias } : { kernel: weight }
}
