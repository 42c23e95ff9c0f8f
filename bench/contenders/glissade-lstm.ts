// The recurrent network that is measured, as `with_torch.py` and `../peers/tfjs.ts` have it too.
import * as g from 'glissade'

/** One layer over 28 steps of 28 pixels; its last output is classified. */
export function lstm(hidden: number): g.Sequential {
  const rng = g.generator(1)
  return new g.Sequential(new g.Lstm(28, hidden, { rng, outputs: 'last' }), new g.Dense(hidden, 10, { rng }))
}
