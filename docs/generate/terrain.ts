// The landscapes of the pictures: a height, its gradient and curvature, where a walk starts, and what is seen of it.
// Products in place of powers: those differ between engines in their last bit, and so would the pictures.
type Interval = readonly [number, number]
type Place = readonly [x: number, y: number]

export interface Terrain {
  /** As it stands in a title: "on …". */
  readonly name: string
  readonly formula: string
  readonly f: (x: number, y: number) => number
  readonly gradient: (x: number, y: number) => Place
  /** H v, and Jᵀ J v where f is a sum of squares. */
  readonly products: (x: number, y: number) => Readonly<Record<'hvp' | 'gnvp', (v: Place) => Place>>
  readonly start: Place
  readonly minimum: Place
  readonly x: Interval
  readonly y: Interval
}

const matrix =
  (a: number, b: number, c: number) =>
  ([v, w]: Place): Place => [a * v + b * w, b * v + c * w]

/** The walls are a hundred times steeper than the floor. */
export const ravine: Terrain = {
  name: 'a ravine',
  formula: 'f = ½ (x² + 100 y²)',
  f: (x, y) => 0.5 * (x * x + 100 * y * y),
  gradient: (x, y) => [x, 100 * y],
  products: () => ({ hvp: matrix(1, 0, 100), gnvp: matrix(1, 0, 100) }),
  start: [-9, 0.75],
  minimum: [0, 0],
  x: [-10, 3],
  y: [-1.2, 1.2],
}

/** The same, turned by an eighth: no axis lies along it. */
export const turned: Terrain = {
  name: 'a ravine that lies askew',
  formula: 'f = ¼ ((x + y)² + 100 (x − y)²)',
  f: (x, y) => 0.25 * ((x + y) ** 2 + 100 * (x - y) ** 2),
  gradient: (x, y) => [50.5 * x - 49.5 * y, 50.5 * y - 49.5 * x],
  products: () => ({ hvp: matrix(50.5, -49.5, 50.5), gnvp: matrix(50.5, -49.5, 50.5) }),
  start: [-6.8, -5.8],
  minimum: [0, 0],
  x: [-9, 3],
  y: [-8, 3],
}

/** Down into a curved valley is easy, along it is not. */
export const rosenbrock: Terrain = {
  name: 'Rosenbrock’s valley',
  formula: 'f = (1 − x)² + 100 (y − x²)²',
  f: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  products: (x, y) => ({
    hvp: matrix(2 + 1200 * x * x - 400 * y, -400 * x, 200),
    gnvp: matrix(2 + 800 * x * x, -400 * x, 200),
  }),
  start: [-1.2, 1],
  minimum: [1, 1],
  x: [-1.9, 1.7],
  y: [-1.1, 2.6],
}

/** Between two minima lies a point that is flat and no minimum. */
export const saddle: Terrain = {
  name: 'a saddle between two minima',
  formula: 'f = ½ x² − ½ y² + ¼ y⁴',
  f: (x, y) => 0.5 * (x * x - y * y) + 0.25 * y * y * y * y,
  gradient: (x, y) => [x, y * y * y - y],
  products: (_, y) => ({ hvp: matrix(1, 0, 3 * y * y - 1), gnvp: matrix(1, 0, 3 * y * y) }),
  start: [-1.6, 0.4],
  minimum: [0, 1],
  x: [-2, 1.2],
  y: [-1.6, 1.6],
}
