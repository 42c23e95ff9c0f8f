// A model with the state of its rule, from one rank to all: vectors as they lie, the rule's numbers in one more.
import type { Snapshot } from '@glissade/parallel'
import type { Communicator } from './communicator.ts'

/** The root's model on every rank. Each brings its own, whose vectors are those that come back, with the root's numbers. */
export async function broadcastModel(world: Communicator, own: Snapshot, root: number): Promise<Snapshot> {
  const { w, statistics, rule } = own
  const remembered = rule.memory.flatMap((each) => Object.values(each))
  const numbers = Float64Array.of(rule.t, ...remembered)
  for (const vector of [numbers, w, statistics, ...Object.values(rule.slots)])
    if (vector.length > 0) await world.broadcast(vector, root)
  let at = 1
  const memory = rule.memory.map((each) =>
    Object.fromEntries(Object.keys(each).map((name) => [name, numbers[at++]])),
  )
  return { w, statistics, rule: { ...rule, t: numbers[0], memory } }
}
