import { sgd } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { simulate, WorkersGoneError, type Fault, type Simulation, type Strategy } from '../src/index.ts'
import { band, heartbeat, outcome, rows, served, strategies, summed } from './fault-table.ts'
import { gradient, loss, start } from './problem.ts'

const lr = 0.05
const steps = 60

describe.each(Object.keys(strategies))('%s', (name) => {
  const { most } = band(name, 8)
  const faults = Object.keys(rows).filter((fault) => !rows[fault].only || name in served)

  it.each(faults)('comes with %s to the loss that it has without, and every batch is seen', (fault) => {
    for (let seed = 0; seed < 3; seed++) {
      const { loss: final, seen } = outcome(name, rows[fault], seed)
      expect(final).toBeLessThanOrEqual(most)
      expect(Math.min(...seen)).toBe(1)
      expect(Math.max(...seen)).toBeLessThanOrEqual(2)
    }
  })

  it('notices a death within three heartbeats, and others do what the dead worker had before it, each batch once', () => {
    for (let at = 3.1; at < 12; at += 1.7) {
      const done = new Map<number, number>()
      const counted: Simulation['gradient'] = (w, g, turn) => {
        done.set(turn.batch, (done.get(turn.batch) ?? 0) + 1)
        gradient(w, g, turn)
      }
      const { lost } = run(strategies[name], { faults: [{ at, kill: 2 }], gradient: counted })
      expect(lost).toEqual([{ rank: 2, time: expect.any(Number) }])
      expect(lost[0].time - at).toBeLessThanOrEqual(3 * heartbeat)
      expect(done.size).toBe(4 * steps) // all of them,
      expect([...done.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(1) // and only the one under way twice
    }
  })
})

const run = (strategy: Strategy, others: Partial<Simulation>) =>
  simulate({ strategy, rule: sgd({ lr }), start, steps, gradient, heartbeat, latency: 0.2, ...others })

describe('what faults come to', () => {
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

  it.each(Object.keys(strategies))(
    '1,000 messages that come twice or out of order change nothing for %s',
    (name) => {
      // A server's updates depend on who comes first, so there is one worker; a sum waits for all.
      const strategy = name in summed ? strategies[name] : { ...strategies[name], workers: 1 }
      const exact = {
        strategy,
        rule: sgd({ lr }),
        start,
        steps: 300,
        gradient,
        latency: 0.2,
        heartbeat: 1000,
      }
      const plain = simulate(exact)
      const rough = simulate({ ...exact, duplicate: 0.95, jitter: 4, retry: 0.2 })
      expect(rough.messages).toBeGreaterThan(plain.messages + 1000)
      expect(rough.centre).toEqual(plain.centre)
      expect(rough.workers).toEqual(plain.workers)
    },
  )

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
