// Ops that pick, place and order elements.
import * as op from '../../src/index.ts'
import { row, type Row } from './row.ts'
import type { Nested } from '../../src/index.ts'

const int = (x: Nested) => op.tensor(x, { dtype: 'int32' })
const linear = { linear: 'together' } as const
// prettier-ignore
const mask = int([[1, 0, 1], [0, 0, 1]])
const [oo, nan] = [Infinity, NaN]

// prettier-ignore
export const indexing: Readonly<Record<string, Row>> = {
  index: row([
    [(x) => op.index(x, int([2, 0, 2])), [3]], [(x) => op.index(x, int([3, 0, 3])), [4, 2]], [(x) => op.index(x, int([1, 1]), 1), [2, 3]],
    [(x) => op.index(x, int([[0, 1], [2, -1]])), [3, 2]], [(x) => op.index(x, int([[1], [0]]), -1), [2, 1, 3]], [(x) => op.index(x, int(1)), [3, 2]],
    [(x) => op.index(x, int([])), [3, 2]], [(x) => op.index(x, int([0, 0]), 1), [2, 3, 2]],
  ], [
    [(x) => op.index(x, int([1, 1, -1])), [[10, 20, 30]], [20, 20, 30], [[0, 2, 1]]],
    [(x) => op.index(x, int([1]), 1), [[[1, 2], [3, 4]]], [[2], [4]], [[[0, 1], [0, 1]]]],
    [(x) => op.index(x, int(1)), [[[1, 2], [3, 4]]], [3, 4], [[[0, 0], [1, 1]]]],
  ], linear),
  gather: row([
    [(x) => op.gather(x, int([2, 0, 2]), 0), [3]], [(x) => op.gather(x, int([[0, 1, 0], [2, 2, 1]]), 1), [2, 3]], [(x) => op.gather(x, int([[1, 0, 1]]), 0), [2, 3]],
    [(x) => op.gather(x, int([[[-1], [0]]]), 2), [2, 2, 3]], [(x) => op.gather(x, int([[], []]), 1), [2, 3]],
  ], [
    [(x) => op.gather(x, int([[0, 0], [1, 0]]), 1), [[[1, 2], [3, 4]]], [[1, 1], [4, 3]], [[[2, 0], [1, 1]]]],
    [(x) => op.gather(x, int([[-1, 0]]), 0), [[[1, 2], [3, 4]]], [[3, 2]], [[[0, 1], [1, 0]]]],
  ], linear),
  scatterAdd: row([
    [(x, s) => op.scatterAdd(x, int([0, 0, 2]), s, 0), [3], [3]], [(x, s) => op.scatterAdd(x, int([[0, 1], [1, 1]]), s, 0), [3, 2], [2, 2]],
    [(x, s) => op.scatterAdd(x, int([[2, 2], [0, -1]]), s, 1), [2, 3], [2, 2]], [(x, s) => op.scatterAdd(x, int([[]]), s, 1), [1, 3], [1, 0]],
  ], [
    [(x, s) => op.scatterAdd(x, int([0, 0, 2]), s, 0), [[1, 2, 3], [10, 20, 30]], [31, 2, 33], [[1, 1, 1], [1, 1, 1]]],
  ], linear),
  maskedFill: row([[(x) => op.maskedFill(x, mask, 0), [2, 3]], [(x) => op.maskedFill(x, op.slice(mask, [0]), 0), [2, 3]]], [
    [(x) => op.maskedFill(x, mask, -oo), [[[1, 2, 3], [4, 5, 6]]], [[-oo, 2, -oo], [4, 5, -oo]], [[[0, 1, 0], [1, 1, 0]]]],
  ], linear),
  oneHot: row([], [
    [() => op.oneHot(int([2, 0]), 3), [], [[0, 0, 1], [1, 0, 0]]],
    [() => op.oneHot(int(1), 2), [], [0, 1]],
    [() => op.oneHot(int([[0], [1]]), 2, { dtype: 'float64' }), [], [[[1, 0]], [[0, 1]]]],
    [() => op.oneHot(int([]), 2), [], []],
  ], { differentiable: false }),
  sort: row([
    [(x) => op.sort(x).values, [5]], [(x) => op.sort(x, { axis: 0 }).values, [4, 2]], [(x) => op.sort(x, { axis: 1, descending: true }).values, [2, 3, 2]],
    [(x) => op.sort(x).values, [1]], [(x) => op.sort(x).values, [2, 0]],
  ], [
    [(x) => op.sort(x).values, [[3, 1, 2]], [1, 2, 3], [[1, 1, 1]]],
    [(x) => op.slice(op.sort(x).values, [0]), [[3, 1, 2]], 1, [[0, 1, 0]]],
    [(x) => op.sort(x).indices, [[3, 1, 2]], [1, 2, 0]],
    [(x) => op.sort(x, { descending: true }).indices, [[1, 3, 3, 2]], [1, 2, 3, 0]],
    [(x) => op.sort(x).indices, [[2, 1, 2, 1]], [1, 3, 0, 2]],
    [(x) => op.sort(x).values, [[nan, 1, -oo, oo]], [-oo, 1, oo, nan]],
    [(x) => op.sort(x, { descending: true }).values, [[1, nan, -oo, oo, nan]], [nan, nan, oo, 1, -oo]],
    [(x) => op.sort(x, { descending: true }).indices, [[1, nan, -oo, oo, nan]], [1, 4, 3, 0, 2]],
    [(x) => op.sort(x).indices, [[1, nan, -oo, oo, nan, 1]], [2, 0, 5, 3, 1, 4]],
  ]),
  topK: row([
    [(x) => op.topK(x, 2).values, [5]], [(x) => op.topK(x, 1, { axis: 0 }).values, [4, 2]], [(x) => op.topK(x, 2, { largest: false }).values, [2, 3]], [(x) => op.topK(x, 0).values, [3]],
  ], [
    [(x) => op.topK(x, 2).values, [[3, 1, 2]], [3, 2], [[1, 0, 1]]],
    [(x) => op.topK(x, 2).indices, [[3, 1, 2]], [0, 2]],
    [(x) => op.topK(x, 2, { largest: false }).values, [[3, 1, 2]], [1, 2], [[0, 1, 1]]],
    [(x) => op.topK(x, 2).indices, [[1, nan, oo, nan]], [1, 3]],
    [(x) => op.equal(op.topK(x, 1).indices, op.argmax(x, { axis: -1, keepDims: true })), [[[1, nan, oo], [3, 3, 2]]], [[1], [1]]],
    [(x) => op.topK(x, 2, { largest: false }).values, [[nan, 2, 1, nan]], [1, 2]],
    [(x) => op.topK(x, 1, { axis: 0 }).values, [[[1, 5], [4, 2]]], [[4, 5]], [[[0, 1], [1, 0]]]],
  ]),
}
