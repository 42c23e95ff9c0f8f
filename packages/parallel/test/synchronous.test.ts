// Workers that are to stay equal: with numbers of batches that do not divide evenly, after faults, and when numbers are not finite.
import { adam, momentum, sgd } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { easgdSync, local, simulate, Simulator, sync, type Fault, type Simulation } from '../src/index.ts'
import { gradient, loss, start } from './problem.ts'

const lr = 0.05
const rule = momentum({ lr, momentum: 0.9 })
const base = { rule, start, steps: 40, gradient, heartbeat: 5, latency: 0.2, jitter: 0.5, spread: 0.3 }

/** Weights, rules and counts of steps of those who are left. */
function crewAfter(simulation: Simulation) {
  const simulator = new Simulator(simulation)
  simulator.run()
  return [...simulator.crew.values()].filter(({ dead }) => !dead).map((man) => man.origin())
}

/** sync, written out: each round is the mean over those who have a batch. */
function rounds(batches: number, workers: number): number[] {
  const [w, v] = [start.slice(), new Float64Array(start.length)]
  for (let first = 0; first < batches; first += workers) {
    const dealt = Array.from({ length: Math.min(workers, batches - first) }, (_, i) => first + i)
    const total = new Float64Array(start.length)
    for (const batch of dealt) {
      const g = new Float64Array(start.length)
      gradient(w, g, { batch })
      for (let i = 0; i < g.length; i++) total[i] += g[i]
    }
    for (let i = 0; i < w.length; i++) {
      v[i] = 0.9 * v[i] + lr * (total[i] / dealt.length)
      w[i] -= v[i]
    }
  }
  return [...w]
}

describe('numbers of batches that do not divide evenly', () => {
  it.each([
    [10, 3],
    [11, 3],
    [12, 3],
    [5, 4],
    [2, 4],
    [1, 2],
  ])(
    'sync: %d batches for %d workers: the last round is the mean of fewer, and all end equal',
    (batches, workers) => {
      const crew = crewAfter({ ...base, strategy: sync({ workers }), batches })
      expect(crew).toHaveLength(workers)
      for (const each of crew) expect(each).toEqual(crew[0])
      expect([...crew[0].w]).toEqual(rounds(batches, workers))
      expect(crew[0].t).toBe(Math.ceil(batches / workers))
    },
  )

  it.each([local({ workers: 3, tau: 2 }), easgdSync({ workers: 3 })])(
    '$name does each batch once',
    (strategy) => {
      const seen: number[] = []
      const counted: Simulation['gradient'] = (w, g, turn) => (seen.push(turn.batch), gradient(w, g, turn))
      const { centre } = simulate({
        ...base,
        rule: sgd({ lr: 0.2 }),
        strategy,
        batches: 100,
        gradient: counted,
      })
      expect(seen.sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, batch) => batch))
      expect(loss(centre)).toBeLessThan(0.1 * loss(start))
    },
  )
})

describe('local, where some have no batch in the last round', () => {
  // Batch k moves weight k by 1, and nothing else, wherever the weights are: so one sees whose steps are in the mean.
  it.each([
    [2, 10, 7, [0.5]],
    [3, 3, 8, [1 / 3]],
    [4, 2, 6, [0.25]],
    [3, 1, 4, [1 / 3, 1 / 3, 1 / 3, 1]], // two have made no step since the last sum
    [3, 10, 1, [1]],
  ])(
    '%d workers, τ = %d: all %d batches leave their trace, and all go on from the mean',
    (workers, tau, batches, trace) => {
      const simulator = new Simulator({
        strategy: local({ workers, tau }),
        rule: sgd({ lr: 1 }),
        start: new Float64Array(batches),
        steps: 1,
        batches,
        gradient: (_, g, { batch }) => g.fill(0).fill(-1, batch, batch + 1),
      })
      const { centre } = simulator.run()
      for (const [k, x] of centre.entries()) expect(x).toBeCloseTo(trace[k % trace.length], 12)
      const crew = [...simulator.crew.values()]
      for (const { w, t } of crew) expect([w, t]).toEqual([crew[0].w, Math.ceil(batches / workers)])
    },
  )
})

const faults: Readonly<Record<string, readonly Fault[]>> = {
  'a worker killed': [{ at: 10.5, kill: 2 }],
  'a worker hung for a while': [{ at: 10.5, hang: 1, until: 60 }],
  'a worker ten times slower': [{ at: 0.5, slow: 0, by: 10 }],
  'a worker that sends NaN': [{ at: 10.5, poison: 0 }, { at: 20.5, poison: 1 }], // prettier-ignore
  'a partition': [{ at: 10.5, partition: [0, 1], until: 60 }],
  'a late worker': [{ at: 20.5, join: 3 }],
}

describe.each(Object.keys(faults))('after %s', (name) => {
  it.each([rule, adam({ lr })])(
    'workers of sync have the same weights and the same rule: $rule.name',
    (each) => {
      for (let seed = 0; seed < 3; seed++) {
        const strategy = sync({ workers: 3 })
        const crew = crewAfter({ ...base, rule: each, strategy, batches: 100, faults: faults[name], seed })
        expect(crew.length).toBeGreaterThan(1)
        for (const man of crew) expect(man).toEqual(crew[0])
        expect(loss(crew[0].w)).toBeLessThan(0.1 * loss(start))
      }
    },
  )
})

describe('when no number is finite', () => {
  it.each([
    [2, 6],
    [3, 12],
    [4, 5],
  ])('%d workers of sync pass all %d batches by, and nobody waits for ever', (workers, batches) => {
    const spoilt: Simulation['gradient'] = (_, g) => g.fill(NaN)
    const simulator = new Simulator({ ...base, strategy: sync({ workers }), batches, gradient: spoilt })
    simulator.begin()
    let ticks = 0
    while (ticks < 10_000 && simulator.tick()) ticks++
    expect(ticks).toBeLessThan(10_000)
    expect(simulator.report().lost).toEqual([])
    expect([...simulator.centre]).toEqual([...start])
  })

  it('a worker of sync that is alone passes the batch by, for its weights are well', () => {
    const run = (faults: readonly Fault[]) => simulate({ ...base, strategy: sync({ workers: 1 }), faults })
    const { centre, refused } = run([{ at: 10.5, poison: 0 }])
    expect([...refused]).toEqual([['0', 1]])
    expect(loss(centre)).toBeLessThan(0.1 * loss(start))
  })

  it('and where the weights are not, the run ends', () => {
    const strategy = local({ workers: 2, tau: 1 })
    const faults = [
      { at: 10.5, poison: 0 },
      { at: 10.5, poison: 1 },
    ]
    expect(() => simulate({ ...base, strategy, faults })).toThrow(
      'local: no worker has finite weights any more; it needs one. Lower the learning rate?',
    )
  })
})
