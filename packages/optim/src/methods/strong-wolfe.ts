// A line search: how far to go along a direction so that the loss falls enough and its slope flattens enough.

/** The loss at distance t along the direction, and its slope there; a caller's points may carry more. */
export interface Point {
  readonly t: number
  readonly f: number
  readonly slope: number
}

const c1 = 1e-4
const c2 = 0.9
const usual = 25
const shortest = 1e-9

/**
 * The strong Wolfe conditions.
 *
 *     f(t) ≤ f(0) + c₁ t f′(0)        |f′(t)| ≤ c₂ |f′(0)|        c₁ = 1e-4, c₂ = 0.9
 *
 * First brackets such a t by longer and longer steps, then closes in by cubic interpolation. `reach` is the largest
 * component of the direction, `evaluations` how many it may ask for beside the first. Interpolation bounds and limits are
 * those that PyTorch took from minFunc.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", Algorithms 3.5 and 3.6
 */
export function strongWolfe<P extends Point>(
  at: (t: number) => P,
  origin: P,
  first: number,
  reach: number,
  evaluations = usual,
): P {
  const search = { at, origin, reach, left: evaluations }
  let last = origin
  let here = at(first)
  // The evaluations beside the first one, as the limit counts them.
  for (let k = 0; search.left > 0; k++, search.left--) {
    const worse = k > 1 && here.f >= last.f
    if (tooHigh(here, origin) || worse) return zoom(search, last, here)
    if (flat(here, origin)) return here
    if (here.slope >= 0) return zoom(search, last, here)
    const next = interpolate(last, here, here.t + 0.01 * (here.t - last.t), here.t * 10)
    ;[last, here] = [here, at(next)]
  }
  return origin.f <= here.f ? origin : here
}

interface Search<P> {
  readonly at: (t: number) => P
  readonly origin: P
  readonly reach: number
  left: number
}

/** Closes in on a good t between two points, keeping the lower one and what still brackets a minimum with it. */
function zoom<P extends Point>(search: Search<P>, a: P, b: P): P {
  const { at, origin, reach } = search
  let [low, high] = a.f <= b.f ? [a, b] : [b, a]
  let stuck = false
  while (search.left > 0 && Math.abs(high.t - low.t) * reach >= shortest) {
    const trial = interpolate(low, high)
    const { t, close } = inwards(trial, low.t, high.t, stuck)
    stuck = close
    const here = at(t)
    search.left--
    if (tooHigh(here, origin) || here.f >= low.f) {
      ;[low, high] = low.f <= here.f ? [low, here] : [here, low]
    } else if (flat(here, origin)) {
      return here
    } else {
      if (here.slope * (high.t - low.t) >= 0) high = low
      low = here
    }
  }
  return low
}

/** Twice in a row close to an end of the bracket, or outside: a tenth of the bracket away from that end instead. */
function inwards(t: number, a: number, b: number, stuck: boolean): { t: number; close: boolean } {
  const [left, right] = a < b ? [a, b] : [b, a]
  const margin = 0.1 * (right - left)
  if (Math.min(right - t, t - left) >= margin) return { t, close: false }
  if (!stuck && t < right && t > left) return { t, close: true }
  return { t: Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin, close: false }
}

const tooHigh = ({ t, f }: Point, origin: Point): boolean => f > origin.f + c1 * t * origin.slope
const flat = ({ slope }: Point, origin: Point): boolean => Math.abs(slope) <= -c2 * origin.slope

/**
 * The minimum of the cubic through two points with their slopes, within bounds; their middle where there is none.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", equation 3.59
 */
function interpolate(p: Point, q: Point, least = Math.min(p.t, q.t), most = Math.max(p.t, q.t)): number {
  const [a, b] = p.t <= q.t ? [p, q] : [q, p]
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.t - b.t)
  const square = d1 * d1 - a.slope * b.slope
  if (!(square >= 0)) return (least + most) / 2
  const d2 = Math.sqrt(square)
  const minimum = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
  return Math.min(Math.max(minimum, least), most)
}
