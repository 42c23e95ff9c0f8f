// `@glissade/train` in Node: the same, with a progress bar on terminals and Ctrl-C.
import { fitOn } from '../fit.ts'
import { terminal } from './terminal.ts'

export * from '../index.ts'

/**
 * Trains a model on data, and tells how it went. Shows a bar on a terminal and plain lines elsewhere; Ctrl-C ends it after
 * the batch under way and returns what was learnt, a second one ends the process.
 *
 *     const history = await fit(model, data, { epochs: 5, optimizer: adam(), seed: 1, validation: 0.1 })
 *
 * @throws ValueError for options that do not go together, NonFiniteLossError when the loss is no number any more.
 */
export const fit = fitOn(terminal())
