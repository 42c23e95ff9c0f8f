// A data set: samples x with targets y, and a list of which rows of the two columns belong to it. Subsets share the columns.
// Read column.ts first.
import type { Shape, Tensor } from '@glissade/autograd'
import { Batches, type BatchOptions } from './batches.ts'
import { checksum } from './checksum.ts'
import { gather, show, sizeOf, type Column } from './column.ts'
import { DataError } from './errors.ts'
import { parts, type SplitOptions } from './split.ts'

/** Some samples together: x is (n, ...sample), y is (n) class numbers or (n, ...target). */
export interface Batch {
  readonly x: Tensor
  readonly y: Tensor
  /** Which samples of the data set these are. */
  readonly indices: Int32Array
}

/** Samples with their targets, in a fixed order: seen through batches of tensors, cut into parts, never changed. */
export class Dataset {
  readonly samples: Column
  readonly targets: Column
  /** Which rows of the two columns are in this data set, in its order. */
  readonly rows: Int32Array
  /** The number of classes; 0 when the targets are values, not classes. */
  readonly classes: number

  constructor(samples: Column, targets: Column, classes: number, rows: Int32Array) {
    this.samples = samples
    this.targets = targets
    this.classes = classes
    this.rows = rows
  }

  get length(): number {
    return this.rows.length
  }

  /** The shape of one sample's x. */
  get shape(): Shape {
    return this.samples.shape
  }

  /** The class of each sample. */
  get labels(): Int32Array {
    if (this.classes === 0) {
      throw new DataError(
        `labels: the targets are values of shape ${show(this.targets.shape)}; it needs classes.`,
      )
    }
    if (this.targets.shape.length > 0) {
      throw new DataError(
        `labels: each sample has targets ${show(this.targets.shape)}; it needs one class a sample.`,
      )
    }
    return this.rows.map((row) => this.targets.data[row])
  }

  /** The samples at these positions as one batch; all of them unless said. */
  batch(indices: ArrayLike<number> = this.rows.map((_, i) => i)): Batch {
    const at = this.#positions('batch', indices)
    const rows = at.map((i) => this.rows[i])
    return { x: gather(this.samples, rows), y: gather(this.targets, rows), indices: at }
  }

  /** The data set cut into batches: batch, mini-batch or stochastic descent is one option. */
  batches(options: BatchOptions): Batches {
    return new Batches(this, options)
  }

  /** The samples at these positions, in this order; a position may come twice. */
  subset(indices: ArrayLike<number>): Dataset {
    return this.#of(this.#positions('subset', indices))
  }

  /** The first n samples. */
  take(n: number): Dataset {
    if (!Number.isInteger(n) || n < 1 || n > this.length) {
      throw new DataError(
        `take: ${n} of ${this.length} samples; it needs an integer from 1 to ${this.length}.`,
      )
    }
    return new Dataset(this.samples, this.targets, this.classes, this.rows.subarray(0, n))
  }

  /** Disjoint parts in random order, the fractions of which add up to 1: `const [train, test] = d.split([0.9, 0.1], { seed: 1 })`. */
  split<const F extends readonly number[]>(fractions: F, options: SplitOptions): { [K in keyof F]: Dataset } {
    const cut = parts(this, fractions, options)
    return cut.map((indices) => this.#of(indices)) as { [K in keyof F]: Dataset }
  }

  /** The same numbers with another shape of one sample, such as (784) for (28, 28). */
  reshape(shape: Shape): Dataset {
    if (sizeOf(shape) !== sizeOf(this.shape)) {
      throw new DataError(
        `reshape: samples are ${show(this.shape)}, to be ${show(shape)}; it needs ${sizeOf(this.shape)} numbers a sample.`,
      )
    }
    return new Dataset({ ...this.samples, shape: [...shape] }, this.targets, this.classes, this.rows)
  }

  /** Eight digits that another data set hardly shares: a checksum of up to 64 samples spread over this one, and of their targets. */
  fingerprint(): string {
    const n = Math.min(64, this.length)
    const { x, y } = this.batch(Array.from({ length: n }, (_, k) => Math.floor((k * this.length) / n)))
    return checksum([x.data, y.data])
  }

  toString(): string {
    const targets = this.classes > 0 ? `${this.classes} classes` : `targets ${show(this.targets.shape)}`
    return `Dataset: ${this.length} samples ${show(this.shape)}, ${targets}`
  }

  /** What Node's console shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  #of(positions: Int32Array): Dataset {
    const rows = positions.map((i) => this.rows[i])
    return new Dataset(this.samples, this.targets, this.classes, rows)
  }

  #positions(where: string, indices: ArrayLike<number>): Int32Array {
    if (indices.length === 0) throw new DataError(`${where}: no positions; it needs at least one.`)
    for (let i = 0; i < indices.length; i++) {
      if (!Number.isInteger(indices[i]) || indices[i] < 0 || indices[i] >= this.length) {
        throw new DataError(
          `${where}: position ${indices[i]}; it needs integers from 0 to ${this.length - 1}, as there are ${this.length} samples.`,
        )
      }
    }
    return Int32Array.from(indices)
  }
}
