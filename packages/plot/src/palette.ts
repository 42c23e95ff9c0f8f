// Colours that stay apart for a colour-blind reader, and dashes for when the colours run out.

/**
 * Seven colours of the palette made for colour-blind readers; its yellow is left out, since it vanishes on white.
 * @see Okabe, Ito 2008, "Color Universal Design"
 */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#222222'] as const

export const color = (index: number): string => palette[index % palette.length]

const dashes = [undefined, '7 4', '2 3', '9 3 2 3']

/** The dash pattern of series `index`: a new one each time the palette starts again. */
export function dash(index: number, dashed = false): string | undefined {
  const round = Math.floor(index / palette.length) + (dashed ? 1 : 0)
  return dashes[round % dashes.length]
}
