// `@glissade/parallel` in Node: the same, with threads of Node.
import { threadsOn } from '../threads/threads.ts'
import { node } from './engine.ts'

export * from '../index.ts'

/**
 * Threads of this process: each imports the strategy's `entry`, comes to the same `fit`, and takes its share of the batches. Weights and
 * sums lie in shared memory.
 *
 * @throws SettingError
 */
export const threads = threadsOn(node)

/** In a worker: the part of the shared memory that its backend is to work in. */
export const ownRegion = (): unknown => node.own?.seat.region
