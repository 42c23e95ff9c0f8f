import { sgd } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import {
  downpour,
  sync,
  simulate,
  WorkersGoneError,
  adadelay,
  adaptiveRevision,
  eamsgd,
  easgd,
  easgdSync,
  hogwild,
  local,
  type Fault,
  type Simulation,
  type Strategy,
} from '../src/index.ts'
import { gradient, loss, start } from './problem.ts'

const lr = 0.05
const served: Readonly<Record<string, Strategy>> = {
  hogwild: hogwild({ workers: 4 }),
  downpour: downpour({ workers: 4, fetch: 2, push: 2, rule: sgd({ lr }), shards: 2 }),
  adaptiveRevision: adaptiveRevision({ workers: 4, lr }),
  adadelay: adadelay({ workers: 4, lr }),
  easgd: easgd({ workers: 4, tau: 2 }),
  eamsgd: eamsgd({ workers: 4, tau: 2, lr: 0.01, momentum: 0.5 }),
}
const summed: Readonly<Record<string, Strategy>> = {
  sync: sync({ workers: 4 }),
  local: local({ workers: 4, tau: 2 }),
  easgdSync: easgdSync({ workers: 4 }),
}
const heartbeat = 5
const steps = 60

type Row = Partial<Omit<Simulation, 'faults'>> & {
  readonly faults?: readonly Fault[]
  readonly only?: 'served'
}
const rows: Readonly<Record<string, Row>> = {
  'a worker killed': { faults: [{ at: 10.5, kill: 2 }] },
  'a worker hung for a while': { faults: [{ at: 10.5, hang: 1, until: 60 }] },
  'a worker hung for good': { faults: [{ at: 10.5, hang: 1, until: 1e6 }] },
  'a worker ten times slower': { faults: [{ at: 0.5, slow: 3, by: 10 }] },
  'a worker that sends NaN': {
    faults: [
      { at: 10.5, poison: 0 },
      { at: 20.5, poison: 0 },
    ],
  },
  'a partition': { faults: [{ at: 10.5, partition: [0, 1], until: 60 }] },
  'all cut off, for a moment': { faults: [{ at: 10.5, partition: [0, 1, 2, 3], until: 18 }] },
  'a delay': { faults: [{ at: 10.5, lag: 20, until: 30 }] },
  'messages lost': { loss: 0.2 },
  'messages twice': { duplicate: 0.3 },
  'messages that overtake each other': { jitter: 20 },
  'messages damaged': { corrupt: 0.2 },
  'a late worker': { faults: [{ at: 20.5, join: 4 }] },
  'a server killed': { faults: [{ at: 20.5, server: 'killed', until: 40 }], checkpoint: 10, only: 'served' },
}

describe.each(Object.keys(rows))('%s', (name) => {
  const { only, ...row } = rows[name]
  const strategies = only ? served : { ...served, ...summed }

  it.each(Object.keys(strategies))('does not keep %s from its end', (strategy) => {
    for (let seed = 0; seed < 3; seed++) {
      const report = simulate({
        strategy: strategies[strategy],
        rule: sgd({ lr }),
        start,
        steps,
        gradient,
        latency: 0.2,
        jitter: 0.5,
        spread: 0.3,
        heartbeat,
        seed,
        ...row,
      })
      expect(report.centre.every(Number.isFinite)).toBe(true)
      expect(loss(report.centre)).toBeLessThan(0.5 * loss(start))
    }
  })
})

const run = (strategy: Strategy, others: Partial<Simulation>) =>
  simulate({ strategy, rule: sgd({ lr }), start, steps, gradient, heartbeat, latency: 0.2, ...others })

describe('what faults come to', () => {
  it('a dead worker is noticed within three heartbeats, and its batches are done by others', () => {
    for (let at = 3.1; at < 12; at += 0.7) {
      const done = new Map<number, number>()
      const counted: Simulation['gradient'] = (w, g, turn) => {
        done.set(turn.batch, (done.get(turn.batch) ?? 0) + 1)
        gradient(w, g, turn)
      }
      const { lost } = run(served.downpour, { faults: [{ at, kill: 2 }], gradient: counted })
      expect(lost).toEqual([{ rank: 2, time: expect.any(Number) }])
      expect(lost[0].time - at).toBeLessThanOrEqual(3 * heartbeat)
      expect(done.size).toBe(4 * steps) // all of them,
      expect([...done.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(1) // and only the one under way twice
    }
  })

  it('without faults every batch is done once, also when a worker comes late', () => {
    const seen: number[] = []
    run(served.easgd, {
      faults: [{ at: 9.5, join: 4 }],
      gradient: (w, g, turn) => (seen.push(turn.batch), gradient(w, g, turn)),
    })
    expect(seen.sort((x, y) => x - y)).toEqual(Array.from({ length: 4 * steps }, (_, batch) => batch))
  })

  it('when all are gone the error has the model', () => {
    const faults = [0, 1, 2, 3].map((kill) => ({ at: 20.5 + kill, kill }))
    for (const strategy of Object.values({ ...served, ...summed })) {
      let error: unknown
      try {
        run(strategy, { faults })
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(WorkersGoneError)
      const { centre, message } = error as WorkersGoneError
      expect(message).toMatch(
        /: the last worker is gone at time [\d.]+; it needs one to go on\. The model is in this error's centre\.$/,
      )
      expect(loss(centre)).toBeLessThan(loss(start))
    }
  })

  it('NaN is refused, counted by worker, and reaches nobody', () => {
    const { refused, centre } = run(served.downpour, { faults: [{ at: 10.5, poison: 3 }] })
    expect([...refused.keys()]).toEqual(['3'])
    expect(centre.every(Number.isFinite)).toBe(true)
  })

  it('1,000 messages that come twice or out of order change nothing', () => {
    const exact = {
      strategy: downpour({ workers: 1, rule: sgd({ lr }) }),
      rule: sgd({ lr }),
      start,
      steps: 300,
      gradient,
      latency: 0.2,
    }
    const plain = simulate(exact)
    const rough = simulate({ ...exact, duplicate: 0.9, jitter: 4, retry: 0.5 })
    expect(rough.messages).toBeGreaterThan(plain.messages + 1000)
    expect(rough.centre).toEqual(plain.centre)
  })

  it('a killed server comes again from its checkpoint, with no more updates lost than lie between two', () => {
    const updates = (faults: readonly Fault[]) =>
      run(served.adadelay, { faults, checkpoint: 10 }).numbers.version
    expect(updates([])).toBe(4 * steps)
    expect(4 * steps - updates([{ at: 30.5, server: 'killed', until: 40 }])).toBeLessThanOrEqual(10)
  })
})

it('a few hundred interleavings all come to a good end', () => {
  for (const strategy of Object.values(served))
    for (let seed = 0; seed < 50; seed++) {
      const { centre } = run(strategy, {
        seed,
        steps: 30,
        jitter: 5,
        spread: 3,
        loss: 0.05,
        duplicate: 0.05,
        corrupt: 0.05,
      })
      expect(loss(centre)).toBeLessThan(loss(start))
    }
})
