// How signals and gradients fare on their way through a model that was just made. Read `module.ts` first.
import { mul, randn, record, retainGrad, sum, Tensor, tensor } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { curves, print, rowOf, type Diagnosis, type DiagnosisRow, type Seen } from './diagnosis.ts'
import type { Module } from './module.ts'
import { Dense } from './layers/dense.ts'
import { checkModel, checkOptions, checkTensor } from './options.ts'
import { Recurrent } from './recurrent/layer.ts'
import { printedAs } from './table.ts'
import { untouched } from './untouched.ts'
import { watch, type Call } from './watch.ts'

/** Where the gradient comes from that `diagnoseInit` follows. */
export interface DiagnoseOptions {
  /** Draws the gradient r that arrives at the output, of mean 0 and variance 1. */
  readonly rng?: Randomness
  /** Instead: what is derived. */
  readonly loss?: (output: Tensor) => Tensor
}

const within = (path: string, outer: string): boolean =>
  path !== outer && (outer === '' || path.startsWith(`${outer}.`))

/** The modules that count as one layer: those that hold no others, and recurrent layers, which are one op. */
function layersOf(model: Module): Module[] {
  const all = [...model.modules()]
  const whole = all.filter(
    ([path, module]) => module instanceof Recurrent || !all.some(([other]) => within(other, path)),
  )
  const inner = (path: string): boolean =>
    whole.some(([outer, module]) => module instanceof Recurrent && within(path, outer))
  return whole.filter(([path]) => !inner(path)).map(([, module]) => module)
}

/** Notes what functions in lists of layers give; gives the way back. */
function watchFunctions(model: Module, note: (seen: Seen) => void): () => void {
  const watched =
    (call: Call, path: string): Call =>
    (...inputs) => {
      const output = call(...inputs)
      if (output instanceof Tensor) note({ path, layer: call.name || 'function', called: call, output })
      return output
    }
  const undo: (() => void)[] = []
  for (const [path, module] of model.modules()) {
    for (const [key, list] of Object.entries(module)) {
      if (!Array.isArray(list) || !list.some((each) => typeof each === 'function')) continue
      const at = (i: number): string => [...(path === '' ? [] : [path]), key, i].join('.')
      const replaced = list.map((each: unknown, i) => (typeof each === 'function' ? watched(each as Call, at(i)) : each)) // prettier-ignore
      Object.assign(module, { [key]: replaced })
      undo.push(() => Object.assign(module, { [key]: list }))
    }
  }
  return () => undo.forEach((each) => each())
}

/** What has the last word on a layer's output. */
const bending = (module: Module): unknown =>
  module instanceof Dense && module.activation ? module.activation : module

/** Notes what layers and functions between them give; gives the way back. */
function watchLayers(model: Module, note: (seen: Seen) => void): () => void {
  const stopModules = watch(layersOf(model), (module, output) =>
    note({ path: module.path, layer: String(module), called: bending(module), output }),
  )
  const stopFunctions = watchFunctions(model, note)
  return () => {
    stopModules()
    stopFunctions()
  }
}

/**
 * Variances of what each layer gives and of the gradients that come back, for one batch: where signals vanish or explode.
 *
 *     forward: Var[y] of each layer          backward: Var[∂L/∂y]          L = Σ y r of the model's output, r ~ N(0, 1)
 *
 * Good first weights keep both much the same from layer to layer. Weights, gradients, statistics, generators and mode stay as they were.
 *
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", figures 6 and 7
 * @see He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers", section 2.2
 */
export function diagnoseInit(model: Module, x: Tensor, options: DiagnoseOptions): Diagnosis {
  checkModel('diagnoseInit', model)
  checkOptions('diagnoseInit', options, options?.loss ? ['loss'] : ['rng'])
  checkTensor('diagnoseInit', 'the batch', x)
  const { rng, loss = (y) => projected(y, rng!) } = options
  model.nameModules()
  const seen: Seen[] = []
  const rows: DiagnosisRow[] = []
  untouched(model, () => {
    const stop = watchLayers(model, (each) => seen.push(each))
    try {
      record(() => {
        const input = x.dtype === 'int32' ? x : tensor(x.data.slice(), { shape: x.shape, requiresGrad: true })
        const output = model.forward(input)
        for (const each of seen) if (each.output !== input) retainGrad(each.output)
        loss(output).backward()
        rows.push(...seen.map(rowOf))
      })
    } finally {
      stop()
    }
  })
  return printedAs(() => print(rows), { rows, curves: () => curves(rows) })
}

const projected = (y: Tensor, rng: Randomness): Tensor => sum(mul(y, randn(y.shape, { rng, dtype: y.dtype }))) // ∂L/∂y = r
