// A server whose centre is moved by one of optim's rules, whole or in parts that know nothing of each other.
import {
  Optimizer,
  type ConfiguredRule,
  type Floats,
  type OptimizerState,
  type Target,
} from '@glissade/optim'
import { ParallelError } from '../error.ts'
import type { Server, ServerState } from '../strategy.ts'
import { like } from '../vectors.ts'
import { served } from './served.ts'

/** The elements [lo, hi) of the part of a vector of so many. */
export function partOf(length: number, shards: number, shard: number): { lo: number; hi: number } {
  return { lo: Math.floor((length * shard) / shards), hi: Math.floor((length * (shard + 1)) / shards) }
}

/** A flat vector as an optimizer wants it; the gradient is put there by hand. */
function target(value: Floats): Target {
  const segments = [{ name: 'centre', shape: [value.length], lo: 0, hi: value.length }]
  const evaluate = (): never => {
    throw new ParallelError('evaluate: a server has no loss; it needs a rule that takes one gradient a step.')
  }
  return { value, gradient: like(value), segments, touch() {}, evaluate }
}

/** A centre in parts; a message of kind 'push' is a gradient for one of them. */
export function ruled(strategy: string, start: Floats, rule: ConfiguredRule, shards: number): Server {
  const centre = start.slice()
  const parts = Array.from({ length: shards }, (_, shard) => {
    const { lo, hi } = partOf(centre.length, shards, shard)
    return new Optimizer(target(centre.subarray(lo, hi)), rule)
  })
  return served(
    strategy,
    { centre },
    {
      fetch: (_, { shard = 0 }) => [parts[shard].target.value],
      push([g], { shard = 0 }) {
        parts[shard].target.gradient.set(g)
        parts[shard].step()
        return []
      },
    },
    {
      versions: () => parts.map(({ t }) => t),
      numbers: () => Object.assign({}, ...parts.map((part, shard) => suffixed(numbersOf(part), shard))),
      others: () => Object.assign({}, ...parts.map((part, shard) => suffixed(part.state().slots, shard))),
      load(state) {
        for (const [shard, part] of parts.entries()) part.load(stateOf(part, shard, state))
      },
    },
  )
}

/** The step count and the plain numbers that a rule remembers. */
function numbersOf(part: Optimizer): Record<string, number> {
  const { t, memory } = part.state()
  return { t, ...memory[0] }
}

/** The same under names that say of which part they are. */
const suffixed = <T>(values: Readonly<Record<string, T>>, shard: number): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}.${shard}`, value]))

function stateOf(part: Optimizer, shard: number, { vectors, numbers }: ServerState): OptimizerState {
  const empty = part.state()
  const of = <T>(names: object, from: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.keys(names).map((name) => [name, from[`${name}.${shard}`]]))
  return {
    ...empty,
    t: numbers[`t.${shard}`],
    slots: of(empty.slots, vectors),
    memory: empty.memory.map((each) => of(each, numbers)),
  }
}
