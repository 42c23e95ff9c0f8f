// A model: a class with tensors and other modules on its fields. They are found by walking the fields and named by path.
// Read `parameter.ts` first; `flat.ts` holds what an optimizer needs.
import { add, checkOptions, Tensor, TapeError, tensor, ValueError, type DType } from '@glissade/autograd'
import { Generator } from '@glissade/random'
import { FlatModel } from './flat.ts'
import { Buffer, Parameter } from './parameter.ts'
import { matches } from './pattern.ts'
import { loadStateDict, stateDict, type Loaded, type LoadOptions, type StateDict } from './state-dict.ts'
import { summarise, type Summary } from './summary.ts'

type Found<T> = IterableIterator<[path: string, found: T]>

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype

/**
 * The base of layers and models. A subclass puts its tensors (`parameter()`, `buffer()`), layers, and lists or plain
 * objects of layers on public fields, and writes `forward`. Nothing is registered.
 *
 *     class Block extends Module {
 *       inner = new Dense(64, 64, { rng })
 *       forward(x: Tensor) { return add(x, relu(this.inner.forward(x))) }
 *     }
 */
export abstract class Module<Inputs extends readonly unknown[] = readonly [x: Tensor], Output = Tensor> {
  /** True between train() and eval(): Dropout drops, BatchNorm measures the batch. */
  training = true
  /** Where this module lies in its model, such as `layers.0`; empty for the model itself, or before it is known. */
  path = ''
  #flat: FlatModel | undefined

  abstract forward(...inputs: Inputs): Output

  /** Each trained tensor once, in the order of the fields, under the first path that leads to it. */
  *parameters(): Found<Parameter> {
    yield* once(tensors(this, Parameter))
  }

  /** Each remembered tensor once: running means and variances. */
  *buffers(): Found<Buffer> {
    yield* once(tensors(this, Buffer))
  }

  /** This module, under the path '', and every module inside it. */
  *modules(): Found<Module> {
    yield* once(found(this, isModule))
  }

  /** The generators that layers draw from, to be saved with a training run. */
  *generators(): Found<Generator> {
    yield* once(found(this, isGenerator))
  }

  /** Every path that leads to a tensor: more than one if it is tied. */
  names(x: Tensor): string[] {
    return [...walk(this, '', [])].filter(([, each]) => each === x).map(([path]) => path)
  }

  /** Sets this module and all inside to training, or with `false` to evaluation. */
  train(on = true): this {
    for (const [, module] of this.modules()) module.training = on
    return this
  }

  /** Sets this module and all inside to evaluation. */
  eval(): this {
    return this.train(false)
  }

  /**
   * Stops training what a pattern chooses: `layers.0` is all inside it, `**.bias` every bias, `layers.*.weight` some weights.
   * The numbers stay where they are. Freeze before making the optimizer, which leaves out what is frozen then.
   *
   * @throws ValueError when the pattern chooses nothing.
   */
  freeze(pattern = '**'): this {
    return this.#setTrained('freeze', pattern, false)
  }

  /** Undoes freeze(). */
  unfreeze(pattern = '**'): this {
    return this.#setTrained('unfreeze', pattern, true)
  }

  #setTrained(where: string, pattern: string, on: boolean): this {
    const all = [...this.parameters()]
    const chosen = all.filter(([, each]) => this.names(each).some((name) => matches(pattern, name)))
    if (chosen.length === 0) {
      const names = all.map(([path]) => path).join(', ') || 'no parameters'
      throw new ValueError(`${where}: '${pattern}' chooses no parameter; there are ${names}.`)
    }
    for (const [, each] of chosen) each.requiresGrad = on
    return this
  }

  /** Sets every gradient to zero. `optimizer.step(() => loss)` does it by itself. */
  zeroGrad(): void {
    for (const [, each] of this.parameters()) each.grad?.data.fill(0)
  }

  /** What the layers' own `l1` and `l2` options add to the loss, as a scalar; 0 without such options. */
  penalty(): Tensor {
    const terms = [...this.modules()].flatMap(([, module]) => module.ownPenalty() ?? [])
    if (terms.length > 0) return terms.reduce((sum, term) => add(sum, term))
    const [first] = this.parameters()
    return tensor(0, { dtype: first?.[1].dtype ?? 'float32' })
  }

  /** The penalty of this module's own weights; layers that have such options override it. */
  ownPenalty(): Tensor | undefined {
    return undefined
  }

  /**
   * The model as one vector of weights and one of gradients, which is what an optimizer trains. The parameters become views of
   * these vectors; so do the buffers of a vector of their own. Called again, it gives the same vectors.
   * A parameter lies in one model at a time: when another model takes it, the older one's optimizers throw a MovedError.
   */
  flat(): FlatModel {
    this.nameModules()
    const parameters = [...this.parameters()]
    const buffers = [...this.buffers()]
    const generators = [...this.generators()]
    if (this.#flat?.holds(parameters, buffers, generators)) return this.#flat
    this.#flat = new FlatModel(String(this), parameters, buffers, generators)
    return this.#flat
  }

  /** Copies of all parameters and buffers by path: plain typed arrays with their shapes. */
  stateDict(): StateDict {
    return stateDict([...this.parameters(), ...this.buffers()])
  }

  /**
   * Puts saved numbers in place. With `strict: false` parts of them, such as a body without its head; the answer names what was missing
   * and what was not expected.
   *
   * @throws StateDictError naming every entry that is missing, unexpected or of another shape; then nothing was loaded.
   */
  loadStateDict(saved: StateDict, options: LoadOptions = {}): Loaded {
    checkOptions('loadStateDict', options, ['strict'])
    const own = [...this.parameters(), ...this.buffers()]
    const places = own.map(([, each]) => ({ names: this.names(each), tensor: each }))
    return loadStateDict(places, saved, options.strict ?? true)
  }

  /**
   * The model as a table: layer, output shape (where the shape of one input, without the batch, is given), parameters. An Embedding reads
   * numbers: summary([12], { dtype: 'int32' }).
   */
  summary(inputShape?: readonly number[], options: { readonly dtype?: DType } = {}): Summary {
    checkOptions('summary', options, ['dtype'])
    this.nameModules()
    return summarise(this as Module<never, unknown> as Module, inputShape, options.dtype)
  }

  /** Tells every module its path, for messages. */
  nameModules(): void {
    for (const [path, module] of this.modules()) module.path = path
  }

  /** The module with its sizes, as in `Dense 784 -> 128`. */
  toString(): string {
    return this.constructor.name
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return String(this.summary())
  }

  /** The module and where it lies, as messages begin. */
  get where(): string {
    return this.path === '' ? String(this) : `${this.path} (${String(this)})`
  }
}

const isModule = (value: object): value is Module => value instanceof Module
const isGenerator = (value: object): value is Generator => value instanceof Generator

/** All objects that the fields of a module lead to, depth first. */
function* walk(holder: object, path: string, within: readonly object[]): Found<object> {
  yield [path, holder]
  if (within.includes(holder) || !(isModule(holder) || isPlain(holder))) return
  for (const [key, value] of Object.entries(holder)) {
    if (typeof value !== 'object' || value === null) continue
    yield* walk(value, path === '' ? key : `${path}.${key}`, [...within, holder])
  }
}

function* found<T extends object>(module: object, is: (value: object) => value is T): Found<T> {
  for (const [path, value] of walk(module, '', [])) if (is(value)) yield [path, value]
}

/** Tensors of one role; one that wants a gradient and has no role would be forgotten by every optimizer. */
function* tensors<T extends Tensor>(
  module: { toString(): string },
  Role: new (...args: ConstructorParameters<typeof Tensor>) => T,
): Found<T> {
  for (const [path, value] of walk(module, '', [])) {
    if (value instanceof Role) yield [path, value]
    else if (value instanceof Tensor && value.requiresGrad && !(value instanceof Parameter)) {
      throw new TapeError(
        `${String(module)}: ${path} is a tensor with requiresGrad on a field; it needs a role: parameter(x) to be trained, or x.detach().`,
      )
    }
  }
}

function* once<T>(all: Found<T>): Found<T> {
  const seen = new Set<T>()
  for (const [path, each] of all) {
    if (!seen.has(each)) yield [path, each]
    seen.add(each)
  }
}
