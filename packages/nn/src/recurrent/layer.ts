// Recurrent layers over sequences: cells one above the other, in one or both directions of time. Read `cell.ts` first.
import {
  concat,
  expandDims,
  ShapeError,
  slice,
  transpose,
  ValueError,
  where,
  type Tensor,
} from '@glissade/autograd'
import type { Generator } from '@glissade/random'
import { Dropout } from '../layers/dropout.ts'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize, checkTensor } from '../options.ts'
import { type Cell, type CellOptions } from './cell.ts'
import { maskOf, type Padding } from './mask.ts'
import { checkState, type StateOf } from './state.ts'

/** What Rnn, Lstm and Gru are made with. */
export interface RecurrentOptions extends CellOptions<Generator> {
  /** How many cells one above the other; 1 unless said. */
  readonly layers?: number
  /** A second cell in each layer reads from the end; the outputs stand side by side. */
  readonly bidirectional?: boolean
  /** Of the outputs of every layer but the last, while training. */
  readonly dropout?: number
  /** What forward() gives: the outputs of `all` steps (batch, time, …), or the `last` one of each sequence (batch, …). */
  readonly outputs?: 'all' | 'last'
}

/** What a recurrent layer may be given beside x. */
export interface RunOptions<S extends string> extends Padding {
  /** What to begin with, (layers · directions, batch, hidden); zeros unless given. */
  readonly state?: StateOf<S>
}

/** What `run()` of a recurrent layer gives. */
export interface Run<S extends string> {
  /** The last layer's h of all steps, (batch, time, hidden · directions); 0 at padding. */
  readonly output: Tensor
  /** After the last real step of each sequence: (layers · directions, batch, hidden), layer by layer, forwards before backwards. */
  readonly state: StateOf<S>
}

type CellClass<S extends string> = new (inputs: number, hidden: number, options: never) => Cell<S>

/**
 * The base of Rnn, Lstm and Gru. Batches come first, then time: x (batch, time, inputs). `forward(x)` gives outputs, `run(x, …)`
 * outputs and state. Padded steps leave the state as it is, and get no gradient.
 */
export abstract class Recurrent<S extends string = string> extends Module<
  readonly [x: Tensor, options?: RunOptions<S>]
> {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: 'all' | 'last'
  /** From the first layer to the last. */
  readonly cells: readonly Cell<S>[]
  /** Those that read from the end, of a bidirectional layer. */
  readonly reversed: readonly Cell<S>[]
  readonly dropout: Dropout | undefined
  readonly #name: string

  constructor(
    name: string,
    CellOf: CellClass<S>,
    inputs: number,
    hidden: number,
    options: RecurrentOptions,
    more: readonly string[] = [],
  ) {
    super()
    const known = ['rng', 'layers', 'bidirectional', 'dropout', 'outputs', 'bias', 'init', 'dtype', ...more]
    checkSize(name, 'inputs', inputs)
    checkSize(name, 'hidden', hidden)
    checkOptions(name, options, known)
    const { layers = 1, bidirectional = false, dropout = 0, outputs = 'all', ...cell } = options
    checkSize(name, 'layers', layers)
    checkNumber(name, 'dropout', dropout, { from: 0, to: 1 })
    if (outputs !== 'all' && outputs !== 'last')
      throw new ValueError(`${name}: outputs is '${String(outputs)}'; it needs 'all' or 'last'.`)
    if (dropout > 0 && layers === 1)
      throw new ValueError(
        `${name}: dropout ${dropout} with one layer; it stands between layers, so it needs two or more. Put a Dropout behind the layer.`,
      )
    const width = bidirectional ? 2 * hidden : hidden
    const made = () =>
      Array.from({ length: layers }, (_, k) => new CellOf(k === 0 ? inputs : width, hidden, cell as never))
    this.inputs = inputs
    this.hidden = hidden
    this.outputs = outputs
    this.cells = made()
    this.reversed = bidirectional ? made() : []
    this.dropout = dropout > 0 ? new Dropout(dropout, { rng: options.rng }) : undefined
    this.#name = name
  }

  /** Outputs alone: of all steps, or of each sequence's last, as the layer was told. */
  forward(x: Tensor, options: RunOptions<S> = {}): Tensor {
    const { output, last } = this.#run(x, options)
    return this.outputs === 'all' ? output : last
  }

  /** Outputs of all steps, and the state to go on from. */
  run(x: Tensor, options: RunOptions<S> = {}): Run<S> {
    const { output, state } = this.#run(x, options)
    return { output, state }
  }

  #run(x: Tensor, options: RunOptions<S>) {
    this.#check(x)
    checkOptions(this.where, options, ['state', 'lengths', 'mask'])
    const padding = maskOf(this.where, options, x)
    const mask = padding && transpose(padding)
    const directions = this.reversed.length > 0 ? 2 : 1
    const names = this.cells[0].states
    const shape = [this.cells.length * directions, x.shape[0], this.hidden]
    const first = checkState(this.where, names, options.state, shape, x)
    const real = (y: Tensor): Tensor => (mask ? where(expandDims(mask, 2), y, 0) : y)
    const ends: Tensor[][] = names.map(() => [])
    let [y, last] = [real(transpose(x, 0, 1)), x] // time first: a step lies in one piece
    for (const [k, cell] of this.cells.entries()) {
      const input = k > 0 && this.dropout ? this.dropout.forward(y) : y
      const both = [cell, this.reversed[k]].slice(0, directions).map((each, way) => {
        const start = first.map((part) => slice(part, [k * directions + way]))
        const all = each.over(input, start, { reverse: way === 1, mask })
        const end = slice(all, [way === 1 ? 0 : -1])
        names.forEach((_, s) => ends[s].push(this.#part(end, s)))
        return this.#part(all, 0)
      })
      y = real(directions === 1 ? both[0] : concat(both, 2))
      last = concat(ends[0].slice(-directions), 1)
    }
    const stacked = ends.map((each) =>
      concat(
        each.map((end) => expandDims(end, 0)),
        0,
      ),
    )
    const state = Object.fromEntries(names.map((name, s) => [name, stacked[s]])) as StateOf<S>
    return { output: transpose(y, 0, 1), last, state }
  }

  /** Part s of states side by side on the last axis. */
  #part(all: Tensor, s: number): Tensor {
    const lead = all.shape.slice(0, -1).map(() => null)
    return slice(all, [...lead, [s * this.hidden, (s + 1) * this.hidden]])
  }

  #check(x: Tensor): void {
    checkTensor(this.where, 'the input', x)
    if (x.rank === 3 && x.shape[2] === this.inputs && x.shape[1] > 0) return
    const cure =
      x.rank === 2 && x.shape[1] === this.inputs
        ? ' Is the batch axis missing? expandDims(x, 0) adds it.'
        : x.rank === 3 && x.shape[1] === this.inputs
          ? ' Are time and features swapped? transpose(x, 1, 2) would fit.'
          : x.rank === 3 && x.shape[1] === 0
            ? ' There is no step.'
            : ''
    throw new ShapeError(
      `${this.where}: input is (${x.shape.join(', ')}); it needs (batch, time, ${this.inputs}).${cure}`,
    )
  }

  override toString(): string {
    const { length } = this.cells
    return `${this.#name} ${this.inputs} -> ${this.hidden}${length > 1 ? `, ${length} layers` : ''}${this.reversed.length > 0 ? ', bidirectional' : ''}`
  }
}
