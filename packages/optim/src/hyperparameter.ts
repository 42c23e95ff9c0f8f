// What a hyper-parameter may be, which values each name allows, and how a wrong one is refused.

import { HyperparameterError, OptimError } from './error.ts'
import { nearest } from '@glissade/math'

/** A function of the step count: t = 0 is the first step. */
export type Schedule = (t: number) => number
/** Every hyper-parameter may be a number or change with the steps. */
export type HyperValue = number | Schedule
/** Defaults of a rule, by name. */
export type Hyper = Readonly<Record<string, number>>
/** What a caller may set: any of the hyper-parameters, as a number or a schedule. */
export type Settings<H> = { readonly [K in keyof H]?: HyperValue }

/** The values allowed; `or` says what goes wrong from the upper bound on. */
export interface Range {
  readonly atLeast?: number
  readonly above?: number
  readonly atMost?: number
  readonly below?: number
  readonly whole?: boolean
  readonly or?: string
}

const average = (or: string): Range => ({ atLeast: 0, below: 1, or })

/** The range that goes with a name, wherever a rule does not state its own. */
// prettier-ignore
export const standardRanges: Readonly<Record<string, Range>> = {
  lr:                   { atLeast: 0 },
  eps:                  { atLeast: 0 },
  momentum:             average('the velocity never fades'),
  beta1:                average('m never moves'),
  beta2:                average('v never moves'),
  rho:                  average('the average never moves'),
  mu:                   average('m never moves'),
  nu:                   average('the average never moves'),
  momentumDecay:        { atLeast: 0 },
  initialAccumulator:   { atLeast: 0 },
  weightDecay:          { atLeast: 0 },
  decoupledWeightDecay: { atLeast: 0 },
}

/** Refuses a value outside its range, by name; `step` is given where a schedule made the value. */
export function checkHyper(
  where: string,
  name: string,
  value: unknown,
  range: Range = {},
  step?: number,
): void {
  const number = typeof value === 'number' && Number.isFinite(value)
  if (number && inside(value, range)) return
  const allowed = [number ? '' : 'a finite number', interval(range)].filter(Boolean).join(', ')
  const over = number && range.below !== undefined && value >= range.below && range.or
  const given = `${name} is ${show(value)}${step === undefined ? '' : ` at step ${step}`}`
  const cure = value === undefined ? ' Leave it out to get the default.' : ''
  throw new HyperparameterError(
    `${where}: ${given}; it must be ${allowed}${over ? `, or ${over}` : ''}.${cure}`,
    {
      hyperparameter: name,
      value,
      allowed,
    },
  )
}

/** What other libraries call what has another name here. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  learningRate: ['lr'],
  learning_rate: ['lr'],
  betas: ['beta1', 'beta2'],
  epsilon: ['eps'],
  alpha: ['rho'],
  stepSize: ['every'],
  step_size: ['every'],
  gamma: ['factor'],
  milestones: ['at'],
}

/** What stands elsewhere here. */
const elsewhere: Readonly<Record<string, string>> = {
  momentum: 'Rules with it are momentum, nesterov, nag and rmspropMomentum.',
  nesterov: 'It is a rule of its own here.',
  amsgrad: 'It is a rule of its own here.',
  centered: 'It is a rule of its own here: rmspropCentered.',
  decay: 'It is a schedule here: { lr: schedules.inverseTime(0.01, { rate: 0.1 }) }.',
  weightDecay: 'It is an option of the optimizer: new Optimizer(model, rule, { weightDecay }).',
  weight_decay: 'It is an option of the optimizer: new Optimizer(model, rule, { weightDecay }).',
}

function cureFor(key: string, names: readonly string[]): string {
  const ours = Object.hasOwn(renamed, key) ? renamed[key] : []
  if (ours.length > 0 && ours.every((name) => names.includes(name)))
    return ` ${ours.length > 1 ? 'They are' : 'It is'} ${ours.join(' and ')} here.`
  const meant = nearest(key, names)
  if (meant !== undefined) return ` Did you mean ${meant}?`
  return Object.hasOwn(elsewhere, key) ? ` ${elsewhere[key]}` : ''
}

/** Refuses keys that are not among the names, with the nearest one. */
export function checkKeys(where: string, given: object, names: readonly string[]): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new OptimError(
      `${where}: the settings are ${show(given)}; they must be an object of ${names.join(', ')}.`,
    )
  for (const key of Object.keys(given)) {
    if (names.includes(key)) continue
    const allowed = names.length > 0 ? names.join(', ') : 'no hyper-parameters'
    throw new HyperparameterError(`${where}: ${key} is unknown; it has ${allowed}.${cureFor(key, names)}`, {
      hyperparameter: key,
      value: (given as Record<string, unknown>)[key],
      allowed,
    })
  }
}

/** Whether a number is in a range. */
export function inside(x: number, { atLeast, above, atMost, below, whole }: Range): boolean {
  if (whole && !Number.isInteger(x)) return false
  return x >= (atLeast ?? -Infinity) && x <= (atMost ?? Infinity) && !(x <= above!) && !(x >= below!)
}

function interval({ atLeast, above, atMost, below, whole }: Range): string {
  const bounds = [
    above === undefined ? '' : `greater than ${above}`,
    atLeast === undefined ? '' : `at least ${atLeast}`,
    below === undefined ? '' : `less than ${below}`,
    atMost === undefined ? '' : `at most ${atMost}`,
  ]
  return (whole ? 'a whole number, ' : '') + bounds.filter(Boolean).join(' and ')
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}', a string`
  if (typeof value === 'bigint') return `${value}n, a bigint`
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
