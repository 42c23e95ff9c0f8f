import { describe, expect, it } from 'vitest'
import { web } from '../src/threads/web.ts'
import * as parallel from '../src/index.ts'
import {
  downpour,
  eamsgd,
  easgd,
  easgdSync,
  hogwild,
  local,
  Membership,
  Reception,
  simulate,
  sync,
} from '../src/index.ts'
import { gradient, start } from './problem.ts'

const run = (others: object) => simulate({ strategy: downpour(), start, steps: 2, gradient, ...others })
const reception = () => new Reception(downpour(), downpour().server(start))

// prettier-ignore
const refusals: readonly (readonly [string, () => unknown])[] = [
  ['sync: workers is 0; it needs a whole number from 1 to 65,536.', () => sync({ workers: 0 })],
  ['easgd: workers is 1000000000; it needs a whole number from 1 to 65,536.', () => easgd({ workers: 1e9 })],
  ['sync: wokers is no setting; it needs one of the settings workers, entry, transport.', () => sync({ wokers: 2 } as object)],
  ['sync: settings is null; it needs an object of settings: workers, entry, transport.', () => sync(null as never)],
  ['easgd: settings is 4; it needs an object of settings: workers, tau, alpha, entry, transport.', () => easgd(4 as never)],
  ['easgd: alpha is -0.1; it needs a number of at least 0.', () => easgd({ alpha: -0.1 })],
  ['downpour: rule is 7; it needs a rule, such as adagrad().', () => downpour({ rule: 7 as never })],
  ['hogwild: lossless is yes; it needs true or false.', () => hogwild({ lossless: 'yes' as never })],
  ['local: tau is 0.5; it needs a whole number of at least 1.', () => local({ tau: 0.5 })],
  ['downpour: push is 0; it needs a whole number of at least 1.', () => downpour({ push: 0 })],
  ['downpour: maxStaleness is -1; it needs at least 0.', () => downpour({ maxStaleness: -1 })],
  ['hogwild: decay is 0; it needs above 0 and at most 1.', () => hogwild({ decay: 0 })],
  ['easgd: alpha is 1.1; it needs at most 1, or worker and centre jump past each other.', () => easgd({ alpha: 1.1 })],
  ['eamsgd: alpha is 2; it needs at most 1, or worker and centre jump past each other.', () => eamsgd({ alpha: 2 })],
  ['eamsgd: momentum is 1; it needs at least 0 and less than 1.', () => eamsgd({ momentum: 1 })],
  ['easgd-sync: alpha is 0.5; it needs less than 0.5 with 3 workers: alpha (N + 1) must stay below 2, or the centre swings ever wider.', () => easgdSync({ workers: 3, alpha: 0.5 })],
  ['easgd-sync: alpha is 0.3; it needs less than 0.2222222222222222 with 8 workers: alpha (N + 1) must stay below 2, or the centre swings ever wider.', () => easgdSync({ workers: 8, alpha: 0.3 })],
  ['Membership: period is 0; it needs a positive number.', () => new Membership(0)],
  ['simulate: steps is -1; it needs a whole number of at least 1.', () => run({ steps: -1 })],
  ['simulate: loss is 1; it needs at least 0 and less than 1.', () => run({ loss: 1 })],
  ['simulate: compute is 0; it needs a positive time for a step, in compute or rest, or the first worker would do all at once.', () => run({ compute: 0 })],
  ['simulate: stale is 2; it needs 0, or a strategy with one undivided server.', () => run({ stale: 2, strategy: sync() })],
  ['simulate: faults is a killed server; it needs a strategy that has a server.', () => run({ strategy: sync(), faults: [{ at: 1, server: 'killed', until: 2 }] })],
  ['simulate: until is 1; it needs a time from 2 on.', () => run({ faults: [{ at: 2, hang: 0, until: 1 }] })],
  ['simulate: faults has worker 9 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, kill: 9 }] })],
  ['simulate: faults has worker 9 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, hang: 9, until: 2 }] })],
  ['simulate: faults has worker 9 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, slow: 9, by: 2 }] })],
  ['simulate: faults has worker -1 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, poison: -1 }] })],
  ['simulate: faults has worker 2 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, partition: [0, 2], until: 2 }] })],
  ['simulate: faults has worker 2 at time 1; it needs one of the workers 0 to 1, or one that joined before.', () => run({ faults: [{ at: 1, kill: 2 }, { at: 2, join: 2 }] })], // prettier-ignore
  ['simulate: join is 2.5; it needs a whole number of at least 0.', () => run({ faults: [{ at: 1, join: 2.5 }] })],
  ["downpour: a message of kind 'pull'; it needs one of fetch, push.", () => reception().receive('0', 1, { kind: 'pull', arrays: [] })],
  ['downpour: a message for part 3 of the server; it has 1.', () => reception().receive('0', 1, { kind: 'fetch', arrays: [], shard: 3 })],
  ["downpour: 'push' came with 2 numbers; it needs 4. Is the worker's model another one?", () => reception().receive('0', 1, { kind: 'push', arrays: [new Float64Array(2)] })],
  ["downpour: 'push' came with 0 vectors; it needs 1. Is the worker's model another one?", () => reception().receive('0', 1, { kind: 'push', arrays: [] })],
  ["easgd: a message of kind 'push'; its server knows fetch, exchange.", () => easgd().server(start).serve({ kind: 'push', arrays: [] })],
  ['load: centre has no numbers in the state; it needs 4. Is it of another model or strategy?', () => easgd().server(start).load({ vectors: {}, numbers: { version: 1 } })],
  ['load: s.0 has 4 numbers in the state; it needs 2. Is it of another model or strategy?', () => downpour({ shards: 2 }).server(start).load(downpour().server(start).state())],
  ['load: the state of easgd has no version; it needs one that state() gave.', () => easgd().server(start).load({ vectors: {}, numbers: {} })],
]

describe('a refusal', () => {
  it.each(refusals)('%s', (words, act) => {
    let error: unknown
    try {
      act()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(parallel.ParallelError)
    expect((error as Error).message).toBe(words)
  })
})

it('a fault may be of a worker that joined before it', () => {
  const { lost } = run({ steps: 8, heartbeat: 0.5, faults: [{ at: 1.5, join: 2 }, { at: 1.5, kill: 2 }] }) // prettier-ignore
  expect(lost.map(({ rank }) => rank)).toEqual([2])
})

describe('a server', () => {
  it.each([
    downpour({ shards: 2 }),
    easgd({ alpha: 0.3 }),
    parallel.adaptiveRevision(),
    parallel.adadelay(),
    hogwild(),
  ])('$name goes on exactly from a saved state', (strategy) => {
    const [one, other] = [strategy.server(start), strategy.server(new Float64Array(4))]
    const [kind, vectors] = Object.entries(strategy.kinds).find(
      ([name]) => name !== 'fetch' && name !== 'load',
    )!
    const message = (x: number, shard: number) => {
      const { lo, hi } = parallel.partOf(4, strategy.shards ?? 1, shard)
      return {
        kind,
        shard,
        arrays: Array.from({ length: vectors }, (_, i) => Float64Array.of(x, -1, i, 2).subarray(lo, hi)),
      }
    }
    const parts = [...Array(strategy.shards ?? 1).keys()]
    for (const shard of parts) one.serve(message(0.5, shard))
    other.load(structuredClone(one.state()))
    for (const server of [one, other]) server.serve(message(0.25, 0))
    expect(other.state()).toEqual(one.state())
    for (const { version, versionOf } of [one, other])
      expect([version, ...parts.map(versionOf)]).toEqual(parts.length > 1 ? [1, 2, 1] : [2, 2])
  })
})

describe('an answer', () => {
  const push = { kind: 'push', arrays: [Float64Array.of(1, 1, 1, 1)] }

  it('stays what it was, though its arrays are those of the server', () => {
    const first = reception()
    const { arrays } = first.receive('0', 1, { kind: 'fetch', arrays: [] })!
    first.receive('1', 1, push)
    expect([...arrays[0]]).toEqual([...start])
    expect(first.receive('0', 1, { kind: 'fetch', arrays: [] })!.arrays).toEqual([start])
  })

  it('is kept in the form that a transport wants, made once', () => {
    let made = 0
    const text = ({ arrays, version }: parallel.Answer) => `${++made}: ${version}, ${arrays.join(' ')}`
    const first = new Reception(easgd({ alpha: 0.5 }), easgd({ alpha: 0.5 }).server(start), { keep: text })
    expect(first.receive('0', 1, { kind: 'fetch', arrays: [] })).toBe('1: 0, 1,-2,3,0.5')
    expect(first.receive('1', 1, { kind: 'exchange', arrays: [new Float64Array(4)] })).toBe(
      '2: 1, -0.5,1,-1.5,-0.25',
    )
    expect(first.receive('0', 1, { kind: 'fetch', arrays: [] })).toBe('1: 0, 1,-2,3,0.5')
  })
})

it('threads of a page that may not share memory are refused', () => {
  const none = { message() {}, gone() {} }
  expect(() => web.start('https://here/train.js', { rank: 0, run: 0 }, none)).toThrow(
    'threads: this page may not share memory; it needs to be isolated. Serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
  )
})

it('exports these names', () =>
  expect(Object.keys(parallel).sort()).toEqual(
    // prettier-ignore
    ['Ledger', 'Membership', 'MessageError', 'ParallelError', 'Reception', 'SettingError', 'Simulator', 'WorkersGoneError', 'adadelay',
      'adaptiveRevision', 'downpour', 'drive', 'eamsgd', 'easgd', 'easgdSync', 'hogwild', 'local', 'offerSpace', 'ownRegion', 'partOf', 'simulate', 'simulated', 'sync', 'threads',
      'withStatistics', 'work'],
  ))
