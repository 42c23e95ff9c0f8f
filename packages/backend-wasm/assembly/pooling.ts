// The largest number of each window and where it is, for four windows at a time; and the way back. Read lanes.ts first.
import { choose, get, put as putLanes } from './lanes.ts'

/**
 * Windows in h rows of w on each of some planes: from plane to plane, row to row and window to window so many bytes. A window is
 * `count` numbers, `window` says how many bytes from its first. y gets the largest, `at` its number counted from x.
 */
export function largest(
  planes: i32,
  plane: i32,
  h: i32,
  down: i32,
  w: i32,
  right: i32,
  x: usize,
  window: usize,
  count: i32,
  y: usize,
  at: usize,
): void {
  const end = window + (count << 2)
  for (let p = 0; p < planes; p++) {
    for (let i = 0; i < h; i++) {
      const row = p * plane + i * down
      for (let j = 0; j < w; j += 4) {
        const first = max(0, min(j, w - 4)) // the last four may begin before where the ones before them ended
        const to = first << 2
        four(x, row + first * right, right, w, window, end, y + to, at + to)
      }
      y += w << 2
      at += w << 2
    }
  }
}

/** At most four windows beside one another. The first of equals stays; NaN beats every number, and no NaN beats another. */
function four(x: usize, from: i32, right: i32, n: i32, window: usize, end: usize, y: usize, at: usize): void {
  let best = lanes(x + from + load<i32>(window), right, n)
  let place = i32x4.splat(load<i32>(window))
  for (window += 4; window < end; window += 4) {
    const further = load<i32>(window)
    const next = lanes(x + from + further, right, n)
    const beats = v128.andnot(f32x4.eq(best, best), f32x4.le(next, best)) // so does NaN, but it is never beaten
    best = choose(beats, next, best)
    place = choose(beats, i32x4.splat(further), place)
  }
  const first = i32x4.add(i32x4.splat(from), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(right)))
  place = i32x4.shr_u(i32x4.add(place, first), 2)
  if (n >= 4) {
    v128.store(y, best)
    v128.store(at, place)
  } else {
    putLanes(y, 1, n, best)
    putLanes(at, 1, n, place)
  }
}

/** Four numbers, `step` bytes apart. */
// @inline
function lanes(at: usize, step: i32, n: i32): v128 {
  if (n >= 4 && step == 8) return v128.shuffle<f32>(v128.load(at), v128.load(at, 12), 0, 2, 5, 7)
  if (n >= 4 && step == 4) return v128.load(at)
  return get(at, step >> 2, n)
}

/** The `size` numbers at y become 0, and then y[at[i]] += x[i]. */
export function put(n: i32, x: usize, at: usize, size: i32, y: usize): void {
  memory.fill(y, 0, size << 2)
  for (const end = x + (n << 2); x < end; x += 4) {
    const to = y + (load<i32>(at) << 2)
    store<f32>(to, load<f32>(to) + load<f32>(x))
    at += 4
  }
}
