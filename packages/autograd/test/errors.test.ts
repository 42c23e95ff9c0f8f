// Every message of the package, word for word: where, what was given, what is needed.
import { readFileSync, readdirSync } from 'node:fs'
import ndarray from 'ndarray'
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import {
  BackendError,
  DTypeError,
  GlissadeError,
  ReleasedError,
  ShapeError,
  TapeError,
  tensor,
  ValueError,
  zeros,
  type Nested,
  type Tensor,
} from '../src/index.ts'
import { fromNdarray, reference } from '../src/reference/index.ts'
import { kernelContract } from '../src/testing/index.ts'

const z = (...shape: number[]) => zeros(shape)
const int = (x: Nested) => tensor(x, { dtype: 'int32' })
const f64 = (x: Nested) => tensor(x, { dtype: 'float64' })
const leaf = () => tensor([1, 2], { requiresGrad: true })
/** What a program without types might pass. */
const any = <T>(x: unknown): T => x as T

type Kind = new (...args: never[]) => GlissadeError
// prettier-ignore
const wrongCalls: readonly (readonly [Kind, string, () => unknown])[] = [
  // Making tensors
  [ShapeError, 'tensor: a list of 1 at depth 1 of nested lists that begin as (2, 2); it needs a list of 2. Are the rows equally long?', () => tensor([[1, 2], [3]])],
  [ShapeError, 'tensor: a number at depth 1 of nested lists that begin as (2, 2); it needs a list of 2. Are the rows equally long?', () => tensor([[1, 2], 3])],
  [ShapeError, 'tensor: a list of 1 at depth 1 of nested lists that begin as (2); it needs a number. Are the rows equally long?', () => tensor([1, [2]])],
  [ShapeError, 'tensor: null at depth 1 of nested lists that begin as (2); it needs a number. Is a value missing?', () => tensor(any([1, null]))],
  [ShapeError, 'tensor: true at depth 1 of nested lists that begin as (2); it needs a number. Number(true) is one.', () => tensor(any([1, true]))],
  [ShapeError, 'tensor: a Tensor at depth 1 of nested lists that begin as (1); it needs a number. stack() joins tensors.', () => tensor(any([z(2)]))],
  [ShapeError, 'tensor: undefined; it needs a number, nested lists of numbers, or a typed array.', () => tensor(any(undefined))],
  [ShapeError, 'tensor: 3 numbers for shape (2, 2); it needs 4.', () => tensor([1, 2, 3], { shape: [2, 2] })],
  [ValueError, 'tensor: shape [2, -1]; it needs a list of integers that are at least 0.', () => tensor(new Float32Array(2), { shape: [2, -1] })],
  [ValueError, 'zeros: shape [1.5]; it needs a list of integers that are at least 0.', () => z(1.5)],
  [ValueError, 'ones: shape 3; it needs a list of integers that are at least 0. Write [3].', () => g.ones(any(3))],
  [ValueError, 'full: shape [-1]; it needs a list of integers that are at least 0.', () => g.full([-1], 2)],
  [ValueError, 'eye: shape [-2, -2]; it needs a list of integers that are at least 0.', () => g.eye(-2)],
  [DTypeError, "zeros: dtype 'float16'; it needs 'float32', 'float64' or 'int32'.", () => zeros([1], { dtype: any('float16') })],
  [DTypeError, "tensor: dtype 'double'; it needs 'float32', 'float64' or 'int32'.", () => tensor([1], { dtype: any('double') })],
  [DTypeError, 'tensor: a Uint8Array; it needs a Float32Array, Float64Array or Int32Array. Convert it first: Float32Array.from(x).', () => tensor(any(new Uint8Array(1)))],
  [DTypeError, 'tensor: a Float32Array with dtype float64; leave dtype away, or convert with cast().', () => tensor(new Float32Array(1), { dtype: 'float64' })],
  [DTypeError, 'tensor: int32 with requiresGrad; gradients need float32 or float64.', () => tensor([1], { dtype: 'int32', requiresGrad: true })],
  [ValueError, 'arange: from 0 to Infinity by 1; it needs finite bounds and a step that is not 0.', () => g.arange(Infinity)],
  [ValueError, 'arange: from 0 to 3 by 0; it needs finite bounds and a step that is not 0.', () => g.arange(0, 3, 0)],
  [ValueError, 'linspace: 0 points; it needs an integer of at least 1.', () => g.linspace(0, 1, 0)],
  [ValueError, 'randn: neither a seed nor a generator; it needs one of { seed } and { rng }, so that runs can be repeated.', () => any<(shape: number[]) => unknown>(g.randn)([2])],
  [ValueError, 'rand: neither a seed nor a generator; it needs one of { seed } and { rng }, so that runs can be repeated.', () => g.rand([1], {})],
  [ValueError, 'randn: a seed and a generator; it needs one of { seed } and { rng }, so that runs can be repeated.', () => g.randn([1], { seed: 1, rng: { uniform: () => 0, normal: () => 0 } })],
  [DTypeError, 'fromNdarray: an ndarray of uint8; it needs float32, float64 or int32.', () => fromNdarray(any(ndarray(new Uint8Array(1))))],

  // Reading and writing
  [ShapeError, 'item: this tensor is (2, 3); it needs exactly one element. Use toArray() for all of them.', () => z(2, 3).item()],
  [ReleasedError, 'tensor: this float32 (2) was released when its recording ended; return it from record(), or keep(x) inside.', () => { let x = z(); g.record(() => void (x = g.add(z(2), 1))); return x.item() }],
  [ShapeError, 'assign: (3) to (2); they need one shape.', () => g.assign(z(2), z(3))],
  [DTypeError, "assign: float64 to float32; convert with cast(value, 'float32').", () => g.assign(z(1), f64([1]))],
  [ValueError, 'assign: (3, 2) repeats its numbers; it needs a tensor with a place for each.', () => g.assign(g.broadcastTo(z(2), [3, 2]), z(3, 2))],
  [TapeError, 'assign: mul made this (2), and no gradient flows to what is written over it; it needs a leaf. Use noGrad(() => …) for views of parameters.', () => g.record(() => g.assign(g.mul(leaf(), 2), z(2)))],

  // Elementwise ops
  [ShapeError, 'add: shapes (2, 3) and (2, 4) do not broadcast; axis 1 is 3 in one and 4 in the other.', () => g.add(z(2, 3), z(2, 4))],
  [ShapeError, 'where: shapes (3) and (2, 1) and (4) do not broadcast; axis 1 is 3 in one and 4 in the other.', () => g.where(z(3), z(2, 1), z(4))],
  [DTypeError, 'tensor: (2) stands where a number goes; it needs item(), or an op such as mul(x, 2) in place of x * 2.', () => any<number>(z(2)) * 2],
  [DTypeError, "mul: int32 and float32 do not mix; convert one with cast(x, 'float32').", () => g.mul(g.tensor([1], { dtype: 'int32' }), z(1))],
  [DTypeError, "affine: float64 and float32 do not mix; convert one with cast(x, 'float32').", () => g.affine(f64([[1]]), z(1, 1), z(1))],
  [DTypeError, "mul: float32 and float64 do not mix; convert one with cast(x, 'float32').", () => g.mul(z(1), f64([1]))],
  [DTypeError, "exp: int32 operands; it needs float32 or float64. Convert with cast(x, 'float32').", () => g.exp(int([1]))],
  [DTypeError, 'add: an operand is a list; it needs a tensor or a number. Make one with tensor(…).', () => g.add(z(1), any([1]))],
  [DTypeError, 'sub: an operand is null; it needs a tensor or a number. Make one with tensor(…).', () => g.sub(any(null), 1)],
  [DTypeError, 'relu: an operand is \'1\'; it needs a tensor or a number. Make one with tensor(…).', () => g.relu(any('1'))],
  [DTypeError, 'relu: an operand is { x: a Tensor, y: 1 }; it needs a tensor or a number. Is its x meant?', () => g.relu(any({ x: z(1), y: 1 }))],
  [DTypeError, 'mul: an operand is a typed array; it needs a tensor or a number. Make one with tensor(…).', () => g.mul(any(new Float32Array(1)), 1)],
  [ValueError, 'clip: from 2 to 1; it needs min to be at most max.', () => g.clip(z(1), { min: 2, max: 1 })],
  [DTypeError, "cast: dtype 'uint8'; it needs 'float32', 'float64' or 'int32'.", () => g.cast(z(1), any('uint8'))],

  // Numbers that stand alone where another library has an option
  [ValueError, 'leakyRelu: slope is { alpha: 0.2 }; it needs a number.', () => g.leakyRelu(z(2, 3), any({ alpha: 0.2 }))],
  [ValueError, "elu: alpha is '1'; it needs a number.", () => g.elu(z(2, 3), any('1'))],
  [ValueError, "clip: min is '0'; it needs a number.", () => g.clip(z(2, 3), { min: any('0'), max: 1 })],
  [ValueError, 'pad: value is { mode: \'reflect\' }; it needs a number.', () => g.pad(z(2, 3), [[1, 1], [0, 0]], any({ mode: 'reflect' }))],
  [ValueError, 'tril: the diagonal is { k: 1 }; it needs an integer, 0 for the main one.', () => g.tril(z(2, 3), any({ k: 1 }))],
  [ValueError, "full: value is { dtype: 'float64' }; it needs a number.", () => g.full([2], any({ dtype: 'float64' }))],
  [ValueError, "gelu: approximate is 'Tanh'; it needs 'none' or 'tanh'.", () => g.gelu(z(2, 3), { approximate: any('Tanh') })],

  // Folds
  [ShapeError, 'sum: axis 2 of a tensor of rank 2; it needs an integer from -2 to 1.', () => g.sum(z(2, 3), { axis: 2 })],
  [ShapeError, 'mean: axis -3 of a tensor of rank 2; it needs an integer from -2 to 1.', () => g.mean(z(2, 3), { axis: [0, -3] })],
  [ShapeError, 'max: axis 0.5 of a tensor of rank 1; it needs an integer from -1 to 0.', () => g.max(z(2), { axis: 0.5 })],
  [ShapeError, 'sum: axis 0 of a tensor of rank 0; a scalar has no axes.', () => g.sum(z(), { axis: 0 })],
  [ShapeError, 'norm: axes (0, -2) name one axis twice; each may appear once.', () => g.norm(z(2, 3), { axis: [0, -2] })],
  [ValueError, 'max: no elements along axes (0) of (0, 3); it needs at least one.', () => g.max(z(0, 3), { axis: 0 })],
  [ValueError, 'min: no elements along axes (0, 1) of (2, 0); it needs at least one.', () => g.min(z(2, 0))],
  [ValueError, 'norm: p is 0; it must be above 0.', () => g.norm(z(2), { p: 0 })],
  [ValueError, 'norm: p is NaN; it must be above 0.', () => g.norm(z(2), { p: NaN })],
  [ValueError, 'argmax: axis 1 of (2, 0) is empty; it needs at least one element.', () => g.argmax(z(2, 0), { axis: 1 })],
  [ValueError, 'argmin: (0) is empty; it needs at least one element.', () => g.argmin(z(0))],
  [ShapeError, 'softmax: axis -1 of a tensor of rank 0; a scalar has no axes.', () => g.softmax(z())],
  [DTypeError, "normalise: int32 operands; it needs float32 or float64. Convert with cast(x, 'float32').", () => g.normalise(g.tensor([1, 2], { dtype: 'int32' }))],
  [ShapeError, 'softmaxCrossEntropy: logits are (2, 3) and weights (3); it needs one shape (…, classes).', () => g.softmaxCrossEntropy(z(2, 3), z(3))],
  [ShapeError, 'cumsum: axis 1 of a tensor of rank 1; it needs an integer from -1 to 0.', () => g.cumsum(z(2), 1)],
  [ShapeError, 'recurrence: a is (2) and b is (3); they need one shape.', () => g.recurrence(z(2), z(3))],
  [DTypeError, 'sum: an operand is a list; it needs a tensor. Make one with tensor(…).', () => g.sum(any([1, 2]))],

  // Products
  [ShapeError, 'matmul: cannot multiply (5, 3) by (4, 2); it needs (m, k) and (k, n).', () => g.matmul(z(5, 3), z(4, 2))],
  [ShapeError, 'affine: x (5, 3), W (4, 2) and b (2); it needs (…, k), (k, n) and (n).', () => g.affine(z(5, 3), z(4, 2), z(2))],
  [ValueError, "affine: 'relu' stands where a function goes; it needs one, such as () => mean(x).", () => g.affine(z(5, 4), z(4, 2), z(2), { activation: 'relu' as never })],
  [ShapeError, 'affine: x (), W (4, 2) and b (2); it needs (…, k), (k, n) and (n).', () => g.affine(z(), z(4, 2), z(2))],
  [ShapeError, 'affine: x (5, 4), W (4, 2) and b (1); it needs (…, k), (k, n) and (n).', () => g.affine(z(5, 4), z(4, 2), z(1))],
  [ShapeError, 'matmul: cannot multiply (3) by (4, 2); it needs (m, k) and (k, n).', () => g.matmul(z(3), z(4, 2))],
  [ShapeError, 'matmul: cannot multiply () by (4, 2); it needs (m, k) and (k, n). Use mul for scalars.', () => g.matmul(z(), z(4, 2))],
  [ShapeError, 'matmul: shapes (2) and (3) do not broadcast; axis 0 is 2 in one and 3 in the other.', () => g.matmul(z(2, 4, 5), z(3, 5, 6))],
  [DTypeError, "matmul: float32 and float64 do not mix; convert one with cast(x, 'float32').", () => g.matmul(z(1, 1), f64([[1]]))],
  [DTypeError, 'matmul: an operand is a list; it needs a tensor. Make one with tensor(…).', () => g.matmul(any([[1]]), z(1, 1))],
  [ShapeError, 'outer: (2, 1) and (3); it needs two vectors, (m) and (n).', () => g.outer(z(2, 1), z(3))],
  [ShapeError, 'dot: (2) and (3); it needs two vectors of one length.', () => g.dot(z(2), z(3))],
  [ShapeError, "einsum: 'ij,jk->ik' for (2, 3), (4, 5); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('ij,jk->ik', z(2, 3), z(4, 5))],
  [ShapeError, "einsum: 'ij->ik' for (2, 3); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('ij->ik', z(2, 3))],
  [ShapeError, "einsum: '...ij->i' for (2); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('...ij->i', z(2))],
  [ShapeError, "einsum: '...i,...i' for (2, 3), (4, 3); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('...i,...i', z(2, 3), z(4, 3))],
  [ShapeError, "einsum: '..i->i' for (2, 3); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('..i->i', z(2, 3))],
  [ShapeError, "einsum: 'ij->i->i' for (2, 3); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('ij->i->i', z(2, 3))],
  [ShapeError, "einsum: 'i' for (2, 3); it needs one letter per axis or ... for several, equal sizes for equal letters, and a result of letters that occur.", () => g.einsum('i', z(2, 3))],
  [ShapeError, 'scaledDotProductAttention: Q (2, 4), K (3, 5), V (3, 5); it needs (…, n, d), (…, m, d) and (…, m, e).', () => g.scaledDotProductAttention(z(2, 4), z(3, 5), z(3, 5))],

  // Shapes
  [ShapeError, 'reshape: (2, 3) holds 6 elements; (4) needs 4.', () => g.reshape(z(2, 3), [4])],
  [ShapeError, 'reshape: (2, 3) holds 6 elements; (4, -1) needs a multiple of 4.', () => g.reshape(z(2, 3), [4, -1])],
  [ShapeError, 'permute: order (0, 0) for a tensor (2, 3); it needs each of its 2 axes once.', () => g.permute(z(2, 3), [0, 0])],
  [ShapeError, 'transpose: axis -2 of a tensor of rank 1; it needs an integer from -1 to 0.', () => g.transpose(z(2))],
  [ShapeError, 'expandDims: axis 3 of a tensor of rank 2; it needs an integer from -2 to 1.', () => g.expandDims(z(2), 3)],
  [ShapeError, 'squeeze: axis 0 of (2, 1) is 2; it needs an axis of size 1.', () => g.squeeze(z(2, 1), 0)],
  [ShapeError, 'slice: 2 parts for a tensor (3); it has 1 axes.', () => g.slice(z(3), [0, 0])],
  [ValueError, 'slice: index 3 on axis 0 of size 3; it needs an integer from -3 to 2.', () => g.slice(z(3), [3])],
  [ValueError, 'slice: step 0 on axis 0; it needs an integer that is not 0.', () => g.slice(z(3), [[0, 3, 0]])],
  [ValueError, 'slice: from 0.5 to null on axis 0; it needs integers, or null where it is open.', () => g.slice(z(3), [[0.5, null]])],
  [ShapeError, 'broadcastTo: (2, 3) to (2, 4); each size must be equal, or 1 on the left.', () => g.broadcastTo(z(2, 3), [2, 4])],
  [ShapeError, 'broadcastTo: (2, 3) to (3); each size must be equal, or 1 on the left.', () => g.broadcastTo(z(2, 3), [3])],
  [ValueError, 'broadcastTo: shape [-1]; it needs a list of integers that are at least 0.', () => g.broadcastTo(z(1), [-1])],
  [ValueError, 'concat: no tensors; it needs at least one.', () => g.concat([])],
  [ShapeError, 'concat: (2, 3) and (2, 4) along axis 0; all other sizes must be equal.', () => g.concat([z(2, 3), z(2, 4)])],
  [ShapeError, 'concat: (2, 3) and (2) along axis 0; all other sizes must be equal.', () => g.concat([z(2, 3), z(2)])],
  [ValueError, 'stack: no tensors; it needs at least one.', () => g.stack([])],
  [ShapeError, 'stack: (2) and (3); they need one shape.', () => g.stack([z(2), z(3)])],
  [ValueError, 'split: pieces of 0; it needs an integer of at least 1.', () => g.split(z(4), 0)],
  [ShapeError, 'split: sizes (1, 2) of an axis of 4; they need to be integers that add up to it.', () => g.split(z(4), [1, 2])],
  [ShapeError, 'pad: widths [[1, 1]] for (2, 3); it needs [before, after], integers of at least 0, for each of 2 axes.', () => g.pad(z(2, 3), [[1, 1]])],
  [ShapeError, 'tile: times (2) for (2, 3); it needs an integer of at least 0 for each of 2 axes.', () => g.tile(z(2, 3), [2])],
  [ValueError, 'roll: shift 0.5; it needs an integer.', () => g.roll(z(3), 0.5)],
  [ShapeError, 'diag: (2, 3, 1); it needs a vector (n) or a matrix (m, n).', () => g.diag(z(2, 3, 1))],
  [ShapeError, 'tril: (3); it needs at least two axes.', () => g.tril(z(3))],
  [ShapeError, 'triu: (); it needs at least two axes.', () => g.triu(z())],

  [ShapeError, 'reshape: shape is 2; it needs a list, such as [2, 3].', () => g.reshape(z(2, 3), any(2))],
  [ShapeError, "slice: the part of axis 0 is '1:'; it needs a list, such as [2, 3].", () => g.slice(z(3), [any('1:')])],
  [ShapeError, 'permute: order is undefined; it needs a list, such as [2, 3].', () => g.permute(z(3), any(undefined))],

  // Windows
  [ShapeError, 'unfold: kernel is [2, 2] over (3); it needs a list of one to 1 sizes.', () => g.unfold(z(3), [2, 2])],
  [ShapeError, 'unfold: kernel is 2 over (3, 4); it needs a list of one to 2 sizes.', () => g.unfold(z(3, 4), 2 as never)],
  [ShapeError, "unfold: the kernel covers (4) and the input with its padding (3); it must not be larger. Take a smaller kernel, or more padding.", () => g.unfold(z(3), [4])],
  [ValueError, 'unfold: padding is no option; it has stride, dilation.', () => g.unfold(z(3), [2], any({ padding: 1 }))],
  [ShapeError, 'fold: windows (2, 2) onto 2 axes; it needs sizes of one axis or more, and twice as many axes of windows.', () => g.fold(z(2, 2), [3, 3])],
  [ShapeError, 'fold: windows (4, 2) onto axes of (4); it needs (…, 3, 2).', () => g.fold(z(4, 2), [4])],
  [ValueError, 'assign: (2, 2) repeats its numbers; it needs a tensor with a place for each.', () => g.assign(g.unfold(z(3), [2]), z(2, 2))],
  [DTypeError, 'conv2d: an operand is a list; it needs a tensor. Make one with tensor(…).', () => g.conv2d(any([1]), z(1, 1, 1, 1))],
  [DTypeError, "conv2d: float32 and float64 do not mix; convert one with cast(x, 'float32').", () => g.conv2d(z(1, 1, 1, 1), f64([[[[1]]]]))],
  [ShapeError, 'conv2d: the weight is (2, 3, 3); it needs (outputs, inputs of a group, kernel height, kernel width), none of them 0.', () => g.conv2d(z(1, 3, 8, 8), z(2, 3, 3))],
  [ShapeError, 'convTranspose1d: the weight is (0, 3, 3); it needs (inputs, outputs of a group, kernel length), none of them 0.', () => g.convTranspose1d(z(1, 3, 8), z(0, 3, 3))],
  [ShapeError, 'conv2d: the input is (2, 8, 8, 3); it needs (batch, 3, height, width). Are the channels last? permute(x, [0, 3, 1, 2]) brings them forward.', () => g.conv2d(z(2, 8, 8, 3), z(4, 3, 3, 3))],
  [ShapeError, 'conv2d: the input is (64, 28, 28); it needs (batch, 1, height, width). Is the channel axis missing? expandDims(x, 1) adds it.', () => g.conv2d(z(64, 28, 28), z(6, 1, 5, 5))],
  [ShapeError, 'conv2d: the input is (3, 8, 8); it needs (batch, 3, height, width). Is the batch axis missing? expandDims(x, 0) adds it.', () => g.conv2d(z(3, 8, 8), z(6, 3, 5, 5))],
  [ShapeError, 'conv2d: the input is (64, 784); it needs (batch, 1, height, width). Are the samples flat? reshape(x, [-1, 1, height, width]) gives them axes.', () => g.conv2d(z(64, 784), z(6, 1, 5, 5))],
  [ShapeError, 'conv1d: the input is (2, 5, 4); it needs (batch, 3, length).', () => g.conv1d(z(2, 5, 4), z(1, 3, 2))],
  [ShapeError, "conv2d: the kernel covers (5, 9) and the input with its padding (4, 8); it must not be larger. Take a smaller kernel, or more padding.", () => g.conv2d(z(1, 1, 4, 4), z(1, 1, 5, 5), { padding: [0, 2], dilation: [1, 2] })],
  [ShapeError, 'conv2d: 3 output channels in 2 groups; each group needs as many, so a multiple of 2.', () => g.conv2d(z(1, 2, 4, 4), z(3, 1, 2, 2), { groups: 2 })],
  [ShapeError, 'convTranspose2d: 3 input channels in 2 groups; each group needs as many, so a multiple of 2.', () => g.convTranspose2d(z(1, 3, 4, 4), z(3, 1, 2, 2), { groups: 2 })],
  [ValueError, 'conv2d: groups is 0; it needs a positive integer.', () => g.conv2d(z(1, 2, 4, 4), z(3, 1, 2, 2), { groups: 0 })],
  [ShapeError, 'conv2d: the bias is (2, 1); it needs (3), one for each output channel.', () => g.conv2d(z(1, 2, 4, 4), z(3, 2, 2, 2), { bias: z(2, 1) })],
  [ValueError, 'conv2d: stride is 0; it needs an integer of at least 1, or a list of 2.', () => g.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), { stride: 0 })],
  [ValueError, 'conv2d: dilation is [1, 2, 3]; it needs an integer of at least 1, or a list of 2.', () => g.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), { dilation: [1, 2, 3] })],
  [ValueError, "conv2d: padding is 'full'; it needs an integer of at least 0, or a list of 2, 'same' or 'valid'.", () => g.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), { padding: any('full') })],
  [ValueError, 'conv1d: strides is no option; it has bias, stride, padding, dilation, groups, where. Did you mean stride?', () => g.conv1d(z(1, 1, 4), z(1, 1, 2), any({ strides: 2 }))],
  [ValueError, 'convTranspose2d: outputPadding is 2 with stride 2 and dilation 1; it needs less than the larger of them.', () => g.convTranspose2d(z(1, 1, 2, 2), z(1, 1, 2, 2), { stride: 2, outputPadding: 2 })],
  [ShapeError, 'convTranspose2d: padding (1, 1) cuts an output of (2, 2) away; it needs to leave at least one number.', () => g.convTranspose2d(z(1, 1, 1, 1), z(1, 1, 2, 2), { padding: 1 })],
  [ValueError, 'maxPool2d: padding is 2 and the kernel 3; it needs at most half of the kernel.', () => g.maxPool2d(z(1, 1, 4, 4), 3, { padding: 2 })],
  [ValueError, "avgPool1d: padding is 'same'; it needs an integer of at least 0.", () => g.avgPool1d(z(4), 3, { padding: any('same') })],
  [ValueError, 'avgPool2d: dilation is no option; it has stride, padding, ceilMode, countIncludePad, where.', () => g.avgPool2d(z(4, 4), 2, any({ dilation: 2 }))],
  [ValueError, 'maxPool2d: kernel is 0; it needs an integer of at least 1, or a list of 2.', () => g.maxPool2d(z(4, 4), 0)],
  [ShapeError, 'maxPool2d: the input is (4); it needs (…, height, width).', () => g.maxPool2d(z(4), 2)],
  [ShapeError, "maxPool2d: the kernel covers (3, 3) and the input with its padding (2, 2); it must not be larger. Take a smaller kernel, or more padding.", () => g.maxPool2d(z(2, 2), 3)],
  [ShapeError, 'adaptiveAvgPool2d: the input is (2, 0, 3); it needs (…, height, width), none of them 0.', () => g.adaptiveAvgPool2d(z(2, 0, 3), 2)],
  [ValueError, 'adaptiveAvgPool1d: output is 0; it needs an integer of at least 1.', () => g.adaptiveAvgPool1d(z(3), 0)],
  [ShapeError, 'globalAvgPool: the input is (2, 3); it needs (batch, channels, …), three axes or more.', () => g.globalAvgPool(z(2, 3))],

  // Indices
  [DTypeError, "index: the index is float32; it needs int32: tensor([…], { dtype: 'int32' }), or cast(x, 'int32').", () => g.index(z(3), z(1))],
  [ValueError, 'index: index 3 at position 1; the axis has size 3, so it needs -3 to 2.', () => g.index(z(3), int([0, 3]))],
  [ValueError, 'gather: index -3 at position 0; the axis has size 2, so it needs -2 to 1.', () => g.gather(z(2), int([-3]), 0)],
  [ShapeError, 'gather: index (3, 2) into (2, 2) along axis 1; it needs as many axes, none of them larger but axis 1.', () => g.gather(z(2, 2), int([[0, 0], [0, 0], [0, 0]]), 1)],
  [ShapeError, 'scatterAdd: index (2) and source (3); they need one shape.', () => g.scatterAdd(z(4), int([0, 1]), z(3), 0)],
  [DTypeError, "oneHot: the labels are float32; it needs int32: tensor([…], { dtype: 'int32' }), or cast(x, 'int32').", () => g.oneHot(z(2), 3)],
  [ValueError, 'oneHot: label 3 at position 1; it needs 0 to 2 for 3 classes.', () => g.oneHot(int([0, 3]), 3)],
  [ValueError, 'oneHot: label -1 at position 0; it needs 0 to 2 for 3 classes.', () => g.oneHot(int([-1]), 3)],
  [ValueError, 'oneHot: 0 classes; it needs an integer of at least 1.', () => g.oneHot(int([0]), 0)],
  [ValueError, 'topK: k is 4 and axis 0 of (3) has 3; it needs an integer from 0 to 3.', () => g.topK(z(3), 4)],

  // The tape
  [ValueError, 'record: undefined stands where a function goes; it needs one, such as () => mean(x).', () => g.record(any(undefined))],
  [ValueError, 'noGrad: 3 stands where a function goes; it needs one, such as () => mean(x).', () => g.noGrad(any(3))],
  [DTypeError, 'assign: an operand is a list; it needs a tensor. Make one with tensor(…).', () => g.assign(z(2), any([1, 2]))],
  [TapeError, 'record: its function returned a promise; it needs a synchronous one. Await the data before record() opens.', () => g.record(async () => 0)],
  [TapeError, 'backward: this tensor (2) was not recorded; compute it inside record(() => …) from a tensor with requiresGrad, and call backward there.', () => g.record(() => g.mul(z(2), 2).backward())],
  [ShapeError, 'backward: this tensor is (2); it needs one number, such as a mean, or { gradient } of its shape.', () => g.record(() => g.mul(leaf(), 2).backward())],
  [ShapeError, 'backward: the upstream gradient is (3) and the tensor (2); they need one shape.', () => g.record(() => g.mul(leaf(), 2).backward({ gradient: z(3) }))],
  [TapeError, 'backward: sum () was swept before; call the first backward with { retain: true } to sweep again.', () => g.record(() => { const y = g.sum(leaf()); y.backward(); y.backward() })],
  [TapeError, 'backward: mul needs its input 1 (2) as it was, but assign wrote to it since; write after backward(), or give mul a copy.', () => g.record(() => { const w = z(2); const y = g.sum(g.mul(leaf(), w)); g.assign(w, z(2)); y.backward() })],
  [TapeError, 'retainGrad: this tensor (2) was not recorded; call it inside record(() => …) on a result. Leaves that require a gradient keep theirs.', () => g.retainGrad(z(2))],
  [TapeError, 'gradients: no recording is open; call it inside record(() => …), where y is computed.', () => g.gradients(z(), [z()])],
  [ValueError, 'gradients: no tensors to differentiate by; it needs at least one.', () => g.record(() => g.gradients(z(), []))],
  [ShapeError, 'grad: the function returned (2); it needs a tensor of one number, such as a sum or a mean.', () => g.grad((x: Tensor) => x)(leaf())],
  [ShapeError, 'grad: the function returned undefined; it needs a tensor of one number, such as a sum or a mean.', () => g.grad(any(() => undefined))(1)],
  [ShapeError, 'hessianVectorProduct: x is (2) and v (3); they need one shape.', () => g.hessianVectorProduct((x) => g.sum(x))(z(2), z(3))],
  [ValueError, 'hessian: x has 5000 elements, so H has 25000000; it needs at most 4096. hessianVectorProduct never forms H.', () => g.hessian((x) => g.sum(x))(z(5000))],
  [ShapeError, 'perSampleGradients: batch parts have 2, 3 samples; they need one number of them.', () => g.perSampleGradients((x) => g.sum(x), [z(1)], [z(2, 1), z(3, 1)])],
  [ShapeError, 'perSampleGradients: batch parts have no samples; they need one number of them.', () => g.perSampleGradients((x) => g.sum(x), [z(1)], [])],
  [BackendError, "useBackend: 'wasm'; it needs kernels, such as reference, or wasm() of @glissade/backend-wasm.", () => g.useBackend(any('wasm'))],
  [BackendError, 'useBackend: reference inside a recording; choose the backend before record() opens.', () => g.record(() => g.useBackend(reference))],
  [BackendError, "kernels: none chosen for float16; import 'glissade', or call useBackend(reference) from '@glissade/autograd/reference'.", () => g.kernelsFor(any('float16'))],

  // Checking and extending
  [ValueError, 'gradCheck: an input of float32; it needs float64 tensors: differences of float32 have no digits left.', () => g.gradCheck((x) => g.sum(x), [z(2)])],
  [ValueError, 'gradCheck: no inputs; it needs float64 tensors: differences of float32 have no digits left.', () => g.gradCheck(() => z(), [])],
  [ValueError, 'busy: 4 inputs, y and 1 parameters; a row has at most 5 of them in all.', () => g.elementwise('busy', { f: (_, a) => a, d: [null, null, null, null], params: { p: 1 } })],
  [BackendError, 'kernelContract: none computes no floats; it needs float32 or float64.', () => kernelContract(() => ({ ...reference, name: 'none', dtypes: ['int32'] }))],
  [ValueError, "kernelContract: skip /x/ because ''; it needs a reason, and a case that matches.", () => kernelContract(() => reference, { skip: [{ reason: '', cases: /x/ }] })],
]

describe('a wrong call is refused', () => {
  it.each(wrongCalls)('with a %o: %s', (kind, message, call) => {
    let error: unknown
    try {
      call()
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(kind)
    expect((error as Error).message).toBe(message)
    expect((error as Error).name).toBe(kind.name)
    expect(error).toBeInstanceOf(GlissadeError)
  })
})

describe('the list of messages', () => {
  /** The words before the first value of each message in the sources. */
  const written = readdirSync(new URL('../src', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('contract/'))
    .flatMap((file) => {
      const text = readFileSync(new URL(`../src/${file.replaceAll('\\', '/')}`, import.meta.url), 'utf8')
      return [...text.matchAll(/new \w+Error\(\s*[`']([^`']*)/g)].map(([, start]) => start)
    })
  it('holds every message of the sources that begins with its own name', () => {
    const said = wrongCalls.map(([, message]) => message)
    const own = written.map((start) => start.split('${')[0]).filter((start) => /^\w+: \w/.test(start))
    const unsaid = own.filter((start) => !said.some((message) => message.startsWith(start)))
    expect(unsaid).toEqual([])
    expect(own.length).toBeGreaterThan(30)
  })
})
