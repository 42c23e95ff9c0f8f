// The typed refusals of this package. Each message reads `where: what was given; what is needed.`

/** Anything this package refuses. */
export class OptimError extends Error {
  override readonly name: string = 'OptimError'
}

/** A hyper-parameter, option or key that a rule cannot work with: its name, the value and what is allowed. */
export class HyperparameterError extends OptimError {
  override readonly name = 'HyperparameterError'
  readonly hyperparameter: string
  readonly value: unknown
  readonly allowed: string

  constructor(message: string, detail: { hyperparameter: string; value: unknown; allowed: string }) {
    super(message)
    this.hyperparameter = detail.hyperparameter
    this.value = detail.value
    this.allowed = detail.allowed
  }
}

/** A saved state that belongs to another rule, another model or another number type. */
export class StateError extends OptimError {
  override readonly name = 'StateError'
}
