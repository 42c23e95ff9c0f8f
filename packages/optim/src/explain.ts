// What makes two rules differ: the numbers, the terms, and the step at which their paths part.

import { inside } from './hyperparameter.ts'
import type { HyperValue } from './hyperparameter.ts'
import { isMethod } from './method.ts'
import { Optimizer } from './optimizer.ts'
import { configuredRule, rangeOf } from './rule.ts'
import type { ConfiguredRule } from './rule.ts'

/** Where two rules are compared: gradients at w in step t (from 1), and the loss, for methods that search along a line. */
export interface Course {
  readonly start: readonly number[]
  readonly gradient: (w: Float64Array, t: number) => ArrayLike<number>
  readonly loss?: (w: Float64Array, t: number) => number
  readonly steps: number
}

/** How two rules differ. */
export interface Difference {
  /** Hyper-parameters with other values, or that only one of the rules has. */
  readonly hyper: readonly { readonly name: string; readonly a?: HyperValue; readonly b?: HyperValue }[]
  /** Statements of the loop that only one of the rules has. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
  /** Hyper-parameters without which (at 0) the two walk the same path: their place is the difference. */
  readonly vanishesAtZero: readonly string[]
  /** The first step at which the weights differ, and by how much there and at most; none when they never do. */
  readonly parts: { readonly step: number; readonly size: number; readonly largest: number } | undefined
  /** All of it in words. */
  readonly text: string
}

/** Two weights, gradients that change sign and size: enough to tell most rules apart. */
const push = (t: number, i: number): number => ((t * (7 + 4 * i)) % 5) - 2
const usualCourse: Course = {
  start: [1, -2],
  gradient: (w, t) => w.map((x, i) => 0.1 * x + push(t, i)),
  loss: (w, t) => w.reduce((sum, x, i) => sum + 0.05 * x * x + push(t, i) * x, 0),
  steps: 40,
}

/**
 * Explains how two rules differ.
 *
 *     explainDifference(adam({ dialect: 'keras' }), adam({ dialect: 'pytorch' })).text
 *
 * Paths count as equal within 1e-9 of the larger weight.
 */
export function explainDifference(
  ruleA: ConfiguredRule | (() => ConfiguredRule),
  ruleB: ConfiguredRule | (() => ConfiguredRule),
  course: Course = usualCourse,
): Difference {
  const [a, b] = [ruleA, ruleB].map((rule) => configuredRule('explainDifference', rule))
  const [linesA, linesB] = [statements(a), statements(b)]
  const hyper = [...new Set([...Object.keys(a.hyper), ...Object.keys(b.hyper)])]
    .filter((name) => a.hyper[name] !== b.hyper[name])
    .map((name) => ({ name, ...given('a', a.hyper[name]), ...given('b', b.hyper[name]) }))
  const parts = parting(a, b, course)
  const found = {
    hyper,
    onlyA: linesA.filter((line) => !linesB.includes(line)),
    onlyB: linesB.filter((line) => !linesA.includes(line)),
    vanishesAtZero: parts ? vanishing(a, b, course) : [],
    parts,
  }
  return { ...found, text: inWords(a, b, found) }
}

const given = (key: 'a' | 'b', value: HyperValue | undefined) => (value === undefined ? {} : { [key]: value })

/** The statements of a rule's own text, evenly spaced: compilers may have changed line ends. */
function statements({ rule }: ConfiguredRule): string[] {
  const texts = isMethod(rule) ? [rule.solve] : [rule.ahead, rule.update]
  return texts
    .filter((text) => text !== undefined)
    .flatMap((text) =>
      String(text)
        .replace(/^[^)]*\)/, '')
        .split(/[;{}\n]|\bfor ?\([^)]*\)/),
    )
    .map((line) => plain(line, Object.keys(rule.hyper)))
    .filter((line) => line.includes('= '))
}

/** Without what a bundler adds: (0, module.power), a 2 behind a name that a module has too. */
function plain(line: string, names: readonly string[]): string {
  const bare = line.replace(/^\s*(const|let) /, '').replace(/\s+/g, '')
  const unbundled = bare
    .replace(/\(0,\w+\.(\w+)\)/g, '$1')
    .replace(/\b([a-zA-Z]+)2\b/g, (word, name) => (names.includes(name) ? name : word))
  return unbundled.replace(operators, ' $1 ')
}

const operators = /(\*\*|[-+*/]?=|[-+*/<>?:])/g

function path(
  { rule, hyper, products = {} }: ConfiguredRule,
  { start, gradient, loss = () => 0, steps }: Course,
): Float64Array[] {
  const value = Float64Array.from(start)
  let t = 0
  const target = {
    value,
    gradient: new Float64Array(value.length),
    segments: [{ name: 'w', shape: [value.length], lo: 0, hi: value.length }],
    touch() {},
    evaluate(slope: () => ArrayLike<number>) {
      this.gradient.set(slope())
      return loss(value, t)
    },
  }
  const optimizer = new Optimizer(target, { rule, hyper, products })
  return Array.from({ length: steps }, () => {
    t++
    optimizer.step(() => gradient(value, t))
    return value.slice()
  })
}

/** The first step at which the paths differ, and the sizes. */
function parting(a: ConfiguredRule, b: ConfiguredRule, course: Course): Difference['parts'] {
  const [pathA, pathB] = [path(a, course), path(b, course)]
  const sizes = pathA.map((w, k) => Math.max(...w.map((x, i) => apart(x, pathB[k][i]))))
  const first = sizes.findIndex((size) => size > 0)
  if (first < 0) return undefined
  return { step: first + 1, size: sizes[first], largest: Math.max(...sizes) }
}

/** 0 within rounding, infinite where a path is lost. */
function apart(x: number, y: number): number {
  const difference = Math.abs(x - y)
  if (Number.isNaN(difference)) return Infinity
  return difference <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y)) ? 0 : difference
}

/** The hyper-parameters that take the difference away with them. */
function vanishing(a: ConfiguredRule, b: ConfiguredRule, course: Course): string[] {
  const names = new Set([...Object.keys(a.hyper), ...Object.keys(b.hyper)].filter((name) => name !== 'lr'))
  return [...names]
    .filter((name) =>
      [a, b].every(({ rule }) => !(name in rule.hyper) || inside(0, rangeOf(rule, name) ?? {})),
    )
    .filter((name) => !parting(without(a, name), without(b, name), course))
}

const without = (rule: ConfiguredRule, name: string): ConfiguredRule =>
  name in rule.hyper ? { ...rule, hyper: { ...rule.hyper, [name]: 0 } } : rule

function inWords(a: ConfiguredRule, b: ConfiguredRule, found: Omit<Difference, 'text'>): string {
  const { hyper, onlyA, onlyB, vanishesAtZero, parts } = found
  const lines = hyper.map((each) => `${each.name}: ${shown(each.a)} against ${shown(each.b)}`)
  for (const line of onlyA) lines.push(`only ${a.rule.name}: ${line}`)
  for (const line of onlyB) lines.push(`only ${b.rule.name}: ${line}`)
  if (vanishesAtZero.length > 0) lines.push(`the same path where ${vanishesAtZero.join(' or ')} is 0`)
  lines.push(
    parts
      ? `the paths part at step ${parts.step}, by ${short(parts.size)}, and later by up to ${short(parts.largest)}`
      : 'the paths never part',
  )
  return `${a.rule.name} and ${b.rule.name}\n${lines.map((line) => `  ${line}`).join('\n')}`
}

const shown = (value: HyperValue | undefined) =>
  typeof value === 'function' ? 'a schedule' : (value ?? 'none')
const short = (size: number): string => size.toPrecision(3)
