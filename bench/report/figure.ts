// The ratios as a figure: one row a work and peer, a bar for how many times as fast Glissade is, on a logarithmic scale.
import type { Result } from '../result.ts'

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

const [LEFT, RIGHT, ROW, TOP] = [330, 900, 22, 70]
const COLOURS: Readonly<Record<string, string>> = {
  glissade: '#0072b2',
  'glissade-fma': '#56b4e9',
  'glissade-blas': '#009e73',
}

export function figure(all: readonly Result[]): string {
  const bars = all.flatMap(({ work, contender, ratio }) =>
    Object.entries(ratio).map(([peer, value]) => ({ work, contender, peer, value })),
  )
  const most = Math.max(2, ...bars.map(({ value }) => value))
  const least = Math.min(0.5, ...bars.map(({ value }) => value))
  const at = (value: number): number =>
    LEFT + ((RIGHT - LEFT) * Math.log(value / least)) / Math.log(most / least)
  const height = TOP + ROW * bars.length + 30
  const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200].filter((tick) => tick >= least && tick <= most)
  const lines = ticks.map((tick) => {
    const stroke = tick === 1 ? '#222' : '#ddd'
    return `<path d="M${at(tick).toFixed(1)},${TOP - 6}V${height - 24}" stroke="${stroke}"/><text x="${at(tick).toFixed(1)}" y="${TOP - 12}" text-anchor="middle">${tick}</text>`
  })
  const rows = bars.map(({ work, contender, peer, value }, i) => {
    const [y, one, end] = [TOP + i * ROW, at(1), at(value)]
    const box = `x="${Math.min(one, end).toFixed(1)}" y="${y}" width="${Math.abs(end - one).toFixed(1)}" height="${ROW - 6}"`
    return `<text x="${LEFT - 10}" y="${y + 12}" text-anchor="end">${escape(`${work}: ${contender} / ${peer}`)}</text><rect ${box} fill="${COLOURS[contender] ?? '#999'}"/><text x="${(Math.max(one, end) + 6).toFixed(1)}" y="${y + 12}">${value.toFixed(2)}</text>`
  })
  const title = 'How many times as fast as its peers (right of the dark line is faster; logarithmic)'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${RIGHT + 80}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222" role="img" aria-label="${title}"><rect width="100%" height="100%" fill="#fff"/><text x="16" y="28" font-size="17" font-weight="bold">${title}</text>${lines.join('')}${rows.join('')}</svg>\n`
}
