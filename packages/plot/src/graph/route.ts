// The way of each edge past the boxes: it moves aside between two ranks only. Read `layout.ts` first.
import type { Point } from '../path.ts'

interface Box {
  readonly width: number
  readonly height: number
}
export interface Placed {
  readonly x: number
  readonly y: number
  readonly box: Box
}
export interface Course {
  readonly from: Placed
  readonly to: Placed
  /** Where the edge passes the ranks between its ends, and the middle between two ranks. */
  readonly bends: readonly Point[]
}

/** How long an arrow comes straight at its box. */
const APPROACH = 12

const rank = (y: number): number => Math.round(100 * y)

/** How far the boxes of each rank reach from its middle. */
function reaches(boxes: readonly Placed[]): Map<number, number> {
  const reach = new Map<number, number>()
  for (const { y, box } of boxes) reach.set(rank(y), Math.max(reach.get(rank(y)) ?? 0, box.height / 2))
  return reach
}

/** Where the edge enters its box, from −1 at the left to 1: side by side with others, in the order in which they come. */
function entry(course: Course, all: readonly Course[]): number {
  const last = ({ bends }: Course): number => bends.at(-1)![0]
  const beside = all.filter(({ to }) => to === course.to).toSorted((a, b) => last(a) - last(b))
  return (2 * beside.indexOf(course) + 1) / beside.length - 1
}

/** The points of edges that run down: out of the middle of a box, straight through the ranks, into another from above. */
export function routes(courses: readonly Course[], boxes: readonly Placed[]): Point[][] {
  const reach = reaches(boxes)
  return courses.map((course) => {
    const { from, to, bends } = course
    const through = bends.flatMap(([x, y]): Point[] => {
      const half = reach.get(rank(y))
      return half === undefined ? [[x, y]] : [[x, y - half], [x, y + half]] // prettier-ignore
    })
    const x = to.x + entry(course, courses) * (to.box.width / 2 - 8)
    const top = to.y - to.box.height / 2
    return [[from.x, from.y + from.box.height / 2], ...through, [x, top - APPROACH], [x, top]]
  })
}

const turned = ({ x, y, box: { width, height } }: Placed): Placed => ({
  x: y,
  y: x,
  box: { width: height, height: width },
})
const swapped = ([x, y]: Point): Point => [y, x]

/** The same of edges that run to the right: down, with both axes exchanged. */
export function routesAcross(courses: readonly Course[], boxes: readonly Placed[]): Point[][] {
  const other = new Map(boxes.map((box) => [box, turned(box)]))
  const down = courses.map(({ from, to, bends }) => ({
    from: other.get(from)!,
    to: other.get(to)!,
    bends: bends.map(swapped),
  }))
  return routes(down, [...other.values()]).map((points) => points.map(swapped))
}
