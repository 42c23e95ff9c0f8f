// golden/parallel@1: several workers and a server, served in a fixed order, on the simulator. Read `problems.ts` first.
// prettier-ignore
import {
  adagrad, adagradEpsInside, adaptiveRevision, downpour, eamsgd, easgd, easgdSync, mul, sgd, Simulator, sub, sum,
  type Floats, type Simulation, type Tensor,
} from '../../packages/glissade/src/index.ts'
import { NotOffered, type Case, type Check, type Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { like, point, type Problem } from './problems.ts'
import { ofTrajectory } from './tolerances.ts'

interface Hyper {
  readonly lr: number
  readonly alpha: number
  readonly tau?: number
  readonly momentum: number
  readonly n_fetch: number
  readonly n_push: number
  readonly server: string
  readonly eps: number
  readonly delay: number
  readonly z0: number
}

type Setting = Pick<Simulation, 'strategy' | 'rule' | 'stale'>

const server = ({ server: kind, lr, eps }: Hyper) => {
  if (kind === 'sgd') return sgd({ lr })
  if (kind === 'adagrad') return adagradEpsInside({ lr, eps })
  throw new NotOffered(`a server's rule ${kind}`)
}

/** Strategies by how the name of their file begins. */
// prettier-ignore
const strategies: Readonly<Record<string, (workers: number, hyper: Hyper) => Setting>> = {
  easgd_sync:             (workers, { alpha, tau = 1, lr }) => ({ strategy: easgdSync({ workers, alpha, tau }), rule: sgd({ lr }) }),
  easgd_async:            (workers, { alpha, tau = 1, lr }) => ({ strategy: easgd({ workers, alpha, tau }), rule: sgd({ lr }) }),
  eamsgd_async:           (workers, { alpha, tau = 1, lr, momentum }) => ({ strategy: eamsgd({ workers, alpha, tau, lr, momentum }) }),
  downpour:               (workers, hyper) => ({ strategy: downpour({ workers, fetch: hyper.n_fetch, push: hyper.n_push, rule: server(hyper) }), rule: sgd({ lr: hyper.lr }) }),
  delay_tolerant_adagrad: (workers, { lr, z0, delay }) => ({ strategy: adaptiveRevision({ workers, lr, initialAccumulator: z0 }), stale: delay }),
  async_adagrad:          (workers, { lr, z0, delay }) => ({ strategy: downpour({ workers, rule: adagrad({ lr, eps: 0, initialAccumulator: z0 }) }), stale: delay }),
  stale_sgd:              (workers, { lr, delay }) => ({ strategy: downpour({ workers, rule: sgd({ lr }) }), stale: delay }),
}

function settingOf(variant: string, workers: number, hyper: Hyper): Setting {
  const name = Object.keys(strategies).find((each) => variant.startsWith(each))
  if (name === undefined) throw new NotOffered(variant)
  return strategies[name](workers, hyper)
}

const linear = (w: Tensor, slope: readonly number[]): Tensor =>
  sum(mul(like(w, { shape: [slope.length], data: slope }), w))

/** What each worker descends: the problem with a slope of its own, or on rows of its own. */
function sharesOf(setup: Json, problem: Problem): Problem[] {
  const rows = (key: string) =>
    setup
      .get(key)
      .list()
      .map((each) => each.numbers().data)
  if (setup.has('delta')) return rows('delta').map((slope) => (w) => sub(problem(w), linear(w, slope)))
  if (setup.has('offset'))
    return rows('offset').map(
      (slope) => (w) =>
        sub(
          problem(w),
          linear(
            w,
            slope.map((x) => -x),
          ),
        ),
    )
  const { ofRows } = problem
  if (!ofRows) throw new NotOffered('a problem without rows, in shards')
  return rows('shard').map(ofRows)
}

interface Course {
  readonly setting: Setting
  readonly start: readonly number[]
  readonly rounds: number
  readonly shares: readonly Problem[]
}

const exactly: Run = { dtype: 'float64', backend: 'reference' }

/** The centre after each round, and the workers; `keep` may change what they keep after each step. */
function follow(
  { setting, start, rounds, shares }: Course,
  run: Run,
  keep: (...weights: Floats[]) => void = () => {},
): { centres: number[][]; workers: number[][][] } {
  const models = shares.map((share) => ({ share, ...point(start, run) }))
  const centres: number[][] = [[...start]]
  const workers: number[][][] = [models.map(() => [...start])]
  let steps = 0
  const simulator: Simulator = new Simulator({
    ...setting,
    start: run.dtype === 'float64' ? Float64Array.from(start) : Float32Array.from(start),
    steps: rounds,
    compute: 0,
    rest: 1,
    gradient(at, g, { rank }) {
      const { target, w, share } = models[rank]
      target.value.set(at)
      target.touch('golden')
      target.evaluate(() => share(w))
      g.set(target.gradient)
    },
    onStep(rank) {
      keep(simulator.centre, simulator.crew.get(rank)!.w)
      if (++steps % shares.length !== 0) return
      centres.push([...simulator.centre])
      workers.push([...simulator.crew.values()].map((man) => [...man.w]))
    },
  })
  simulator.run()
  return { centres, workers }
}

const roundKept = (...weights: Floats[]): void => weights.forEach((w) => w.set(w.map(Math.fround)))

/** How far rounding alone moves the centre: that of exact steps whose weights are rounded to float32 after each. */
function straying(course: Course): number {
  const rounded = follow(course, exactly, roundKept).centres.flat()
  const exact = follow(course, exactly).centres.flat()
  return Math.max(...rounded.map((x, i) => Math.abs(x - exact[i])))
}

/** In float64 everything; in float32 the points, since a loss is as far off as the point is, times the slope there. */
function check(variant: string, setup: Json, given: Json, problem: Problem, run: Run): Check[] {
  const server = given.get('server').numbers()
  const shares = sharesOf(setup, problem)
  const setting = settingOf(variant, shares.length, given.get('hyper').fields<Hyper>())
  const start = given.get('start').numbers().data
  const course = { setting, start, rounds: server.shape[0] - 1, shares }
  const tolerance = ofTrajectory(run, run.dtype === 'float32' ? straying(course) : 0)
  const { centres, workers } = follow(course, run)
  const points = (what: string, data: readonly number[], wanted: Numbers | undefined): Check[] =>
    wanted ? [{ what, found: { shape: wanted.shape, data }, wanted, tolerance }] : []
  const first = given.optional('workers_first5', (at) => at.numbers())
  const last = given.optional('workers_final', (at) => at.numbers())
  const losses = given.get('server_loss').numbers()
  const lossAt = (centre: readonly number[]): number => problem(point(centre, exactly).w).item()
  return [
    ...points('the server', centres.flat(), server),
    ...points('the first workers', workers.slice(0, first?.shape[0]).flat(2), first),
    ...points('the workers', workers.at(-1)!.flat(), last),
    ...(run.dtype === 'float64' ? points('its loss', centres.map(lossAt), losses) : []),
  ]
}

export function parallelCases(file: Json, problems: ReadonlyMap<string, Problem>): Case[] {
  const variant = file.get('variant').string()
  return file
    .get('problems')
    .entries()
    .map(([name, given]) => ({
      name: `parallel ${variant} on ${name}`,
      run(run) {
        const problem =
          problems.get(name) ?? given.refuse('a problem that a file of golden/problems@1 states')
        return check(variant, file.get('setup').get(name), given, problem, run)
      },
    }))
}
