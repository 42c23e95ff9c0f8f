// Messages that are whole and say nonsense, to a real coordinator: each is refused and counted, and the run goes on as if it had not come.
import { easgd } from '@glissade/parallel'
import { describe, expect, it } from 'vitest'
import type { Message } from '../src/index.ts'
import { Scene, type Said } from './hand.ts'

const report = { samples: 1, busy: 0 }
const loss = Float64Array.of(0.5)
const w = new Float64Array(4)

/** Who says it, and how it is named where it is counted. */
type Sender = 'stranger' | 'member' | 'begun'
interface Nonsense {
  readonly from: Sender
  readonly message: Said
  readonly words: string
}
const [stranger, member, begun] = ['stranger', 'member', 'begun'] as const
const to = (text: string, numbers = {}, arrays: Message['arrays'] = []): Said => ({ kind: 'ask', text, numbers, arrays }) // prettier-ignore
const take = (numbers: object, ...arrays: Float64Array[]): Said => ({ kind: 'take', numbers: { ...report, ...numbers }, arrays }) // prettier-ignore

// prettier-ignore
const nonsense: readonly Nonsense[] = [
  { from: stranger, message: { kind: 'join', numbers: { sequence: undefined } }, words: "zmq: 'join' came with sequence undefined; it needs a whole number of at least 1." },
  { from: begun, message: to('fetch', { sequence: 0.5 }), words: "zmq: 'ask' came with sequence 0.5; it needs a whole number of at least 1." },
  { from: stranger, message: { kind: 'join', numbers: { rank: -1 } }, words: "zmq: 'join' came with rank -1; it needs a whole number of at least 0 and below 65536." },
  { from: stranger, message: { kind: 'join', numbers: { rank: 1e300 } }, words: "zmq: 'join' came with rank 1e+300; it needs a whole number of at least 0 and below 65536." },
  { from: stranger, message: { kind: 'welcome' }, words: "zmq: a message of kind 'welcome'; it needs one of join, take, begin, ask, beat, leave." },
  { from: member, message: to('exchange', { shard: 99 }, [w]), words: 'easgd: a message for part 99 of the server; it has 1.' },
  { from: member, message: to('exchange', { shard: -1 }, [w]), words: "zmq: 'ask' came with shard -1; it needs a whole number of at least 0." },
  { from: begun, message: to('exchange'), words: "easgd: 'exchange' came with 0 vectors; it needs 1. Is the worker's model another one?" },
  { from: begun, message: to('exchange', {}, [w.subarray(1)]), words: "easgd: 'exchange' came with 3 numbers; it needs 4. Is the worker's model another one?" },
  { from: begun, message: to('constructor'), words: "easgd: a message of kind 'constructor'; it needs one of fetch, exchange." },
  { from: begun, message: to('fetch', { read: 0.5 }), words: "zmq: 'ask' came with read 0.5; it needs a whole number of at least 0." },
  { from: begun, message: { kind: 'take', numbers: { busy: 0 }, arrays: [loss] }, words: "zmq: 'take' came with samples undefined; it needs a whole number of at least 0." },
  { from: begun, message: take({ samples: -3 }, loss), words: "zmq: 'take' came with samples -3; it needs a whole number of at least 0." },
  { from: begun, message: take({ busy: -1 }, loss), words: "zmq: 'take' came with busy -1; it needs a finite number of at least 0." },
  { from: begun, message: take({}, new Float64Array(3)), words: "zmq: 'take' came with measures 3; it needs one array of 1." },
  { from: begun, message: take({}, loss, loss), words: "zmq: 'take' came with measures 1, 1; it needs one array of 1." },
]

/** An epoch of two batches by one worker, into which the message of another falls. */
async function epochWith({ from, message }: Nonsense) {
  const scene = await Scene.of(easgd({ workers: 1 }), 2)
  const epoch = scene.epoch()
  const [well, ill] = [scene.hand('well'), scene.hand('ill')]
  await well.join()
  if (from !== stranger) await ill.join()
  if (from === begun) {
    await ill.task()
    await ill.ask({ kind: 'begin' })
  }
  await ill.say(message)
  const answer = message.numbers && 'sequence' in message.numbers ? undefined : await ill.hears()
  if (!answer) await ill.ask({ kind: 'begin' }) // whose answer comes after
  if (from !== stranger) await ill.leave()
  await well.task()
  await well.task(0.5)
  await well.done(0.5)
  await epoch
  const [{ batches, samples, sums }] = scene.standings
  const { refused } = scene.team.report()
  await scene.close()
  return { answer, done: { batches, samples, ...sums }, refused }
}

describe('a coordinator refuses', () => {
  it.each(nonsense)('from a $from: $words', async (row) => {
    const { answer, done, refused } = await epochWith(row)
    if (answer) expect(answer).toMatchObject({ kind: 'unfit', text: row.words })
    expect(done).toEqual({ batches: 2, samples: 2, loss: 1 })
    expect(refused).toEqual(new Map([[row.from === stranger ? stranger : '1', 1]]))
  })
})
