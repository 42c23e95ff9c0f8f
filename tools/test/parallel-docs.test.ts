// What docs/parallel.md says, at a smaller scale than its figures; and that the figures which cost nothing are as the programs make them.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { limit, measured as limitFound, servers } from '../../docs/parallel/delay.ts'
import { explorations } from '../../docs/parallel/elastic.ts'
import { families, race } from '../../docs/parallel/hogwild.ts'
import { methods, online, stream, tuned } from '../../docs/parallel/revision.ts'
import { costOf, ethernet, fitted, heavy, knee, measured, plans, scalingFigure, simulated, small } from '../../docs/parallel/scaling.ts' // prettier-ignore
import { contenders, course, staleness } from '../../docs/parallel/straggler.ts'
import { timeLines } from '../../docs/parallel/time-lines.ts'
import { root } from '../house/files.ts'

const read = (name: string): string => readFileSync(`${root}docs/${name}`, 'utf8')

describe('the figures', () => {
  const made = {
    ...timeLines(),
    scaling: scalingFigure('A network of 400 kB, 0.9 ms a gradient, by the model', small),
  }

  it.each(Object.keys(made))('%s is as its program makes it', (name) => {
    expect(read(`parallel/${name}.svg`)).toBe(made[name as keyof typeof made])
  })

  it('are all in the page', () => {
    const shown = [...read('parallel.md').matchAll(/\]\(parallel\/(\S+)\.svg\)/g)].map(([, name]) => name)
    expect(shown).toHaveLength(11)
    for (const name of shown) expect(read(`parallel/${name}.svg`)).toContain('</svg>')
  })
})

describe('Hogwild! without locks', () => {
  const [sparse, dense] = families()
  const pair = (family: typeof sparse, steps: number) => [race(family, 1, steps), race(family, 16, steps)]

  it('loses nothing with 16 workers where gradients are sparse', () => {
    const [one, many] = pair(sparse, 800)
    expect(Math.abs(many.loss / one.loss - 1)).toBeLessThan(0.01)
    expect(many.lost).toBeLessThan(0.005)
  })

  it('loses accuracy where they are dense, and as many updates as foretold', () => {
    const [one, many] = pair(dense, 3000)
    expect(many.loss / one.loss).toBeGreaterThan(1.2)
    expect(Math.abs(many.lost / many.foretold - 1)).toBeLessThan(0.2)
  })
})

describe('gradients that are late', () => {
  it.each([1, 4])('%d updates: the largest rate is that of the formula', (late) => {
    expect(Math.abs(limitFound(late, 10) / limit(late) - 1)).toBeLessThan(0.02)
  })

  it('Downpour with SGD bears less the rarer it exchanges, with Adagrad at the server a thousand times as much', () => {
    const [often, seldom] = [1, 8].map(servers['SGD at the server'])
    expect(seldom).toBeLessThan(often / 4)
    expect(servers['Adagrad at the server'](8)).toBeGreaterThan(1000 * seldom)
  })

  it('AdaptiveRevision is AdaGrad without delay, and better with a long one', () => {
    const samples = stream(4000, 2)
    const [plain, revised] = Object.keys(methods)
    const now = (method: string) => online(methods[method](0.5), 0, samples)
    expect(now(revised)).toBe(now(plain))
    expect(tuned(revised, 64, samples).loss).toBeLessThan(tuned(plain, 64, samples).loss)
  })
})

it('elastic averaging: a stiffer spring holds workers together, and the best is between', () => {
  const found = explorations(4, 1000, [0.001, 0.03, 0.1])
  const [loose, middle, stiff] = found
  for (const key of ['spread', 'wells'] as const) {
    expect(loose[key]).toBeGreaterThan(middle[key])
    expect(middle[key]).toBeGreaterThan(stiff[key])
  }
  expect(middle.centre).toBeLessThan(Math.min(loose.centre, stiff.centre))
})

describe('a straggler', () => {
  it.each(contenders)('$name', (contender) => {
    const [well, slow] = [false, true].map((straggler) => course(contender, contender.lr, straggler).reached)
    expect(well).toBeLessThan(60)
    const waits = ['sync', 'local, tau 10'].includes(contender.name)
    if (waits) expect(slow).toBe(Infinity)
    else expect(slow).toBeLessThan(2 * well)
  })

  it('gradients of N workers are about N − 1 updates old', () => {
    const mean = (workers: number) => staleness(workers).reduce((sum, share, age) => sum + share * age, 0)
    for (const workers of [4, 8]) expect(Math.abs(mean(workers) / (workers - 1) - 1)).toBeLessThan(0.2)
  })
})

describe('the model of scaling', () => {
  it.each(Object.entries(measured))('fits what was measured within a quarter: %s', (_, points) => {
    for (const [bytes, seconds] of points)
      expect(Math.abs(costOf(fitted(points), bytes) / seconds - 1)).toBeLessThan(0.25)
  })

  // prettier-ignore
  const knees: readonly (readonly [string, number, number, number])[] = [
    ['sync',                      45,  1109,  138],
    ['local, τ = 10',            541, 11716, 1484],
    ['Downpour, every step',       2,    12,   12],
    ['Downpour, every 10 steps',   6,   104,  105],
    ['EASGD, τ = 10',             11,   206,  207],
  ]

  it.each(knees)('%s: its knees are those of the page', (name, ...wanted) => {
    const { speed } = plans.find((plan) => plan.name === name)!
    expect([small, heavy, ethernet].map((setting) => knee(speed, setting))).toEqual(wanted)
    const cells = [name, ...wanted.map((n) => n.toLocaleString('en-US'))]
    expect(read('parallel.md').replace(/ +/g, ' ')).toContain(`| ${cells.join(' | ')} |`)
  })

  it.each(plans)('$name: the simulator is as fast, and a little slower at the knee', (plan) => {
    for (const n of [1, 4, 16, 64]) {
      const ratio = simulated(plan, small, n) / plan.speed(small, n)
      expect(ratio).toBeLessThan(1.03)
      expect(ratio).toBeGreaterThan(0.85)
    }
  })
})
