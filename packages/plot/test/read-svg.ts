// A reader of SVG text for the tests: well-formed or an error, then a tree to ask.

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

const token = /<!--|<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const decode = (text: string) =>
  text.replace(/&[^;\s]*;?/g, (entity) => {
    if (!(entity in entities)) throw new Error(`not an entity: ${entity}`)
    return entities[entity]
  })

export function readSvg(svg: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  token.lastIndex = 0
  while (token.lastIndex < svg.length) {
    const start = token.lastIndex
    const found = token.exec(svg)
    if (!found) throw new Error(`not SVG at ${start}: ${svg.slice(start, start + 60)}`)
    const [, closes, name, attributes, empty, text] = found
    const top = open.at(-1)!
    if (text !== undefined) top.text += decode(text)
    else if (closes) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes <${top.name}> at ${start}`)
    } else {
      const pairs = [...attributes.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        decode(value),
      ])
      if (new Set(pairs.map(([key]) => key)).size < pairs.length)
        throw new Error(`an attribute twice at ${start}`)
      const element: Element = { name: name, attributes: Object.fromEntries(pairs), children: [], text: '' }
      top.children.push(element)
      if (!empty) open.push(element)
    }
  }
  if (open.length > 1 || root.children.length !== 1) throw new Error('not one closed root')
  return root.children[0]
}

/** Every element below, depth first, of which `test` holds. */
export function find(element: Element, test: (element: Element) => boolean): Element[] {
  return element.children.flatMap((child) => [...(test(child) ? [child] : []), ...find(child, test)])
}

export const byName = (element: Element, name: string) => find(element, (one) => one.name === name)
export const byClass = (element: Element, name: string) =>
  find(element, (one) => one.attributes['class'] === name)

/** The points of a path made of M, L and Z, one list a stroke. */
export const strokes = (d: string): [number, number][][] =>
  d
    .split('M')
    .slice(1)
    .map((stroke) =>
      stroke
        .replace(/Z|h0/g, '')
        .split('L')
        .map((point) => point.split(',').map(Number) as [number, number]),
    )
