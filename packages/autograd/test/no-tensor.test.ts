// What is given where a tensor should be, by every op in every place: refused by name, before anything is read of it.
import { expect, it } from 'vitest'
import { DTypeError, type Tensor } from '../src/index.ts'
import { rows } from './cases.ts'
import { leaves } from './op-tests.ts'

const others: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a list', [1, 2]],
  ['a typed array', new Float32Array(2)],
  ["'x'", 'x'],
  ['{}', {}],
]

it.each(Object.entries(rows))('%s refuses what is no tensor', (_name, row) => {
  for (const t of row.tries) {
    const inputs = leaves(row, t, 'float32')
    for (const [k] of inputs.entries()) {
      for (const [given, other] of others) {
        const call = () => t.call(...inputs.map((x, i) => (i === k ? (other as Tensor) : x)))
        expect(call, `${t.title}, input ${k}`).toThrow(DTypeError)
        expect(call).toThrow(
          new RegExp(
            `^\\w+: an operand is ${given}; it needs a tensor( or a number)?\\. Make one with tensor`,
          ),
        )
      }
    }
  }
})
