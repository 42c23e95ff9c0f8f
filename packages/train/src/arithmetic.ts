// Sums of long vectors on the kernels that train the model, for workers that exchange them at each step.
import { kernelsFor, record } from '@glissade/autograd'
import { dense, scalarFunction, table, type View } from '@glissade/autograd/kernels'
import type { Floats } from '@glissade/optim'
import type { Arithmetic } from '@glissade/parallel'

const add = scalarFunction('add', table.add).forward
const mul = scalarFunction('mul', table.mul).forward
const div = scalarFunction('div', table.div).forward

const vector = (x: Floats): View => dense(x, [x.length])

/** On vectors of the type of x. */
export function arithmeticOn(x: Floats): Arithmetic {
  const dtype = x instanceof Float32Array ? 'float32' : 'float64'
  const Type = x instanceof Float32Array ? Float32Array : Float64Array
  const kernels = kernelsFor(dtype)
  const [number, total] = [new Type(1), new Type(1)]
  return {
    vector: (length) => kernels.keep(dtype, length) as Floats,
    add: (a, b, out) => record(() => kernels.map(add, [vector(a), vector(b)], [], vector(out))),
    divide(x, n, out) {
      const inverts = (n & (n - 1)) === 0 // times 1/n has the bits of the quotient for a power of two, and is quicker
      number[0] = inverts ? 1 / n : n
      const all: View = { ...vector(number), shape: [out.length], stride: [0] }
      record(() => kernels.map(inverts ? mul : div, [vector(x), all], [], vector(out)))
    },
    finite(x) {
      record(() => kernels.fold('sum', vector(x), vector(total)))
      return Number.isFinite(total[0]) || x.every(Number.isFinite) // finite numbers may have a sum that float32 has not
    },
  }
}
