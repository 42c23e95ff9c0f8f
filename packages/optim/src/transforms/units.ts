// The parts of a parameter that feed one unit each: a column of a matrix, a kernel's filter.

/** Element k of unit u sits at u · step + k · stride, counted from the parameter's start. */
export interface Units {
  readonly count: number
  readonly length: number
  readonly step: number
  readonly stride: number
}

/**
 * The fan-in of each unit.
 *
 * - a vector (bias, gain) is one unit as a whole
 * - a matrix (inputs, outputs) has one per column
 * - a kernel (outputs, inputs, …) has one per filter
 */
export function unitsOf(shape: readonly number[]): Units {
  const size = shape.reduce((product, n) => product * n, 1)
  if (shape.length < 2) return { count: 1, length: size, step: size, stride: 1 }
  const [first, second] = shape
  if (shape.length === 2) return { count: second, length: first, step: 1, stride: second }
  return { count: first, length: size / first, step: size / first, stride: 1 }
}
