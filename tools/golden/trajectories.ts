// golden/trajectory@1: an optimizer's path over a problem, point by point. Read `path.ts` and `rules.ts` first.
import type { Case, Check, Run, Tolerance } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { descend, roundedPath, type Journey, type Path } from './path.ts'
import type { Problem } from './problems.ts'
import { settingOf, type Hyper } from './rules.ts'
import { ofLbfgs, ofTrajectory } from './tolerances.ts'

interface Wanted {
  readonly points: Numbers
  readonly losses: Numbers
  /** How far PyTorch's own float32 run strays, where a file says it. */
  readonly deviation: number | undefined
  readonly average: Numbers | undefined
}

/** The last of a list of points or of numbers. */
function last({ shape, data }: Numbers): Numbers {
  const size = data.length / shape[0]
  return { shape: shape.slice(1), data: data.slice(data.length - size) }
}

const distances = (found: readonly number[], wanted: Numbers): number[] =>
  found.map((x, i) => Math.abs(x - wanted.data[i]))

const shaped = (wanted: Wanted, { points, losses }: Path): { points: Numbers; losses: Numbers } => ({
  points: { shape: wanted.points.shape, data: points },
  losses: { shape: wanted.losses.shape, data: losses },
})

function averages({ average: wanted }: Wanted, { average }: Path, tolerance: Tolerance): Check[] {
  if (!wanted) return []
  const found = average && { shape: [average.length], data: average }
  return [{ what: 'the average', found, wanted, tolerance }]
}

/** In float64 everything; in float32 the points, since a loss is as far off as the point is, times the slope there. */
function checkPath(journey: Journey, wanted: Wanted, lbfgs: boolean, run: Run): Check[] {
  const tolerance = lbfgs
    ? ofLbfgs(run)
    : ofTrajectory(run, run.dtype === 'float32' ? straying(journey, wanted) : 0)
  if (tolerance.absolute === Infinity) return []
  const path = descend(journey, run)
  const found = shaped(wanted, path)
  return [
    { what: 'trajectory', found: found.points, wanted: wanted.points, tolerance },
    ...(run.dtype === 'float64'
      ? [{ what: 'loss', found: found.losses, wanted: wanted.losses, tolerance }]
      : []),
    ...averages(wanted, path, tolerance),
  ]
}

/** What a file states; else what rounding alone does, infinite where numbers grow too large for float32. */
function straying(journey: Journey, wanted: Wanted): number {
  if (wanted.deviation !== undefined) return wanted.deviation
  const far = distances(roundedPath(journey).points, wanted.points)
  return far.every(Number.isFinite) ? Math.max(...far) : Infinity
}

/** L-BFGS in float32: where it ends, as near as rounding lets it come there. */
function checkEnd(journey: Journey, wanted: Wanted, run: Run): Check[] {
  const found = shaped(wanted, descend(journey, run))
  const rounded = shaped(wanted, roundedPath(journey))
  const end = (what: string, key: 'points' | 'losses'): Check => {
    const far = Math.max(...distances(last(rounded[key]).data, last(wanted[key])))
    const slack = last(wanted[key]).data.map(() => 10 * far)
    return { what, found: last(found[key]), wanted: last(wanted[key]), tolerance: { ...ofLbfgs(run), slack } }
  }
  return [end('the final point', 'points'), end('the final f', 'losses')]
}

/** One case for each problem of the file. */
export function trajectoryCases(file: Json, problems: ReadonlyMap<string, Problem>): Case[] {
  const source = file.get('source').string()
  const variant = file.get('variant').string()
  const torch = source === 'torch' ? file.get('optimizer').string() : undefined
  const kind = { variant, ...(torch === undefined ? {} : { torch }) }
  return file
    .get('problems')
    .entries()
    .map(([name, given]) => {
      const problem = problems.get(name) ?? given.refuse('a problem that a file of golden/problems@1 states')
      const start = given.get('start').numbers().data
      const wanted: Wanted = {
        points: given.get('trajectory').numbers(),
        losses: given.get('loss').numbers(),
        deviation: given.optional('float32_max_abs_dev', (at) => at.number()),
        average: given.optional('final_average_ax', (at) => at.numbers()),
      }
      const lr = given.optional('lr', (at) => at.number())
      const hyper = given.get('hyper').fields<Hyper>()
      return {
        name: `${source} ${variant} on ${name}`,
        ...(variant.endsWith('_buggy') ? { reference: file.get('note').string() } : {}),
        run(run) {
          const steps = wanted.points.shape[0] - 1
          const journey = { problem, setting: settingOf(kind, lr, hyper), start, steps }
          const lbfgs = variant.startsWith('lbfgs')
          return lbfgs && run.dtype === 'float32'
            ? checkEnd(journey, wanted, run)
            : checkPath(journey, wanted, lbfgs, run)
        },
      }
    })
}
