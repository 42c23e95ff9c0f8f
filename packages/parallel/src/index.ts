// Training in parallel: strategies say when numbers move, transports move them. Read strategy.ts, strategies/easgd.ts, drive.ts.
export * from './strategies/index.ts'
export { partOf } from './strategies/ruled.ts'
export type {
  Replica,
  Server,
  ServerState,
  ServerStrategy,
  Step,
  Strategy,
  SumStrategy,
  Wait,
  Worker,
} from './strategy.ts'
export type { Answer, Message } from './message.ts'
export type { Placed } from './place.ts'
export type {
  Measured,
  Own,
  Place,
  Position,
  Snapshot,
  Standing,
  Task,
  Team,
  TeamReport,
  TeamState,
  Trainee,
  Transport,
} from './transport.ts'
export type { Arithmetic } from './arithmetic.ts'
export { work } from './work.ts'
export { withStatistics } from './statistics.ts'
export { drive, type Outcome, type Port } from './drive.ts'
export { Reception, type ReceptionState } from './reception.ts'
export { Membership } from './membership.ts'
export { Ledger } from './ledger.ts'
export { simulate, Simulator, type Report } from './simulator/simulate.ts'
export { simulated, type Simulated } from './simulator/simulated.ts'
export type { Fault, Passage, Simulation, Turn } from './simulator/settings.ts'
export { MessageError, ParallelError, SettingError, WorkersGoneError } from './error.ts'
import { threadsOn } from './threads/threads.ts'
import { web } from './threads/web.ts'

/** Web Workers of a page: see `@glissade/parallel` in Node. */
export const threads = threadsOn(web)

/** In a worker: the part of the shared memory that its backend is to work in. */
export const ownRegion = (): unknown => web.own?.seat.region

export { offerSpace, type Space } from './threads/space.ts'
export type { ThreadSettings } from './threads/threads.ts'
