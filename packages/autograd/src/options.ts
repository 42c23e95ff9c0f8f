// Options, checked by one function: a key that nobody reads is a slip of the pen, and going on without it gives wrong numbers.
import { nearest } from '@glissade/math'
import { ValueError, type GlissadeError } from './errors.ts'

type Kind = new (message: string) => GlissadeError

/** What other libraries call what has another name here. */
const elsewhere: Readonly<Record<string, readonly [whose: string, ours: string]>> = {
  dim: ['PyTorch', 'axis'],
  dims: ['PyTorch', 'axis'],
  keepdim: ['PyTorch', 'keepDims'],
  keepdims: ['NumPy', 'keepDims'],
  correction: ['PyTorch', 'unbiased'],
  ddof: ['NumPy', 'unbiased'],
  ord: ['NumPy', 'p'],
  generator: ['PyTorch', 'rng'],
  attn_mask: ['PyTorch', 'mask'],
  grad_outputs: ['PyTorch', 'gradient'],
  num_layers: ['PyTorch', 'layers'],
  affine: ['PyTorch', 'gamma'],
  epsilon: ['Keras', 'eps'],
  useBias: ['Keras', 'bias'],
  use_bias: ['Keras', 'bias'],
  kernelInitializer: ['Keras', 'init'],
  kernel_initializer: ['Keras', 'init'],
  returnSequences: ['Keras', 'outputs'],
  return_sequences: ['Keras', 'outputs'],
  verbose: ['Keras', 'progress'],
  validationSplit: ['Keras', 'validation'],
  validation_split: ['Keras', 'validation'],
  validationData: ['Keras', 'validation'],
  validation_data: ['Keras', 'validation'],
  drop_last: ['PyTorch', 'dropLast'],
}

const saidOf = (names: readonly string[], words: string) =>
  Object.fromEntries(names.map((name) => [name, words]))

/** What is said in another way here. */
const cures: Readonly<Record<string, string>> = {
  activation: 'An activation is a layer of its own: new Sequential(layer, relu).',
  ...saidOf(
    ['inputShape', 'input_shape'],
    'A layer is told its sizes first, as in new Dense(784, 128, { rng }).',
  ),
  ...saidOf(['lr', 'learningRate', 'learning_rate'], "The rate is the rule's: adam({ lr: 1e-3 })."),
  ...saidOf(
    ['weightDecay', 'weight_decay'],
    'It is an option of the optimizer: new Optimizer(model, rule, { weightDecay }).',
  ),
  ...saidOf(['clipNorm', 'clipnorm'], 'Gradients are clipped by transforms: [clipByGlobalNorm(1)].'),
  ...saidOf(['clipValue', 'clipvalue'], 'Gradients are clipped by transforms: [clipByValue(1)].'),
  batch_first: 'Sequences are (batch, time, features) always.',
  ...saidOf(['fromLogits', 'from_logits'], 'A loss takes logits, where its name does not say probabilities.'),
}

/** What a message shows of a list or an object, and of a text. */
const MOST = 6
const LETTERS = 60

/** A value as a message shows it: what is long is cut, what lies deep is named. */
export function shown(value: unknown, depth = 0): string {
  if (typeof value === 'string')
    return value.length > LETTERS ? `'${value.slice(0, LETTERS)}…'` : `'${value}'`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return functionShown(value)
  if (Array.isArray(value)) {
    if (depth > 2) return 'a list'
    const all = value.length > MOST ? [`… ${value.length} in all`] : []
    return `[${[...value.slice(0, MOST).map((each) => shown(each, depth + 1)), ...all].join(', ')}]`
  }
  if (!isPlain(value)) return typeof value === 'object' && value !== null ? kindOf(value) : String(value)
  if (depth > 2) return 'an object'
  const entries = Object.entries(value)
  const parts = entries.slice(0, MOST).map(([key, each]) => `${key}: ${shown(each, depth + 1)}`)
  const all = entries.length > MOST ? [`… ${entries.length} in all`] : []
  return parts.length > 0 ? `{ ${[...parts, ...all].join(', ')} }` : '{}'
}

function functionShown(f: { readonly name: string }): string {
  const kind = Function.prototype.toString.call(f).startsWith('class') ? 'class' : 'function'
  return f.name ? `the ${kind} ${f.name}` : `a ${kind}`
}

/** With its article. */
function kindOf(value: object): string {
  const { name = 'object' } = (value.constructor ?? {}) as { readonly name?: string }
  return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`
}

/** Whether it was written as { … }. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/**
 * Refuses options that are no object, and keys that are not among the known ones, with the name that was probably meant.
 * Named is the function, or whom the option `where` says.
 *
 * @throws ValueError, or the given kind of error.
 */
export function checkOptions(
  name: string,
  options: object,
  known: readonly string[],
  kind: Kind = ValueError,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new kind(notOptions(name, options, known))
  for (const key in options) {
    if (known.includes(key)) continue
    const { where = name } = options as { readonly where?: string }
    throw new kind(isPlain(options) ? unknownKey(where, key, known) : notOptions(name, options, known))
  }
}

/** Refuses what cannot be called. */
export function checkFunction(where: string, f: unknown): void {
  if (typeof f !== 'function')
    throw new ValueError(
      `${where}: ${shown(f)} stands where a function goes; it needs one, such as () => mean(x).`,
    )
}

function notOptions(where: string, options: unknown, known: readonly string[]): string {
  const axis = known.includes('axis') && (typeof options === 'number' || Array.isArray(options))
  const meant = axis ? 'axis' : known.includes('batchSize') && typeof options === 'number' ? 'batchSize' : ''
  const cure = meant && ` Write { ${meant}: ${shown(options)} }.`
  return `${where}: ${shown(options)} stands where options go; it needs an object of ${known.join(', ')}.${cure}`
}

function unknownKey(where: string, key: string, known: readonly string[]): string {
  return `${where}: ${key} is no option; it has ${known.join(', ')}.${cureFor(key, known)}`
}

function cureFor(key: string, known: readonly string[]): string {
  const [whose, ours] = Object.hasOwn(elsewhere, key) ? elsewhere[key] : []
  if (ours !== undefined && known.includes(ours)) return ` ${whose}'s ${key} is ${ours} here.`
  if (Object.hasOwn(cures, key)) return ` ${cures[key]}`
  const meant = nearest(key, known)
  return meant === undefined ? '' : ` Did you mean ${meant}?`
}
