// First values of recurrent weights. Read `kind.ts` first.
import type { Randomness } from '@glissade/random'
import { orthogonal } from '../init/orthogonal.ts'
import { draw } from '../init/plain.ts'
import { xavierUniform } from '../init/scaled.ts'
import type { CellKind } from './kind.ts'

type Block = (rows: number, hidden: number, rng: Randomness) => Float32Array

const evenly: Block = (rows, hidden, rng) =>
  draw([rows, hidden], () => (2 * rng.uniform() - 1) / Math.sqrt(hidden))

/** For one gate: its input weight, its recurrent weight, its bias. */
interface Scheme {
  readonly weight: Block
  readonly recurrentWeight: Block
  readonly bias: Block
  readonly forgetBias: number
}

/** How recurrent weights start. */
export type Initial = 'orthogonal' | 'pytorch'

const schemes: Readonly<Record<Initial, Scheme>> = {
  orthogonal: {
    weight: (rows, hidden, rng) => xavierUniform([rows, hidden], rng),
    recurrentWeight: (rows, hidden, rng) => orthogonal([rows, hidden], rng),
    bias: (rows, hidden) => new Float32Array(rows * hidden),
    forgetBias: 1,
  },
  pytorch: {
    weight: evenly,
    recurrentWeight: evenly,
    bias: (rows, hidden, rng) => {
      const [a, b] = [evenly(rows, hidden, rng), evenly(rows, hidden, rng)]
      return a.map((x, i) => x + b[i])
    },
    forgetBias: 0,
  },
}

export const initials: object = schemes

/** Matrices of equal height side by side. */
function beside(blocks: readonly Float32Array[], rows: number): Float32Array {
  const columns = blocks[0].length / rows
  const width = columns * blocks.length
  const all = new Float32Array(rows * width)
  for (const [k, block] of blocks.entries()) {
    for (let i = 0; i < block.length; i++)
      all[Math.floor(i / columns) * width + k * columns + (i % columns)] = block[i]
  }
  return all
}

/** The weights of a cell, without their shapes. */
interface Drawn {
  readonly weight: Float32Array
  readonly recurrentWeight: Float32Array
  readonly bias: Float32Array
  readonly recurrentBias: Float32Array | undefined
}

/** First values, gate by gate. A forget gate's bias starts higher: at 0 it halves the state at every step. */
export function drawnWeights(
  { gates }: CellKind,
  inputs: number,
  hidden: number,
  rng: Randomness,
  init: Initial,
  forgetBias = schemes[init].forgetBias,
): Drawn {
  const scheme = schemes[init]
  const all = (block: Block, rows: number) =>
    beside(
      gates.map(() => block(rows, hidden, rng)),
      rows,
    )
  const bias = all(scheme.bias, 1)
  const forget = gates.indexOf('f') * hidden
  if (forget >= 0) for (let i = forget; i < forget + hidden; i++) bias[i] += forgetBias
  return {
    weight: all(scheme.weight, inputs),
    recurrentWeight: all(scheme.recurrentWeight, hidden),
    bias,
    recurrentBias: gates.includes('n') ? scheme.bias(1, hidden, rng) : undefined,
  }
}
