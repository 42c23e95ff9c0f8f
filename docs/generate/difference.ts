// How two rules differ, in lines; where the usual course tells nothing, two others are tried.
import { type Course, explainDifference } from '../../packages/optim/src/index.ts'
import { configured } from './catalogue.ts'

const tiny: Course = {
  start: [1, -2],
  gradient: (_, t) => [1e-6 * (((t * 7) % 5) - 2), 1e-6 * (((t * 11) % 5) - 1.5)],
  steps: 40,
}
const dropping = { lr: (t: number) => (t < 20 ? 0.01 : 0.001) }

/** The numbers of the first rule go to the second wherever it knows them. */
export function difference(name: string, other: string): string {
  const { hyper } = configured(name)
  const explained = (settings = {}, course?: Course) =>
    explainDifference(configured(name, settings), configured(other, { ...hyper, ...settings }), course)
  const usual = explained()
  const lines = usual.text
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
  if (usual.parts) return lines.join('\n')
  const others = {
    'under gradients of 1e-6': explained({}, tiny),
    'when lr drops to a tenth': explained(dropping),
  }
  const [found] = Object.entries(others).filter(([, { parts }]) => parts !== undefined)
  if (!found) return lines.join('\n')
  const [when, { parts }] = found
  const size = parts!.largest.toPrecision(3)
  return [...lines.slice(0, -1), `the paths part ${when}, by up to ${size}, and not otherwise`].join('\n')
}
