// Who takes part in a run, and what each brings: the seam between the training loop, the strategies and what moves numbers.
import type { Floats, OptimizerState } from '@glissade/optim'
import type { Port } from './drive.ts'
import type { Replica, ServerState, Strategy, Worker } from './strategy.ts'

/** A batch of a run; both count from 0. */
export interface Position {
  readonly epoch: number
  readonly batch: number
}

/** All that a worker's model and rule are, as copies. */
export interface Snapshot {
  readonly w: Floats
  readonly statistics: Floats
  readonly rule: OptimizerState
}

/** What a worker has for itself between two epochs, as copies. */
export interface Own {
  readonly rank: number
  /** Its steps for the strategy, and how many of them were before the last sum that it took part in. */
  readonly t: number
  readonly met: number
  readonly model: Snapshot
  /** The strategy's part of it: see `Worker.vectors`. */
  readonly vectors?: Readonly<Record<string, Floats>>
}

/** What a team is beside the model of the run. */
export interface TeamState {
  readonly server: ServerState | null
  /** None where workers own nothing, or where the transport cannot tell. */
  readonly workers: readonly Own[]
}

/** A model to be trained, as the training loop of each member brings it; all build the same one. */
export interface Trainee extends Replica {
  /** How many batches an epoch has. */
  readonly batches: number
  /** What is measured of a batch: the loss, and metrics. */
  readonly measures: readonly string[]
  /** Computes the gradient of a batch in `g`. */
  gradient(at: Position): Measured
  /** Brings the model to where an earlier run left it. For the coordinator, before it does anything else: the others have it from there. */
  resume?(): Promise<void>
  state(): Snapshot
  load(state: Snapshot): void
  /** Makes its random draws, such as those of dropout, other ones than those of the other workers. */
  diversify?(rank: number): void
}

/** The measures of one batch, before its step. */
export interface Measured {
  readonly samples: number
  readonly values: Readonly<Record<string, number>>
}

/** A batch for a worker; `t` is its step for the strategy. */
export interface Task extends Position {
  readonly t: number
  /** The weights and the rule's state to go on from, where they are not the worker's own. */
  readonly from?: Snapshot
  /** What the strategy's new worker keeps then, where that is known. */
  readonly vectors?: Own['vectors']
}

/** A worker's place in a run: its batches, and its port. */
export interface Place extends Port {
  /** The next batch; that of the last task is done thereby. Waits where there may be another later; undefined when the run is over. */
  take(): Promise<Task | undefined>
  /** What was measured of the batch under way. */
  tell(measured: Measured): void
  /** Seconds of the step that was just made in which it waited for nobody. */
  spent?(seconds: number): void
  /** Told of the strategy's worker whenever it is a new one: its `centre`, if it has one, is the model of the run. */
  follow?(worker: Worker): void
}

/** What a worker has done of the epoch, as its coordinator sees it. */
export interface Standing {
  readonly rank: number
  readonly batches: number
  readonly samples: number
  /** Sums over its samples, by measure. */
  readonly sums: Readonly<Record<string, number>>
  /** Seconds in which it waited for nobody, where that is known. */
  readonly busy?: number
  /** By how many updates of others the server was ahead, on the mean of the run, of the weights that its pushes were computed from. */
  readonly staleness?: number
  /** Euclidean distance of its weights from the centre at their last exchange, where the strategy has a centre that workers leave. */
  readonly distance?: number
  /** Why it is no longer in the run. */
  readonly lost?: string
}

/** What came of a run in parallel. */
export interface TeamReport {
  readonly strategy: string
  readonly transport: string
  readonly workers: number
  /** How many updates of the server, by each of its parts, were computed from weights that others had updated so many times since. */
  readonly staleness: readonly number[]
  /** Messages that a server, or a sum, refused, by worker; 'stranger' where they came from none. */
  readonly refused: ReadonlyMap<string, number>
  /** Workers that were lost, and why. */
  readonly lost: readonly { readonly rank: number; readonly reason: string }[]
  /** Writes to single weights, and those that another worker's write in between took away: Hogwild! alone. */
  readonly written?: number
  readonly overwritten?: number
  /** Virtual time: the simulator alone. */
  readonly time?: number
}

/** The members of a run, as their coordinator sees them. */
export interface Team {
  /**
   * Trains from a batch to the end of its epoch, or until `stopped` says so; then the coordinator's trainee has the model of the run.
   * Resolves with the next batch. `watch` is called now and then, and at the end.
   *
   * @throws WorkersGoneError, with the model.
   */
  epoch(
    at: Position,
    watch: (standings: readonly Standing[]) => void,
    stopped: () => boolean,
  ): Promise<Position>
  report(): TeamReport
  /** For a checkpoint of the training loop, after an epoch or where one was interrupted. */
  state?(): Promise<TeamState>
  /** Goes on from there; to be called before the first epoch. @throws ParallelError for the state of another model or strategy. */
  restore?(state: TeamState): void
  close(): Promise<void>
}

/** What moves numbers between the members of a run. */
export interface Transport {
  readonly name: string
  readonly carries: readonly Strategy['carrier'][]
  /** Whether all workers are in the coordinator's process, so that a signal to it is one to the whole run. */
  readonly inside?: boolean
  /**
   * Takes part in the run of a strategy, whose `entry` says what workers import. To its coordinator it gives the team; in a worker it works to the end of the run and then gives undefined.
   *
   * @throws ParallelError when the team cannot be gathered.
   */
  enter(strategy: Strategy, trainee: Trainee): Promise<Team | undefined>
}
