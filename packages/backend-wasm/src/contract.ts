// Sums of products over named axes, on views as they lie: tables tell the kernel where a row, a column or a term of a sum is.
// Of a convolution one operand, or the result, is windows, and no matrix is ever made of them. Read `staging.ts` first.
import { sizeOf, type Letters, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import type { Memory } from './memory.ts'
import { address, adding, inside } from './staging.ts'

/** One of the three arrays: its axes have names. */
interface Named {
  readonly view: View
  readonly letters: string
}

/** Elements from one place on a named axis to the next; 0 where the array lacks it. */
const stride = ({ view, letters }: Named, letter: string): number =>
  letter !== '' && letters.includes(letter) ? view.stride[letters.indexOf(letter)] : 0
const size = ({ view, letters }: Named, letter: string): number => view.shape[letters.indexOf(letter)]
const sizes = (x: Named, axes: string): number => [...axes].reduce((n, letter) => n * size(x, letter), 1)

/** How many bytes each combination of some axes of `holder` lies from the first one in x, the last axis fastest; room for `more`. */
function places(x: Named, holder: Named, axes: string, more = 0): Int32Array {
  const found = new Int32Array(sizes(holder, axes) + more)
  let inner = 1 // combinations of the axes that are done
  for (const letter of [...axes].reverse()) {
    const count = inner * size(holder, letter)
    const step = 4 * stride(x, letter)
    for (let i = inner; i < count; i++) found[i] = found[i - inner] + step
    inner = count
  }
  return found
}

/** The same for a kernel, which may read three places too many. */
const table = (memory: Memory, x: Named, holder: Named, axes: string): number =>
  memory.integers(places(x, holder, axes, 3))

/** The letters of one string that are, or are not, in another. */
const common = (a: string, b: string): string => [...a].filter((l) => b.includes(l)).join('')
const without = (a: string, b: string): string => [...a].filter((l) => !b.includes(l)).join('')

/** The longest of three groups of axes gives its first one to a loop of its own, so that tables stay short. */
function repeatedAxis(groups: readonly (readonly [axes: string, holder: Named])[]): string {
  const long = groups.filter(([axes]) => axes.length > 1)
  if (long.length === 0) return ''
  const [axes] = long.reduce((a, b) => (sizes(b[1], b[0]) > sizes(a[1], a[0]) ? b : a))
  return axes[0]
}

/**
 * Four results that are neighbours are added in one go: on the axis that has them they stay neighbours. Along the other axes
 * the next ones lie far away, as a sum that was just stored should not be loaded at once.
 */
function farLast(axes: string, others: string, y: Named): string {
  const last = others.at(-1)
  if (last === undefined || stride(y, last) !== 1) return axes
  return [...axes].sort((a, b) => Math.abs(stride(y, a)) - Math.abs(stride(y, b))).join('')
}

/** The groups of axes: rows of the left operand, columns of the right one, what is summed, what all three arrays have. */
function groupsOf(a: Named, b: Named, y: Named) {
  const shared = common(a.letters, b.letters)
  const batch = common(shared, y.letters)
  const groups = {
    rows: without(a.letters, b.letters),
    columns: without(b.letters, a.letters),
    summed: without(shared, batch),
  }
  const again = repeatedAxis([[groups.rows, a], [groups.columns, b], [groups.summed, a]]) // prettier-ignore
  return {
    rows: without(groups.rows, again),
    columns: without(groups.columns, again),
    summed: without(groups.summed, again),
    again,
    batch,
  }
}

/** The right operand is packed, which costs least for the smaller one. */
function run(engine: Engine, one: Named, other: Named, y: Named): void {
  const { rows, columns } = groupsOf(one, other, y)
  const swap = sizes(other, columns) > sizes(one, rows)
  if (swap) multiply(engine, other, one, y)
  else multiply(engine, one, other, y)
}

function multiply({ memory, product }: Engine, a: Named, b: Named, y: Named): void {
  const groups = groupsOf(a, b, y)
  const rows = farLast(groups.rows, groups.columns, y)
  const columns = rows === groups.rows ? farLast(groups.columns, rows, y) : groups.columns
  const [am, ak] = [table(memory, a, a, rows), table(memory, a, a, groups.summed)]
  const [bk, bn] = [table(memory, b, a, groups.summed), table(memory, b, b, columns)]
  const [ym, yn] = [table(memory, y, a, rows), table(memory, y, b, columns)]
  const holder = a.letters.includes(groups.again) ? a : b
  const times = groups.again === '' ? 1 : size(holder, groups.again)
  const [as, bs, ys] = [a, b, y].map((x) => 4 * stride(x, groups.again))
  const [m, n, k] = [sizes(a, rows), sizes(b, columns), sizes(a, groups.summed)]
  const [ao, bo, yo] = [a, b, y].map((x) =>
    Array.from(places(x, a, groups.batch), (at) => address(x.view) + at),
  )
  // prettier-ignore
  ao.forEach((at, i) =>
    product.contract(times, m, k, n, at, as, am, ak, bo[i], bs, bk, bn, yo[i], ys, ym, yn))
}

export function contract(engine: Engine, letters: Letters, left: View, right: View, out: View): void {
  if ([left, right, out].some(({ shape }) => sizeOf(shape) === 0)) return
  const { memory } = engine
  const a = { view: inside(memory, left), letters: letters.a }
  const b = { view: inside(memory, right), letters: letters.b }
  adding(memory, out, (view) => run(engine, a, b, { view, letters: letters.out }))
}
