// Matrix products and what is made of them.
import * as op from '../../src/index.ts'
import type { Tensor } from '../../src/index.ts'
import { row, type Call, type Row } from './row.ts'

const matmul = op.matmul
const affine = op.affine as unknown as Call
const bent =
  (activation: (x: Tensor) => Tensor): Call =>
  (x, w, b) =>
    op.affine(x, w, b, { activation })
const sdpa = op.scaledDotProductAttention as unknown as Call
const einsum =
  (equation: string): Call =>
  (...x) =>
    op.einsum(equation, ...x)
// prettier-ignore
const causal = op.tensor([[0, -Infinity], [0, 0]], { dtype: 'float64' })

// prettier-ignore
export const products: Readonly<Record<string, Row>> = {
  matmul: row([
    [matmul, [2, 3], [3, 4]], [matmul, [3], [3]], [matmul, [2, 3], [3]], [matmul, [3], [3, 2]], [matmul, [2, 2, 3], [2, 3, 2]],
    [matmul, [3, 2, 2], [2, 3]], [matmul, [2, 2], [3, 2, 2]], [matmul, [2, 1, 2, 3], [3, 3, 2]], [matmul, [2, 3], [2, 3, 2]],
    [matmul, [3], [2, 3, 2]], [matmul, [2, 2, 3], [3]], [matmul, [1, 1], [1, 1]], [matmul, [2, 2], [2, 2]],
    [matmul, [2, 0], [0, 3]], [matmul, [0, 2], [2, 3]], [matmul, [0, 2, 3], [3, 2]],
    [(a, b) => op.matmul(op.transpose(a), b), [3, 2], [3, 4]], [(a, b) => op.matmul(a, op.transpose(b)), [2, 3], [4, 3]],
    [(a, b) => op.matmul(op.transpose(a), op.transpose(b)), [3, 2], [4, 3]],
  ], [
    [matmul, [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[19, 22], [43, 50]], [[[11, 15], [11, 15]], [[4, 4], [6, 6]]]],
    [matmul, [[1, 2, 3], [4, 5, 6]], 32, [[4, 5, 6], [1, 2, 3]]],
    [matmul, [[[1, 2], [3, 4]], [5, 6]], [17, 39], [[[5, 6], [5, 6]], [4, 6]]],
    [matmul, [[5, 6], [[1, 2], [3, 4]]], [23, 34], [[3, 7], [[5, 5], [6, 6]]]],
    [matmul, [[[[1, 0]], [[0, 1]]], [[1, 2], [3, 4]]], [[[1, 2]], [[3, 4]]], [[[[3, 7]], [[3, 7]]], [[1, 1], [1, 1]]]],
    [matmul, [[[], []], []], [0, 0], [[[], []], []]],
  ], { linear: 'each' }),
  affine: row([
    [affine, [2, 3], [3, 4], [4]], [affine, [3], [3, 2], [2]], [affine, [2, 2, 3], [3, 2], [2]], [affine, [1, 1], [1, 1], [1]],
    [bent(op.tanh), [2, 3], [3, 4], [4]], [bent(op.gelu), [2, 2, 3], [3, 2], [2]], [bent(op.elu), [3], [3, 2], [2]], [bent(op.sigmoid), [2, 2], [2, 2], [2]],
    [bent((x) => op.mul(op.sin(x), x)), [2, 3], [3, 2], [2]], [bent(op.silu), [0, 2], [2, 3], [3]], [bent(op.tanh), [2, 0], [0, 3], [3]],
    [affine, [0, 2], [2, 3], [3]], [affine, [2, 0], [0, 3], [3]], [(x, w, b) => op.affine(x, op.transpose(w), b), [2, 3], [2, 3], [2]],
  ], [
    [affine, [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [10, 20]], [[29, 42], [53, 70]], [[[11, 15], [11, 15]], [[4, 4], [6, 6]], [2, 2]]],
    [affine, [[1, 2], [[5, 6], [7, 8]], [10, 20]], [29, 42], [[11, 15], [[1, 1], [2, 2]], [1, 1]]],
    [bent(op.relu), [[[1, 2], [3, 4]], [[5, -6], [7, -8]], [10, 22]], [[29, 0], [53, 0]], [[[5, 7], [5, 7]], [[4, 0], [6, 0]], [2, 0]]],
    [bent(op.leakyRelu), [[1, 2], [[5, -60], [7, -20]], [10, 0]], [29, -1], [[4.4, 6.8], [[1, 0.01], [2, 0.02]], [1, 0.01]]],
  ]),
  outer: row([[op.outer, [3], [2]], [op.outer, [3], [3]], [op.outer, [0], [2]]], [
    [op.outer, [[1, 2], [3, 4, 5]], [[3, 4, 5], [6, 8, 10]], [[12, 12], [3, 3, 3]]],
  ], { linear: 'each' }),
  dot: row([[op.dot, [3], [3]], [op.dot, [1], [1]], [op.dot, [0], [0]]], [
    [op.dot, [[1, 2], [3, 4]], 11, [[3, 4], [1, 2]]],
  ], { linear: 'each' }),
  einsum: row([
    [einsum('ij,jk->ik'), [2, 3], [3, 4]], [einsum('bij,bjk->bik'), [2, 2, 3], [2, 3, 2]], [einsum('ij,kj'), [2, 3], [4, 3]],
    [einsum('i,i->'), [3], [3]], [einsum('i,j->ij'), [3], [2]], [einsum('ij->ji'), [2, 3]], [einsum('ij->'), [2, 3]],
    [einsum('ii->i'), [3, 3]], [einsum('ii'), [3, 3]], [einsum('iji->j'), [2, 3, 2]], [einsum('bhqd,bhkd->bhqk'), [1, 2, 3, 2], [1, 2, 2, 2]],
    [einsum('i,ij,j->'), [2], [2, 3], [3]], [einsum('ij,ij->ij'), [2, 3], [2, 3]], [einsum('ab,cd->dbca'), [2, 3], [1, 2]],
    [einsum('ij,jk->ik'), [2, 0], [0, 3]], [einsum('...ij,jk->...ik'), [2, 2, 3], [3, 2]], [einsum('...ij,...jk'), [2, 1, 1, 3], [3, 3, 2]],
    [einsum('i...->...'), [3, 2]], [einsum('...i->i'), [2, 1, 3]], [einsum('...i,...'), [2, 3], []], [einsum('i...i->...'), [2, 3, 2]],
    [einsum('a...,...b->b...a'), [2, 1], [3, 2]], [einsum('...,...'), [0, 1], [3]],
  ], [
    [einsum('...i,i->...'), [[[1, 2], [3, 4]], [5, 6]], [17, 39], [[[5, 6], [5, 6]], [4, 6]]],
    [einsum('...,...'), [[[1, 2], [3, 4]], [[10], [20]]], [[10, 20], [60, 80]], [[[10, 10], [20, 20]], [[3], [7]]]],
    [einsum('b...a'), [[[[1, 2, 3], [4, 5, 6]]]], [[[1], [2], [3]], [[4], [5], [6]]]],
    [einsum('ij,jk->ik'), [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[19, 22], [43, 50]]],
    [einsum('ii'), [[[1, 2], [3, 4]]], 5, [[[1, 0], [0, 1]]]],
    [einsum('ij->j'), [[[1, 2], [3, 4]]], [4, 6], [[[1, 1], [1, 1]]]],
    [einsum('ba'), [[[1, 2, 3], [4, 5, 6]]], [[1, 4], [2, 5], [3, 6]]],
    [einsum('i,i->i'), [[1, 2], [3, 4]], [3, 8], [[3, 4], [1, 2]]],
  ], { linear: 'each' }),
  scaledDotProductAttention: row([
    [sdpa, [3, 2], [4, 2], [4, 3]], [sdpa, [2, 3, 2], [2, 3, 2], [2, 3, 2]], [sdpa, [2, 2, 3, 2], [2, 2, 4, 2], [2, 2, 4, 1]],
    [(q, k, v) => op.scaledDotProductAttention(q, k, v, { mask: op.cast(causal, q?.dtype === 'float64' ? 'float64' : 'float32') }), [2, 3], [2, 3], [2, 2]],
    [sdpa, [1, 1], [1, 1], [1, 1]],
  ], [
    [sdpa, [[[0, 0]], [[1, 2], [3, 4]], [[1, 0], [3, 2]]], [[2, 1]]],
    [(q, k, v) => op.scaledDotProductAttention(q, k, v, { mask: causal }), [[[0], [0]], [[1], [2]], [[5], [9]]], [[5], [7]]],
  ]),
}
