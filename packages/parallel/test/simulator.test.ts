// What a simulation tells of time: messages on their way, and a server that takes its time.
import { sgd } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { downpour, simulate, sync, type Passage, type Simulation } from '../src/index.ts'
import { gradient, start } from './problem.ts'

const base = { start, steps: 20, gradient, rule: sgd({ lr: 0.1 }), retry: 1e6, heartbeat: 1e6 }

function passages(simulation: Simulation): Passage[] {
  const seen: Passage[] = []
  simulate({ ...simulation, onMessage: (passage) => seen.push(passage) })
  return seen
}

describe('messages', () => {
  it('are told with when they leave and arrive', () => {
    const seen = passages({ ...base, strategy: downpour({ workers: 1 }), steps: 1, latency: 0.25 })
    const rows = seen.map(({ kind, way, sent, arrives }) => [kind, way, sent, arrives])
    expect(rows).toEqual([
      ['fetch', 'there', 0, 0.25],
      ['fetch', 'back', 0.25, 0.5],
      ['push', 'there', 1.5, 1.75],
      ['push', 'back', 1.75, 2],
    ])
  })
})

describe('service', () => {
  const time = (simulation: Partial<Simulation> & Pick<Simulation, 'strategy'>) =>
    simulate({ ...base, ...simulation }).time

  it('makes everybody stand in line: a server that is never idle decides how long it takes', () => {
    // 8 workers have 20 pushes and 20 fetches each.
    const busy = time({ strategy: downpour({ workers: 8 }), service: 1 })
    expect(busy).toBeGreaterThanOrEqual(8 * 40)
    expect(busy).toBeLessThan(8 * 40 + 5)
  })

  it('is each part’s own where the server is divided', () => {
    const whole = time({ strategy: downpour({ workers: 8, fetch: 20, push: 20 }), service: 1 })
    const parts = time({ strategy: downpour({ workers: 8, fetch: 20, push: 20, shards: 4 }), service: 0.25 })
    expect(parts).toBeLessThan(whole)
  })

  it('is the time of a sum', () => {
    expect(time({ strategy: sync({ workers: 4 }), service: 0.5 })).toBeCloseTo(20 * 1.5)
  })
})
