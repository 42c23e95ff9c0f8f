// What the convolution layers share: sizes, options, weights, their name. Read `../module.ts` first, then `layers.ts`.
import { keep, permute, ValueError, zeros, type PerAxis, type Tensor } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { heUniform, type Initializer } from '../init/scaled.ts'
import { weight } from '../init/weight.ts'
import { weightPenalty } from '../losses/penalty.ts'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize, checkSizes, checkTensor, checkType } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'

/** What every convolution layer may be told. */
export interface ConvolutionLayerOptions {
  /** Draws the first weights. */
  readonly rng: Randomness
  /** From one window to the next; 1 unless said. */
  readonly stride?: PerAxis
  /** From one element of a window to the next; 1 unless said. */
  readonly dilation?: PerAxis
  /** Channels are cut into so many groups that know nothing of one another; as many as inputs is depthwise. */
  readonly groups?: number
  /** Whether something is added that is learnt; true unless said. */
  readonly bias?: boolean
  /** heUniform unless said: right for relu. PyTorch's is lecunUniform with gain 1/√3, Keras's xavierUniform. */
  readonly init?: Initializer
  /** Adds l1 · Σ|W| to `model.penalty()`. */
  readonly l1?: number
  /** Adds ½ l2 · ΣW² to `model.penalty()`. */
  readonly l2?: number
  /** float32 unless said. */
  readonly dtype?: FloatType
}

const KEYS = ['rng', 'stride', 'padding', 'dilation', 'groups', 'bias', 'init', 'l1', 'l2', 'dtype']

/** A kind of convolution: its name, over how many axes it goes, and which way. */
interface Kind {
  readonly name: string
  readonly rank: number
  readonly transposed: boolean
}
export type Padding = PerAxis | 'same' | 'valid'

export abstract class Convolution extends Module {
  abstract readonly padding: Padding
  readonly #name: string
  readonly inputs: number
  readonly outputs: number
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly dilation: readonly number[]
  readonly groups: number
  readonly weight: Parameter
  readonly bias: Parameter | undefined
  readonly l1: number
  readonly l2: number

  constructor(
    { name, rank, transposed }: Kind,
    inputs: number,
    outputs: number,
    kernel: PerAxis,
    options: ConvolutionLayerOptions,
    more: readonly string[] = [],
  ) {
    super()
    checkSize(name, 'inputs', inputs)
    checkSize(name, 'outputs', outputs)
    checkOptions(name, options, [...KEYS, ...more])
    const { rng, stride = 1, dilation = 1, groups = 1, bias = true } = options
    const { init = heUniform, l1 = 0, l2 = 0, dtype = 'float32' } = options
    checkSize(name, 'groups', groups)
    checkDivisible(name, groups, inputs, outputs)
    checkNumber(name, 'l1', l1, { from: 0 })
    checkNumber(name, 'l2', l2, { from: 0 })
    this.#name = name
    this.inputs = inputs
    this.outputs = outputs
    this.kernel = checkSizes(name, 'kernel', kernel, rank, 1)
    this.stride = checkSizes(name, 'stride', stride, rank, 1)
    this.dilation = checkSizes(name, 'dilation', dilation, rank, 1)
    this.groups = groups
    const drawn = transposed
      ? weight(name, init, [outputs / groups, inputs, ...this.kernel], rng, dtype)
      : weight(name, init, [outputs, inputs / groups, ...this.kernel], rng, dtype)
    this.weight = transposed ? exchanged(drawn) : drawn
    this.bias = bias ? parameter(zeros([outputs], { dtype })) : undefined
    this.l1 = l1
    this.l2 = l2
  }

  /** The op looks at shapes by itself. */
  protected check(x: Tensor): void {
    const { where } = this
    checkTensor(where, 'the input', x)
    checkType(where, x, this.weight)
  }

  /** What the op needs besides input and weight. */
  protected get geometry() {
    const { bias, stride, dilation, groups, where } = this
    return { bias, stride, dilation, groups, where }
  }

  override ownPenalty(): Tensor | undefined {
    return weightPenalty(this.weight, this.l1, this.l2)
  }

  /** Sizes, and what is not as usual. */
  override toString(): string {
    const { inputs, outputs, kernel, stride, padding, dilation, groups } = this
    const unusual = (what: string, value: readonly number[], usual: number) =>
      value.some((n) => n !== usual) ? `, ${what} ${[...new Set(value)].join(' x ')}` : ''
    const pads =
      typeof padding === 'string' ? `, padding ${padding}` : unusual('padding', [padding].flat(), 0)
    const parts = [unusual('stride', stride, 1), pads, unusual('dilation', dilation, 1)].join('')
    const last = groups > 1 ? `, ${groups} groups` : ''
    return `${this.#name} ${inputs} -> ${outputs}, ${kernel.join(' x ')}${parts}${last}`
  }
}

/** Initialisers take the second axis for the inputs; a transposed convolution keeps them on the first. */
const exchanged = (w: Parameter): Parameter =>
  parameter(keep(permute(w.detach(), [1, 0, ...w.shape.slice(2).map((_, i) => i + 2)])))

function checkDivisible(name: string, groups: number, inputs: number, outputs: number): void {
  if (inputs % groups === 0 && outputs % groups === 0) return
  throw new ValueError(
    `${name}: ${inputs} inputs and ${outputs} outputs in ${groups} groups; it needs multiples of ${groups}.`,
  )
}
