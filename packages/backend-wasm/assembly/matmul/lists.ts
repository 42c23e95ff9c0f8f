// Which numbers of a row are not zero: each of four rows of A becomes a list of values and of the places of their rows of B.
// Four numbers are looked at together, and those that stay move to the left in one shuffle.
import { DEPTH, ORDERS, PANEL, workspace } from '../workspace.ts'

/** From list to list of values; behind all four of them lie those of places. */
export const LIST = DEPTH << 2
export const PLACES = LIST * 4

/** Adds the lanes of x that are not zero to a list that ends at `to`, and answers where it ends now. */
// @inline
function append(to: usize, x: v128, places: v128): usize {
  const kept = i32x4.bitmask(f32x4.ne(x, f32x4.splat(0)))
  const order = v128.load(workspace + ORDERS + (kept << 4))
  v128.store(to, v128.swizzle(x, order))
  v128.store(to + PLACES, v128.swizzle(places, order))
  return to + (popcnt(kept) << 2)
}

function appendOne(to: usize, x: f32, place: i32): usize {
  store<f32>(to, x)
  store<i32>(to + PLACES, place)
  return x != 0 ? to + 4 : to
}

/** The places of four rows of B, `down` bytes apart. */
function four(down: i32): v128 {
  return i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(down))
}

/** The list of one row of A that has `step` bytes between its numbers; answers where it ends. */
export function listRow(depth: i32, a: usize, step: i32, down: i32, to: usize): usize {
  let p = 0
  if (step == 4) {
    const next = i32x4.splat(down << 2)
    let places = four(down)
    for (; p + 4 <= depth; p += 4) {
      to = append(to, v128.load(a + (p << 2)), places)
      places = i32x4.add(places, next)
    }
  }
  for (; p < depth; p++) to = appendOne(to, load<f32>(a + p * step), p * down)
  return to
}

/** The lists of four rows of an A whose columns lie in one piece each; their ends go to `ends`. */
export function listColumns(depth: i32, a: usize, step: i32, down: i32, to: usize, ends: usize): void {
  let to1 = to + LIST
  let to2 = to1 + LIST
  let to3 = to2 + LIST
  const next = i32x4.splat(down << 2)
  let places = four(down)
  let p = 0
  for (; p + 4 <= depth; p += 4) {
    const x0 = v128.load(a)
    const x1 = v128.load(a + step)
    const x2 = v128.load(a + 2 * step)
    const x3 = v128.load(a + 3 * step)
    if (v128.any_true(v128.or(v128.or(x0, x1), v128.or(x2, x3)))) {
      const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
      const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
      const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
      to = append(to, v128.shuffle<i64>(low01, low23, 0, 2), places)
      to1 = append(to1, v128.shuffle<i64>(low01, low23, 1, 3), places)
      to2 = append(to2, v128.shuffle<i64>(high01, high23, 0, 2), places)
      to3 = append(to3, v128.shuffle<i64>(high01, high23, 1, 3), places)
    }
    places = i32x4.add(places, next)
    a += step << 2
  }
  for (; p < depth; p++) {
    to = appendOne(to, load<f32>(a), p * down)
    to1 = appendOne(to1, load<f32>(a, 4), p * down)
    to2 = appendOne(to2, load<f32>(a, 8), p * down)
    to3 = appendOne(to3, load<f32>(a, 12), p * down)
    a += step
  }
  store<usize>(ends, to)
  store<usize>(ends, to1, 4)
  store<usize>(ends, to2, 8)
  store<usize>(ends, to3, 12)
}
