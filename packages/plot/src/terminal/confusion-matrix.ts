// Which class is taken for which.
import { check as checkParts } from '../check.ts'
import { PlotError } from '../errors.ts'

/**
 * A table of counts: a row for each true class, a column for each predicted one, and the recall of each row.
 * A zero is a dot, so that the mistakes stand out.
 *
 * @param counts `counts[truth][prediction]`
 * @throws PlotError when the table is not square, does not fit the labels, or holds anything but counts.
 */
export function confusionMatrix(counts: readonly ArrayLike<number>[], labels: readonly string[]): string {
  check(counts, labels)
  const rows = counts.map((row) => Array.from(row))
  const recalls = rows.map((row, i) => percent(row[i], total(row)))
  const right = total(rows.map((row, i) => row[i]))
  const all = total(rows.map(total))
  const name = Math.max(4, ...labels.map((label) => label.length))
  const cell =
    1 + Math.max(1, ...labels.map((label) => label.length), ...rows.flat().map((n) => String(n).length))
  const line = (head: string, cells: readonly string[], end: string) =>
    `${head.padStart(name)} ${cells.map((text) => text.padStart(cell)).join('')}  ${end.padStart(6)}`
  return [
    line('true', labels, 'recall'),
    ...rows.map((row, i) =>
      line(
        labels[i],
        row.map((n) => (n === 0 ? '·' : String(n))),
        recalls[i],
      ),
    ),
    `${right} of ${all} right, ${percent(right, all)}; rows are the truth, columns the prediction.`,
  ].join('\n')
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`

function check(counts: readonly ArrayLike<number>[], labels: readonly string[]): void {
  checkParts('confusionMatrix', 'counts', counts, ['numbers'])
  checkParts('confusionMatrix', 'labels', labels, ['text'])
  const n = labels.length
  if (n === 0 || counts.length !== n) {
    throw new PlotError(
      `confusionMatrix: ${counts.length} rows and ${n} labels; it needs one row per label, and a label.`,
    )
  }
  counts.forEach((row, i) => {
    if (row.length !== n) {
      throw new PlotError(
        `confusionMatrix: row '${labels[i]}' has ${row.length} counts; it needs one per label, ${n}.`,
      )
    }
    const wrong = Array.from(row).find((count) => !Number.isInteger(count) || count < 0)
    if (wrong === undefined) return
    throw new PlotError(
      `confusionMatrix: row '${labels[i]}' holds ${wrong}; it needs whole numbers of at least 0.`,
    )
  })
}
