// A run that every process of it reads from its environment, and builds in the same way.
import { adagrad, adam, sgd } from '@glissade/optim'
import {
  adadelay,
  adaptiveRevision,
  downpour,
  eamsgd,
  easgd,
  hogwild,
  type ServerStrategy,
} from '@glissade/parallel'
import { bowl, type Bowl } from '@glissade/parallel/testing'
import type { ZmqSettings } from '../../src/index.ts'
import { misbehave, type Fault } from './faults.ts'

export const lr = 0.1
export const rules = { sgd: sgd({ lr }), adam: adam({ lr }), adagrad: adagrad({ lr }) }
const strategies = { downpour, adaptiveRevision, adadelay, easgd, eamsgd, hogwild }

export interface Plan {
  readonly strategy: keyof typeof strategies
  readonly settings: object
  /** The server's rule, for Downpour, and the workers'. */
  readonly serverRule?: keyof typeof rules
  readonly rule?: keyof typeof rules
  readonly batches?: number
  readonly statistics?: number
  readonly faults?: readonly Fault[]
  readonly epochs?: number
  readonly zmq?: Partial<ZmqSettings>
  /** The coordinator dies when so many batches are done. */
  readonly dies?: number
  /** It prints how far each worker is, now and then, and goes on until worker 1 was given up and has come back. */
  readonly tells?: boolean
}

export function build({ strategy, settings, serverRule, rule = 'sgd', faults = [], ...size }: Plan): {
  readonly strategy: ServerStrategy
  readonly trainee: Bowl
} {
  const entry = new URL('train.ts', import.meta.url).href
  const all = { ...settings, entry, ...(serverRule && { rule: rules[serverRule] }) }
  const { batches = 8, statistics = 0 } = size
  const trainee = bowl({ rule: rules[rule], batches, statistics, perturb: misbehave(faults) })
  return { strategy: strategies[strategy](all), trainee }
}
