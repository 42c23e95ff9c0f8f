// The four curricula of Learning to Execute: how long and how nested the next problem is.
import { DataError } from '../../errors.ts'
import { checkNumber, checkOptions, share, whole } from '../options.ts'
import type { Draws } from '../sampler.ts'

/** Numbers of up to `length` digits, `nesting` operations. */
export interface Hardness {
  readonly length: number
  readonly nesting: number
}

/** Says how hard the next problem is to be. */
export interface Strategy {
  readonly name: StrategyName
  next(): Hardness
  /** Goes on to the next stage, when the present one is learnt; false where there is none left. */
  harder(): boolean
  /** The stage, as plain data; setting it goes on from there. */
  stage: Hardness
}

const draws = {
  baseline: (_: Draws, target: Hardness) => target,
  naive: (_: Draws, __: Hardness, stage: Hardness) => stage,
  mix: (rng: Draws, { length, nesting }: Hardness) => ({
    length: 1 + rng.integer(length),
    nesting: 1 + rng.integer(nesting),
  }),
  combined: (rng: Draws, target: Hardness, stage: Hardness, mixed: number): Hardness =>
    rng.uniform() < mixed ? draws.mix(rng, target) : stage,
}

export type StrategyName = keyof typeof draws

/**
 * A strategy by name, up to the hardness (a, b) in the end.
 *
 * - `baseline`  no curriculum: always (a, b)
 * - `naive`     from (1, 1) on; `harder` raises the length, and past a the nesting, starting again at length 1
 * - `mix`       length from 1 … a and nesting from 1 … b, all equally likely
 * - `combined`  naive, but with probability `mixed` a problem of mix (1/5 in the authors' program; the paper does not say)
 *
 * @see Zaremba, Sutskever 2014, Learning to execute, section 4, https://arxiv.org/abs/1410.4615.
 */
export function strategy(
  name: StrategyName,
  target: Hardness,
  rng: Draws,
  options: { readonly mixed?: number } = {},
): Strategy {
  if (!Object.hasOwn(draws, name)) {
    throw new DataError(`strategy: '${String(name)}' is unknown; it needs ${Object.keys(draws).join(', ')}.`)
  }
  checkOptions('strategy', target, { length: whole, nesting: whole })
  const { mixed } = checkOptions('strategy', { mixed: 0.2, ...options }, { mixed: share })
  let stage: Hardness = { length: 1, nesting: 1 }
  const staged = name === 'naive' || name === 'combined'
  return {
    name,
    next: () => draws[name](rng, target, stage, mixed),
    harder() {
      if (!staged || (stage.length === target.length && stage.nesting === target.nesting)) return false
      const { length, nesting } = stage
      stage = length < target.length ? { length: length + 1, nesting } : { length: 1, nesting: nesting + 1 }
      return true
    },
    get stage() {
      return stage
    },
    set stage({ length, nesting }) {
      checkNumber('strategy', 'length of the stage', length, { ...whole, to: target.length })
      checkNumber('strategy', 'nesting of the stage', nesting, { ...whole, to: target.nesting })
      stage = { length, nesting }
    },
  }
}
