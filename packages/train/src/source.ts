// What the training loop needs of data; a Dataset of @glissade/data is one.
import { shown, ValueError, type Tensor } from '@glissade/autograd'
import type { Module } from '@glissade/nn'

/** Some samples together. */
export interface Batch {
  readonly x: Tensor
  readonly y: Tensor
}

/** How one epoch is to be cut into batches. */
export interface BatchRequest {
  readonly batchSize: number | 'all'
  readonly shuffle: boolean
  readonly seed?: number
  readonly epoch: number
  /** Batches that were seen before. */
  readonly skip: number
  readonly dropLast: boolean
}

/** The batches of an epoch, in order; `at` gives any of them without those before it. */
export interface BatchList extends Iterable<Batch> {
  readonly length: number
  at?(k: number): Batch | undefined
}

/** Samples that can be had in batches, in an order that depends on seed and epoch alone. */
export interface Source {
  readonly length: number
  /** The number of classes; 0 or absent when the targets are values. */
  readonly classes?: number
  /** A few digits that another data set hardly shares: a checkpoint of a run on other data is refused by them. */
  fingerprint?(): string
  batches(request: BatchRequest): BatchList
}

/** A source that can be split into a part to train on and a part to validate on. */
export interface Splittable extends Source {
  split(
    fractions: readonly [number, number],
    options: { readonly seed: number; readonly stratify: boolean },
  ): readonly Source[]
}

/** Refuses what is no model. */
export function checkModel(where: string, model: unknown): void {
  const { forward, flat, modules } = (model ?? {}) as Partial<Module>
  if ([forward, flat, modules].every((each) => typeof each === 'function')) return
  throw new ValueError(
    `${where}: the model is ${shown(model)}; it needs a module, such as new Sequential(…) or a class of yours that extends Module.`,
  )
}

/** Refuses what has no batches: lists and tensors are made into a data set first. */
export function checkSource(where: string, data: unknown, other = ''): void {
  if (typeof (data as Partial<Source> | null | undefined)?.batches === 'function') return
  throw new ValueError(
    `${where}: the data is ${shown(data)}; it needs ${other}a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).`,
  )
}
