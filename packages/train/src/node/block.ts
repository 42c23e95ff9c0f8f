// Some lines at the bottom of a terminal that change in place: written over in one go, never wider than it.
import type { Output } from './terminal.ts'

const [UP, CLEAR_LINE, CLEAR_BELOW] = ['A', 'K', 'J'].map(
  (code) =>
    (n = '') =>
      `\u001B[${n}${code}`,
)
const [HIDE, SHOW] = ['\u001B[?25l', '\u001B[?25h']

export class Block {
  readonly #stream: Output
  #height = 0

  constructor(stream: Output) {
    this.#stream = stream
  }

  /** In the place of the lines that are there. Too many are left out, in words. */
  show(lines: readonly string[]): void {
    const { columns = 80, rows = 24 } = this.#stream
    const most = Math.max(2, rows - 2)
    const shown =
      lines.length <= most ? lines : [...lines.slice(0, most - 1), `… and ${lines.length - most + 1} more`]
    const text = shown.map((line) => `${cut(line, columns - 1)}${CLEAR_LINE()}\n`).join('')
    this.#stream.write(`${this.#height === 0 ? HIDE : ''}${this.#top}${text}${CLEAR_BELOW()}`)
    this.#height = shown.length
  }

  /** The line stays where the block was, however long it is, and the block is gone. */
  end(line?: string): void {
    if (this.#height === 0 && line === undefined) return
    const last = line === undefined ? '' : `${line}\n`
    this.#stream.write(`${this.#top}${CLEAR_BELOW()}${SHOW}${last}`)
    this.#height = 0
  }

  get #top(): string {
    return this.#height === 0 ? '' : `\r${UP(String(this.#height))}`
  }
}

const cut = (line: string, width: number): string =>
  line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`
