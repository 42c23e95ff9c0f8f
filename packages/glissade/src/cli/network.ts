// The network that `train mnist` trains.
import { relu } from '@glissade/autograd'
import { BatchNorm, Dense, Dropout, init, Sequential, type Layer } from '@glissade/nn'
import type { Generator } from '@glissade/random'

/**
 * A classifier: for each hidden size Dense, BatchNorm, relu and Dropout; then Dense to the classes.
 *
 *     784 → 512 → 256 → 10 with [512, 256]
 */
export function classifier(
  inputs: number,
  hidden: readonly number[],
  classes: number,
  { dropout, rng }: { readonly dropout: number; readonly rng: Generator },
): Sequential {
  const widths = [inputs, ...hidden]
  const blocks = hidden.flatMap((width, i): Layer[] => [
    new Dense(widths[i], width, { rng, init: init.heNormal, bias: false }), // BatchNorm has the shift
    new BatchNorm(width),
    relu,
    ...(dropout > 0 ? [new Dropout(dropout, { rng })] : []),
  ])
  return new Sequential(...blocks, new Dense(widths[hidden.length], classes, { rng }))
}
