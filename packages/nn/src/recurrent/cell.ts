// One step of a recurrent layer, with its weights; `layer.ts` runs cells over sequences. Read `kind.ts` first.
import {
  affine,
  matmul,
  recurrent,
  recurrentStep,
  reshape,
  ShapeError,
  ValueError,
  type Tensor,
} from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize, checkTensor, checkType } from '../options.ts'
import { numbers, parameter, type FloatType, type Parameter } from '../parameter.ts'
import { drawnWeights, initials, type Initial } from './initial.ts'
import type { CellKind } from './kind.ts'
import { checkState, type StateOf } from './state.ts'

/** What a cell is made with. */
export interface CellOptions<R extends Randomness = Randomness> {
  /** Draws the first weights. */
  readonly rng: R
  /** Whether something is added that is learnt; true unless said. */
  readonly bias?: boolean
  /**
   * `orthogonal` unless said: for each gate a rotation as recurrent weight, xavierUniform as input weight, biases 0.
   * `pytorch`: everything uniform on ±1 / √hidden, a bias being the sum of two such numbers.
   */
  readonly init?: Initial
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/** What a kind of cell takes besides. */
export interface CellExtras {
  readonly forgetBias?: number
  readonly activation?: string
}

const known = ['rng', 'bias', 'init', 'dtype']

/** The base of RnnCell, LstmCell and GruCell: weights, first values, checks. A cell takes the state, zeros unless given, and gives the next. */
export abstract class Cell<S extends string = string> extends Module<
  readonly [x: Tensor, state?: StateOf<S>],
  StateOf<S>
> {
  readonly inputs: number
  readonly hidden: number
  /** (inputs, gates · hidden) */
  readonly weight: Parameter
  /** (hidden, gates · hidden) */
  readonly recurrentWeight: Parameter
  /** (gates · hidden) */
  readonly bias: Parameter | undefined
  /** The second bias of a GRU's candidate, (hidden). */
  readonly recurrentBias: Parameter | undefined
  readonly #name: string
  readonly #kind: CellKind

  constructor(
    name: string,
    kind: CellKind,
    inputs: number,
    hidden: number,
    options: CellOptions & CellExtras,
    more: readonly (keyof CellExtras)[] = [],
  ) {
    super()
    checkSize(name, 'inputs', inputs)
    checkSize(name, 'hidden', hidden)
    checkOptions(name, options, [...known, ...more])
    const { rng, bias = true, init = 'orthogonal', dtype = 'float32', forgetBias } = options
    checkInitial(name, init)
    if (forgetBias !== undefined) checkNumber(name, 'forgetBias', forgetBias, {})
    this.inputs = inputs
    this.hidden = hidden
    const size = kind.gates.length * hidden
    const drawn = drawnWeights(kind, inputs, hidden, rng, init, forgetBias)
    const parameterOf = (data: Float32Array, shape: readonly number[]) =>
      parameter(numbers(data, shape, dtype))
    this.weight = parameterOf(drawn.weight, [inputs, size])
    this.recurrentWeight = parameterOf(drawn.recurrentWeight, [hidden, size])
    this.bias = bias ? parameterOf(drawn.bias, [size]) : undefined
    this.recurrentBias = bias && drawn.recurrentBias ? parameterOf(drawn.recurrentBias, [hidden]) : undefined
    this.#name = name
    this.#kind = kind
  }

  /** The parts of the state, h first. */
  get states(): readonly S[] {
    return this.#kind.states as readonly string[] as readonly S[]
  }

  forward(x: Tensor, state?: StateOf<S>): StateOf<S> {
    checkTensor(this.where, 'the input', x)
    if (x.rank !== 2 || x.shape[1] !== this.inputs) {
      const single = x.rank === 1 && x.size === this.inputs
      const sequence = x.rank === 3 && x.shape[2] === this.inputs
      throw new ShapeError(
        `${this.where}: input is (${x.shape.join(', ')}); it needs (batch, ${this.inputs}).${single ? ' Is the batch axis missing? expandDims(x, 0) adds it.' : sequence ? ' A cell takes one step; sequences go to the layer without Cell in its name.' : ''}`,
      )
    }
    const first = checkState(this.where, this.states, state, [x.shape[0], this.hidden], x)
    const u = matmul(first[0], this.recurrentWeight)
    const next = recurrentStep(this.#kind.formulas, this.#project(x), u, this.recurrentBias, first)
    return Object.fromEntries(this.states.map((name, k) => [name, next[k]])) as StateOf<S>
  }

  /** The states after each step, side by side: (time, batch, inputs) → (time, batch, states · hidden). */
  over(x: Tensor, first: readonly Tensor[], scan: Parameters<typeof recurrent>[5]): Tensor {
    const [time, batch, inputs] = x.shape
    const p = this.#project(reshape(x, [time * batch, inputs]))
    const all = reshape(p, [time, batch, p.shape[1]])
    return recurrent(this.#kind.formulas, all, this.recurrentWeight, this.recurrentBias, first, scan)
  }

  /** x W + b, of all rows in one product. */
  #project(x: Tensor): Tensor {
    checkType(this.where, x, this.weight)
    return this.bias ? affine(x, this.weight, this.bias) : matmul(x, this.weight)
  }

  override toString(): string {
    return `${this.#name} ${this.inputs} -> ${this.hidden}`
  }
}

function checkInitial(where: string, init: string): void {
  if (!Object.hasOwn(initials, init))
    throw new ValueError(`${where}: init is '${init}'; it needs 'orthogonal' or 'pytorch'.`)
}
