// A model as a table: path, layer, output shape, parameters. Read `module.ts` first.
import { noGrad, Tensor, ValueError, zeros, type DType } from '@glissade/autograd'
import type { Module } from './module.ts'
import { partsOf, type FunctionPart, type Part } from './parts.ts'
import { printedAs, table } from './table.ts'
import { replace, watch } from './watch.ts'

/** A layer, as `model.summary()` shows it. */
export interface SummaryRow {
  readonly path: string
  readonly layer: string
  /** Of the output (of a state, its h), with the batch as `n`; undefined without an input shape, and of a layer's parts that it does not call. */
  readonly output: readonly (number | 'n')[] | undefined
  readonly trainable: number
  readonly frozen: number
}

/** What `model.summary()` gives; it prints as a table. */
export interface Summary {
  readonly rows: readonly SummaryRow[]
  readonly trainable: number
  readonly frozen: number
  /** Memory of parameters and buffers. */
  readonly bytes: number
  toString(): string
}

/** Runs one input of zeros through the model, in evaluation, and notes what each part gives. */
function outputs(
  model: Module,
  parts: readonly Part[],
  inputShape: readonly number[],
  dtype: DType,
): Map<Module | string, Tensor['shape']> {
  const shapes = new Map<Module | string, Tensor['shape']>()
  const modules = parts.flatMap((part) => ('module' in part ? [part.module] : []))
  const modes = modules.map((module) => module.training)
  const undo = parts.flatMap((part) => ('call' in part ? [listened(part, shapes)] : []))
  const stop = watch(modules, (module, y) => shapes.set(module, y.shape))
  try {
    model.eval()
    noGrad(() => model.forward(zeros([1, ...inputShape], { dtype })))
  } finally {
    stop()
    undo.forEach((each) => each())
    for (const [i, module] of modules.entries()) module.training = modes[i]
  }
  return shapes
}

/** Notes what a function gives; gives the way back. */
const listened = (
  { path, call, holder, key }: FunctionPart,
  shapes: Map<Module | string, Tensor['shape']>,
): (() => void) =>
  replace(holder, key, (...inputs) => {
    const y: unknown = Reflect.apply(call, holder, inputs)
    if (y instanceof Tensor) shapes.set(path, y.shape)
    return y
  })

/** The parameters that lie on a module itself, not on one inside it, and were not counted before. */
function own(path: string, inner: readonly string[], counted: Set<Tensor>, model: Module): Tensor[] {
  const prefix = path === '' ? '' : `${path}.`
  const deeper = inner.filter((each) => each !== path && each.startsWith(prefix))
  return [...model.parameters()]
    .filter(([name]) => name.startsWith(prefix) && !deeper.some((each) => name.startsWith(`${each}.`)))
    .map(([, each]) => each)
    .filter((each) => !counted.has(each) && counted.add(each))
}

const total = (tensors: readonly Tensor[]): number => tensors.reduce((n, x) => n + x.size, 0)

/**
 * The table of a model. `inputShape` is that of one sample, whose element type is the model's unless said.
 */
export function summarise(model: Module, inputShape?: readonly number[], dtype?: DType): Summary {
  if (inputShape !== undefined && !Array.isArray(inputShape))
    throw new ValueError(
      `summary: the shape of a sample is ${String(inputShape)}; it needs a list, such as [784].`,
    )
  const parts = partsOf(model)
  const paths = parts.flatMap((part) => ('module' in part ? [part.path] : []))
  const tensors = [...model.parameters(), ...model.buffers()].map(([, x]) => x)
  const shapes = inputShape && outputs(model, parts, inputShape, dtype ?? tensors[0]?.dtype ?? 'float32')
  const counted = new Set<Tensor>()
  const rows = parts.map((part): SummaryRow => {
    const lying = 'module' in part ? own(part.path, paths, counted, model) : []
    const shape = shapes?.get('module' in part ? part.module : part.path)
    return {
      path: part.path,
      layer: 'module' in part ? String(part.module) : part.call.name || 'a function',
      output: shape && shape.map((size, axis) => (axis === 0 ? 'n' : size)),
      trainable: total(lying.filter((x) => x.requiresGrad)),
      frozen: total(lying.filter((x) => !x.requiresGrad)),
    }
  })
  const summary = {
    rows,
    trainable: rows.reduce((n, row) => n + row.trainable, 0),
    frozen: rows.reduce((n, row) => n + row.frozen, 0),
    bytes: tensors.reduce((n, x) => n + x.size * (x.dtype === 'float64' ? 8 : 4), 0),
  }
  return printedAs(() => print(summary), summary)
}

const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',')

const cells = ({ path, layer, output, trainable, frozen }: SummaryRow): string[] => [
  path,
  layer,
  output ? `(${output.join(', ')})` : '',
  trainable + frozen > 0 ? grouped(trainable + frozen) + (frozen > 0 ? ' frozen' : '') : '',
]

function print({ rows, trainable, frozen, bytes }: Omit<Summary, 'toString'>): string {
  const lines = table(['path', 'layer', 'output', 'parameters'], rows.map(cells), 3)
  const last = `${grouped(trainable + frozen)} parameters: ${grouped(trainable)} trainable, ${grouped(frozen)} frozen; ${grouped(bytes)} bytes`
  return [...lines, lines[1], last].join('\n')
}
