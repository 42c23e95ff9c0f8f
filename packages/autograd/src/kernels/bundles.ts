// All bundles that a backend may have a kernel for.
import type { Bundle } from './bundle.ts'
import { gru, lstm, rnnRelu, rnnTanh } from './cells.ts'
import { joins } from './joined.ts'

export const bundles: readonly Bundle[] = [rnnTanh, rnnRelu, lstm, gru, ...joins.values()].flatMap(
  ({ forward, back }) => [forward, back],
)
