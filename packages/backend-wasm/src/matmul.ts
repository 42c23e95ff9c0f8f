// Matrix products: one call for each matrix of the batch; a batch that shares its right operand is one tall matrix.
// Each call is the dense kernel, or the one that leaves out zeros. Read `axes.ts` and `staging.ts` first.
import type { View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes, type Axes } from './axes.ts'
import type { Engine, Product } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

/** Sizes, and the strides of the operands in elements, as `../assembly/matmul/dense.ts` has them. */
interface Layout {
  readonly m: number
  readonly k: number
  readonly n: number
  readonly ai: number
  readonly ap: number
  readonly bp: number
  readonly bj: number
  readonly yi: number
}

export function matmul({ memory, product, skip }: Engine, left: View, right: View, out: View): void {
  const rank = out.shape.length
  const [k, n] = right.shape.slice(-2)
  const y = target(memory, out, n === 1 || out.stride[rank - 1] === 1)
  const [a, b] = [inside(memory, left), inside(memory, right)]
  // The batch and the rows: along the rows the right operand stays where it is.
  const strides = [y.stride.slice(0, -1), a.stride.slice(0, -1), [...b.stride.slice(0, -2), 0]]
  const axes = rank === 2 ? { sizes: [y.shape[0]], strides } : mergedAxes(y.shape.slice(0, -1), strides)
  if (axes.strides[2].at(-1) !== 0) addRow(axes)
  const row = axes.sizes.length - 1
  const [yi, ai] = axes.strides.map((s) => s[row])
  const [ap, bp, bj] = [a.stride[rank - 1], b.stride[rank - 2], b.stride[rank - 1]]
  const layout: Layout = { m: axes.sizes[row], k, n, ai, ap, bp, bj, yi }
  const call = caller(product, layout, skip.zeros, (bytes) => memory.take(bytes))
  const [yt, at, bt] = [address(y), address(a), address(b)]
  eachBlock(axes, 1, ([yo, ao, bo]) => call(at + 4 * ao, bt + 4 * bo, yt + 4 * yo))
  deliver(y, out)
}

/** Where each matrix has one row, the last axis left is one of the batch; its rows come back as an axis of size 1. */
function addRow({ sizes, strides }: Axes): void {
  sizes.push(1)
  for (const s of strides) s.push(0)
}

/** So many products at the least make it worth while to look for zeros, and so many zeros to leave them out (README). */
const LEAST_WORK = 2 ** 19
const LEAST_ZEROS = 0.45
/** Fewer rows than a tile has are computed one by one, from B as it lies. */
const TILE = 4
/** What the kernels take at a time: of k, of rows of a packed A, and of columns of a packed B. */
const [DEPTH, BLOCK, WIDTH] = [1024, 128, 256]

function caller(product: Product, of: Layout, skipping: boolean, take: (bytes: number) => number) {
  const { m, k, n, ai, ap, bp, bj, yi } = of
  const depth = Math.min(k, DEPTH)
  const few = skipping && m < TILE && bj === 1
  const looking = skipping && !few && m * k * n >= LEAST_WORK
  const turned = ap !== 1 && n > 16 ? take(4 * depth * Math.min(BLOCK, m + 3)) : 0
  const packed = looking && bj !== 1 ? take(4 * depth * Math.min(WIDTH, n + 7)) : 0
  return (a: number, b: number, y: number): void => {
    if (few || (looking && share(product, of, a) >= LEAST_ZEROS))
      product.sparse(m, k, n, a, ai, ap, b, bp, bj, y, yi, packed)
    else product.dense(m, k, n, a, ai, ap, b, bp, bj, y, yi, turned)
  }
}

/** The share of zeros among some numbers of the left operand; 0 where none of its axes lies in one piece. */
function share(product: Product, { m, k, ai, ap }: Layout, a: number): number {
  if (ap === 1) return product.zeros(m, k, a, ai)
  return ai === 1 ? product.zeros(k, m, a, ap) : 0
}
