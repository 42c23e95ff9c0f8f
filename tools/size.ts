// How much there is to read: files and lines of each package, what part is comment, and the longest files.
// Usage: npm run size
import { parseSync } from 'vite'
import { filesBelow, read } from './house/files.ts'

interface Size {
  readonly file: string
  readonly lines: number
  readonly comments: number
}

const sizeOf = (file: string): Size => {
  const text = read(file)
  const { comments } = parseSync(file, text)
  const commented = comments.reduce(
    (sum, { start, end }) => sum + text.slice(start, end).split('\n').length,
    0,
  )
  return { file, lines: text.trimEnd().split('\n').length, comments: commented }
}
const total = (sizes: readonly Size[], key: 'lines' | 'comments') =>
  sizes.reduce((sum, size) => sum + size[key], 0)
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const files = filesBelow('packages', (path) => /^packages\/[^/]+\/(src|test)\/.*\.ts$/.test(path)).map(sizeOf)
const src = files.filter(({ file }) => file.includes('/src/'))

const row = (name: string, mine: readonly Size[]) => {
  const [own, tests] = [mine.filter((one) => src.includes(one)), mine.filter((one) => !src.includes(one))]
  const lines = total(own, 'lines')
  return {
    package: name,
    files: own.length,
    lines,
    'comment %': lines === 0 ? 0 : Math.round((100 * total(own, 'comments')) / lines),
    'median file': median(own.map((size) => size.lines)),
    'test lines': total(tests, 'lines'),
  }
}
const names = [...new Set(files.map(({ file }) => file.split('/')[1]))]
const rows = names.map((name) =>
  row(
    name,
    files.filter(({ file }) => file.startsWith(`packages/${name}/`)),
  ),
)
console.table([...rows, row('all', files)])
console.table(
  src
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, 12)
    .map(({ file, lines }) => ({ 'longest files': file, lines })),
)
