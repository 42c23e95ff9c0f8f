// Generated from the loops of the package optim by ../../compiler/build.ts. Do not edit.
// Each kernel is a rule's loop, which stands above it, on four lanes; what is left over goes one weight at a time.
import { abs, add, choose, div, mul, neg, num, sign, sqrt, sub, unless, when } from '../lanes.ts'
import { pow } from '../math/pow.ts'
import { larger, load, loadOne, smaller, square, store, storeFading, storeFadingOne, storeOne } from '../stretch.ts'

/**
 * negate, update:
 *
 *     g[i] = -g[i]
 */
export function rule_negate(g: usize, lo: i32, hi: i32): void {
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let g_i = load(g, i)
    g_i = neg(g_i)
    store(g, i, g_i)
  }
  for (; i < hi; i++) {
    let g_i = loadOne(g, i)
    g_i = neg(g_i)
    storeOne(g, i, g_i)
  }
}

/**
 * coupledDecay, update:
 *
 *     g[i] += weightDecay * w[i]
 */
export function rule_coupledDecay(w: usize, g: usize, lo: i32, hi: i32, n0: f32): void {
  const weightDecay = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let g_i = load(g, i)
    const w_i = load(w, i)
    g_i = add(g_i, mul(weightDecay, w_i))
    store(g, i, g_i)
  }
  for (; i < hi; i++) {
    let g_i = loadOne(g, i)
    const w_i = loadOne(w, i)
    g_i = add(g_i, mul(weightDecay, w_i))
    storeOne(g, i, g_i)
  }
}

/**
 * decoupledDecay, update:
 *
 *     w[i] -= lr * decoupledWeightDecay * w[i]
 */
export function rule_decoupledDecay(w: usize, lo: i32, hi: i32, n0: f32): void {
  const k0 = num(n0) // lr * decoupledWeightDecay
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    w_i = sub(w_i, mul(k0, w_i))
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    w_i = sub(w_i, mul(k0, w_i))
    storeOne(w, i, w_i)
  }
}

/**
 * adabelief, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     s[i] = beta2 * s[i] + (1 - beta2) * (g[i] - m[i]) ** 2 + eps
 *     w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(s[i] / c2) + eps)
 */
export function rule_adabelief(w: usize, g: usize, m: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const eps = num(n4)
  const lr = num(n5)
  const k6 = num(n6) // 1 / c1
  const k7 = num(n7) // 1 / c2
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let s_i = load(s, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    s_i = add(add(mul(beta2, s_i), mul(k3, square(sub(g_i, m_i)))), eps)
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(sqrt(mul(s_i, k7)), eps)))
    storeFading(m, i, m_i)
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let s_i = loadOne(s, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    s_i = add(add(mul(beta2, s_i), mul(k3, square(sub(g_i, m_i)))), eps)
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(sqrt(mul(s_i, k7)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adadeltaRate, update:
 *
 *     e[i] = rho * e[i] + (1 - rho) * g[i] ** 2
 *     const d = (Math.sqrt(u[i] + eps) / Math.sqrt(e[i] + eps)) * g[i]
 *     u[i] = rho * u[i] + (1 - rho) * d ** 2
 *     w[i] -= lr * d
 */
export function rule_adadeltaRate(w: usize, g: usize, e: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const eps = num(n2)
  const lr = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let e_i = load(e, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    e_i = add(mul(rho, e_i), mul(k1, square(g_i)))
    const d = mul(div(sqrt(add(u_i, eps)), sqrt(add(e_i, eps))), g_i)
    u_i = add(mul(rho, u_i), mul(k1, square(d)))
    w_i = sub(w_i, mul(lr, d))
    storeFading(e, i, e_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let e_i = loadOne(e, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    e_i = add(mul(rho, e_i), mul(k1, square(g_i)))
    const d = mul(div(sqrt(add(u_i, eps)), sqrt(add(e_i, eps))), g_i)
    u_i = add(mul(rho, u_i), mul(k1, square(d)))
    w_i = sub(w_i, mul(lr, d))
    storeFadingOne(e, i, e_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adadelta, update:
 *
 *     e[i] = rho * e[i] + (1 - rho) * g[i] ** 2
 *     const d = (Math.sqrt(u[i] + eps) / Math.sqrt(e[i] + eps)) * g[i]
 *     u[i] = rho * u[i] + (1 - rho) * d ** 2
 *     w[i] -= d
 */
export function rule_adadelta(w: usize, g: usize, e: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const eps = num(n2)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let e_i = load(e, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    e_i = add(mul(rho, e_i), mul(k1, square(g_i)))
    const d = mul(div(sqrt(add(u_i, eps)), sqrt(add(e_i, eps))), g_i)
    u_i = add(mul(rho, u_i), mul(k1, square(d)))
    w_i = sub(w_i, d)
    storeFading(e, i, e_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let e_i = loadOne(e, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    e_i = add(mul(rho, e_i), mul(k1, square(g_i)))
    const d = mul(div(sqrt(add(u_i, eps)), sqrt(add(e_i, eps))), g_i)
    u_i = add(mul(rho, u_i), mul(k1, square(d)))
    w_i = sub(w_i, d)
    storeFadingOne(e, i, e_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adagradEpsInside, update:
 *
 *     s[i] += g[i] ** 2
 *     w[i] -= (lr * g[i]) / Math.sqrt(s[i] + eps)
 */
export function rule_adagradEpsInside(w: usize, g: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const lr = num(n0)
  const eps = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(s_i, eps))))
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(s_i, eps))))
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adagradNoRoot, update:
 *
 *     s[i] += g[i] ** 2
 *     w[i] -= (lr * g[i]) / (s[i] + eps)
 */
export function rule_adagradNoRoot(w: usize, g: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const lr = num(n0)
  const eps = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(s_i, eps)))
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(s_i, eps)))
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adagrad, update:
 *
 *     s[i] += g[i] ** 2
 *     w[i] -= (lr * g[i]) / (Math.sqrt(s[i]) + eps)
 */
export function rule_adagrad(w: usize, g: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const lr = num(n0)
  const eps = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(s_i), eps)))
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    s_i = add(s_i, square(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(s_i), eps)))
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamEpsHat, update:
 *
 *     const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + eps)
 */
export function rule_adamEpsHat(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const rate = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(v_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(v_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamEpsInside, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * (m[i] / c1)) / Math.sqrt(v[i] / c2 + eps)
 */
export function rule_adamEpsInside(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const k5 = num(n5) // 1 / c1
  const k6 = num(n6) // 1 / c2
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), sqrt(add(mul(v_i, k6), eps))))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), sqrt(add(mul(v_i, k6), eps))))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamUncorrected, update:
 *
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * m[i]) / (Math.sqrt(v[i]) + eps)
 */
export function rule_adamUncorrected(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, m_i), add(sqrt(v_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, m_i), add(sqrt(v_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adam, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_adam(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const k5 = num(n5) // 1 / c1
  const k6 = num(n6) // 1 / c2
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(mul(v_i, k6)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(mul(v_i, k6)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamaxEpsAdded, update:
 *
 *     const rate = lr / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
 *     w[i] -= (rate * m[i]) / (u[i] + eps)
 */
export function rule_adamaxEpsAdded(w: usize, g: usize, m: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const rate = num(n3)
  const eps = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(rate, m_i), add(u_i, eps)))
    storeFading(m, i, m_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(rate, m_i), add(u_i, eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamaxEpsMax, update:
 *
 *     const rate = lr / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     u[i] = Math.max(beta2 * u[i], Math.abs(g[i]) + eps)
 *     w[i] -= (rate * m[i]) / u[i]
 */
export function rule_adamaxEpsMax(w: usize, g: usize, m: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const eps = num(n3)
  const rate = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), add(abs(g_i), eps))
    w_i = sub(w_i, div(mul(rate, m_i), u_i))
    storeFading(m, i, m_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), add(abs(g_i), eps))
    w_i = sub(w_i, div(mul(rate, m_i), u_i))
    storeFadingOne(m, i, m_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamax, update:
 *
 *     const rate = lr / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
 *     w[i] -= u[i] > 0 ? (rate * m[i]) / u[i] : 0
 */
export function rule_adamax(w: usize, g: usize, m: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const rate = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, when(f32x4.gt(u_i, num(0)), div(mul(rate, m_i), u_i)))
    storeFading(m, i, m_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, when(f32x4.gt(u_i, num(0)), div(mul(rate, m_i), u_i)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamwEpsHat, update:
 *
 *     const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= lr * weightDecay * w[i] + (rate * m[i]) / (Math.sqrt(v[i]) + eps)
 */
export function rule_adamwEpsHat(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const k4 = num(n4) // lr * weightDecay
  const rate = num(n5)
  const eps = num(n6)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, add(mul(k4, w_i), div(mul(rate, m_i), add(sqrt(v_i), eps))))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, add(mul(k4, w_i), div(mul(rate, m_i), add(sqrt(v_i), eps))))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamwPaper, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= eta * ((lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps) + weightDecay * w[i])
 */
export function rule_adamwPaper(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32, n9: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const eta = num(n4)
  const lr = num(n5)
  const k6 = num(n6) // 1 / c1
  const k7 = num(n7) // 1 / c2
  const eps = num(n8)
  const weightDecay = num(n9)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, mul(eta, add(div(mul(lr, mul(m_i, k6)), add(sqrt(mul(v_i, k7)), eps)), mul(weightDecay, w_i))))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, mul(eta, add(div(mul(lr, mul(m_i, k6)), add(sqrt(mul(v_i, k7)), eps)), mul(weightDecay, w_i))))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * adamw, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= lr * weightDecay * w[i] + (lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_adamw(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const k4 = num(n4) // lr * weightDecay
  const lr = num(n5)
  const k6 = num(n6) // 1 / c1
  const k7 = num(n7) // 1 / c2
  const eps = num(n8)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, add(mul(k4, w_i), div(mul(lr, mul(m_i, k6)), add(sqrt(mul(v_i, k7)), eps))))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, add(mul(k4, w_i), div(mul(lr, mul(m_i, k6)), add(sqrt(mul(v_i, k7)), eps))))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * amsgradCorrected, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     vMax[i] = Math.max(vMax[i], v[i])
 *     w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(vMax[i] / c2) + eps)
 */
export function rule_amsgradCorrected(w: usize, g: usize, m: usize, v: usize, vMax: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const k5 = num(n5) // 1 / c1
  const k6 = num(n6) // 1 / c2
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let vMax_i = load(vMax, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(mul(vMax_i, k6)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(vMax, i, vMax_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let vMax_i = loadOne(vMax, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(mul(vMax_i, k6)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(vMax, i, vMax_i)
    storeOne(w, i, w_i)
  }
}

/**
 * amsgradEpsHat, update:
 *
 *     const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     vMax[i] = Math.max(vMax[i], v[i])
 *     w[i] -= (rate * m[i]) / (Math.sqrt(vMax[i]) + eps)
 */
export function rule_amsgradEpsHat(w: usize, g: usize, m: usize, v: usize, vMax: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const rate = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let vMax_i = load(vMax, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(vMax_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(vMax, i, vMax_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let vMax_i = loadOne(vMax, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(vMax_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(vMax, i, vMax_i)
    storeOne(w, i, w_i)
  }
}

/**
 * amsgradMaxCorrected, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     vMax[i] = Math.max(vMax[i], v[i] / c2)
 *     w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(vMax[i]) + eps)
 */
export function rule_amsgradMaxCorrected(w: usize, g: usize, m: usize, v: usize, vMax: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const k4 = num(n4) // 1 / c2
  const lr = num(n5)
  const k6 = num(n6) // 1 / c1
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let vMax_i = load(vMax, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, mul(v_i, k4))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(sqrt(vMax_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(vMax, i, vMax_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let vMax_i = loadOne(vMax, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, mul(v_i, k4))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(sqrt(vMax_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(vMax, i, vMax_i)
    storeOne(w, i, w_i)
  }
}

/**
 * amsgradNotes, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     const last = v[i]
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(Math.max(v[i] / c2, last)) + eps)
 */
export function rule_amsgradNotes(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const k5 = num(n5) // 1 / c1
  const k6 = num(n6) // 1 / c2
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    let m_i = load(m, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    const last = v_i
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(larger(mul(v_i, k6), last)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    const last = v_i
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k5)), add(sqrt(larger(mul(v_i, k6), last)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * amsgrad, update:
 *
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     vMax[i] = Math.max(vMax[i], v[i])
 *     w[i] -= (lr * m[i]) / (Math.sqrt(vMax[i]) + eps)
 */
export function rule_amsgrad(w: usize, g: usize, m: usize, v: usize, vMax: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let vMax_i = load(vMax, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(lr, m_i), add(sqrt(vMax_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(vMax, i, vMax_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let vMax_i = loadOne(vMax, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    vMax_i = larger(vMax_i, v_i)
    w_i = sub(w_i, div(mul(lr, m_i), add(sqrt(vMax_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(vMax, i, vMax_i)
    storeOne(w, i, w_i)
  }
}

/**
 * asgd, update:
 *
 *     const rate = lr / pow(1 + lambda * lr * (t - 1), alpha)
 *     const share = 1 / Math.max(1, t - 1 - t0)
 *     w[i] -= lambda * rate * w[i] + rate * g[i]
 *     average[i] += share * (w[i] - average[i])
 */
export function rule_asgd(w: usize, g: usize, average: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32): void {
  const k0 = num(n0) // lambda * rate
  const rate = num(n1)
  const share = num(n2)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const g_i = load(g, i)
    let average_i = load(average, i)
    w_i = sub(w_i, add(mul(k0, w_i), mul(rate, g_i)))
    average_i = add(average_i, mul(share, sub(w_i, average_i)))
    store(w, i, w_i)
    storeFading(average, i, average_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const g_i = loadOne(g, i)
    let average_i = loadOne(average, i)
    w_i = sub(w_i, add(mul(k0, w_i), mul(rate, g_i)))
    average_i = add(average_i, mul(share, sub(w_i, average_i)))
    storeOne(w, i, w_i)
    storeFadingOne(average, i, average_i)
  }
}

/**
 * lion, update:
 *
 *     const c = beta1 * m[i] + (1 - beta1) * g[i]
 *     w[i] -= lr * (Math.sign(c) + weightDecay * w[i])
 *     m[i] = beta2 * m[i] + (1 - beta2) * g[i]
 */
export function rule_lion(w: usize, g: usize, m: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const lr = num(n2)
  const weightDecay = num(n3)
  const beta2 = num(n4)
  const k5 = num(n5) // 1 - beta2
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    const c = add(mul(beta1, m_i), mul(k1, g_i))
    w_i = sub(w_i, mul(lr, add(sign(c), mul(weightDecay, w_i))))
    m_i = add(mul(beta2, m_i), mul(k5, g_i))
    store(w, i, w_i)
    storeFading(m, i, m_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    const c = add(mul(beta1, m_i), mul(k1, g_i))
    w_i = sub(w_i, mul(lr, add(sign(c), mul(weightDecay, w_i))))
    m_i = add(mul(beta2, m_i), mul(k5, g_i))
    storeOne(w, i, w_i)
    storeFadingOne(m, i, m_i)
  }
}

/**
 * lookaheadAdamScaled, ahead:
 *
 *     kept[i] = w[i]
 *     w[i] -= beta1 * d[i]
 */
export function rule_lookaheadAdamScaled_ahead(w: usize, kept: usize, d: usize, lo: i32, hi: i32, n0: f32): void {
  const beta1 = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const d_i = load(d, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, d_i))
    store(kept, i, kept_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const d_i = loadOne(d, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, d_i))
    storeOne(kept, i, kept_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lookaheadAdamScaled, update:
 *
 *     v[i] = beta1 * v[i] + (1 - beta1) * g[i]
 *     s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2
 *     d[i] = (lr * v[i]) / (Math.sqrt(s[i]) + eps)
 *     w[i] = kept[i] - d[i]
 */
export function rule_lookaheadAdamScaled(w: usize, g: usize, v: usize, s: usize, d: usize, kept: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let s_i = load(s, i)
    const kept_i = load(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    s_i = add(mul(beta2, s_i), mul(k3, square(g_i)))
    let d_i = div(mul(lr, v_i), add(sqrt(s_i), eps))
    let w_i = sub(kept_i, d_i)
    storeFading(v, i, v_i)
    storeFading(s, i, s_i)
    store(d, i, d_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let s_i = loadOne(s, i)
    const kept_i = loadOne(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    s_i = add(mul(beta2, s_i), mul(k3, square(g_i)))
    let d_i = div(mul(lr, v_i), add(sqrt(s_i), eps))
    let w_i = sub(kept_i, d_i)
    storeFadingOne(v, i, v_i)
    storeFadingOne(s, i, s_i)
    storeOne(d, i, d_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lookaheadAdam, ahead:
 *
 *     kept[i] = w[i]
 *     w[i] -= beta1 * v[i]
 */
export function rule_lookaheadAdam_ahead(w: usize, v: usize, kept: usize, lo: i32, hi: i32, n0: f32): void {
  const beta1 = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const v_i = load(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, v_i))
    store(kept, i, kept_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const v_i = loadOne(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, v_i))
    storeOne(kept, i, kept_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lookaheadAdam, update:
 *
 *     v[i] = beta1 * v[i] + (1 - beta1) * g[i]
 *     s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2
 *     w[i] = kept[i] - (lr * v[i]) / (Math.sqrt(s[i]) + eps)
 */
export function rule_lookaheadAdam(w: usize, g: usize, v: usize, s: usize, kept: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let s_i = load(s, i)
    const kept_i = load(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    s_i = add(mul(beta2, s_i), mul(k3, square(g_i)))
    let w_i = sub(kept_i, div(mul(lr, v_i), add(sqrt(s_i), eps)))
    storeFading(v, i, v_i)
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let s_i = loadOne(s, i)
    const kept_i = loadOne(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    s_i = add(mul(beta2, s_i), mul(k3, square(g_i)))
    let w_i = sub(kept_i, div(mul(lr, v_i), add(sqrt(s_i), eps)))
    storeFadingOne(v, i, v_i)
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lookaheadAdamax, ahead:
 *
 *     kept[i] = w[i]
 *     w[i] -= beta1 * v[i]
 */
export function rule_lookaheadAdamax_ahead(w: usize, v: usize, kept: usize, lo: i32, hi: i32, n0: f32): void {
  const beta1 = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const v_i = load(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, v_i))
    store(kept, i, kept_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const v_i = loadOne(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(beta1, v_i))
    storeOne(kept, i, kept_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lookaheadAdamax, update:
 *
 *     v[i] = beta1 * v[i] + (1 - beta1) * g[i]
 *     u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
 *     w[i] = kept[i] - (u[i] > 0 ? (lr * v[i]) / u[i] : 0)
 */
export function rule_lookaheadAdamax(w: usize, g: usize, v: usize, u: usize, kept: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const lr = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    const kept_i = load(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    let w_i = sub(kept_i, when(f32x4.gt(u_i, num(0)), div(mul(lr, v_i), u_i)))
    storeFading(v, i, v_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    const kept_i = loadOne(kept, i)
    v_i = add(mul(beta1, v_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    let w_i = sub(kept_i, when(f32x4.gt(u_i, num(0)), div(mul(lr, v_i), u_i)))
    storeFadingOne(v, i, v_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * lpAdam, update:
 *
 *     const beta2p = pow(beta2, p)
 *     const c1 = 1 - pow(beta1, t)
 *     const c2 = 1 - pow(beta2p, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2p * v[i] + (1 - beta2p) * pow(Math.abs(g[i]), p)
 *     w[i] -= (lr * (m[i] / c1)) / (pow(v[i] / c2, 1 / p) + eps)
 */
export function rule_lpAdam(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32, n9: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2p = num(n2)
  const k3 = num(n3) // 1 - beta2p
  const p = num(n4)
  const lr = num(n5)
  const k6 = num(n6) // 1 / c1
  const k7 = num(n7) // 1 / c2
  const k8 = num(n8) // 1 / p
  const eps = num(n9)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2p, v_i), mul(k3, pow(abs(g_i), p)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(pow(mul(v_i, k7), k8), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2p, v_i), mul(k3, pow(abs(g_i), p)))
    w_i = sub(w_i, div(mul(lr, mul(m_i, k6)), add(pow(mul(v_i, k7), k8), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * maxprop, update:
 *
 *     u[i] = Math.max(nu * u[i], Math.abs(g[i]))
 *     w[i] -= (lr * g[i]) / (u[i] + eps)
 */
export function rule_maxprop(w: usize, g: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32): void {
  const nu = num(n0)
  const lr = num(n1)
  const eps = num(n2)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let u_i = load(u, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    u_i = larger(mul(nu, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(u_i, eps)))
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let u_i = loadOne(u, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    u_i = larger(mul(nu, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(u_i, eps)))
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * momentumDamped, update:
 *
 *     const share = t > 1 ? 1 - dampening : 1
 *     v[i] = momentum * v[i] + share * g[i]
 *     w[i] -= lr * v[i]
 */
export function rule_momentumDamped(w: usize, g: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32): void {
  const momentum = num(n0)
  const share = num(n1)
  const lr = num(n2)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    v_i = add(mul(momentum, v_i), mul(share, g_i))
    w_i = sub(w_i, mul(lr, v_i))
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    v_i = add(mul(momentum, v_i), mul(share, g_i))
    w_i = sub(w_i, mul(lr, v_i))
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * momentumEma, update:
 *
 *     m[i] = momentum * m[i] + (1 - momentum) * g[i]
 *     w[i] -= lr * m[i]
 */
export function rule_momentumEma(w: usize, g: usize, m: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32): void {
  const momentum = num(n0)
  const k1 = num(n1) // 1 - momentum
  const lr = num(n2)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    m_i = add(mul(momentum, m_i), mul(k1, g_i))
    w_i = sub(w_i, mul(lr, m_i))
    storeFading(m, i, m_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(momentum, m_i), mul(k1, g_i))
    w_i = sub(w_i, mul(lr, m_i))
    storeFadingOne(m, i, m_i)
    storeOne(w, i, w_i)
  }
}

/**
 * momentumOutside, update:
 *
 *     v[i] = momentum * v[i] + g[i]
 *     w[i] -= lr * v[i]
 */
export function rule_momentumOutside(w: usize, g: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const momentum = num(n0)
  const lr = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    v_i = add(mul(momentum, v_i), g_i)
    w_i = sub(w_i, mul(lr, v_i))
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    v_i = add(mul(momentum, v_i), g_i)
    w_i = sub(w_i, mul(lr, v_i))
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * momentum, update:
 *
 *     v[i] = momentum * v[i] + lr * g[i]
 *     w[i] -= v[i]
 */
export function rule_momentum(w: usize, g: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const momentum = num(n0)
  const lr = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    w_i = sub(w_i, v_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    w_i = sub(w_i, v_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadamDozat, update:
 *
 *     const ofM = next / (1 - product * next)
 *     const ofG = (1 - now) / (1 - product)
 *     const c2 = 1 - power(nu, t)
 *     m[i] = now * m[i] + (1 - now) * g[i]
 *     v[i] = nu * v[i] + (1 - nu) * g[i] ** 2
 *     w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_nadamDozat(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32): void {
  const now = num(n0)
  const k1 = num(n1) // 1 - now
  const nu = num(n2)
  const k3 = num(n3) // 1 - nu
  const lr = num(n4)
  const ofM = num(n5)
  const ofG = num(n6)
  const k7 = num(n7) // 1 / c2
  const eps = num(n8)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(now, m_i), mul(k1, g_i))
    v_i = add(mul(nu, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(now, m_i), mul(k1, g_i))
    v_i = add(mul(nu, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadamOptax, update:
 *
 *     const ofM = beta1 / (1 - power(beta1, t + 1))
 *     const ofG = (1 - beta1) / (1 - power(beta1, t))
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_nadamOptax(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const ofM = num(n5)
  const ofG = num(n6)
  const k7 = num(n7) // 1 / c2
  const eps = num(n8)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadamScheduled, update:
 *
 *     const ofM = next / (1 - product * next)
 *     const ofG = (1 - now) / (1 - product)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_nadamScheduled(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32, n8: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const ofM = num(n5)
  const ofG = num(n6)
  const k7 = num(n7) // 1 / c2
  const eps = num(n8)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(sqrt(mul(v_i, k7)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadam, update:
 *
 *     const c1 = 1 - power(beta1, t)
 *     const c2 = 1 - power(beta2, t)
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (lr * ((beta1 * m[i] + (1 - beta1) * g[i]) / c1)) / (Math.sqrt(v[i] / c2) + eps)
 */
export function rule_nadam(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const lr = num(n4)
  const k5 = num(n5) // 1 / c1
  const k6 = num(n6) // 1 / c2
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(add(mul(beta1, m_i), mul(k1, g_i)), k5)), add(sqrt(mul(v_i, k6)), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(lr, mul(add(mul(beta1, m_i), mul(k1, g_i)), k5)), add(sqrt(mul(v_i, k6)), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadamaxDozat, update:
 *
 *     const ofM = next / (1 - product * next)
 *     const ofG = (1 - now) / (1 - product)
 *     m[i] = now * m[i] + (1 - now) * g[i]
 *     u[i] = Math.max(nu * u[i], Math.abs(g[i]))
 *     w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (u[i] + eps)
 */
export function rule_nadamaxDozat(w: usize, g: usize, m: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32): void {
  const now = num(n0)
  const k1 = num(n1) // 1 - now
  const nu = num(n2)
  const lr = num(n3)
  const ofM = num(n4)
  const ofG = num(n5)
  const eps = num(n6)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    m_i = add(mul(now, m_i), mul(k1, g_i))
    u_i = larger(mul(nu, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(u_i, eps)))
    storeFading(m, i, m_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(now, m_i), mul(k1, g_i))
    u_i = larger(mul(nu, u_i), abs(g_i))
    w_i = sub(w_i, div(mul(lr, add(mul(ofM, m_i), mul(ofG, g_i))), add(u_i, eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nadamax, update:
 *
 *     const rate = lr / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
 *     w[i] -= u[i] > 0 ? (rate * (beta1 * m[i] + (1 - beta1) * g[i])) / u[i] : 0
 */
export function rule_nadamax(w: usize, g: usize, m: usize, u: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const rate = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let u_i = load(u, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, when(f32x4.gt(u_i, num(0)), div(mul(rate, add(mul(beta1, m_i), mul(k1, g_i))), u_i)))
    storeFading(m, i, m_i)
    storeFading(u, i, u_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let u_i = loadOne(u, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    u_i = larger(mul(beta2, u_i), abs(g_i))
    w_i = sub(w_i, when(f32x4.gt(u_i, num(0)), div(mul(rate, add(mul(beta1, m_i), mul(k1, g_i))), u_i)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(u, i, u_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nag, ahead:
 *
 *     kept[i] = w[i]
 *     w[i] -= momentum * v[i]
 */
export function rule_nag_ahead(w: usize, kept: usize, v: usize, lo: i32, hi: i32, n0: f32): void {
  const momentum = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const v_i = load(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(momentum, v_i))
    store(kept, i, kept_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const v_i = loadOne(v, i)
    let kept_i = w_i
    w_i = sub(w_i, mul(momentum, v_i))
    storeOne(kept, i, kept_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nag, update:
 *
 *     v[i] = momentum * v[i] + lr * g[i]
 *     w[i] = kept[i] - v[i]
 */
export function rule_nag(w: usize, g: usize, v: usize, kept: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const momentum = num(n0)
  const lr = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    const kept_i = load(kept, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    let w_i = sub(kept_i, v_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    const kept_i = loadOne(kept, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    let w_i = sub(kept_i, v_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nesterovOutside, update:
 *
 *     v[i] = momentum * v[i] + g[i]
 *     w[i] -= lr * (momentum * v[i] + g[i])
 */
export function rule_nesterovOutside(w: usize, g: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const momentum = num(n0)
  const lr = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    v_i = add(mul(momentum, v_i), g_i)
    w_i = sub(w_i, mul(lr, add(mul(momentum, v_i), g_i)))
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    v_i = add(mul(momentum, v_i), g_i)
    w_i = sub(w_i, mul(lr, add(mul(momentum, v_i), g_i)))
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * nesterov, update:
 *
 *     v[i] = momentum * v[i] + lr * g[i]
 *     w[i] -= momentum * v[i] + lr * g[i]
 */
export function rule_nesterov(w: usize, g: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const momentum = num(n0)
  const lr = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let v_i = load(v, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    w_i = sub(w_i, add(mul(momentum, v_i), mul(lr, g_i)))
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let v_i = loadOne(v, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    v_i = add(mul(momentum, v_i), mul(lr, g_i))
    w_i = sub(w_i, add(mul(momentum, v_i), mul(lr, g_i)))
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * radam, update:
 *
 *     const rate = lr / (1 - power(beta1, t))
 *     const c2 = 1 - power(beta2, t)
 *     const rhoMax = 2 / (1 - beta2) - 1
 *     const rho = rhoMax - (2 * t * power(beta2, t)) / c2
 *     const r =
 *       rho > 5 ? Math.sqrt((c2 * ((rho - 4) * (rho - 2) * rhoMax)) / ((rhoMax - 4) * (rhoMax - 2) * rho)) : 0
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= rate * m[i] * (r > 0 ? r / (Math.sqrt(v[i]) + eps) : 1)
 */
export function rule_radam(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32, n6: f32, n7: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const rate = num(n4)
  const k5 = num(n5) // r > 0 ? 1 : 0
  const r = num(n6)
  const eps = num(n7)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, mul(mul(rate, m_i), choose(f32x4.ne(k5, num(0)), div(r, add(sqrt(v_i), eps)), num(1))))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, mul(mul(rate, m_i), choose(f32x4.ne(k5, num(0)), div(r, add(sqrt(v_i), eps)), num(1))))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropCenteredEpsInside, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     a[i] = rho * a[i] + (1 - rho) * g[i]
 *     w[i] -= (lr * g[i]) / Math.sqrt(Math.max(s[i] - a[i] ** 2, 0) + eps)
 */
export function rule_rmspropCenteredEpsInside(w: usize, g: usize, s: usize, a: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const lr = num(n2)
  const eps = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let a_i = load(a, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(larger(sub(s_i, square(a_i)), num(0)), eps))))
    storeFading(s, i, s_i)
    storeFading(a, i, a_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let a_i = loadOne(a, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(larger(sub(s_i, square(a_i)), num(0)), eps))))
    storeFadingOne(s, i, s_i)
    storeFadingOne(a, i, a_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropCenteredMomentum, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     a[i] = rho * a[i] + (1 - rho) * g[i]
 *     b[i] = momentum * b[i] + g[i] / (Math.sqrt(Math.max(s[i] - a[i] ** 2, 0)) + eps)
 *     w[i] -= lr * b[i]
 */
export function rule_rmspropCenteredMomentum(w: usize, g: usize, s: usize, a: usize, b: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const momentum = num(n2)
  const eps = num(n3)
  const lr = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let a_i = load(a, i)
    let b_i = load(b, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    b_i = add(mul(momentum, b_i), div(g_i, add(sqrt(larger(sub(s_i, square(a_i)), num(0))), eps)))
    w_i = sub(w_i, mul(lr, b_i))
    storeFading(s, i, s_i)
    storeFading(a, i, a_i)
    storeFading(b, i, b_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let a_i = loadOne(a, i)
    let b_i = loadOne(b, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    b_i = add(mul(momentum, b_i), div(g_i, add(sqrt(larger(sub(s_i, square(a_i)), num(0))), eps)))
    w_i = sub(w_i, mul(lr, b_i))
    storeFadingOne(s, i, s_i)
    storeFadingOne(a, i, a_i)
    storeFadingOne(b, i, b_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropCentered, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     a[i] = rho * a[i] + (1 - rho) * g[i]
 *     w[i] -= (lr * g[i]) / (Math.sqrt(Math.max(s[i] - a[i] ** 2, 0)) + eps)
 */
export function rule_rmspropCentered(w: usize, g: usize, s: usize, a: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const lr = num(n2)
  const eps = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let a_i = load(a, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(larger(sub(s_i, square(a_i)), num(0))), eps)))
    storeFading(s, i, s_i)
    storeFading(a, i, a_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let a_i = loadOne(a, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(larger(sub(s_i, square(a_i)), num(0))), eps)))
    storeFadingOne(s, i, s_i)
    storeFadingOne(a, i, a_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropEpsInside, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     w[i] -= (lr * g[i]) / Math.sqrt(s[i] + eps)
 */
export function rule_rmspropEpsInside(w: usize, g: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const lr = num(n2)
  const eps = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(s_i, eps))))
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    w_i = sub(w_i, div(mul(lr, g_i), sqrt(add(s_i, eps))))
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropGraves, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     a[i] = rho * a[i] + (1 - rho) * g[i]
 *     b[i] = momentum * b[i] + (lr * g[i]) / Math.sqrt(Math.max(s[i] - a[i] ** 2, 0) + eps)
 *     w[i] -= b[i]
 */
export function rule_rmspropGraves(w: usize, g: usize, s: usize, a: usize, b: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const momentum = num(n2)
  const lr = num(n3)
  const eps = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let a_i = load(a, i)
    let b_i = load(b, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    b_i = add(mul(momentum, b_i), div(mul(lr, g_i), sqrt(add(larger(sub(s_i, square(a_i)), num(0)), eps))))
    w_i = sub(w_i, b_i)
    storeFading(s, i, s_i)
    storeFading(a, i, a_i)
    storeFading(b, i, b_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let a_i = loadOne(a, i)
    let b_i = loadOne(b, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    a_i = add(mul(rho, a_i), mul(k1, g_i))
    b_i = add(mul(momentum, b_i), div(mul(lr, g_i), sqrt(add(larger(sub(s_i, square(a_i)), num(0)), eps))))
    w_i = sub(w_i, b_i)
    storeFadingOne(s, i, s_i)
    storeFadingOne(a, i, a_i)
    storeFadingOne(b, i, b_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropMomentumInside, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     b[i] = momentum * b[i] + (lr * g[i]) / Math.sqrt(s[i] + eps)
 *     w[i] -= b[i]
 */
export function rule_rmspropMomentumInside(w: usize, g: usize, s: usize, b: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const momentum = num(n2)
  const lr = num(n3)
  const eps = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let b_i = load(b, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    b_i = add(mul(momentum, b_i), div(mul(lr, g_i), sqrt(add(s_i, eps))))
    w_i = sub(w_i, b_i)
    storeFading(s, i, s_i)
    storeFading(b, i, b_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let b_i = loadOne(b, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    b_i = add(mul(momentum, b_i), div(mul(lr, g_i), sqrt(add(s_i, eps))))
    w_i = sub(w_i, b_i)
    storeFadingOne(s, i, s_i)
    storeFadingOne(b, i, b_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmspropMomentum, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     b[i] = momentum * b[i] + g[i] / (Math.sqrt(s[i]) + eps)
 *     w[i] -= lr * b[i]
 */
export function rule_rmspropMomentum(w: usize, g: usize, s: usize, b: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const momentum = num(n2)
  const eps = num(n3)
  const lr = num(n4)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let b_i = load(b, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    b_i = add(mul(momentum, b_i), div(g_i, add(sqrt(s_i), eps)))
    w_i = sub(w_i, mul(lr, b_i))
    storeFading(s, i, s_i)
    storeFading(b, i, b_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let b_i = loadOne(b, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    b_i = add(mul(momentum, b_i), div(g_i, add(sqrt(s_i), eps)))
    w_i = sub(w_i, mul(lr, b_i))
    storeFadingOne(s, i, s_i)
    storeFadingOne(b, i, b_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rmsprop, update:
 *
 *     s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
 *     w[i] -= (lr * g[i]) / (Math.sqrt(s[i]) + eps)
 */
export function rule_rmsprop(w: usize, g: usize, s: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const rho = num(n0)
  const k1 = num(n1) // 1 - rho
  const lr = num(n2)
  const eps = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let s_i = load(s, i)
    const g_i = load(g, i)
    let w_i = load(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(s_i), eps)))
    storeFading(s, i, s_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let s_i = loadOne(s, i)
    const g_i = loadOne(g, i)
    let w_i = loadOne(w, i)
    s_i = add(mul(rho, s_i), mul(k1, square(g_i)))
    w_i = sub(w_i, div(mul(lr, g_i), add(sqrt(s_i), eps)))
    storeFadingOne(s, i, s_i)
    storeOne(w, i, w_i)
  }
}

/**
 * rprop, update:
 *
 *     const way = Math.sign(g[i])
 *     const same = way * Math.sign(last[i])
 *     s[i] =
 *       same > 0 ? Math.min(s[i] * increase, maxStep) : same < 0 ? Math.max(s[i] * decrease, minStep) : s[i]
 *     last[i] = same < 0 ? 0 : g[i]
 *     w[i] -= same < 0 ? 0 : s[i] * way
 */
export function rule_rprop(w: usize, g: usize, s: usize, last: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  const increase = num(n0)
  const maxStep = num(n1)
  const decrease = num(n2)
  const minStep = num(n3)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    const g_i = load(g, i)
    let last_i = load(last, i)
    let s_i = load(s, i)
    let w_i = load(w, i)
    const way = sign(g_i)
    const same = mul(way, sign(last_i))
    s_i = choose(f32x4.gt(same, num(0)), smaller(mul(s_i, increase), maxStep), choose(f32x4.lt(same, num(0)), larger(mul(s_i, decrease), minStep), s_i))
    last_i = unless(f32x4.lt(same, num(0)), g_i)
    w_i = sub(w_i, unless(f32x4.lt(same, num(0)), mul(s_i, way)))
    storeFading(s, i, s_i)
    store(last, i, last_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    const g_i = loadOne(g, i)
    let last_i = loadOne(last, i)
    let s_i = loadOne(s, i)
    let w_i = loadOne(w, i)
    const way = sign(g_i)
    const same = mul(way, sign(last_i))
    s_i = choose(f32x4.gt(same, num(0)), smaller(mul(s_i, increase), maxStep), choose(f32x4.lt(same, num(0)), larger(mul(s_i, decrease), minStep), s_i))
    last_i = unless(f32x4.lt(same, num(0)), g_i)
    w_i = sub(w_i, unless(f32x4.lt(same, num(0)), mul(s_i, way)))
    storeFadingOne(s, i, s_i)
    storeOne(last, i, last_i)
    storeOne(w, i, w_i)
  }
}

/**
 * sgd, update:
 *
 *     w[i] -= lr * g[i]
 */
export function rule_sgd(w: usize, g: usize, lo: i32, hi: i32, n0: f32): void {
  const lr = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    const g_i = load(g, i)
    w_i = sub(w_i, mul(lr, g_i))
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    const g_i = loadOne(g, i)
    w_i = sub(w_i, mul(lr, g_i))
    storeOne(w, i, w_i)
  }
}

/**
 * sparseAdam, update:
 *
 *     const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
 *     m[i] = beta1 * m[i] + (1 - beta1) * g[i]
 *     v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
 *     w[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + eps)
 */
export function rule_sparseAdam(w: usize, g: usize, m: usize, v: usize, lo: i32, hi: i32, n0: f32, n1: f32, n2: f32, n3: f32, n4: f32, n5: f32): void {
  const beta1 = num(n0)
  const k1 = num(n1) // 1 - beta1
  const beta2 = num(n2)
  const k3 = num(n3) // 1 - beta2
  const rate = num(n4)
  const eps = num(n5)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let m_i = load(m, i)
    const g_i = load(g, i)
    let v_i = load(v, i)
    let w_i = load(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(v_i), eps)))
    storeFading(m, i, m_i)
    storeFading(v, i, v_i)
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let m_i = loadOne(m, i)
    const g_i = loadOne(g, i)
    let v_i = loadOne(v, i)
    let w_i = loadOne(w, i)
    m_i = add(mul(beta1, m_i), mul(k1, g_i))
    v_i = add(mul(beta2, v_i), mul(k3, square(g_i)))
    w_i = sub(w_i, div(mul(rate, m_i), add(sqrt(v_i), eps)))
    storeFadingOne(m, i, m_i)
    storeFadingOne(v, i, v_i)
    storeOne(w, i, w_i)
  }
}

/**
 * shrink, update:
 *
 *     w[i] = Math.max(w[i] - kappa, 0) + Math.min(w[i] + kappa, 0)
 */
export function rule_shrink(w: usize, lo: i32, hi: i32, n0: f32): void {
  const kappa = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let w_i = load(w, i)
    w_i = add(larger(sub(w_i, kappa), num(0)), smaller(add(w_i, kappa), num(0)))
    store(w, i, w_i)
  }
  for (; i < hi; i++) {
    let w_i = loadOne(w, i)
    w_i = add(larger(sub(w_i, kappa), num(0)), smaller(add(w_i, kappa), num(0)))
    storeOne(w, i, w_i)
  }
}

/**
 * scale, update:
 *
 *     g[i] *= factor
 */
export function rule_scale(g: usize, lo: i32, hi: i32, n0: f32): void {
  const factor = num(n0)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let g_i = load(g, i)
    g_i = mul(g_i, factor)
    store(g, i, g_i)
  }
  for (; i < hi; i++) {
    let g_i = loadOne(g, i)
    g_i = mul(g_i, factor)
    storeOne(g, i, g_i)
  }
}

/**
 * clamp, update:
 *
 *     g[i] = Math.min(Math.max(g[i], -max), max)
 */
export function rule_clamp(g: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const k0 = num(n0) // -max
  const max = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let g_i = load(g, i)
    g_i = smaller(larger(g_i, k0), max)
    store(g, i, g_i)
  }
  for (; i < hi; i++) {
    let g_i = loadOne(g, i)
    g_i = smaller(larger(g_i, k0), max)
    storeOne(g, i, g_i)
  }
}

/**
 * pull, update:
 *
 *     g[i] += lambda1 * Math.sign(w[i]) + lambda2 * w[i]
 */
export function rule_pull(w: usize, g: usize, lo: i32, hi: i32, n0: f32, n1: f32): void {
  const lambda1 = num(n0)
  const lambda2 = num(n1)
  let i = lo
  for (; i <= hi - 4; i += 4) {
    let g_i = load(g, i)
    const w_i = load(w, i)
    g_i = add(g_i, add(mul(lambda1, sign(w_i)), mul(lambda2, w_i)))
    store(g, i, g_i)
  }
  for (; i < hi; i++) {
    let g_i = loadOne(g, i)
    const w_i = loadOne(w, i)
    g_i = add(g_i, add(mul(lambda1, sign(w_i)), mul(lambda2, w_i)))
    storeOne(g, i, g_i)
  }
}
