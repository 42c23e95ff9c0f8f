// The convolutional network that is measured, as `with_torch.py` and `../peers/tfjs.ts` have it too.
import * as g from 'glissade'

/** Two convolutions with relu and pooling, three dense layers: 61,706 weights. */
export function lenet(): g.Sequential {
  const rng = g.generator(1)
  return new g.Sequential(
    new g.Conv2d(1, 6, 5, { rng, padding: 2 }),
    g.relu,
    new g.MaxPool2d(2),
    new g.Conv2d(6, 16, 5, { rng }),
    g.relu,
    new g.MaxPool2d(2),
    new g.Flatten(),
    new g.Dense(400, 120, { rng }),
    g.relu,
    new g.Dense(120, 84, { rng }),
    g.relu,
    new g.Dense(84, 10, { rng }),
  )
}
