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

export function square(x: v128): v128 {
  return f32x4.mul(x, x)
}
