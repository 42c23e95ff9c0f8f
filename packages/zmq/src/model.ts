// What a run's model is, in words that all must share, and all its numbers as one message.
import type { Snapshot, Strategy, Trainee } from '@glissade/parallel'
import type { Message } from './message.ts'

/** A worker and its coordinator build the same model and bring the same data, or one of them is wrong. */
export function describe({ name }: Strategy, { w, statistics, batches, measures }: Trainee): string {
  const type = w instanceof Float32Array ? 'float32' : 'float64'
  return `${name}, ${w.length} weights of ${type}, ${statistics.length} statistics, ${batches} batches, measures ${measures.join(' ')}`
}

type Rest = Omit<Snapshot['rule'], 'slots'> & { readonly slots: readonly string[] }

/** Vectors as arrays, the rest as text. */
export function packed({ w, statistics, rule: { slots, ...rule } }: Snapshot): Message {
  const rest: Rest = { ...rule, slots: Object.keys(slots) }
  return { kind: 'model', text: JSON.stringify(rest), arrays: [w, statistics, ...Object.values(slots)] }
}

export function unpacked({ text, arrays: [w, statistics, ...slots] }: Required<Message>): Snapshot {
  const rest = JSON.parse(text) as Rest
  const named = rest.slots.map((name, i) => [name, slots[i]])
  return { w, statistics, rule: { ...rest, slots: Object.fromEntries(named) } }
}
