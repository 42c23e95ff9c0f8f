// Which parameters share their settings, and which stretches of the flat vector a rule runs over.

import { HyperparameterError, OptimError } from './error.ts'
import { checkHyper, checkKeys, standardRanges } from './hyperparameter.ts'
import type { Hyper, HyperValue } from './hyperparameter.ts'
import { nearest } from './nearest.ts'
import { matches } from './pattern.ts'
import { rangeOf } from './rule.ts'
import type { ConfiguredRule, Recipe } from './rule.ts'
import type { Segment, Stretch } from './target.ts'

/** Other settings for some parameters. A number 0 for `lr` or `frozen: true` leaves them as they are. */
export interface GroupOptions {
  readonly match: string | ((name: string) => boolean)
  readonly frozen?: boolean
  /** Any hyper-parameter of the rule, or `weightDecay`, `decoupledWeightDecay`. */
  readonly [setting: string]: HyperValue | string | boolean | ((name: string) => boolean) | undefined
}

/** Parameters with equal settings, the stretches they make up, and the rule's memory for them. */
export interface Group {
  readonly hyper: Readonly<Record<string, HyperValue>>
  readonly segments: readonly Segment[]
  readonly stretches: readonly Stretch[]
  memory: Hyper
}

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
  const settings = options.map((group) => groupSettings(rule, group, segments))
  const sorted = new Map<string, Segment[]>()
  for (const segment of segments) {
    const chosen = options.flatMap((group, k) => (chooses(group, segment.name) ? [k] : []))
    if (segment.frozen || chosen.some((k) => options[k].frozen) || lastRate(chosen, settings) === 0) continue
    const key = chosen.join()
    sorted.set(key, [...(sorted.get(key) ?? []), segment])
  }
  const base = { weightDecay: 0, decoupledWeightDecay: 0, ...hyper, ...decay }
  return [...sorted].map(([key, members]) => ({
    hyper: Object.assign({}, base, ...key.split(',').map((k) => settings[Number(k || -1)])),
    segments: members,
    stretches: joined(members),
    memory: rule.memory ?? {},
  }))
}

const chooses = ({ match }: GroupOptions, name: string): boolean =>
  typeof match === 'string' ? matches(match, name) : match(name)

function lastRate(
  chosen: readonly number[],
  settings: readonly Readonly<Record<string, HyperValue>>[],
): HyperValue | undefined {
  return chosen.map((k) => settings[k].lr).findLast((lr) => lr !== undefined)
}

/** The settings of one entry, checked against the rule and against the names there are. */
function groupSettings(
  rule: Recipe,
  group: GroupOptions,
  segments: readonly Segment[],
): Record<string, HyperValue> {
  const { match, frozen: _, ...settings } = group
  const names = segments.map((segment) => segment.name)
  if (!names.some((name) => chooses(group, name))) {
    const meant = typeof match === 'string' ? nearest(match, names) : undefined
    throw new OptimError(
      `${rule.name}: the group ${String(match)} chooses no parameter; there are ${names.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
    )
  }
  checkKeys(`${rule.name}: group ${String(match)}`, settings, [
    ...new Set([...Object.keys(rule.hyper), 'lr', 'frozen', 'weightDecay', 'decoupledWeightDecay']),
  ])
  if (!('lr' in rule.hyper) && settings.lr !== undefined && settings.lr !== 0) {
    throw new HyperparameterError(
      `${rule.name}: group ${String(match)} sets lr; the rule has none. Use lr: 0 or frozen: true to leave weights as they are.`,
      {
        hyperparameter: 'lr',
        value: settings.lr,
        allowed: '0',
      },
    )
  }
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'function')
      checkHyper(`${rule.name}: group ${String(match)}`, name, value, rangeOf(rule, name))
  }
  return settings as Record<string, HyperValue>
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
    throw new OptimError('Optimizer: the model has no parameters; it needs at least one.')
  for (const [k, next] of segments.entries()) {
    const last = segments[k - 1]
    if (last && next.lo < last.hi) {
      throw new OptimError(
        `Optimizer: parameters ${last.name} [${last.lo}, ${last.hi}) and ${next.name} [${next.lo}, ${next.hi}) overlap or are out of order; each needs its own place.`,
      )
    }
  }
}
