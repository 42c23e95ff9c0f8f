// Layers one after another. Read `module.ts` first.
import { shown, ValueError, type Tensor } from '@glissade/autograd'
import { Module } from './module.ts'

/** A module, or a plain function such as `relu`. */
export type Layer = Module | ((x: Tensor) => Tensor)

/** What is wrong with a layer that is none, and its cure. */
function refuse(index: number, given: unknown): never {
  const cure = Array.isArray(given)
    ? ' Spread a list: new Sequential(...layers).'
    : isModuleClass(given)
      ? ` Make one: new ${given.name}(…).`
      : ''
  throw new ValueError(
    `Sequential: layer ${index} is ${shown(given)}; it needs a module such as new Dense(…), or a function such as relu.${cure}`,
  )
}

const isModuleClass = (given: unknown): given is { readonly name: string } =>
  typeof given === 'function' && given.prototype instanceof Module

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
    for (const [index, layer] of layers.entries())
      if (!(layer instanceof Module || typeof layer === 'function') || isModuleClass(layer))
        refuse(index, layer)
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
