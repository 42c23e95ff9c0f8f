// Ops that slide a window: unfold and fold, convolutions, pooling.
import * as op from '../../src/index.ts'
import { row, type Call, type Row } from './row.ts'

const linear = { linear: 'together' } as const
const each = { linear: 'each' } as const
type Conv = typeof op.conv2d
const conv =
  (f: Conv, options: op.ConvolutionOptions = {}): Call =>
  (x, w) =>
    f(x, w, options)
const biased =
  (f: Conv, options: op.ConvolutionOptions = {}): Call =>
  (x, w, bias) =>
    f(x, w, { ...options, bias })
const transposed =
  (f: typeof op.convTranspose2d, options: op.TransposedOptions = {}): Call =>
  (x, w) =>
    f(x, w, options)
const pool =
  (f: typeof op.avgPool2d, kernel: op.PerAxis, options: op.AveragePoolingOptions = {}): Call =>
  (x) =>
    f(x, kernel, options)
const top =
  (f: typeof op.maxPool2d, kernel: op.PerAxis, options: op.MaxPoolingOptions = {}): Call =>
  (x) =>
    f(x, kernel, options)

const oo = Infinity
const nan = NaN
const { conv1d, conv2d, convTranspose1d, convTranspose2d, maxPool1d, maxPool2d, avgPool1d, avgPool2d } = op

// prettier-ignore
export const windows: Readonly<Record<string, Row>> = {
  unfold: row([
    [(x) => op.unfold(x, [2]), [5]], [(x) => op.unfold(x, [2, 3]), [2, 3, 4]], [(x) => op.unfold(x, [2], { stride: 2 }), [2, 5]],
    [(x) => op.unfold(x, [2, 2], { stride: [1, 2], dilation: [2, 1] }), [4, 5]], [(x) => op.unfold(x, [1, 1]), [2, 3]], [(x) => op.unfold(x, [2]), [0, 3]],
    [(x) => op.unfold(x, [2], { stride: 3 }), [6]], [(x) => op.unfold(op.unfold(x, [3]), [2, 2]), [6]],
  ], [
    [(x) => op.unfold(x, [3]), [[1, 2, 3, 4]], [[1, 2, 3], [2, 3, 4]], [[1, 2, 2, 1]]],
    [(x) => op.unfold(x, [2], { stride: 2, dilation: 2 }), [[1, 2, 3, 4, 5]], [[1, 3], [3, 5]], [[1, 0, 2, 0, 1]]],
    [(x) => op.unfold(x, [2, 2]), [[[1, 2, 3], [4, 5, 6]]], [[[[1, 2], [4, 5]], [[2, 3], [5, 6]]]], [[[1, 2, 1], [1, 2, 1]]]],
  ], linear),
  fold: row([
    [(x) => op.fold(x, [5]), [4, 2]], [(x) => op.fold(x, [3, 4]), [2, 2, 2, 2, 3]], [(x) => op.fold(x, [5], { stride: 2 }), [2, 2, 2]],
    [(x) => op.fold(x, [4, 5], { stride: [1, 2], dilation: [2, 1] }), [2, 2, 2, 2]], [(x) => op.fold(x, [3]), [0, 2, 2]],
  ], [
    [(x) => op.fold(x, [4]), [[[1, 2, 3], [4, 5, 6]]], [1, 6, 8, 6], [[[1, 1, 1], [1, 1, 1]]]],
    [(x) => op.fold(x, [5], { stride: 3 }), [[[1, 2], [3, 4]]], [1, 2, 0, 3, 4]],
    [(x) => op.fold(op.unfold(x, [2, 2]), [2, 3]), [[[1, 2, 3], [4, 5, 6]]], [[1, 4, 3], [4, 10, 6]]],
  ], linear),
  conv1d: row([
    [conv(conv1d), [2, 2, 5], [3, 2, 3]], [conv(conv1d, { stride: 2, padding: 1 }), [1, 1, 4], [2, 1, 3]], [conv(conv1d, { padding: 'same', dilation: 2 }), [1, 2, 4], [1, 2, 3]],
    [conv(conv1d, { groups: 2 }), [2, 4, 3], [2, 2, 2]], [conv(conv1d), [1, 1, 2], [1, 1, 2]], [conv(conv1d), [0, 1, 3], [1, 1, 2]],
  ], [
    [conv(conv1d), [[[[1, 2, 3, 4]]], [[[1, 0, -1]]]], [[[-2, -2]]], [[[[1, 1, -1, -1]]], [[[3, 5, 7]]]]],
    [conv(conv1d, { padding: 'same', stride: 2 }), [[[[1, 2, 3, 4]]], [[[1, 10, 100]]]], [[[321, 43]]]],
  ], each),
  conv2d: row([
    [conv(conv2d), [2, 2, 3, 4], [3, 2, 2, 2]], [conv(conv2d, { stride: 2, padding: 1 }), [1, 2, 4, 3], [2, 2, 3, 3]], [conv(conv2d, { dilation: 2 }), [1, 1, 4, 3], [2, 1, 2, 2]],
    [conv(conv2d, { stride: [1, 2], padding: [2, 0], dilation: [2, 1] }), [1, 1, 3, 5], [1, 1, 3, 2]], [conv(conv2d, { groups: 2, padding: 1 }), [2, 2, 2, 2], [4, 1, 2, 3]],
    [conv(conv2d, { padding: 'same', stride: 2 }), [1, 2, 3, 4], [1, 2, 3, 2]], [conv(conv2d, { padding: 'valid' }), [1, 1, 1, 1], [1, 1, 1, 1]], [conv(conv2d), [2, 2, 2, 2], [2, 2, 2, 2]],
    [conv(conv2d), [0, 1, 2, 2], [1, 1, 2, 2]], [conv(conv2d, { groups: 3 }), [2, 3, 2, 2], [3, 1, 2, 1]],
  ], [
    [conv(conv2d), [[[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]], [[[[1, 0], [0, -1]]]]], [[[[-4, -4], [-4, -4]]]], [[[[[1, 1, 0], [1, 0, -1], [0, -1, -1]]]], [[[[12, 16], [24, 28]]]]]],
    [conv(conv2d, { padding: 1 }), [[[[[2]]]], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]], [[[[10]]]], [[[[[5]]]], [[[[0, 0, 0], [0, 2, 0], [0, 0, 0]]]]]],
    [biased(conv2d), [[[[[1, 2]]]], [[[[3]]], [[[5]]]], [100, 1000]], [[[[103, 106]], [[1005, 1010]]]], [[[[[8, 8]]]], [[[[3]]], [[[3]]]], [2, 2]]],
    [conv(conv2d, { groups: 2 }), [[[[[1]], [[2]]]], [[[[10]]], [[[100]]]]], [[[[10]], [[200]]]]],
  ], each),
  convTranspose1d: row([
    [transposed(convTranspose1d), [2, 2, 3], [2, 3, 2]], [transposed(convTranspose1d, { stride: 2, padding: 1, outputPadding: 1 }), [1, 1, 3], [1, 2, 3]],
    [transposed(convTranspose1d, { groups: 2, dilation: 2 }), [1, 2, 2], [2, 1, 2]], [transposed(convTranspose1d), [0, 1, 2], [1, 1, 2]],
  ], [
    [transposed(convTranspose1d, { stride: 2 }), [[[[1, 2]]], [[[1, 10, 100]]]], [[[1, 10, 102, 20, 200]]], [[[[111, 111]]], [[[3, 3, 3]]]]],
  ], each),
  convTranspose2d: row([
    [transposed(convTranspose2d), [1, 2, 2, 3], [2, 3, 2, 2]], [transposed(convTranspose2d, { stride: 2, padding: 1, outputPadding: 1 }), [2, 1, 2, 2], [1, 2, 3, 3]],
    [transposed(convTranspose2d, { stride: [1, 2], padding: [0, 1], dilation: [2, 1] }), [1, 1, 2, 3], [1, 1, 2, 3]], [transposed(convTranspose2d, { groups: 2 }), [1, 4, 2, 2], [4, 2, 1, 2]],
    [transposed(convTranspose2d), [0, 1, 2, 2], [1, 1, 2, 2]], [transposed(convTranspose2d), [2, 2, 2, 2], [2, 2, 2, 2]],
  ], [
    [transposed(convTranspose2d, { stride: 2, outputPadding: 1 }), [[[[[1, 2]]]], [[[[1, 10]]]]], [[[[1, 10, 2, 20, 0], [0, 0, 0, 0, 0]]]], [[[[[11, 11]]]], [[[[3, 3]]]]]],
    [(x, w, bias) => convTranspose2d(x, w, { bias }), [[[[[2]]]], [[[[1, 2]], [[3, 4]]]], [10, 20]], [[[[12, 14]], [[26, 28]]]], [[[[[10]]]], [[[[2, 2]], [[2, 2]]]], [2, 2]]],
  ], each),
  maxPool1d: row([
    [top(maxPool1d, 2), [2, 6]], [top(maxPool1d, 3, { stride: 1, padding: 1 }), [2, 1, 4]], [top(maxPool1d, 2, { dilation: 2 }), [5]], [top(maxPool1d, 2, { ceilMode: true }), [1, 5]], [top(maxPool1d, 2), [0, 2]],
  ], [
    [top(maxPool1d, 2), [[1, 2, 3, 0, 9]], [2, 3], [[0, 1, 1, 0, 0]]],
    [top(maxPool1d, 2, { ceilMode: true }), [[1, 2, 3, 0, 9]], [2, 3, 9], [[0, 1, 1, 0, 1]]],
    [top(maxPool1d, 3, { stride: 1 }), [[1, 5, 2, 5]], [5, 5], [[0, 2, 0, 0]]],
    [top(maxPool1d, 2), [[1, nan, -oo, -oo]], [nan, -oo], [[0, 1, 1, 0]]],
    [top(maxPool1d, 3, { stride: 1, padding: 1 }), [[-7, -8]], [-7, -7], [[2, 0]]],
  ]),
  maxPool2d: row([
    [top(maxPool2d, 2), [1, 2, 4, 4]], [top(maxPool2d, 3, { stride: 1 }), [2, 4, 4]], [top(maxPool2d, 3, { stride: 2, padding: 1 }), [1, 1, 4, 5]], [top(maxPool2d, [1, 2], { stride: [2, 1] }), [3, 3]],
    [top(maxPool2d, 2, { ceilMode: true }), [3, 3]], [top(maxPool2d, 2, { dilation: [1, 2] }), [2, 3]], [top(maxPool2d, 2), [2, 0, 2, 2]], [top(maxPool2d, 2), [1, 5, 18]],
  ], [
    [top(maxPool2d, 2), [[[1, 2, 5, 5], [3, 4, 5, 5]]], [[4, 5]], [[[0, 0, 1, 0], [0, 1, 0, 0]]]],
    [top(maxPool2d, 2, { stride: 1, padding: 1 }), [[[-1]]], [[-1, -1], [-1, -1]], [[[4]]]],
  ]),
  avgPool1d: row([
    [pool(avgPool1d, 2), [2, 6]], [pool(avgPool1d, 3, { stride: 2, padding: 1 }), [2, 1, 4]], [pool(avgPool1d, 3, { stride: 1, padding: 1, countIncludePad: false }), [4]], [pool(avgPool1d, 2, { ceilMode: true }), [5]], [pool(avgPool1d, 2), [0, 2]],
  ], [
    [pool(avgPool1d, 2), [[1, 2, 3, 5, 9]], [1.5, 4], [[0.5, 0.5, 0.5, 0.5, 0]]],
    [pool(avgPool1d, 2, { ceilMode: true }), [[1, 2, 3, 5, 9]], [1.5, 4, 9], [[0.5, 0.5, 0.5, 0.5, 1]]],
    [pool(avgPool1d, 2, { stride: 1, padding: 1 }), [[2, 4]], [1, 3, 2], [[1, 1]]],
    [pool(avgPool1d, 2, { stride: 1, padding: 1, countIncludePad: false }), [[2, 4]], [2, 3, 4], [[1.5, 1.5]]],
  ], linear),
  avgPool2d: row([
    [pool(avgPool2d, 2), [1, 2, 4, 4]], [pool(avgPool2d, 3, { stride: 1 }), [2, 4, 4]], [pool(avgPool2d, 3, { stride: 2, padding: 1 }), [1, 1, 4, 5]], [pool(avgPool2d, [1, 2], { stride: [2, 1] }), [3, 3]],
    [pool(avgPool2d, 3, { stride: 2, padding: 1, countIncludePad: false }), [1, 1, 4, 4]], [pool(avgPool2d, 2, { ceilMode: true }), [3, 3]], [pool(avgPool2d, 2), [2, 0, 2, 2]],
  ], [
    [pool(avgPool2d, 2), [[[1, 2, 3, 4], [5, 6, 7, 8]]], [[3.5, 5.5]], [[[0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]]],
    [pool(avgPool2d, 2, { stride: 1, padding: 1, countIncludePad: false }), [[[8]]], [[8, 8], [8, 8]], [[[4]]]],
  ], linear),
  adaptiveAvgPool1d: row([[(x) => op.adaptiveAvgPool1d(x, 2), [2, 5]], [(x) => op.adaptiveAvgPool1d(x, 3), [4]], [(x) => op.adaptiveAvgPool1d(x, 2), [0, 3]]], [
    [(x) => op.adaptiveAvgPool1d(x, 2), [[1, 2, 6]], [1.5, 4], [[0.5, 1, 0.5]]],
    [(x) => op.adaptiveAvgPool1d(x, 4), [[1, 3]], [1, 1, 3, 3], [[2, 2]]],
  ], linear),
  adaptiveAvgPool2d: row([[(x) => op.adaptiveAvgPool2d(x, 2), [1, 2, 3, 4]], [(x) => op.adaptiveAvgPool2d(x, [1, 3]), [5, 7]], [(x) => op.adaptiveAvgPool2d(x, 1), [2, 2]]], [
    [(x) => op.adaptiveAvgPool2d(x, [1, 2]), [[[1, 2, 6], [3, 4, 8]]], [[2.5, 5]], [[[0.25, 0.5, 0.25], [0.25, 0.5, 0.25]]]],
  ], linear),
  globalAvgPool: row([[(x) => op.globalAvgPool(x), [2, 3, 4]], [(x) => op.globalAvgPool(x), [2, 1, 2, 3]]], [
    [(x) => op.globalAvgPool(x), [[[[[1, 2], [3, 6]], [[5, 5], [5, 5]]]]], [[3, 5]], [[[[[0.25, 0.25], [0.25, 0.25]], [[0.25, 0.25], [0.25, 0.25]]]]]],
  ], linear),
}
