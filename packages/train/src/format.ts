// Progress in words.
import type { RunInfo } from './callbacks.ts'
import type { EpochRow, History } from './history.ts'

const grouped = (n: number): string => String(Math.round(n)).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** 12,345 samples/s */
export const rate = (samples: number, seconds: number): string =>
  `${seconds > 0 ? grouped(samples / seconds) : '-'} samples/s`

/** 0:42, 12:05, 1:00:00 */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-:--'
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

const number = (x: number): string => (Number.isInteger(x) ? String(x) : x.toPrecision(4))

/** loss 0.3125  accuracy 0.9102 */
export const values = (metrics: Readonly<Record<string, number>>): string =>
  Object.entries(metrics)
    .map(([name, value]) => `${name} ${number(value)}`)
    .join('  ')

/** epoch 1/5  loss 0.3125  accuracy 0.9102  2.1 s  28,571 samples/s. Where that is too wide, the rate and then the time are left out. */
export function epochLine(row: EpochRow, { epochs, samples }: RunInfo, width = Infinity): string {
  const { epoch, seconds, ...metrics } = row
  const parts = [
    `epoch ${epoch + 1}/${epochs}`,
    values(metrics),
    `${seconds.toFixed(1)} s`,
    rate(samples, seconds),
  ]
  while (parts.length > 2 && parts.join('  ').length > width) parts.pop()
  return parts.join('  ')
}

/** The last line of a run. */
export const ending = ({ reason, restored }: History): string =>
  restored ? `${reason} The weights are those of the best epoch.` : reason
