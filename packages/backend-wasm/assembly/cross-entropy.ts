// Softmax and cross entropy of rows in one pass, with the slope. Read lanes.ts first; the plain loop is in the package autograd,
// kernels/cross-entropy.ts. Rows lie behind one another, without gaps.
import { abs, choose, div, first, get, high, low, mul, num, put, some, sub, sumOf } from './lanes.ts'
import { exp } from './math/exp.ts'
import { log } from './math/log.ts'

/** The largest logit, NaN if there is one; 0 for an infinite one, from which nothing can be subtracted. */
function peak(x: usize, classes: i32): v128 {
  let top = v128.load_splat<f32>(x)
  for (let c = 0; c < classes; c += 4) {
    const at = x + (c << 2)
    top = f32x4.max(top, classes - c >= 4 ? v128.load(at) : get(at, 1, classes - c))
  }
  top = f32x4.max(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1))
  top = f32x4.max(top, v128.shuffle<f32>(top, top, 1, 0, 3, 2))
  return v128.andnot(top, f32x4.eq(abs(top), num(Infinity)))
}

/** losses = −Σ t log softmax(x), slope = softmax(x) Σ t − t. */
export function crossEntropy(rows: i32, classes: i32, x: usize, t: usize, losses: usize, slope: usize): void {
  for (let i = 0; i < rows; i++) {
    const top = peak(x, classes)
    let total = f64x2.splat(0)
    let weight = f64x2.splat(0)
    for (let c = 0; c < classes; c += 4) {
      const n = classes - c
      const e = exp(sub(some(x + (c << 2), n), top))
      const counted = n >= 4 ? e : v128.and(e, first(n))
      const w = some(t + (c << 2), n)
      total = f64x2.add(total, f64x2.add(low(counted), high(counted)))
      weight = f64x2.add(weight, f64x2.add(low(w), high(w)))
      put(slope + (c << 2), 1, n, e)
    }
    const sum = f32x4.splat(<f32>sumOf(total))
    const logSum = log(sum)
    const scale = div(f32x4.splat(<f32>sumOf(weight)), sum)
    let loss = f64x2.splat(0)
    for (let c = 0; c < classes; c += 4) {
      const n = classes - c
      const w = some(t + (c << 2), n)
      const part = mul(w, sub(logSum, sub(some(x + (c << 2), n), top)))
      const counted = choose(f32x4.eq(w, num(0)), num(0), part) // 0 · log 0 = 0
      loss = f64x2.add(loss, f64x2.add(low(counted), high(counted)))
      const at = slope + (c << 2)
      put(at, 1, n, sub(mul(n >= 4 ? v128.load(at) : get(at, 1, n), scale), w))
    }
    store<f32>(losses, <f32>sumOf(loss))
    const row = classes << 2
    x += row
    t += row
    slope += row
    losses += 4
  }
}
