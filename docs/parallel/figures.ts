// Writes the figures of docs/parallel.md, and prints the numbers in it.
// Run it: node --import tsx docs/parallel/figures.ts [name …]
import { writeFileSync } from 'node:fs'
import type { Point } from '../../packages/plot/src/index.ts'
import { delayFigure, limit, measured as measuredLimit, periodFigure, periods, servers } from './delay.ts'
import { elasticFigure, explorations } from './elastic.ts'
import { hogwildFigure, hogwildRows } from './hogwild.ts'
import { methods, revisionFigure, stream, tuned } from './revision.ts'
import { costs, ethernet, heavy, knee, plans, scalingFigure, simulated, small } from './scaling.ts'
import { contenders, course, rates, staleness, stalenessFigure, stragglerFigure } from './straggler.ts'
import { timeLines } from './time-lines.ts'

const save = (name: string, svg: string): void => writeFileSync(new URL(`${name}.svg`, import.meta.url), svg)
const byName = <T>(names: readonly string[], of: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)]))

const parts: Readonly<Record<string, () => void>> = {
  'time-lines': () => {
    for (const [name, svg] of Object.entries(timeLines())) save(name, svg)
  },
  staleness() {
    save('staleness', stalenessFigure())
    const mean = (workers: number) => staleness(workers).reduce((sum, share, age) => sum + share * age, 0)
    console.table(
      byName(['2', '4', '8', '16', '32'], (workers) => ({ 'updates old': mean(Number(workers)) })),
    )
  },
  straggler() {
    const slow = contenders.map((each) => course(each, each.lr, true))
    save('straggler', stragglerFigure(slow))
    const well = contenders.map((each) => course(each, each.lr, false))
    console.table(
      slow.map(({ name, reached }, i) => ({
        name,
        'there at': well[i].reached,
        'with a straggler': reached,
      })),
    )
  },
  'straggler-rates': () => {
    for (const each of contenders)
      console.table(
        byName(rates.map(String), (lr) => ({ [each.name]: course(each, Number(lr), false).reached })),
      )
  },
  hogwild() {
    const rows = hogwildRows()
    save('hogwild', hogwildFigure(rows))
    for (const { family, losses } of rows) {
      console.log(family)
      console.table(losses)
    }
  },
  delay() {
    const found = [0, 1, 2, 4, 8, 16].map((late): Point => [late, measuredLimit(late)])
    save('delay', delayFigure(found))
    console.table(found.map(([late, rate]) => ({ late, found: rate, 'by the formula': limit(late) })))
    const byServer = byName(Object.keys(servers), (name) =>
      periods.map((n): Point => [n, servers[name as keyof typeof servers](n)]),
    )
    save('periods', periodFigure(byServer))
    console.table(byServer)
  },
  revision() {
    const samples = stream(4000, 1)
    const delays = [0, 4, 16, 64, 128, 256]
    const found = byName(Object.keys(methods), (method) => delays.map((late) => tuned(method, late, samples)))
    const points = byName(Object.keys(methods), (method) =>
      found[method].map(({ loss }, k): Point => [delays[k], loss]),
    )
    save('revision', revisionFigure(points))
    for (const [method, best] of Object.entries(found)) {
      console.log(method)
      console.table(best.map((each, k) => ({ late: delays[k], ...each })))
    }
    const [plain, revised] = Object.keys(methods)
    const gain = (late: number, seed: number): number => {
      const stretch = stream(4000, seed)
      return tuned(plain, late, stretch).loss - tuned(revised, late, stretch).loss
    }
    console.log('how much lower the loss of AdaptiveRevision is, by stream and updates late')
    console.table(
      byName(['1', '2', '3', '4', '5'], (seed) =>
        byName(['4', '64', '256'], (late) => gain(Number(late), Number(seed))),
      ),
    )
  },
  elastic() {
    const found = explorations(20, 2000)
    save('elastic', elasticFigure(found.slice(1)))
    console.table(found)
  },
  scaling() {
    const settings = { small, heavy, ethernet }
    save('scaling', scalingFigure('A network of 400 kB, 0.9 ms a gradient, by the model', small))
    console.log(costs)
    console.table(
      byName(
        plans.map(({ name }) => name),
        (name) => {
          const { speed } = plans.find((plan) => plan.name === name)!
          return byName(Object.keys(settings), (key) => knee(speed, settings[key as keyof typeof settings]))
        },
      ),
    )
    for (const plan of plans)
      console.table(
        byName(['1', '4', '16', '64', '256'], (n) => {
          const [model, run] = [plan.speed(small, Number(n)), simulated(plan, small, Number(n))]
          return { [plan.name]: Math.round(model), simulated: Math.round(run), ratio: run / model }
        }),
      )
  },
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)) {
  console.log(`-- ${name}`)
  parts[name]()
}
