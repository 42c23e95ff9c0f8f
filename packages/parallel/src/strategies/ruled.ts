// A server whose centre is moved by one of optim's rules, whole or in parts that know nothing of each other.
import { Optimizer, type ConfiguredRule, type Floats, type Target } from '@glissade/optim'
import { ParallelError } from '../error.ts'
import type { Server } from '../strategy.ts'
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
  const slots = Object.fromEntries(
    parts.flatMap((part, shard) =>
      Object.entries(part.state().slots).map(([name, x]) => [`${name}.${shard}`, x.slice()]),
    ),
  )
  return served(
    strategy,
    { centre, ...slots },
    {
      fetch: (_, { shard = 0 }) => [parts[shard].target.value],
      push([g], { shard = 0 }) {
        parts[shard].target.gradient.set(g)
        parts[shard].step()
        for (const [name, x] of Object.entries(parts[shard].state().slots)) slots[`${name}.${shard}`].set(x)
        return []
      },
    },
    {
      numbers: () => Object.fromEntries(parts.flatMap((part, shard) => numbersOf(part, shard))),
      load(numbers) {
        for (const [shard, part] of parts.entries()) part.load(stateOf(part, shard, slots, numbers))
      },
    },
  )
}

/** The step count and the plain numbers that a rule remembers. */
function numbersOf(part: Optimizer, shard: number): [string, number][] {
  const { t, memory } = part.state()
  return Object.entries({ t, ...memory[0] }).map(([name, value]) => [`${name}.${shard}`, value])
}

function stateOf(
  part: Optimizer,
  shard: number,
  slots: Readonly<Record<string, Floats>>,
  numbers: Readonly<Record<string, number>>,
) {
  const empty = part.state()
  return {
    ...empty,
    t: numbers[`t.${shard}`],
    slots: Object.fromEntries(Object.keys(empty.slots).map((name) => [name, slots[`${name}.${shard}`]])),
    memory: empty.memory.map((each) =>
      Object.fromEntries(Object.keys(each).map((name) => [name, numbers[`${name}.${shard}`]])),
    ),
  }
}
