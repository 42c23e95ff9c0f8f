// The picture of a rule: its walk, and the walk of the rule to read before it.
import { contourChart } from '../../packages/plot/src/index.ts'
import { configured, type Entry } from './catalogue.ts'
import { ravine, rosenbrock, saddle, type Terrain, turned } from './terrain.ts'
import { tunedWalk, type Walk, walk } from './walk.ts'

interface Choice {
  readonly terrain?: Terrain
  readonly steps?: number
  /** The hyper-parameter to tune; null where the default is what there is to see. */
  readonly tuned?: string | null
}

/** Newton's jumps go far down. */
const wide: Terrain = { ...rosenbrock, y: [-4.3, 2.7] }

/** What is not the ravine, 60 steps and the rate. */
const choices: Readonly<Record<string, Choice>> = {
  adadelta: { tuned: 'eps' },
  adadeltaRate: { tuned: 'eps' },
  adagradFull: { terrain: turned },
  newton: { terrain: wide, steps: 6, tuned: null },
  saddleFreeNewton: { terrain: saddle, steps: 8, tuned: null },
  gaussNewton: { terrain: wide, steps: 6, tuned: null },
  newtonCG: { terrain: wide, steps: 70, tuned: null },
  lbfgs: { terrain: rosenbrock, steps: 40, tuned: null },
  lbfgsWolfe: { terrain: rosenbrock, steps: 40, tuned: null },
}

export interface Picture {
  readonly svg: string
  readonly alt: string
  readonly caption: string
}

export function picture({ name, before }: Entry): Picture {
  const { terrain = ravine, steps = 60 } = choices[name] ?? {}
  const names = [name, ...before.slice(0, 1)]
  const walks = names.map((one) => ({ name: one, ...walkOf(one, terrain, steps) }))
  const [own, kin] = walks
  const drawn = kin && alike(own, kin, terrain) ? [own] : walks
  const svg = contourChart({
    title: `${name} on ${terrain.name}: ${steps} steps`,
    f: terrain.f,
    x: { label: 'x', range: terrain.x },
    y: { label: 'y', range: terrain.y },
    levels: 10,
    paths: drawn.map((one) => ({
      name: [one.name, one.setting].filter(Boolean).join(', '),
      points: one.points,
    })),
    minimum: terrain.minimum,
    width: 760,
    height: 440,
  })
  return {
    svg,
    alt: `${drawn.map((one) => one.name).join(' and ')} on ${terrain.name}`,
    caption: caption(walks, drawn, terrain, steps),
  }
}

/** A rule is seen on its own picture and on those of the rules after it: one tuning does for all. */
const known = new Map<string, Walk>()

function walkOf(name: string, terrain: Terrain, steps: number): Walk {
  const key = `${name} ${terrain.name} ${steps}`
  const found = known.get(key) ?? newWalk(name, terrain, steps)
  known.set(key, found)
  return found
}

function newWalk(name: string, terrain: Terrain, steps: number): Walk {
  const { tuned = 'lr' } = choices[name] ?? {}
  const rule = configured(name)
  return tuned === null
    ? { points: walk(rule, terrain, steps), setting: '' }
    : tunedWalk(rule, tuned, terrain, steps)
}

/** Whether two walks are one to the eye: never a hundredth of the picture apart. */
function alike(a: Walk, b: Walk, { x, y }: Terrain): boolean {
  const far = ([left, right]: readonly [number, number], p: number, q: number) =>
    Math.abs(p - q) > (right - left) / 100
  return a.points.every(([px, py], i) => !far(x, px, b.points[i][0]) && !far(y, py, b.points[i][1]))
}

type Named = Walk & { readonly name: string }

function caption(
  walks: readonly Named[],
  drawn: readonly Named[],
  { formula, f, start }: Terrain,
  steps: number,
): string {
  const tuned = walks.some((one) => one.setting !== '')
  const ends = walks.map(({ name, setting, points }) => {
    const [x, y] = points.at(-1)!
    return `\`${name}\`${setting && ` with ${setting}`} ends at f = ${short(f(x, y))}`
  })
  return [
    `${formula} from (${start.join(', ')}), ${steps} steps. ${ends.join('; ')}.`,
    drawn.length < walks.length ? `Here the walk of \`${walks[1].name}\` is the same to the eye.` : '',
    tuned
      ? 'Tuned: of eight values a decade the one that ends lowest among those that never climb above the start; other numbers are defaults.'
      : 'All numbers are defaults.',
  ]
    .filter(Boolean)
    .join(' ')
}

const short = (value: number): string =>
  value === 0
    ? '0'
    : value >= 0.01 && value < 1000
      ? String(Number(value.toPrecision(2)))
      : value.toExponential(1)
