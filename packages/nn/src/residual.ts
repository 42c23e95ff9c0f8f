// Layers beside each other. Read `sequential.ts` first. A model that is a class of its own says more, and can do more.
import { add, concat, ShapeError, ValueError, type Tensor } from '@glissade/autograd'
import { Module } from './module.ts'
import { checkOptions } from './options.ts'
import type { Layer } from './sequential.ts'

const call = (layer: Layer, x: Tensor): Tensor => (layer instanceof Module ? layer.forward(x) : layer(x))

function checkLayer(where: string, layer: unknown): void {
  if (layer instanceof Module || typeof layer === 'function') return
  throw new ValueError(
    `${where}: a layer is ${layer === undefined ? 'missing' : typeof layer}; it needs a module such as new Dense(…), or a function such as relu.`,
  )
}

/**
 * A layer with a way around it: what it learns is the difference.
 *
 *     y = x + f(x)          with a shortcut s:   y = s(x) + f(x)
 *
 * @throws ShapeError where both ways do not end in one shape.
 * @see He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition", equations 1 and 2
 */
export class Residual extends Module {
  readonly inner: Layer
  readonly shortcut: Layer | undefined

  constructor(inner: Layer, shortcut?: Layer) {
    super()
    checkLayer('Residual', inner)
    if (shortcut !== undefined) checkLayer('Residual', shortcut)
    this.inner = inner
    this.shortcut = shortcut
  }

  forward(x: Tensor): Tensor {
    if (this.path === '') this.nameModules()
    const y = call(this.inner, x)
    const around = this.shortcut ? call(this.shortcut, x) : x
    if (String(y.shape) !== String(around.shape))
      throw new ShapeError(
        `${this.where}: the layer gives (${y.shape.join(', ')}) and the way around it (${around.shape.join(', ')}); it needs one shape. A shortcut such as new Dense(…) or a 1 x 1 Conv2d fits them.`,
      )
    return add(around, y)
  }

  override toString(): string {
    return 'Residual'
  }
}

/**
 * Several layers of one input, their outputs side by side.
 *
 *     y = [f₁(x), f₂(x), …]          along `axis`, 1 unless said: the channels
 *
 * @see Szegedy et al. 2015, "Going deeper with convolutions", figure 2
 */
export class Parallel extends Module {
  readonly layers: readonly Layer[]
  readonly axis: number

  constructor(layers: readonly Layer[], options: { readonly axis?: number } = {}) {
    super()
    checkOptions('Parallel', options, ['axis'])
    if (!Array.isArray(layers) || layers.length === 0)
      throw new ValueError('Parallel: no layers; it needs a list of at least one.')
    for (const layer of layers) checkLayer('Parallel', layer)
    this.layers = layers
    this.axis = options.axis ?? 1
  }

  forward(x: Tensor): Tensor {
    if (this.path === '') this.nameModules()
    return concat(
      this.layers.map((layer) => call(layer, x)),
      this.axis,
    )
  }

  override toString(): string {
    return 'Parallel'
  }
}
