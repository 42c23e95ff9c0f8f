// A look at a schedule before it is used: its points, and a drawing for the terminal.

import type { HyperValue } from '../hyperparameter.ts'
import { any, checked, count } from '../settings.ts'
import { asSchedule } from './constant.ts'

export interface Preview {
  readonly name: string
  /** (t, value) for every step: a series of plot's `lineChart` as it stands. */
  readonly points: readonly (readonly [t: number, value: number])[]
  /** The curve as text. */
  readonly text: string
}

const bars = ' ▁▂▃▄▅▆▇█'

/**
 * What a schedule does in its first steps.
 *
 *     const seen = schedules.preview(schedules.cosine(0.1, 100), 100)
 *     console.log(seen.text)
 *     lineChart({ title: 'Rate', x: { label: 'step' }, y: { label: 'lr' }, series: [seen] })
 */
export function preview(
  schedule: HyperValue,
  steps: number,
  options: { name?: string; width?: number; height?: number } = {},
): Preview {
  const { name = 'lr', ...size } = options
  const { width, height } = checked(
    'schedules.preview',
    { steps, width: 64, height: 8, ...size },
    { steps: count, width: count, height: count },
  )
  const points = Array.from(
    { length: steps },
    (_, t) => [t, asSchedule('schedules.preview', schedule)(t)] as const,
  )
  for (const [, value] of points) checked('schedules.preview', { value }, { value: any })
  return { name, points, text: draw(name, points, Math.min(width, steps), height) }
}

/** Bars between the least and the greatest value, in eighths of a line. */
function draw(
  name: string,
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
): string {
  const values = points.map(([, value]) => value)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const level = ({ length }: { length: number }, k: number) => {
    const value = values[width > 1 ? Math.round((k * (length - 1)) / (width - 1)) : 0]
    return Math.max(1, Math.round(((value - low) / (high - low || 1)) * height * 8))
  }
  const levels = Array.from({ length: width }, (_, k) => level(values, k))
  const labels = [label(high), label(low)]
  const margin = Math.max(...labels.map((text) => text.length))
  const rows = Array.from({ length: height }, (_, row) => {
    const base = (height - 1 - row) * 8
    const bar = levels.map((eighths) => bars[Math.min(8, Math.max(0, eighths - base))]).join('')
    const text = row === 0 ? labels[0] : row === height - 1 ? labels[1] : ''
    return `${text.padStart(margin)} ┤${bar}`.trimEnd()
  })
  const end = `${points.length - 1}`
  const scale = `${' '.repeat(margin + 2)}0${end.padStart(Math.max(end.length + 1, width - 1))}`
  return [`${' '.repeat(margin + 2)}${name}`, ...rows, scale].join('\n')
}

const label = (value: number): string => String(Number(value.toPrecision(3)))
