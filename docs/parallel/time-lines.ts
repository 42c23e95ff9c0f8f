// When numbers move: four workers, the last of them slower, under sync, Downpour and elastic averaging.
import { sgd } from '../../packages/optim/src/index.ts'
import {
  downpour,
  easgd,
  Simulator,
  sync,
  type Passage,
  type Strategy,
} from '../../packages/parallel/src/index.ts'
import { timeLine, type Arrow, type Bar } from '../../packages/plot/src/index.ts'
import { line } from './problems.ts'

const workers = 4

interface View {
  readonly strategy: Strategy
  readonly title: string
  /** What stands in the lane where messages meet. */
  readonly hub: string
}

// prettier-ignore
const views: Readonly<Record<string, View>> = {
  sync:     { strategy: sync({ workers }), title: 'sync: every step waits for the slowest', hub: 'sum' },
  downpour: { strategy: downpour({ workers, fetch: 2, push: 2, rule: sgd({ lr: 0.01 }) }), title: 'Downpour, fetch and push every two steps: nobody waits for another', hub: 'server' },
  easgd:    { strategy: easgd({ workers, tau: 3 }), title: 'Elastic averaging, an exchange every three steps', hub: 'centre' },
}

/** A simulation, and what it was seen doing. */
function watched(strategy: Strategy): { passages: Passage[]; begun: { rank: number; time: number }[] } {
  const seen = { passages: [] as Passage[], begun: [] as { rank: number; time: number }[] }
  const problem = line(4)
  const simulator: Simulator = new Simulator({
    strategy,
    rule: sgd({ lr: 0.01 }),
    start: new Float64Array(problem.size),
    steps: 20,
    spread: 0.2,
    latency: 0.25,
    retry: 1e6,
    seed: 2,
    faults: [{ at: 0, slow: 3, by: 1.7 }],
    onMessage: (passage) => seen.passages.push(passage),
    gradient(w, g, turn) {
      seen.begun.push({ rank: turn.rank, time: simulator.now })
      problem.gradient(w, g, turn)
    },
  })
  simulator.run()
  return seen
}

function picture({ strategy, title, hub }: View): string {
  const { passages, begun } = watched(strategy)
  /** A gradient is done when its worker says something, or begins the next one. */
  const bars = (rank: number): Bar[] => {
    const begins = begun.filter((each) => each.rank === rank).map(({ time }) => time)
    const says = passages.filter((each) => each.rank === rank && each.way === 'there').map(({ sent }) => sent)
    const after = (time: number) => Math.min(...[...begins, ...says].filter((each) => each > time))
    return begins.map((from) => ({ from, to: after(from), kind: 'gradient' }))
  }
  const arrows = passages.map(({ rank, kind, way, sent, arrives }): Arrow => {
    const [worker, server] = [1 + rank, 0]
    return way === 'there'
      ? { from: { lane: worker, time: sent }, to: { lane: server, time: arrives }, kind }
      : { from: { lane: server, time: sent }, to: { lane: worker, time: arrives }, kind: 'answer' }
  })
  const lanes = Array.from({ length: workers }, (_, rank) => ({ name: `worker ${rank}`, bars: bars(rank) }))
  const unit = 'virtual time; a gradient takes 1, with worker 3 1.7, a message 0.25'
  return timeLine({ title, lanes: [{ name: hub, bars: [] }, ...lanes], arrows, end: 10, unit })
}

/** The pictures, by the name of their file. */
export const timeLines = (): Record<string, string> =>
  Object.fromEntries(Object.entries(views).map(([name, view]) => [`time-line-${name}`, picture(view)]))
