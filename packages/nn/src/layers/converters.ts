// Weights of normalising layers and embeddings to and from other libraries, as plain data: the shapes are ours, only names differ.
// PyTorch's nn.Embedding has our name too.
import { ValueError } from '@glissade/autograd'
import type { ArrayEntry, StateDict } from '../state-dict.ts'

type Entries = Readonly<Record<string, ArrayEntry>>
type Names = Readonly<Record<string, string>>

// prettier-ignore
const pyTorchNorm = { gamma: 'weight', beta: 'bias', runningMean: 'running_mean', runningVariance: 'running_var' }
// prettier-ignore
const kerasNorm = { gamma: 'gamma', beta: 'beta', runningMean: 'moving_mean', runningVariance: 'moving_variance' }
const kerasEmbedding = { weight: 'embeddings' }

function renamed(where: string, entries: Entries, names: Names): StateDict {
  const converted = Object.entries(entries).map(([name, entry]) => {
    if (!Object.hasOwn(names, name))
      throw new ValueError(`${where}: ${name}; it needs names among ${Object.keys(names).join(', ')}.`)
    return [names[name], entry] as const
  })
  return Object.fromEntries(converted)
}

const turned = (names: Names): Names => Object.fromEntries(Object.entries(names).map(([a, b]) => [b, a]))

/**
 * The state dict of a PyTorch BatchNorm, LayerNorm, GroupNorm or InstanceNorm as what `loadStateDict()` takes. The count
 * `num_batches_tracked` is left out.
 *
 * @throws ValueError for a name that PyTorch does not use there.
 */
export function normFromPyTorch(entries: Entries): StateDict {
  const { num_batches_tracked: _, ...others } = entries
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
