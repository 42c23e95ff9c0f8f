// Recurrent layers: cells take one step, layers whole sequences.
export type { Cell, CellOptions } from './cell.ts'
export { Gru, GruCell } from './gru.ts'
export type { Recurrent, RecurrentOptions, Run, RunOptions } from './layer.ts'
export { Lstm, LstmCell, type LstmOptions } from './lstm.ts'
export type { Padding } from './mask.ts'
export { Rnn, RnnCell, type RnnOptions } from './rnn.ts'
export { carry, type StateOf } from './state.ts'
export {
  recurrentFromKeras,
  recurrentFromPyTorch,
  recurrentToKeras,
  recurrentToPyTorch,
  type KerasRecurrent,
  type RecurrentKind,
} from './converters.ts'
