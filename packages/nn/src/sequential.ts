// Layers one after another. Read `module.ts` first.
import { ValueError, type Tensor } from '@glissade/autograd'
import { Module } from './module.ts'
import { shown } from './options.ts'

/** A module, or a plain function such as `relu`. */
export type Layer = Module | ((x: Tensor) => Tensor)

const words = (given: unknown): string =>
  Array.isArray(given) ? 'a list' : typeof given === 'object' && given !== null ? 'an object' : shown(given)

/**
 * Applies its layers from first to last.
 *
 *     y = fₙ(… f₂(f₁(x)))
 *
 *     new Sequential(new Dense(784, 128, { rng }), relu, new Dense(128, 10, { rng }))
 *
 * @throws ValueError when there is no layer, or one is neither a module nor a function.
 */
export class Sequential extends Module {
  readonly layers: readonly Layer[]
  #named = false

  constructor(...layers: Layer[]) {
    super()
    if (layers.length === 0) throw new ValueError('Sequential: no layers; it needs at least one.')
    const wrong = layers.findIndex((layer) => !(layer instanceof Module || typeof layer === 'function'))
    if (wrong >= 0) {
      const given: unknown = layers[wrong]
      throw new ValueError(
        `Sequential: layer ${wrong} is ${words(given)}; it needs a module such as new Dense(…), or a function such as relu.${Array.isArray(given) ? ' Spread a list: new Sequential(...layers).' : ''}`,
      )
    }
    this.layers = layers
  }

  forward(x: Tensor): Tensor {
    if (!this.#named && this.path === '') this.nameModules()
    this.#named = true
    let y = x
    for (const layer of this.layers) y = layer instanceof Module ? layer.forward(y) : layer(y)
    return y
  }

  override toString(): string {
    return 'Sequential'
  }
}
