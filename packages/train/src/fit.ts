// fit(): the training loop. Read `history.ts` and `callbacks.ts` first; one epoch is in `epoch.ts`.
import { ValueError } from '@glissade/autograd'
import type { Module } from '@glissade/nn'
import type { ParallelError, Team } from '@glissade/parallel'
import { Averages } from './averages.ts'
import { Best } from './best.ts'
import type { RunInfo } from './callbacks.ts'
import { Checkpoint } from './checkpoint/checkpoint.ts'
import { Clock } from './clock.ts'
import { batchesOf, trainEpoch } from './epoch.ts'
import { NonFiniteGradientError, NonFiniteLossError } from './errors.ts'
import { evaluate } from './evaluate.ts'
import type { EpochRow, History, Position } from './history.ts'
import type { Host } from './host.ts'
import { goingOn, teamEpoch, teamOf, type FormerTeam } from './parallel.ts'
import { prepare, validationName, type FitOptions, type Plan } from './options.ts'
import type { Source } from './source.ts'
import { Turns } from './turns.ts'

/** How a run ended. */
type Ending = Pick<History, 'stopped' | 'reason'>

async function validated({ model, validation, loss, metrics }: Plan): Promise<Record<string, number>> {
  if (!validation) return {}
  const found = await evaluate(model, validation, { loss, metrics })
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [validationName(name), value]))
}

/** Refuses a place that no epoch of this run has. */
function checkStart({ epoch, batch }: Position, batches: number): void {
  if (Number.isInteger(epoch) && epoch >= 0 && Number.isInteger(batch) && batch >= 0 && batch < batches)
    return
  throw new ValueError(
    `fit: start is epoch ${epoch}, batch ${batch}; it needs an epoch from 0 on and a batch from 0 to ${batches - 1}. Was batchSize another one?`,
  )
}

/** The run itself; it owns what changes from epoch to epoch. */
class Run {
  readonly #plan: Plan
  readonly #info: RunInfo
  readonly #stopped: () => boolean
  readonly #best: Best
  readonly #checkpoint: Checkpoint | undefined
  readonly #rows: EpochRow[] = []
  readonly #turns = new Turns()
  #averages = new Averages()
  #clock = new Clock()
  /** Steps since the last checkpoint. */
  #unsaved = 0
  #bestEpoch: number | undefined
  #next: Position
  #team: Team | undefined
  /** What the team was that the checkpoint is of. */
  #former: FormerTeam | null = null
  /** How the run that the checkpoint is of had ended. */
  #ended: Ending | undefined

  constructor(plan: Plan, stopped: () => boolean) {
    const { epochs, start, dropLast, batchSize, checkpoint } = plan.options
    this.#plan = plan
    this.#stopped = stopped
    this.#best = new Best(plan.target)
    this.#checkpoint = checkpoint && plan.store && new Checkpoint(plan, plan.store, checkpoint, this.#best)
    this.#next = start
    const batches = batchesOf(plan, { epoch: 0, batch: 0 }).length
    checkStart(start, batches)
    const samples = dropLast && batchSize !== 'all' ? batches * batchSize : plan.training.length
    this.#info = { epochs, samples, batches }
  }

  /** From where it is, alone or with a team. */
  async history(team?: Team): Promise<History> {
    const { parallel } = this.#plan.options
    this.#team = team
    if (this.#former && parallel) team?.restore?.(goingOn(this.#former, parallel))
    for (const callback of this.#plan.callbacks) callback.onTrainBegin?.(this.#info)
    const ending = this.#ended ?? (await this.#toTheEnd())
    const restored = this.#plan.criterion?.restoreBest === true && this.#best.restore()
    const history = {
      epochs: this.#rows,
      ...ending,
      bestEpoch: this.#bestEpoch,
      restored,
      ...(team && { team: team.report() }),
      next: this.#next,
    }
    for (const callback of this.#plan.callbacks) await callback.onTrainEnd?.(history)
    return history
  }

  /** Goes on from the checkpoint, if there is one. */
  async resume(): Promise<void> {
    const saved = await this.#checkpoint?.load()
    if (!saved) return
    this.#rows.push(...saved.rows)
    this.#averages.load(saved.averages)
    this.#clock = new Clock(saved.seconds)
    this.#bestEpoch = saved.bestEpoch ?? undefined
    this.#next = saved.next
    this.#former = saved.team
    this.#ended = saved.ending ?? undefined
  }

  #save(next: Position, ending: Ending | undefined): Promise<void> | undefined {
    this.#unsaved = 0
    const { parallel } = this.#plan.options
    const save = (team: FormerTeam | null): Promise<void> | undefined =>
      this.#checkpoint?.save({
        next,
        rows: this.#rows,
        bestEpoch: this.#bestEpoch ?? null,
        averages: this.#averages.state(),
        seconds: this.#clock.seconds(),
        team,
        ending: ending ?? null,
      })
    if (!this.#checkpoint || !parallel || !this.#team?.state) return save(null)
    return this.#team.state().then((team) => save({ ...team, strategy: parallel.name }))
  }

  async #toTheEnd(): Promise<Ending> {
    const { epochs } = this.#info
    if (this.#next.epoch > epochs) {
      const reason = `Finished before: ${this.#next.epoch} epochs are done, and ${epochs} asked for.`
      return { stopped: 'finished', reason }
    }
    while (this.#next.epoch < epochs) {
      const ending = await this.#epoch()
      if (ending) return ending
    }
    const reason = epochs === 1 ? 'Finished the one epoch.' : `Finished all ${epochs} epochs.`
    return { stopped: 'finished', reason }
  }

  async #epoch(): Promise<Ending | undefined> {
    const { epoch } = this.#next
    const pass = await this.#pass()
    if ('stopped' in pass) return pass
    this.#next = pass.next
    const interrupted = 'Interrupted (epochs count from 0):'
    if (!pass.whole) {
      await this.#save(pass.next, undefined)
      const reached = `epoch ${epoch}, after batch ${pass.next.batch} of ${this.#info.batches}.`
      return { stopped: 'interrupted', reason: `${interrupted} ${reached}` }
    }
    const row = { epoch, ...pass.means, ...(await validated(this.#plan)), seconds: pass.seconds } as EpochRow
    this.#rows.push(row)
    for (const callback of this.#plan.callbacks) await callback.onEpochEnd?.(row, this.#info)
    const ending = this.#decide(row)
    await this.#save(pass.next, ending)
    if (ending) return ending
    if (!this.#stopped() || epoch + 1 === this.#info.epochs) return undefined
    return { stopped: 'interrupted', reason: `${interrupted} after epoch ${epoch}.` }
  }

  /** An epoch's batches; a loss that is not finite ends the run here if it is not to be thrown. */
  async #pass(): Promise<Awaited<ReturnType<typeof trainEpoch>> | Ending> {
    if (this.#next.batch === 0) {
      this.#averages = new Averages()
      this.#clock = new Clock()
    }
    const course = {
      averages: this.#averages,
      seconds: () => this.#clock.seconds(),
      stopped: this.#stopped,
    }
    try {
      if (this.#team) return await teamEpoch(this.#plan, this.#team, this.#next, this.#info, course)
      return await trainEpoch(this.#plan, this.#next, this.#info, {
        ...course,
        turns: this.#turns,
        between: (next) =>
          this.#checkpoint && ++this.#unsaved >= this.#checkpoint.every
            ? this.#save(next, undefined)
            : undefined,
      })
    } catch (error) {
      if (this.#plan.options.onNaN !== 'stop') throw error
      if (this.#team && (error as Partial<ParallelError>).nonFinite)
        return { stopped: 'nan', reason: (error as ParallelError).message }
      if (!(error instanceof NonFiniteLossError || error instanceof NonFiniteGradientError)) throw error
      this.#next = { epoch: error.epoch, batch: error.batch - (this.#plan.accumulator?.pending ?? 0) }
      return { stopped: 'nan', reason: error.message }
    }
  }

  #decide(row: EpochRow): Ending | undefined {
    const { criterion, monitor } = this.#plan
    if (!criterion) return undefined
    const { stop, improved, bestEpoch, reason } = criterion.decide(row.epoch, row[monitor], row.loss)
    if (bestEpoch !== undefined && bestEpoch > row.epoch) {
      throw new ValueError(
        `fit: the stopping criterion remembers epoch ${bestEpoch} of another run, and this is epoch ${row.epoch}; it needs a new one for each run.`,
      )
    }
    this.#bestEpoch = bestEpoch
    if (improved && criterion.restoreBest) this.#best.keep()
    return stop ? { stopped: 'early', reason: `Stopped early (epochs count from 0): ${reason}` } : undefined
  }
}

/** What a worker sees of a run that is not its own. */
const passedBy = ({ options: { start } }: Plan): History => ({
  epochs: [],
  stopped: 'interrupted',
  reason: 'This is a worker of another run.',
  bestEpoch: undefined,
  restored: false,
  next: start,
})

/** Whether a signal to this process is one to the whole run. Workers are threads unless a transport is given. */
const isOneProcess = ({ parallel }: FitOptions): boolean =>
  parallel?.transport === undefined || parallel.transport.inside === true

/** fit() for a host: a page, or a terminal. */
export const fitOn = (host: Host) => {
  /** Models that are being trained: two runs at once would be neither of them. */
  const busy = new WeakSet<Module>()
  return async (model: Module, data: Source, options: FitOptions): Promise<History> => {
    if (busy.has(model))
      throw new ValueError(
        `fit: ${String(model)} is being trained by another fit(); it needs that one to end first. Was it awaited?`,
      )
    const plan = prepare(host, model, data, options)
    busy.add(model)
    const asked = { stop: false }
    const stopListening = host.onInterrupt(
      () => (asked.stop = true),
      plan.store !== undefined && isOneProcess(options),
    )
    const modes = [...model.modules()].map(([, module]) => ({ module, training: module.training }))
    // A layer that was put in evaluation by itself stays so; a whole model that was is trained.
    if (!model.training) model.train()
    let team: Team | undefined
    try {
      const run = new Run(plan, () => asked.stop || options.signal?.aborted === true)
      if (options.parallel) team = await teamOf(plan, options.parallel, () => run.resume())
      else await run.resume()
      if (options.parallel && !team) return passedBy(plan)
      return await run.history(team)
    } finally {
      try {
        await team?.close()
      } finally {
        stopListening()
        for (const { module, training } of modes) module.training = training
        busy.delete(model)
        for (const callback of plan.callbacks) callback.onClose?.()
      }
    }
  }
}
