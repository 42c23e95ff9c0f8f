// Ops that move numbers without changing them.
import * as op from '../../src/index.ts'
import { row, type Call, type Row } from './row.ts'

const linear = { linear: 'together' } as const
const parts =
  (f: (x: op.Tensor[]) => op.Tensor): Call =>
  (...x) =>
    f(x)

// prettier-ignore
export const shapes: Readonly<Record<string, Row>> = {
  reshape: row([
    [(x) => op.reshape(x, [3, 2]), [2, 3]], [(x) => op.reshape(x, [-1]), [2, 3]], [(x) => op.reshape(x, [2, -1, 1]), [2, 3]],
    [(x) => op.reshape(x, []), [1, 1]], [(x) => op.reshape(x, [1]), []], [(x) => op.reshape(x, [0, 5]), [2, 0]], [(x) => op.reshape(x, [2, 3]), [2, 3]],
  ], [
    [(x) => op.reshape(x, [3, -1]), [[[1, 2, 3], [4, 5, 6]]], [[1, 2], [3, 4], [5, 6]], [[[1, 1, 1], [1, 1, 1]]]],
    [(x) => op.reshape(op.transpose(x), [6]), [[[1, 2, 3], [4, 5, 6]]], [1, 4, 2, 5, 3, 6]],
  ], linear),
  transpose: row([
    [(x) => op.transpose(x), [2, 3]], [(x) => op.transpose(x), [2, 3, 2]], [(x) => op.transpose(x, 0, 2), [2, 1, 3]], [(x) => op.transpose(x), [0, 3]],
  ], [
    [(x) => op.transpose(x), [[[1, 2, 3], [4, 5, 6]]], [[1, 4], [2, 5], [3, 6]], [[[1, 1, 1], [1, 1, 1]]]],
    [(x) => op.transpose(x, 0, -1), [[[[1], [2]], [[3], [4]]]], [[[1, 3], [2, 4]]]],
  ], linear),
  permute: row([
    [(x) => op.permute(x, [2, 0, 1]), [2, 3, 2]], [(x) => op.permute(x, [1, 0]), [2, 3]], [(x) => op.permute(x, [-1, 0, 1]), [2, 1, 3]],
    [(x) => op.permute(x, []), []], [(x) => op.permute(x, [3, 1, 0, 2]), [2, 1, 2, 3]], [(x) => op.permute(x, [1, 0]), [0, 2]],
  ], [[(x) => op.permute(x, [1, 2, 0]), [[[[1, 2]], [[3, 4]]]], [[[1, 3], [2, 4]]]]], linear),
  expandDims: row([[(x) => op.expandDims(x, 0), [2, 3]], [(x) => op.expandDims(x, -1), [2, 3]], [(x) => op.expandDims(x, 0), []]], [
    [(x) => op.expandDims(x, 1), [[1, 2]], [[1], [2]], [[1, 1]]],
  ], linear),
  squeeze: row([[(x) => op.squeeze(x), [1, 3, 1]], [(x) => op.squeeze(x, 0), [1, 3, 1]], [(x) => op.squeeze(x, [0, -1]), [1, 3, 1]], [(x) => op.squeeze(x), [2, 3]]], [
    [(x) => op.squeeze(x), [[[1], [2]]], [1, 2], [[[1], [1]]]],
    [(x) => op.squeeze(x), [[[7]]], 7],
  ], linear),
  slice: row([
    [(x) => op.slice(x, [[1, 3]]), [4]], [(x) => op.slice(x, [[null, null, -1]]), [4]], [(x) => op.slice(x, [[-3, null, 2]]), [5]],
    [(x) => op.slice(x, [1]), [2, 3]], [(x) => op.slice(x, [null, -1]), [2, 3]], [(x) => op.slice(x, [[0, 2], [null, null, -2], 0]), [3, 4, 2]],
    [(x) => op.slice(x, [[2, 1]]), [4]], [(x) => op.slice(x, [null, [0, 2]]), [0, 3]], [(x) => op.slice(x, []), []],
    [(x) => op.slice(x, [[3, 0, -2]]), [4]],
  ], [
    [(x) => op.slice(x, [[1, 3]]), [[1, 2, 3, 4]], [2, 3], [[0, 1, 1, 0]]],
    [(x) => op.slice(x, [[null, null, -1]]), [[1, 2, 3]], [3, 2, 1]],
    [(x) => op.slice(x, [[-100, 100]]), [[1, 2]], [1, 2]],
    [(x) => op.slice(x, [[100, -100, -1]]), [[1, 2]], [2, 1]],
    [(x) => op.slice(x, [-1, [null, null, 2]]), [[[1, 2, 3], [4, 5, 6]]], [4, 6], [[[0, 0, 0], [1, 0, 1]]]],
  ], linear),
  flip: row([[(x) => op.flip(x), [4]], [(x) => op.flip(x), [2, 3]], [(x) => op.flip(x, 0), [2, 3]], [(x) => op.flip(x, [0, 2]), [2, 1, 3]], [(x) => op.flip(x), []], [(x) => op.flip(x), [0, 2]]], [
    [(x) => op.flip(x, 1), [[[1, 2, 3], [4, 5, 6]]], [[3, 2, 1], [6, 5, 4]], [[[1, 1, 1], [1, 1, 1]]]],
  ], linear),
  broadcastTo: row([
    [(x) => op.broadcastTo(x, [2, 3]), [3]], [(x) => op.broadcastTo(x, [2, 3]), []], [(x) => op.broadcastTo(x, [2, 3]), [2, 1]],
    [(x) => op.broadcastTo(x, [2, 4, 3]), [4, 1]], [(x) => op.broadcastTo(x, [2, 3]), [2, 3]], [(x) => op.broadcastTo(x, [0, 3]), [1, 3]],
  ], [[(x) => op.broadcastTo(x, [2, 2]), [[1, 2]], [[1, 2], [1, 2]], [[2, 2]]]], linear),
  concat: row([
    [parts((x) => op.concat(x)), [2], [3]], [parts((x) => op.concat(x)), [2, 3], [1, 3], [2, 3]], [parts((x) => op.concat(x, -1)), [2, 1], [2, 3]],
    [parts((x) => op.concat(x, 1)), [2, 1, 2], [2, 2, 2]], [parts((x) => op.concat(x)), [2]], [parts((x) => op.concat(x)), [0, 2], [1, 2]], [parts((x) => op.concat(x)), [3], [3]],
  ], [
    [parts((x) => op.concat(x, 1)), [[[1], [2]], [[3, 4], [5, 6]]], [[1, 3, 4], [2, 5, 6]], [[[1], [1]], [[1, 1], [1, 1]]]],
  ], linear),
  stack: row([[parts((x) => op.stack(x)), [3], [3]], [parts((x) => op.stack(x, 1)), [2, 3], [2, 3]], [parts((x) => op.stack(x, -1)), [2], [2], [2]], [parts((x) => op.stack(x)), [], []]], [
    [parts((x) => op.stack(x, 1)), [[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 1], [1, 1]]],
  ], linear),
  split: row([
    [(x) => op.split(x, 2)[1], [5]], [(x) => op.split(x, [1, 3])[1], [4]], [(x) => op.split(x, [1, 2], 1)[0], [2, 3]], [(x) => op.split(x, [0, 3], -1)[0], [2, 3]],
    [(x) => op.concat(op.split(x, 2).reverse()), [5]],
  ], [
    [(x) => op.split(x, 2)[2], [[1, 2, 3, 4, 5]], [5], [[0, 0, 0, 0, 1]]],
    [(x) => op.split(x, [2, 1], 1)[0], [[[1, 2, 3], [4, 5, 6]]], [[1, 2], [4, 5]], [[[1, 1, 0], [1, 1, 0]]]],
  ], linear),
  pad: row([[(x) => op.pad(x, [[1, 2]]), [3]], [(x) => op.pad(x, [[0, 1], [2, 0]]), [2, 3]], [(x) => op.pad(x, [[1, 1], [0, 0]]), [0, 2]], [(x) => op.pad(x, []), []]], [
    [(x) => op.pad(x, [[0, 1], [1, 0]], 7), [[[1, 2]]], [[7, 1, 2], [7, 7, 7]], [[[1, 1]]]],
    [(x) => op.pad(x, [[1, 1]], -Infinity), [[5]], [-Infinity, 5, -Infinity], [[1]]],
    [(x) => op.pad(x, [[1, 0]], NaN), [[5]], [NaN, 5], [[1]]],
  ], linear),
  tile: row([[(x) => op.tile(x, [2]), [3]], [(x) => op.tile(x, [2, 3]), [2, 3]], [(x) => op.tile(x, [1, 2]), [2, 1]], [(x) => op.tile(x, [0]), [3]], [(x) => op.tile(x, []), []]], [
    [(x) => op.tile(x, [2, 2]), [[[1, 2]]], [[1, 2, 1, 2], [1, 2, 1, 2]], [[[4, 4]]]],
  ], linear),
  roll: row([[(x) => op.roll(x, 1), [4]], [(x) => op.roll(x, -1, 1), [2, 3]], [(x) => op.roll(x, 7, -1), [2, 3]], [(x) => op.roll(x, 0), [3]], [(x) => op.roll(x, 2), [0, 2]]], [
    [(x) => op.roll(x, 1), [[1, 2, 3]], [3, 1, 2], [[1, 1, 1]]],
    [(x) => op.roll(x, -4, 1), [[[1, 2, 3]]], [[2, 3, 1]]],
  ], linear),
  diag: row([[(x) => op.diag(x), [3]], [(x) => op.diag(x), [3, 3]], [(x) => op.diag(x), [1]], [(x) => op.diag(x), [0]], [(x) => op.diag(x), [2, 3]], [(x) => op.diag(x), [4, 2]]], [
    [(x) => op.diag(x), [[1, 2]], [[1, 0], [0, 2]], [[1, 1]]],
    [(x) => op.diag(x), [[[1, 2], [3, 4]]], [1, 4], [[[1, 0], [0, 1]]]],
    [(x) => op.diag(x), [[[1, 2, 3], [4, 5, 6]]], [1, 5], [[[1, 0, 0], [0, 1, 0]]]],
  ], linear),
  tril: row([[(x) => op.tril(x), [3, 3]], [(x) => op.tril(x, 1), [2, 2, 3]], [(x) => op.tril(x, -1), [3, 2]], [(x) => op.tril(x), [0, 2]]], [
    [(x) => op.tril(x), [[[1, 2], [3, 4]]], [[1, 0], [3, 4]], [[[1, 0], [1, 1]]]],
    [(x) => op.tril(x, -1), [[[1, NaN], [3, 4]]], [[0, 0], [3, 0]]],
  ], linear),
  triu: row([[(x) => op.triu(x), [3, 3]], [(x) => op.triu(x, 1), [2, 2, 3]], [(x) => op.triu(x, -1), [3, 2]]], [
    [(x) => op.triu(x), [[[1, 2], [3, 4]]], [[1, 2], [0, 4]], [[[1, 1], [0, 1]]]],
    [(x) => op.triu(x, 1), [[[1, 2, 3], [4, 5, 6]]], [[0, 2, 3], [0, 0, 6]]],
  ], linear),
}
