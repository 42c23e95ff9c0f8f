// Four weights of a stretch, or one: how the kernels of the update rules reach their vectors.
// One weight goes through the same instructions as four, so that cutting a vector elsewhere changes no bit of the result.

export function load(x: usize, i: i32): v128 {
  return v128.load(x + ((<usize>i) << 2))
}
export function store(x: usize, i: i32, value: v128): void {
  v128.store(x + ((<usize>i) << 2), value)
}

export function loadOne(x: usize, i: i32): v128 {
  return v128.load_splat<f32>(x + ((<usize>i) << 2))
}
export function storeOne(x: usize, i: i32, value: v128): void {
  v128.store_lane<f32>(x + ((<usize>i) << 2), value, 0)
}

/**
 * x, but a zero of its sign for subnormal numbers. A moving average whose gradient stays away fades into them, and arithmetic on one takes the processor a
 * hundred times as long; comparing bits does not.
 */
function normal(x: v128): v128 {
  const magnitude = i32x4.splat(0x7fffffff)
  const small = i32x4.lt_s(v128.and(x, magnitude), i32x4.splat(0x00800000))
  return v128.andnot(x, v128.and(small, magnitude))
}

/** To a slot that may fade. */
export function storeFading(x: usize, i: i32, value: v128): void {
  store(x, i, normal(value))
}
export function storeFadingOne(x: usize, i: i32, value: v128): void {
  storeOne(x, i, normal(value))
}

export function square(x: v128): v128 {
  return f32x4.mul(x, x)
}

/** As Math.max and Math.min, NaN and all, but of two zeros it is a: three instructions, where those that know −0 < +0 are eight. */
export function larger(a: v128, b: v128): v128 {
  return v128.or(f32x4.pmax(a, b), f32x4.ne(b, b)) // all bits set are a NaN
}
export function smaller(a: v128, b: v128): v128 {
  return v128.or(f32x4.pmin(a, b), f32x4.ne(b, b))
}
