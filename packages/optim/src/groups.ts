// Which parameters share their settings, and which stretches of the flat vector a rule runs over.

import { HyperparameterError, OptimError } from './error.ts'
import { checkHyper, checkKeys, show, standardRanges } from './hyperparameter.ts'
import type { Hyper, HyperValue } from './hyperparameter.ts'
import { nearest } from '@glissade/math'
import { matches } from './pattern.ts'
import { rangeOf } from './rule.ts'
import type { ConfiguredRule, Recipe } from './rule.ts'
import type { Segment, Stretch } from './target.ts'

/** Other settings for some parameters. A number 0 for `lr` or `frozen: true` leaves them as they are. */
export interface GroupOptions {
  /** A path pattern such as `**.bias`, or several. */
  readonly match: string | readonly string[]
  readonly frozen?: boolean
  /** Any hyper-parameter of the rule, or `weightDecay`, `decoupledWeightDecay`. */
  readonly [setting: string]: HyperValue | string | readonly string[] | boolean | undefined
}

/** Parameters with equal settings, the stretches they make up, and the rule's memory for them. */
export interface Group {
  readonly hyper: Readonly<Record<string, HyperValue>>
  readonly segments: readonly Segment[]
  readonly stretches: readonly Stretch[]
  memory: Hyper
}

export const decayNames = ['weightDecay', 'decoupledWeightDecay']

/** Weight decay as an option of the optimizer, for rules that have none of their own. */
export interface Decay {
  /** λ of g + λ w: the gradient of ½ λ ‖w‖². */
  readonly weightDecay?: HyperValue
  /** λ of w ← (1 − lr λ) w, apart from the gradient. */
  readonly decoupledWeightDecay?: HyperValue
}

/** Sorts the segments into groups; a later entry of `options` overrides an earlier one. */
export function resolveGroups(
  { rule, hyper }: ConfiguredRule,
  segments: readonly Segment[],
  decay: Decay,
  options: readonly GroupOptions[],
): Group[] {
  checkSegments(segments)
  checkGroups(rule.name, options)
  const settings = options.map((group) => groupSettings(rule, group, segments))
  const sorted = new Map<string, { chosen: readonly number[]; members: Segment[] }>()
  for (const segment of segments) {
    const chosen = [...options.keys()].filter((k) => chooses(options[k], segment.name))
    if (segment.frozen || chosen.some((k) => options[k].frozen) || lastRate(chosen, settings) === 0) continue
    const key = chosen.join()
    if (!sorted.has(key)) sorted.set(key, { chosen, members: [] })
    sorted.get(key)!.members.push(segment)
  }
  if (sorted.size === 0) {
    throw new OptimError(`${rule.name}: every parameter is frozen; it needs at least one to train.`)
  }
  const base = { weightDecay: 0, decoupledWeightDecay: 0, ...hyper, ...decay }
  return [...sorted.values()].map(({ chosen, members }) => ({
    hyper: Object.assign({}, base, ...chosen.map((k) => settings[k])),
    segments: members,
    stretches: joined(members),
    memory: rule.memory ?? {},
  }))
}

const chooses = ({ match }: GroupOptions, name: string): boolean =>
  [match].flat().some((pattern) => matches(pattern, name))

function lastRate(
  chosen: readonly number[],
  settings: readonly Readonly<Record<string, HyperValue>>[],
): HyperValue | undefined {
  return chosen.map((k) => settings[k].lr).findLast((lr) => lr !== undefined)
}

function checkGroups(name: string, options: unknown): void {
  const isGroup = (each: Partial<GroupOptions> | null): boolean =>
    typeof each === 'object' && each !== null && ['boolean', 'undefined'].includes(typeof each.frozen)
  if (Array.isArray(options) && options.every(isGroup)) return
  throw new OptimError(
    `${name}: groups is ${show(options)}; it needs a list, such as [{ match: '**.bias', lr: 0.01, frozen: false }].`,
  )
}

/** The settings of one entry, checked against the rule and against the names there are. */
function groupSettings(
  rule: Recipe,
  group: GroupOptions,
  segments: readonly Segment[],
): Record<string, HyperValue> {
  const { match, frozen: _, ...settings } = group
  if (![match].flat().every((pattern) => typeof pattern === 'string')) {
    throw new OptimError(
      `${rule.name}: a group of ${Object.keys(group).join(', ') || 'nothing'} has no match; it needs a pattern of names, such as { match: '**.bias', lr: 0.01 }.`,
    )
  }
  const where = `${rule.name}: group ${[match].flat().join(', ')}`
  checkChoice(where, group, segments)
  checkKeys(where, settings, [...new Set([...Object.keys(rule.hyper), 'lr', ...decayNames])])
  if (!('lr' in rule.hyper) && 'lr' in settings && settings.lr !== 0) {
    throw new HyperparameterError(
      `${where}: lr is ${show(settings.lr)}, but the rule has no lr; it can only be 0, which leaves the weights as they are.`,
      { hyperparameter: 'lr', value: settings.lr, allowed: '0' },
    )
  }
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'function') checkHyper(where, name, value, rangeOf(rule, name))
  }
  return settings as Record<string, HyperValue>
}

/** A pattern that chooses nothing is a slip of the pen. */
function checkChoice(where: string, group: GroupOptions, segments: readonly Segment[]): void {
  const names = segments.map((segment) => segment.name)
  if (names.some((name) => chooses(group, name))) return
  const meant = typeof group.match === 'string' ? nearest(group.match, names) : undefined
  throw new OptimError(
    `${where} chooses no parameter; there are ${names.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
  )
}

/** Neighbouring segments become one stretch, so that the loop starts once for them. */
export function joined(segments: readonly Stretch[]): Stretch[] {
  const stretches: { lo: number; hi: number }[] = []
  for (const { lo, hi } of segments) {
    const last = stretches.at(-1)
    if (last?.hi === lo) last.hi = hi
    else stretches.push({ lo, hi })
  }
  return stretches
}

/** Refuses wrong values for the decay options. */
export function checkDecay(where: string, decay: Decay): void {
  for (const [name, value] of Object.entries(decay)) {
    if (typeof value !== 'function') checkHyper(where, name, value, standardRanges[name])
  }
}

function checkSegments(segments: readonly Segment[]): void {
  if (segments.length === 0)
    throw new OptimError(
      'Optimizer: the model has no parameters; it needs at least one. Layers are found on public fields, in lists and in plain objects.',
    )
  for (const [k, next] of segments.entries()) {
    const last = segments[k - 1]
    if (last && next.lo < last.hi) {
      throw new OptimError(
        `Optimizer: parameters ${last.name} [${last.lo}, ${last.hi}) and ${next.name} [${next.lo}, ${next.hi}) overlap or are out of order; each needs its own place.`,
      )
    }
  }
}
