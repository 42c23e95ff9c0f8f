// What a message must say before it is heard: whole frames may carry nonsense. What is turned away here has changed nothing.
// Read `message.ts` first.
import { MessageError } from '@glissade/parallel'
import { MOST_WORKERS } from '@glissade/parallel/settings'
import type { Message } from './message.ts'

type Test = readonly [fits: (x: number) => boolean, needed: string]
const whole = (least: number, end = Infinity): Test => [
  (x) => Number.isSafeInteger(x) && x >= least && x < end,
  `a whole number of at least ${least}${end < Infinity ? ` and below ${end}` : ''}`,
]
const tests: Readonly<Record<string, Test>> = {
  sequence: whole(1),
  rank: whole(0, MOST_WORKERS),
  shard: whole(0),
  read: whole(0),
  samples: whole(0),
  busy: [(x) => x >= 0 && x < Infinity, 'a finite number of at least 0'],
}

/** The numbers that each kind of message has to have, and those that it may have. */
const kinds: Readonly<Record<string, { readonly has: readonly string[]; readonly may?: readonly string[] }>> =
  {
    join: { has: ['sequence'], may: ['rank'] },
    take: { has: ['sequence'] },
    begin: { has: ['sequence'] },
    ask: { has: ['sequence'], may: ['shard', 'read'] },
    beat: { has: [] },
    leave: { has: [] },
  }

/** Whether an answer to it would be known as one. */
export const isNumbered = ({ sequence }: Required<Message>['numbers']): boolean => tests.sequence[0](sequence)

/** @throws MessageError for a kind that no worker says, numbers out of range, and a batch without its measures. */
export function checkHeard({ kind, numbers, arrays }: Required<Message>, measures: number): void {
  if (!Object.hasOwn(kinds, kind))
    throw new MessageError(
      `zmq: a message of kind '${kind}'; it needs one of ${Object.keys(kinds).join(', ')}.`,
    )
  const { has, may = [] } = kinds[kind]
  const reports = kind === 'take' && arrays.length > 0
  const given = may.filter((name) => numbers[name] !== undefined)
  for (const name of [...has, ...given, ...(reports ? ['samples', 'busy'] : [])]) {
    const [fits, needed] = tests[name]
    if (!fits(numbers[name]))
      throw new MessageError(`zmq: '${kind}' came with ${name} ${numbers[name]}; it needs ${needed}.`)
  }
  if (reports && (arrays.length > 1 || arrays[0].length !== measures))
    throw new MessageError(
      `zmq: 'take' came with measures ${arrays.map((x) => x.length).join(', ')}; it needs one array of ${measures}.`,
    )
}
