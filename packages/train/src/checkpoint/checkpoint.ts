// Everything that a run needs to go on as if it had never ended, gathered and put back. Read `encode.ts` and `store.ts` first.
import { checkOptions, ValueError } from '@glissade/autograd'
import type { Floats } from '@glissade/nn'
import type { OptimizerState } from '@glissade/optim'
import type { AveragesState } from '../averages.ts'
import type { Best } from '../best.ts'
import { CheckpointError } from '../errors.ts'
import type { EpochRow, History, Position } from '../history.ts'
import type { Plan } from '../options.ts'
import type { FormerTeam } from '../parallel.ts'
import { decode, encode } from './encode.ts'
import type { Store } from './store.ts'

/** What draws or remembers outside of model and optimizer: a Generator, a plateau's schedule, an average of weights. */
export type Kept = { state(): unknown } & ({ load(state: never): void } | { restore(state: never): void })

export interface CheckpointOptions {
  /** The file, in Node; or a place of your own. */
  readonly path: string | Store
  /** Save after this many steps, too, and not after epochs alone. */
  readonly every?: number
  /** What else is to be saved, by name: `{ noise: rng }` for the generator of gradientNoise. */
  readonly keep?: Readonly<Record<string, Kept>>
}

/** How far a run has come. */
export interface Progress {
  readonly next: Position
  readonly rows: readonly EpochRow[]
  readonly bestEpoch: number | null
  /** Of the epoch under way. */
  readonly averages: AveragesState
  readonly seconds: number
  /** Of a run in parallel: its strategy and parameter server, and what each worker has for itself. */
  readonly team: FormerTeam | null
  /** null while the run goes on. */
  readonly ending: Pick<History, 'stopped' | 'reason'> | null
}

interface Snapshot extends Progress {
  readonly run: Readonly<Record<string, string>>
  readonly model: { readonly value: Floats; readonly statistics: Floats }
  readonly generators: readonly unknown[]
  readonly optimizer: OptimizerState
  readonly criterion: unknown
  readonly best: ReturnType<Best['state']> | null
  readonly keep: Readonly<Record<string, unknown>>
}

/** Refuses what is no set of options for checkpoints. */
export function checkCheckpoint(options: CheckpointOptions): void {
  checkOptions('fit: checkpoint', options, ['path', 'every', 'keep'])
  const { path, every } = options
  if (typeof path !== 'string' ? typeof path?.write !== 'function' : path === '')
    throw new ValueError(
      `fit: checkpoint has no path; it needs the name of a file, or { name, read, write }.`,
    )
  if (every !== undefined && (!Number.isInteger(every) || every < 1))
    throw new ValueError(
      `fit: checkpoint.every is ${String(every)}; it needs a number of steps, at least 1, or to be left out.`,
    )
}

/** What must be the same for a run to be the same, in words. */
function runOf({ target, optimizer, training, options }: Plan): Record<string, string> {
  const { seed, batchSize, shuffle = true, dropLast = false, accumulate = 1 } = options
  const hyper = Object.entries(optimizer.hyper()).map(([name, value]) => [name, String(value)])
  return {
    parameters: target.segments.map(({ name, shape }) => `${name} (${shape.join(', ')})`).join('; '),
    'element type': target.value.constructor.name,
    rule: optimizer.rule.name,
    ...(Object.fromEntries(hyper) as Record<string, string>),
    samples: String(training.length),
    data: training.fingerprint?.() ?? 'without a fingerprint',
    seed: String(seed),
    batchSize: String(batchSize),
    shuffle: String(shuffle),
    dropLast: String(dropLast),
    accumulate: String(accumulate),
  }
}

/** Saves a run, and brings it back. */
export class Checkpoint {
  readonly every: number
  readonly #plan: Plan
  readonly #store: Store
  readonly #keep: Readonly<Record<string, Kept>>
  readonly #best: Best
  readonly #run: Record<string, string>

  constructor(plan: Plan, store: Store, { every = Infinity, keep = {} }: CheckpointOptions, best: Best) {
    this.every = every
    this.#plan = plan
    this.#store = store
    this.#keep = keep
    this.#best = best
    this.#run = runOf(plan)
  }

  async save(progress: Progress): Promise<void> {
    const { model, target, optimizer, criterion } = this.#plan
    const snapshot: Snapshot = {
      ...progress,
      run: this.#run,
      model: { value: target.value, statistics: target.statistics },
      generators: [...model.generators()].map(([, each]) => each.state()),
      optimizer: optimizer.state(),
      criterion: criterion?.state() ?? null,
      best: this.#best.state() ?? null,
      keep: Object.fromEntries(Object.entries(this.#keep).map(([name, each]) => [name, each.state()])),
    }
    await this.#store.write(encode(snapshot))
  }

  /** Puts what was saved in place; undefined where nothing was. */
  async load(): Promise<Progress | undefined> {
    const bytes = await this.#store.read()
    if (!bytes) return undefined
    const saved = decode(this.#store.name, bytes) as Snapshot
    this.#checkSame(saved)
    const { model, target, optimizer, criterion } = this.#plan
    optimizer.load(saved.optimizer)
    target.value.set(saved.model.value)
    target.statistics.set(saved.model.statistics)
    target.touch('checkpoint')
    ;[...model.generators()].forEach(([, each], i) => each.restore(saved.generators[i] as never))
    criterion?.load(saved.criterion)
    this.#best.load(saved.best ?? undefined)
    for (const [name, each] of Object.entries(this.#keep)) {
      const state = saved.keep[name] as never
      if ('load' in each) each.load(state)
      else each.restore(state)
    }
    return saved
  }

  #checkSame({ run, generators, keep, criterion }: Snapshot): void {
    const own = {
      ...this.#run,
      generators: String([...this.#plan.model.generators()].length),
      earlyStopping: String(this.#plan.criterion !== undefined),
      'list to keep': Object.keys(this.#keep).join(', '),
    }
    const found: Record<string, string> = {
      ...run,
      generators: String(generators.length),
      earlyStopping: String(criterion !== null),
      'list to keep': Object.keys(keep).join(', '),
    }
    const other = Object.keys({ ...own, ...found }).find((key) => own[key as keyof typeof own] !== found[key])
    if (other === undefined) return
    throw new CheckpointError(
      `fit: ${this.#store.name} was saved with ${other === 'data' ? 'data of checksum' : other} ${found[other]}, and this run has ${own[other as keyof typeof own]}; it needs the same run. To begin anew, delete it or give another path.`,
    )
  }
}
