// golden/schedule@1: rates step by step under PyTorch's names, a rate that follows a metric, and the variance of gradient noise.
import { schedules, type Schedule } from '../../packages/glissade/src/index.ts'
import { NotOffered, type Case, type Check, type Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { noiseVariance } from './noise.ts'
import { exact } from './tolerances.ts'

interface Hyper {
  readonly [name: string]: number | undefined
}
interface Words {
  readonly mode?: string
  readonly anneal_strategy?: string
  readonly formula?: string
  readonly threshold_mode?: string
  readonly three_phase?: boolean
  readonly milestones?: readonly number[]
}

/** Functions of the step that files write as formulas. */
function formula(text: string): Schedule {
  const [, lr, rate] = /^([\d.e-]+) *\/ *\(1 *\+ *([\d.e-]+) *\*? *t\)$/.exec(text) ?? []
  if (lr !== undefined) return schedules.inverseTime(Number(lr), { rate: Number(rate) })
  const [, start, factor] = /^([\d.e-]+) *\* *([\d.e-]+) *(?:\^|\*\*) *t$/.exec(text) ?? []
  if (start !== undefined) return schedules.exponential(Number(start), { factor: Number(factor) })
  throw new NotOffered(`the formula ${text}`)
}

const shapes = { triangular: 'triangular', triangular2: 'triangular2', exp_range: 'exponential' } as const

/** Schedules of torch.optim.lr_scheduler, with PyTorch's defaults where a file leaves a name out. */
// prettier-ignore
const torch: Readonly<Record<string, (lr: number, hyper: Hyper, words: Words) => Schedule>> = {
  StepLR:            (lr, { step_size = 1, gamma = 0.1 }) => schedules.step(lr, { every: step_size, factor: gamma }),
  MultiStepLR:       (lr, { gamma = 0.1 }, { milestones = [] }) => schedules.multiStep(lr, { at: milestones, factor: gamma }),
  ConstantLR:        (lr, { factor = 1 / 3, total_iters = 5 }) => schedules.piecewiseConstant([lr * factor, lr], [total_iters]),
  LinearLR:          (lr, { start_factor = 1 / 3, end_factor = 1, total_iters = 5 }) => schedules.linear(lr * start_factor, lr * end_factor, total_iters),
  ExponentialLR:     (lr, { gamma = 1 }) => schedules.exponential(lr, { factor: gamma }),
  PolynomialLR:      (lr, { total_iters = 5, power = 1 }) => schedules.polynomial(lr, total_iters, { power }),
  CosineAnnealingLR: (lr, { T_max = 1, eta_min = 0 }) => schedules.cosineWave(lr, T_max, { final: eta_min }),
  CosineAnnealingWarmRestarts:
                     (lr, { T_0 = 1, T_mult = 1, eta_min = 0 }) => schedules.cosineRestarts(lr, T_0, { growth: T_mult, final: eta_min }),
  CyclicLR:          (lr, { base_lr = lr, max_lr = lr, step_size_up = 2000, step_size_down = step_size_up, gamma = 1 }, { mode = 'triangular' }) =>
                       schedules.cyclic(base_lr, max_lr, { up: step_size_up, down: step_size_down, shape: shapes[mode as keyof typeof shapes], factor: gamma }),
  OneCycleLR:        (lr, { max_lr = lr, epochs = 1, steps_per_epoch = 1, total_steps = epochs * steps_per_epoch, pct_start = 0.3, div_factor = 25, final_div_factor = 1e4 }, { anneal_strategy = 'cos', three_phase = false }) =>
                       schedules.oneCycle(max_lr, total_steps, {
                         rise: pct_start, divideBy: div_factor, finalDivideBy: final_div_factor,
                         anneal: anneal_strategy === 'cos' ? 'cosine' : 'linear', threePhase: three_phase,
                       }).lr,
  MultiplicativeLR:  (lr, { factor = 1 }) => schedules.multiplicative(lr, () => factor),
  LambdaLR:          (_lr, _hyper, words) => formula(words.formula ?? ''),
}

const check = (what: string, found: readonly number[], wanted: Numbers, run: Run): Check[] => [
  { what, found: { shape: [found.length], data: found }, wanted, tolerance: exact(run) },
]

function rates(lr: number, given: Json, run: Run): Check[] {
  const name = given.get('name').string()
  const wanted = given.get('lr_at_step').numbers()
  if (!Object.hasOwn(torch, name)) throw new NotOffered(name)
  const hyper = given.get('hyper')
  const schedule = torch[name](lr, hyper.fields<Hyper>(), hyper.fields<Words>())
  return check(
    'rate',
    wanted.data.map((_, t) => schedule(t)),
    wanted,
    run,
  )
}

function plateau(lr: number, given: Json, run: Run): Check[] {
  const hyper = given.get('hyper')
  const {
    factor = 0.1,
    patience = 10,
    threshold = 1e-4,
    cooldown = 0,
    min_lr = 0,
    eps = 1e-8,
  } = hyper.fields<Hyper>()
  const { mode = 'min', threshold_mode = 'rel' } = hyper.fields<Words>()
  const rate = schedules.reduceOnPlateau(lr, {
    factor,
    patience,
    threshold,
    cooldown,
    eps,
    minLr: min_lr,
    mode: mode as 'min' | 'max',
    thresholdMode: threshold_mode === 'rel' ? 'relative' : 'absolute',
  })
  const metrics = given.get('metric').numbers().data
  return check(
    'rate',
    metrics.map((metric) => rate.observe(metric).lr),
    given.get('lr_after_metric').numbers(),
    run,
  )
}

function noise(given: Json, run: Run): Check[] {
  const [eta, gamma] = [given.get('eta').number(), given.get('gamma').number()]
  const found = given
    .get('t')
    .numbers()
    .data.map((t) => noiseVariance(eta, gamma, t))
  return check('variance', found, given.get('variance').numbers(), run)
}

function scheduleCase(label: string, given: Json, lr: number | undefined): Case {
  if (given.has('variance')) {
    const [eta, gamma] = ['eta', 'gamma'].map((name) => given.get(name).number())
    return { name: `gradient noise, eta ${eta}, gamma ${gamma}`, run: (run) => noise(given, run) }
  }
  if (lr === undefined) return given.refuse('a base_lr beside its cases, or a variance')
  const kind = given.has('metric') ? plateau : rates
  return { name: `schedule ${label}`, run: (run) => kind(lr, given, run) }
}

export function scheduleCases(file: Json): Case[] {
  const lr = file.optional('base_lr', (at) => at.number())
  const cases = file.get('cases')
  const named = cases.isList()
    ? cases.list().map((given, i): [string, Json] => [String(i), given])
    : cases.entries()
  return named.map(([label, given]) => scheduleCase(label, given, lr))
}
