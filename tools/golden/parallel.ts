// golden/parallel@1: several workers and a server, served in a fixed order, on the simulator. Read `problems.ts` first.
// prettier-ignore
import {
  adagrad, adagradEpsInside, adaptiveRevision, downpour, eamsgd, easgd, easgdSync, mul, sgd, Simulator, sub, sum, tensor,
  type Simulation, type Tensor,
} from '../../packages/glissade/src/index.ts'
import { NotOffered, type Case, type Check, type Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { point, type Problem } from './problems.ts'
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

const linear = (w: Tensor, slope: readonly number[]): Tensor => sum(mul(tensor(Float64Array.from(slope)), w))

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

/** The centre after each round, and the workers. */
function follow(
  setting: Setting,
  start: readonly number[],
  rounds: number,
  shares: readonly Problem[],
  run: Run,
) {
  const models = shares.map((share) => ({ share, ...point(start, run) }))
  const centres: number[][] = [[...start]]
  const workers: number[][][] = [models.map(() => [...start])]
  let steps = 0
  const simulator: Simulator = new Simulator({
    ...setting,
    start: Float64Array.from(start),
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
    onStep() {
      if (++steps % shares.length !== 0) return
      centres.push([...simulator.centre])
      workers.push([...simulator.crew.values()].map((man) => [...man.w]))
    },
  })
  simulator.run()
  return { centres, workers }
}

const flat = (wanted: Numbers, data: readonly number[]) => ({ shape: wanted.shape, data })

function check(variant: string, setup: Json, given: Json, problem: Problem, run: Run): Check[] {
  // In float32 a long path strays by more than any tolerance that could tell a strategy from its neighbour.
  if (run.dtype === 'float32') return []
  const tolerance = ofTrajectory(run)
  const server = given.get('server').numbers()
  const losses = given.get('server_loss').numbers()
  const start = given.get('start').numbers().data
  const shares = sharesOf(setup, problem)
  const setting = settingOf(variant, shares.length, given.get('hyper').fields<Hyper>())
  const { centres, workers } = follow(setting, start, server.shape[0] - 1, shares, run)
  const loss = (centre: readonly number[]): number => {
    const { target, w } = point(centre, run)
    return target.evaluate(() => problem(w))
  }
  const first = given.optional('workers_first5', (at) => at.numbers())
  const last = given.optional('workers_final', (at) => at.numbers())
  return [
    { what: 'the server', found: flat(server, centres.flat()), wanted: server, tolerance },
    { what: 'its loss', found: flat(losses, centres.map(loss)), wanted: losses, tolerance },
    ...(first
      ? [
          {
            what: 'the first workers',
            found: flat(first, workers.slice(0, first.shape[0]).flat(2)),
            wanted: first,
            tolerance,
          },
        ]
      : []),
    ...(last
      ? [{ what: 'the workers', found: flat(last, workers.at(-1)!.flat()), wanted: last, tolerance }]
      : []),
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
