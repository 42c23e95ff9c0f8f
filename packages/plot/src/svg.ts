// SVG is text, so a figure is a string: no DOM is needed, in Node or in a page.

type Attributes = Readonly<Record<string, string | number | undefined>>

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** `text` made safe between tags and inside a quoted attribute; control characters, which XML forbids, are dropped. */
export const escape = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (c) => entities[c])

/** A number with at most two decimals: a hundredth of a pixel. */
export const px = (value: number): number => Math.round(value * 100) / 100

/** One SVG element. Attributes that are undefined are left out; children are SVG already, so text goes through `label`. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let open = name
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) open += ` ${key}="${typeof value === 'number' ? px(value) : escape(value)}"`
  }
  return children.length === 0 ? `<${open}/>` : `<${open}>${children.join('')}</${name}>`
}

/** A text element at (x, y). */
export const label = (text: string, x: number, y: number, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escape(text))

/** The width of `text` in pixels, estimated: a sans-serif letter is some 0.58 of its size wide, and figures need no better. */
export const textWidth = (text: string, size: number): number => text.length * size * 0.58

interface Figure {
  title: string
  description: string
  width: number
  height: number
}

/** The outer element, with the title and the description that a screen reader speaks. */
export function figure(
  { title, description, width, height }: Figure,
  ...children: readonly string[]
): string {
  const id = title.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'figure'
  const size = { width, height, viewBox: `0 0 ${px(width)} ${px(height)}` }
  const spoken = { role: 'img', 'aria-labelledby': `${id}-title ${id}-desc` }
  const font = { 'font-family': 'system-ui, sans-serif', 'font-size': 13, fill: '#222' }
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...size, ...spoken, ...font },
    element('title', { id: `${id}-title` }, escape(title)),
    element('desc', { id: `${id}-desc` }, escape(description)),
    element('rect', { width, height, fill: '#fff' }),
    ...children,
  )
}
