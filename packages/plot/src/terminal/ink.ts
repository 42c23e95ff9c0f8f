// Colour for the terminal, when asked for. Whether to ask (a terminal? NO_COLOR unset?) is the caller's question.

export interface Ink {
  /** Colours by ANSI escape codes; none unless asked. */
  readonly color?: boolean
}

// Blue, orange, green, pink, yellow, light blue of the 256-colour table, next to those of `palette.ts`.
const codes = [32, 166, 36, 175, 178, 74]

const paint = (text: string, code: string): string => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`)

/** `text` in the colour of series `index`. */
export const tint = (text: string, index: number, { color = false }: Ink): string =>
  color ? paint(text, `38;5;${codes[index % codes.length]}`) : text

/** The upper and the lower half of a cell in two greys, each from 0 to 1. */
export const halves = (upper: number, lower: number): string =>
  paint('▀', `38;5;${grey(upper)};48;5;${grey(lower)}`)

// The 256-colour table ends with 24 greys.
const grey = (level: number): number => 232 + Math.round(Math.max(0, Math.min(1, level)) * 23)
