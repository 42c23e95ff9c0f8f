// Weights of normalising layers, embeddings and PRelu to and from other libraries, as plain data: the shapes are ours (but for
// Keras's PReLU), only names differ. PyTorch's nn.Embedding has our name too.
import { ShapeError, ValueError } from '@glissade/autograd'
import { checkEntries, entryOf } from '../entries.ts'
import type { ArrayEntry, StateDict } from '../state-dict.ts'

type Entries = Readonly<Record<string, ArrayEntry>>
type Names = Readonly<Record<string, string>>

// prettier-ignore
const pyTorchNorm = { gamma: 'weight', beta: 'bias', runningMean: 'running_mean', runningVariance: 'running_var' }
// prettier-ignore
const kerasNorm = { gamma: 'gamma', beta: 'beta', runningMean: 'moving_mean', runningVariance: 'moving_variance' }
const kerasRmsNorm = { gamma: 'scale' }
const kerasEmbedding = { weight: 'embeddings' }
const pyTorchPRelu = { slope: 'weight' }
const kerasPRelu = { slope: 'alpha' }

function renamed(where: string, entries: Entries, names: Names): StateDict {
  checkEntries(where, entries)
  const converted = Object.entries(entries).map(([name, entry]) => {
    if (!Object.hasOwn(names, name))
      throw new ValueError(`${where}: ${name}; it needs names among ${Object.keys(names).join(', ')}.`)
    return [names[name], entry] as const
  })
  return Object.fromEntries(converted)
}

const turned = (names: Names): Names => Object.fromEntries(Object.entries(names).map(([a, b]) => [b, a]))

/**
 * The state dict of a PyTorch BatchNorm, LayerNorm, GroupNorm, InstanceNorm or RMSNorm as what `loadStateDict()` takes. The count
 * `num_batches_tracked` is left out.
 *
 * @throws ValueError for a name that PyTorch does not use there.
 */
export function normFromPyTorch(entries: Entries): StateDict {
  const { num_batches_tracked: _, ...others } = entries ?? {}
  return renamed('normFromPyTorch', others, turned(pyTorchNorm))
}

/** What `stateDict()` of a normalising layer gives, under PyTorch's names. */
export const normToPyTorch = (state: StateDict): StateDict => renamed('normToPyTorch', state, pyTorchNorm)

/**
 * A Keras BatchNormalization (four arrays), LayerNormalization or GroupNormalization as what `loadStateDict()` takes. Keras's ε is 1e-3:
 * `new BatchNorm(features, { convention: 'keras' })`, `new LayerNorm(size, { eps: 1e-3 })`.
 *
 * @throws ValueError for a name that Keras does not use there.
 */
export const normFromKeras = (entries: Entries): StateDict =>
  renamed('normFromKeras', entries, turned(kerasNorm))

/** What `stateDict()` of a normalising layer gives, under Keras's names. */
export const normToKeras = (state: StateDict): StateDict => renamed('normToKeras', state, kerasNorm)

/** A Keras Embedding, `embeddings` (count, size), as what `loadStateDict()` takes. */
export const embeddingFromKeras = (entries: Entries): StateDict =>
  renamed('embeddingFromKeras', entries, turned(kerasEmbedding))

/** What `embedding.stateDict()` gives, under Keras's name. */
export const embeddingToKeras = (state: StateDict): StateDict =>
  renamed('embeddingToKeras', state, kerasEmbedding)

/** A Keras RMSNormalization, `scale`, as what `loadStateDict()` of an RmsNorm takes. Keras's ε is 1e-6. */
export const rmsNormFromKeras = (entries: Entries): StateDict =>
  renamed('rmsNormFromKeras', entries, turned(kerasRmsNorm))

/** What `stateDict()` of an RmsNorm gives, under Keras's name. */
export const rmsNormToKeras = (state: StateDict): StateDict => renamed('rmsNormToKeras', state, kerasRmsNorm)

/** A PyTorch nn.PReLU, `weight` (features), as what `loadStateDict()` of a PRelu takes. */
export const preluFromPyTorch = (entries: Entries): StateDict =>
  renamed('preluFromPyTorch', entries, turned(pyTorchPRelu))

/** What `stateDict()` of a PRelu gives, under PyTorch's name. */
export const preluToPyTorch = (state: StateDict): StateDict => renamed('preluToPyTorch', state, pyTorchPRelu)

/**
 * A Keras PReLU as what `loadStateDict()` of a PRelu takes: `alpha` (features), or (1, …, features) with `shared_axes`.
 *
 * @throws ShapeError where the slopes differ from place to place, which ours cannot.
 */
export function preluFromKeras(entries: Entries): StateDict {
  const slope = entryOf('preluFromKeras', entries, 'alpha')
  renamed('preluFromKeras', entries, turned(kerasPRelu))
  const features = slope.shape.at(-1)
  if (features !== slope.data.length)
    throw new ShapeError(
      `preluFromKeras: alpha is (${slope.shape.join(', ')}); it needs (features), or (1, …, features) as shared_axes give.`,
    )
  return { slope: { shape: [features], data: slope.data } }
}

/** What `stateDict()` of a PRelu gives, as Keras keeps it for inputs that have so many shared axes between batch and features. */
export function preluToKeras(state: StateDict, sharedAxes = 0): StateDict {
  const alpha = entryOf('preluToKeras', state, 'slope')
  renamed('preluToKeras', state, kerasPRelu)
  return { alpha: { shape: [...new Array<number>(sharedAxes).fill(1), ...alpha.shape], data: alpha.data } }
}
