// What every initialiser is given first: a shape, and a generator to draw from.
import { shown, ValueError, type Shape } from '@glissade/autograd'

/** Refuses what is no list of sizes. */
export function checkShape(where: string, shape: Shape): void {
  const fits = (size: unknown): boolean => Number.isInteger(size) && (size as number) >= 0
  if (Array.isArray(shape) && shape.every(fits)) return
  throw new ValueError(`${where}: shape is ${shown(shape)}; it needs a list of sizes, such as [784, 128].`)
}

/** Refuses a shape that is none, and what draws no numbers. */
export function checkDraws(where: string, shape: Shape, rng: unknown): void {
  checkShape(where, shape)
  const { uniform, normal } = (rng ?? {}) as { readonly uniform?: unknown; readonly normal?: unknown }
  if (typeof uniform === 'function' && typeof normal === 'function') return
  throw new ValueError(
    `${where}: the generator is ${shown(rng)}; it needs one, such as generator(42), so that runs can be repeated.`,
  )
}
