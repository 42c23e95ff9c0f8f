// The result as a table for the terminal, and as one for the README.
import { isOurs, type Result } from '../result.ts'

const number = (x: number): string =>
  Math.abs(x) >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toPrecision(3)

/** One work: its contenders, fastest first as they came, and the ratio of each of ours to each peer. */
export function table(rows: readonly Result[]): string {
  const peers = rows.filter(({ contender }) => !isOurs(contender)).map(({ contender }) => contender)
  const ours = rows.filter(({ contender, ratio }) => isOurs(contender) && Object.keys(ratio).length > 0)
  const lines = rows.map(
    ({ contender, median, betterHalf, best, unit, runs }) =>
      `  ${contender.padEnd(16)}${[median, betterHalf, best].map((x) => number(x).padStart(9)).join(' ')}  ${unit}, ${runs} rounds`,
  )
  const ratios = ours.map(
    ({ contender, ratio }) =>
      `  ${contender} / ${peers.map((peer) => `${peer} ${ratio[peer].toFixed(2)}`).join(', ')}`,
  )
  return [`${rows[0].work}: median, that of the better half, and best`, ...lines, ...ratios, ''].join('\n')
}

/** A Markdown table: one row a work and contender of ours, one column a peer, times as fast as it. */
export function markdown(all: readonly Result[]): string {
  const peers = [
    ...new Set(all.filter(({ contender }) => !isOurs(contender)).map(({ contender }) => contender)),
  ]
  const rows = all
    .filter(({ contender }) => isOurs(contender))
    .map(({ work, contender, median, unit, ratio }) => [
      `\`${work}\``,
      contender,
      `${number(median)} ${unit}`,
      ...peers.map((peer) => (ratio[peer] === undefined ? '' : ratio[peer].toFixed(2))),
    ])
  const head = ['work', 'contender', 'median', ...peers.map((peer) => `/ ${peer}`)]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
